"""A training run, as written in a TOML file of `mpepsn/recipes`.

Chapter: 2
"""

import hashlib
import inspect
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from torch import nn

from .. import arguments, networks, neurons

RECIPES = Path(__file__).parents[1] / "recipes"
SEQUENCES = ("sequential_digits", "still_digits", "which_way_digits")
NEURONS = tuple(name for name in neurons.__all__ if isinstance(getattr(neurons, name), type) and name != "Neuron")


@dataclass(frozen=True)
class Recipe:
    """A training run, as written in a TOML file of `mpepsn/recipes`.

    Attributes:
        title: one line for people.
        data: a function of `mpepsn.data` that gives sequences, by name.
        neuron: name of a layer of mpepsn, and its arguments.
        hidden: width of each hidden layer of the dense network.
        epochs: passes over the training part.
        batch: sequences per update.
        learning_rate: of Adam at the first update; it falls to 0 along a cosine.
    """

    title: str
    data: str
    neuron: dict = field(default_factory=lambda: {"name": "LIF"})
    hidden: tuple[int, ...] = (128, 128)
    epochs: int = 40
    batch: int = 64
    learning_rate: float = 2e-3

    def __post_init__(self):
        arguments.count(self.epochs, "epochs")
        arguments.count(self.batch, "batch")
        if not isinstance(self.hidden, tuple | list) or not isinstance(self.neuron, dict):
            raise ValueError(f"hidden must be a list and neuron a table; got {self.hidden!r} and {self.neuron!r}")
        for width in self.hidden:
            arguments.count(width, "hidden")
        arguments.positive(self.learning_rate, "learning_rate")
        arguments.one_of(self.data, SEQUENCES, "data")
        arguments.one_of(self.neuron.get("name"), NEURONS, "neuron.name")
        order = self.neuron.get("order")
        try:
            self._layer(shape=(1,), steps=order if isinstance(order, int) and order > 0 else 1)
        except (TypeError, ValueError) as refused:
            raise ValueError(f"neuron must hold arguments of {self.neuron['name']}: {refused}") from refused

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


def _change(table: dict, line: str) -> None:
    try:
        change = tomllib.loads(line)
    except tomllib.TOMLDecodeError as broken:
        raise ValueError(f"changes must be lines of TOML such as 'neuron.decay = 0.9'; got {line!r}") from broken
    for key, value in change.items():
        old = table.get(key)
        table[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
