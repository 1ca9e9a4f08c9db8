"""Training: a recipe says what, one loop does it, one JSON line says what came out.

Chapter: 2
"""

import hashlib
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path

import torch
from torch import Tensor, nn

from . import arguments, data, networks, neurons
from .data import Labelled
from .losses import sdt_loss

SEQUENCES = ("sequential_digits",)
NEURONS = ("IF", "LIF", "LIFNoReset")


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
        try:
            self._layer(shape=(1,), steps=1)
        except (TypeError, ValueError) as refused:
            raise ValueError(f"neuron must hold arguments of {self.neuron['name']}: {refused}") from refused

    @classmethod
    def load(cls, path: Path | str) -> "Recipe":
        """Read a TOML file, or a recipe that comes with mpepsn by its name; a key that is no field is an error."""
        path = Path(path)
        if path.suffix != ".toml":
            path = Path(__file__).parent / "recipes" / f"{path}.toml"
        if not path.exists():
            own = ", ".join(sorted(p.stem for p in (Path(__file__).parent / "recipes").glob("*.toml")))
            raise FileNotFoundError(f"recipe must be a TOML file or one of {own}; got {path}")
        table = tomllib.loads(path.read_text())
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

    def build(self, classes: int, steps: int, in_shape: tuple[int, ...]) -> nn.Module:
        """The network, freshly initialised from torch's default generator."""
        return networks.dense(classes, steps=steps, in_shape=in_shape, neuron=self._layer, hidden=self.hidden)

    def _layer(self, *, shape: tuple[int, ...], steps: int) -> nn.Module:
        """A hidden layer's neuron; shape and steps are for kinds whose parameters need them."""
        given = {name: value for name, value in self.neuron.items() if name != "name"}
        return getattr(neurons, self.neuron["name"])(**given)


@dataclass
class Run:
    """What came out: one number an epoch, and the trained network.

    Attributes:
        loss: mean training loss.
        train_accuracy: share of the training part that was right while it was being learned.
        test_accuracy: share of the held-out part that is right after the epoch; nothing is chosen by it.
        seconds: time of the whole run.
        network: with the weights of the last epoch.
    """

    loss: list[float] = field(default_factory=list)
    train_accuracy: list[float] = field(default_factory=list)
    test_accuracy: list[float] = field(default_factory=list)
    seconds: float = 0.0
    network: nn.Module | None = None


def fit(recipe: Recipe, seed: int = 0, report: Callable[[str], None] | None = print) -> Run:
    """Train once. The seed fixes the split, the initial weights and the order of the samples.

    Args:
        recipe: what to train.
        seed: of everything random; torch's own generator is left as it was.
        report: called with a line of progress about ten times; None for silence.
    """
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        train, test = (getattr(data, recipe.data)(part, seed) for part in ("train", "test"))
        network = recipe.build(int(train.y.max()) + 1, train.x.shape[0], tuple(train.x.shape[2:]))
        return _loop(network, train, test, recipe, report)


def accuracy(network: nn.Module, part: Labelled) -> float:
    """Share of `part` whose mean score is highest at the right class."""
    network.eval()
    with torch.no_grad():
        return _right(network(part.x), part.y) / len(part.y)


def _loop(network: nn.Module, train: Labelled, test: Labelled, recipe: Recipe, report) -> Run:
    count = len(train.y)
    optimiser = torch.optim.Adam(network.parameters(), lr=recipe.learning_rate)
    updates = recipe.epochs * -(-count // recipe.batch)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, T_max=updates)
    run, start = Run(network=network), time.perf_counter()
    for epoch in range(recipe.epochs):
        network.train()
        total, right = 0.0, 0
        for chosen in torch.randperm(count).split(recipe.batch):
            x, target = train.x[:, chosen], train.y[chosen]
            y = network(x)
            loss = sdt_loss(y, target)
            if not loss.isfinite():
                raise FloatingPointError(
                    f"the loss became {loss.item()} in epoch {epoch + 1}; try a smaller learning_rate"
                )
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item() * len(chosen)
            right += _right(y, target)
        run.loss.append(total / count)
        run.train_accuracy.append(right / count)
        run.test_accuracy.append(accuracy(network, test))
        run.seconds = time.perf_counter() - start
        if report is not None and (epoch + 1) % max(1, recipe.epochs // 10) == 0:
            report(_line(run, epoch + 1, recipe.epochs))
    return run


def _right(y: Tensor, target: Tensor) -> int:
    return int((y.mean(0).argmax(1) == target).sum())


def _line(run: Run, done: int, epochs: int) -> str:
    left = run.seconds / done * (epochs - done)
    return (
        f"epoch {done:3d}/{epochs}   loss {run.loss[-1]:.3f}   "
        f"training {run.train_accuracy[-1]:6.1%}   held out {run.test_accuracy[-1]:6.1%}   {left:3.0f} s left"
    )
