"""One visible loop: what is done to a network in each epoch.

Chapter: 2
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from .. import data
from ..data import Labelled
from ..losses import sdt_loss
from ..neurons import MaskedPSN
from .recipe import Recipe


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
        close_masks(network, epoch, recipe.epochs)
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


def close_masks(network: nn.Module, epoch: int, epochs: int) -> None:
    """Progressive masking: every masked PSN's mask closes over the first eighth of the epochs.

    mask_blend = min(1, 8 · epoch / (epochs − 1)), set once an epoch, as PSN's released code does for its Eq. 13.
    """
    for layer in network.modules():
        if isinstance(layer, MaskedPSN):
            layer.mask_blend = min(1.0, 8 * epoch / max(1, epochs - 1))


def _right(y: Tensor, target: Tensor) -> int:
    return int((y.mean(0).argmax(1) == target).sum())


def _line(run: Run, done: int, epochs: int) -> str:
    left = run.seconds / done * (epochs - done)
    return (
        f"epoch {done:3d}/{epochs}   loss {run.loss[-1]:.3f}   "
        f"training {run.train_accuracy[-1]:6.1%}   held out {run.test_accuracy[-1]:6.1%}   {left:3.0f} s left"
    )
