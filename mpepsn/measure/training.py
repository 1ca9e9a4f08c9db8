"""The figures of a training run, as its stored line holds them.

Chapter: 7, 9
"""

import torch
from torch import nn

from ..data import Labelled
from ..neurons import MPEPSN
from ..train import Recipe, Run
from ..train.evaluate import batches, device_of
from .dial import accuracy_by_sweeps
from .distance import distances

LOOKED_AT = 512


def watch(network: nn.Module, part: Labelled) -> dict:
    """What is looked at after each epoch: how good the estimates are, in a network of layers that make them.

    Of a part with more than 512 sequences, so many are looked at, evenly spread.
    """
    if not _estimating(network):
        return {}
    count = len(part.y)
    chosen = torch.linspace(0, count - 1, LOOKED_AT).long() if count > LOOKED_AT else torch.arange(count)
    return distances(network, part.take(chosen))


def figures(run: Run, recipe: Recipe, seed: int) -> dict:
    """What came out of a run, rounded: curves, accuracy by step, and for MPE-PSN by sweeps and by epoch."""
    test = recipe.part("test", seed)
    found = {
        "test_accuracy": _rounded(run.test_accuracy),
        "train_accuracy": _rounded(run.train_accuracy),
        "loss": _rounded(run.loss),
        "seconds": round(run.seconds, 2),
        "held_out": len(test.y),
        "accuracy_by_step": accuracy_by_step(run.network, test),
    }
    if recipe.validation:
        found |= {"validation_accuracy": _rounded(run.validation_accuracy), "chosen_epoch": run.chosen_epoch}
    if layers := _estimating(run.network):
        dial = accuracy_by_sweeps(run.network, test, (1, 2, 4, len(test.take(torch.arange(1)).x)))
        found["accuracy_by_sweeps"] = {str(k): round(share, 5) for k, share in dial.items()}
        found["estimates"] = run.watched
        found["kappa"] = {
            name: _rounded(layer.step_weights(layer.steps).tolist()) for name, layer in layers.items() if layer.steps
        }
    return found


def accuracy_by_step(network: nn.Module, part: Labelled) -> dict[str, list[float]]:
    """Accuracy read at each step: from that step's scores "alone", and from the mean score "so far"."""
    network.eval()
    with torch.no_grad():
        device = device_of(network)
        y = torch.cat([network(x.to(device)).float().cpu() for x, _ in batches(part)], dim=1)
    so_far = y.cumsum(0) / torch.arange(1, len(y) + 1).view(-1, 1, 1)
    shares = {"alone": y, "so_far": so_far}
    return {name: _rounded((scores.argmax(2) == part.y).float().mean(1).tolist()) for name, scores in shares.items()}


def _estimating(network: nn.Module) -> dict[str, MPEPSN]:
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, MPEPSN)}
    return layers if all(layer.reading == "previous" for layer in layers.values()) else {}


def _rounded(values: list[float]) -> list[float]:
    return [round(value, 5) for value in values]
