"""A training run, as written in a TOML file of `mpepsn/recipes`.

Chapter: 2, 11
"""

import hashlib
from collections.abc import Sequence
from dataclasses import KW_ONLY, asdict, dataclass, field, fields
from pathlib import Path

from torch import nn

from .. import arguments
from ..data import Labelled, Stored
from . import build, sequences, toml
from .objective import Objective

OPTIMISERS = ("adam", "adamw", "sgd")
KINDS = {
    "neuron": (dict, "a table"),
    "network": (dict, "a table"),
    "loss": (dict, "a table"),
    "membrane": (dict, "a table"),
    "source": (dict, "a table"),
    "data": (str | dict, "a name or a table"),
    "hidden": (tuple | list | None, "a list"),
    "missing": (tuple | list, "a list"),
    "validation": (bool, "true or false"),
    "nesterov": (bool, "true or false"),
    "amp": (bool, "true or false"),
}
SOURCE = ("paper", "table", "row", "accuracy", "last", "code")


@dataclass(frozen=True)
class Recipe:
    """A training run, as written in a TOML file of `mpepsn/recipes`.

    Attributes:
        title: one line for people.
        data: a function of `mpepsn.data` that gives sequences, by name; or a table with its `name`, its options but
            for steps, and `limit`: at most so many sequences of each part, drawn by the seed.
        steps: number of steps T, for data that is made into any number; None: its own.
        validation: keep a sixth of the training part aside to choose an epoch by.
        neuron: name of a layer of mpepsn, and its arguments. `spike` is a table with the name of a surrogate and its
            arguments; `released` makes what `MPEPSN.released` does.
        network: name of a network of mpepsn, and its options, such as `width`.
        hidden: width of each hidden layer of the dense network; None: its own.
        loss: name of the loss, "sdt", "tet", "lts" or "tet_s", and its arguments.
        smoothing: share of every target that is spread over all classes. "tet_s" has its own.
        membrane: weight of L_mem beside the loss, `weight`, and the first epoch without it, `until`; {}: no L_mem.
        optimiser: "adam", "adamw" or "sgd".
        learning_rate: at its highest; it falls to 0 along a cosine.
        warm_up: epochs in which it first rises from 0.
        momentum: of "sgd".
        nesterov: whether "sgd" looks ahead.
        weight_decay: of the optimiser; a learned initial potential is left out.
        epochs: passes over the training part.
        batch: sequences per update.
        parts: into how many parts a batch is cut, one after another or one a process; batch norms see one part.
        amp: run the network in bfloat16 where autocast holds that safe.
        missing: what the source's run has and this one has not, said when it starts and kept with what comes out.
        source: of a recipe for a row of a paper: `paper`, `table`, `row`, `accuracy` in % as printed, `last` epoch's in
            the released log, and what the released `code` does otherwise than the paper says.
    """

    title: str
    data: str | dict
    _: KW_ONLY
    steps: int | None = None
    validation: bool = False
    neuron: dict = field(default_factory=lambda: {"name": "LIF"})
    hidden: tuple[int, ...] | None = None
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
    network: dict = field(default_factory=lambda: {"name": "dense"})
    smoothing: float = 0.0
    warm_up: int = 0
    nesterov: bool = False
    missing: tuple[str, ...] = ()
    source: dict = field(default_factory=dict)

    # These came after results were stored: at their defaults they leave the hash as it was.
    LATER = ("network", "smoothing", "warm_up", "nesterov")
    # These change no number.
    WORDS = ("missing", "source")

    def __post_init__(self):
        for name, (kind, word) in KINDS.items():
            if not isinstance(getattr(self, name), kind):
                raise ValueError(f"{name} must be {word}; got {getattr(self, name)!r}")
        for name in ("epochs", "batch", "parts"):
            arguments.count(getattr(self, name), name)
        if self.parts > self.batch:
            raise ValueError(f"parts must be at most batch = {self.batch}; got {self.parts}")
        for width in self.hidden or ():
            arguments.count(width, "hidden")
        if self.warm_up != 0:
            arguments.count(self.warm_up, "warm_up")
        if self.warm_up >= self.epochs and self.warm_up:
            raise ValueError(f"warm_up must be less than epochs = {self.epochs}; got {self.warm_up}")
        arguments.positive(self.learning_rate, "learning_rate")
        for name in ("momentum", "weight_decay", "smoothing"):
            arguments.fraction(getattr(self, name), name)
        arguments.one_of(self.optimiser, OPTIMISERS, "optimiser")
        if self.nesterov and (self.optimiser != "sgd" or not self.momentum):
            raise ValueError(f"nesterov must be false without sgd and its momentum; got {self.optimiser!r}")
        for text in self.missing:
            if not isinstance(text, str):
                raise ValueError(f"missing must be a list of sentences; got {text!r}")
        if unknown := sorted(set(self.source) - set(SOURCE)):
            raise ValueError(f"source must hold {', '.join(SOURCE)}; got {', '.join(unknown)}")
        sequences.check(self.data, self.steps)
        Objective(self.loss, self.membrane, self.smoothing)
        build.check_network(self.network, self.hidden)
        build.check_neuron(self.neuron, self.membrane, self.network, self.hidden)

    @classmethod
    def load(cls, path: Path | str, changes: Sequence[str] = ()) -> "Recipe":
        """Read a TOML file, or a recipe that comes with mpepsn by its name; a key that is no field is an error.

        A file that says `base = "name"` begins with what the file of that name beside it says.

        Args:
            path: file, or name such as "digits_lif" or "psn/table1_cifar10_psn".
            changes: lines of TOML such as "neuron.decay = 0.9", each in place of what the file says.
        """
        path = toml.found(path)
        table = toml.read(path)
        for change in changes:
            toml.change(table, change)
        known = {f.name for f in fields(cls)}
        if unknown := sorted(set(table) - known):
            raise ValueError(f"{path}: unknown key {', '.join(unknown)}; a recipe has {', '.join(sorted(known))}")
        if absent := sorted({"title", "data"} - set(table)):
            raise ValueError(f"{path}: {' and '.join(absent)} must be given")
        for name in ("hidden", "missing"):
            if isinstance(table.get(name), list):
                table[name] = tuple(table[name])
        return cls(**table)

    @property
    def sha(self) -> str:
        """A hash over all fields that make a run what it is, so that a stored result can be tied to its recipe."""
        skipped = {f.name for f in fields(self) if f.name in self.WORDS or (f.name in self.LATER and _default(self, f))}
        shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.name not in skipped)
        return hashlib.sha256(f"Recipe({shown})".encode()).hexdigest()[:12]

    def stamp(self) -> dict:
        """What a stored result says of its recipe: the hash, and all fields."""
        return {"hash": self.sha, **asdict(self)}

    def part(self, name: str, seed: int) -> Labelled | Stored:
        """The part "train", "fit", "validation" or "test" of the data, split by `seed`."""
        return sequences.part(self.data, self.steps, name, seed)

    def build(self, classes: int, steps: int, in_shape: tuple[int, ...]) -> nn.Module:
        """The network, freshly initialised from torch's default generator."""
        return build.build(self.network, self.hidden, self.neuron, classes, steps, in_shape)


def _default(recipe: Recipe, of: object) -> bool:
    default = getattr(Recipe("", "still_digits"), of.name)
    return getattr(recipe, of.name) == default
