"""A training run, as written in a TOML file of `mpepsn/recipes`.

Chapter: 2
"""

import hashlib
import inspect
import tomllib
from collections.abc import Sequence
from dataclasses import KW_ONLY, asdict, dataclass, field, fields
from pathlib import Path

from torch import nn

from .. import arguments, data, networks, neurons
from ..data import Labelled
from .objective import Objective

RECIPES = Path(__file__).parents[1] / "recipes"
SEQUENCES = ("sequential_digits", "still_digits", "which_way_digits", "saccade_digits")
NEURONS = tuple(name for name in neurons.__all__ if isinstance(getattr(neurons, name), type) and name != "Neuron")
OPTIMISERS = ("adam", "adamw", "sgd")


@dataclass(frozen=True)
class Recipe:
    """A training run, as written in a TOML file of `mpepsn/recipes`.

    Attributes:
        title: one line for people.
        data: a function of `mpepsn.data` that gives sequences, by name.
        steps: number of steps T, for data that is made into any number; None: its own.
        validation: keep a sixth of the training part aside to choose an epoch by.
        neuron: name of a layer of mpepsn, and its arguments.
        hidden: width of each hidden layer of the dense network.
        loss: name of the loss, "sdt", "tet", "lts" or "tet_s", and its arguments.
        membrane: weight of L_mem beside the loss, `weight`, and the first epoch without it, `until`; {}: no L_mem.
        optimiser: "adam", "adamw" or "sgd".
        learning_rate: at the first update; it falls to 0 along a cosine.
        momentum: of "sgd".
        weight_decay: of the optimiser.
        epochs: passes over the training part.
        batch: sequences per update.
        parts: into how many parts a batch is cut, one after another or one a process; batch norms see one part.
        amp: run the network in bfloat16 where autocast holds that safe.
    """

    title: str
    data: str
    _: KW_ONLY
    steps: int | None = None
    validation: bool = False
    neuron: dict = field(default_factory=lambda: {"name": "LIF"})
    hidden: tuple[int, ...] = (128, 128)
    loss: dict = field(default_factory=lambda: {"name": "sdt"})
    membrane: dict = field(default_factory=dict)
    optimiser: str = "adam"
    learning_rate: float = 2e-3
    momentum: float = 0.9
    weight_decay: float = 0.0
    epochs: int = 40
    batch: int = 64
    parts: int = 1
    amp: bool = False

    def __post_init__(self):
        for name in ("epochs", "batch", "parts"):
            arguments.count(getattr(self, name), name)
        if self.parts > self.batch:
            raise ValueError(f"parts must be at most batch = {self.batch}; got {self.parts}")
        for name, kind in (("hidden", tuple | list), ("neuron", dict), ("loss", dict), ("membrane", dict)):
            if not isinstance(getattr(self, name), kind):
                word = "list" if name == "hidden" else "table"
                raise ValueError(f"{name} must be a {word}; got {getattr(self, name)!r}")
        for name in ("validation", "amp"):
            if not isinstance(getattr(self, name), bool):
                raise ValueError(f"{name} must be true or false; got {getattr(self, name)!r}")
        for width in self.hidden:
            arguments.count(width, "hidden")
        arguments.positive(self.learning_rate, "learning_rate")
        arguments.fraction(self.momentum, "momentum")
        arguments.fraction(self.weight_decay, "weight_decay")
        arguments.one_of(self.optimiser, OPTIMISERS, "optimiser")
        arguments.one_of(self.data, SEQUENCES, "data")
        self._check_steps()
        Objective(self.loss, self.membrane)
        self._check_neuron()

    @classmethod
    def load(cls, path: Path | str, changes: Sequence[str] = ()) -> "Recipe":
        """Read a TOML file, or a recipe that comes with mpepsn by its name; a key that is no field is an error.

        Args:
            path: file or name.
            changes: lines of TOML such as "neuron.decay = 0.9", each in place of what the file says.
        """
        path = Path(path)
        if path.suffix != ".toml":
            path = RECIPES / f"{path}.toml"
        if not path.exists():
            own = ", ".join(sorted(p.stem for p in RECIPES.glob("*.toml")))
            raise FileNotFoundError(f"recipe must be a TOML file or one of {own}; got {path}")
        table = tomllib.loads(path.read_text())
        for change in changes:
            _change(table, change)
        known = {f.name for f in fields(cls)}
        if unknown := sorted(set(table) - known):
            raise ValueError(f"{path}: unknown key {', '.join(unknown)}; a recipe has {', '.join(sorted(known))}")
        if missing := sorted({"title", "data"} - set(table)):
            raise ValueError(f"{path}: {' and '.join(missing)} must be given")
        if isinstance(table.get("hidden"), list):
            table["hidden"] = tuple(table["hidden"])
        return cls(**table)

    @property
    def sha(self) -> str:
        """A hash over all fields, so that a stored result can be tied to its recipe."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:12]

    def stamp(self) -> dict:
        """What a stored result says of its recipe: the hash, and all fields."""
        return {"hash": self.sha, **asdict(self)}

    def part(self, name: str, seed: int) -> Labelled:
        """The part "train", "fit", "validation" or "test" of the data, split by `seed`."""
        given = {} if self.steps is None else {"steps": self.steps}
        return getattr(data, self.data)(name, seed, **given)

    def build(self, classes: int, steps: int, in_shape: tuple[int, ...]) -> nn.Module:
        """The network, freshly initialised from torch's default generator."""
        return networks.dense(classes, steps=steps, in_shape=in_shape, neuron=self._layer, hidden=self.hidden)

    def _layer(self, *, shape: tuple[int, ...], steps: int) -> nn.Module:
        """A hidden layer's neuron; it gets shape and steps where its parameters need them."""
        given = {name: value for name, value in self.neuron.items() if name != "name"}
        kind = getattr(neurons, self.neuron["name"])
        for name, value in (("shape", shape), ("steps", steps)):
            if name in inspect.signature(kind).parameters:
                given.setdefault(name, value)
        return kind(**given)

    def _check_steps(self) -> None:
        if self.steps is None:
            return
        arguments.count(self.steps, "steps")
        if "steps" not in inspect.signature(getattr(data, self.data)).parameters:
            raise ValueError(f"steps must be left out: {self.data} has a number of its own; got {self.steps}")

    def _check_neuron(self) -> None:
        arguments.one_of(self.neuron.get("name"), NEURONS, "neuron.name")
        order = self.neuron.get("order")
        try:
            layer = self._layer(shape=(1,), steps=order if isinstance(order, int) and order > 1 else 2)
        except (TypeError, ValueError) as refused:
            raise ValueError(f"neuron must hold arguments of {self.neuron['name']}: {refused}") from refused
        if self.membrane and not self.hidden:
            raise ValueError(f"membrane must be left out: hidden is empty; got {self.membrane}")
        if self.membrane and layer.records != "estimate":
            raise ValueError(f"membrane must be left out: {self.neuron['name']} makes no estimate of its potential")


def _change(table: dict, line: str) -> None:
    try:
        change = tomllib.loads(line)
    except tomllib.TOMLDecodeError as broken:
        raise ValueError(f"changes must be lines of TOML such as 'neuron.decay = 0.9'; got {line!r}") from broken
    for key, value in change.items():
        old = table.get(key)
        table[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
