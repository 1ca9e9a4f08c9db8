"""The dial, turned after training: what a network of MPE-PSNs does when its neurons come closer to the exact one.

Chapter: 6
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from torch import nn

from .. import arguments
from ..data import Labelled
from ..neurons import MPEPSN
from ..train import accuracy


@contextmanager
def at_sweeps(network: nn.Module, sweeps: int) -> Iterator[nn.Module]:
    """Set the dial of every MPE-PSN in `network` inside the block, and put it back after it."""
    arguments.count(sweeps, "sweeps")
    layers = [layer for layer in network.modules() if isinstance(layer, MPEPSN)]
    if not layers or any(layer.reading != "previous" for layer in layers):
        raise ValueError('network must hold layers MPEPSN(reading="previous"), the only ones with a dial')
    before = [layer.sweeps for layer in layers]
    try:
        for layer in layers:
            layer.sweeps = sweeps
        yield network
    finally:
        for layer, value in zip(layers, before, strict=True):
            layer.sweeps = value


def accuracy_by_sweeps(network: nn.Module, part: Labelled, sweeps: Iterable[int]) -> dict[int, float]:
    """Accuracy on `part` at each setting of the dial; at T sweeps the neurons are exact LIF neurons."""
    found = {}
    for setting in sweeps:
        with at_sweeps(network, setting):
            found[setting] = accuracy(network, part)
    return found
