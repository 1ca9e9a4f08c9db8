"""How often a network is right.

Chapter: 2
"""

from collections.abc import Iterator

import torch
from torch import Tensor, nn

from .. import arguments
from ..data import Labelled, Stored

AT_ONCE = 1024
NUMBERS = 2**22
"""How many sequences, and how many numbers in all of them, are taken at once."""


def accuracy(network: nn.Module, part: Labelled | Stored, readout: str = "mean", amp: bool = False) -> float:
    """Share of `part` whose score is highest at the right class.

    Args:
        network: maps `[T, B, ...]` to scores `[T, B, K]`; it is left in evaluation mode.
        part: what to answer.
        readout: "mean" reads the mean score over the steps, "last" the last step's.
        amp: run the network in bfloat16 where autocast holds that safe.
    """
    arguments.one_of(readout, ("mean", "last"), "readout")
    device = device_of(network)
    network.eval()
    right = 0
    with torch.no_grad(), cast(device, amp):
        for x, target in batches(part):
            right += right_answers(network(x.to(device)).float(), target.to(device), readout)
    return right / len(part.y)


def batches(part: Labelled | Stored) -> Iterator[Labelled]:
    """All of a part in its order, so many sequences at once that they fit the memory."""
    one = part.take(torch.arange(1)).x.numel()
    for chosen in torch.arange(len(part.y)).split(max(1, min(AT_ONCE, NUMBERS // one))):
        yield part.take(chosen)


def device_of(network: nn.Module) -> torch.device:
    """Where a network is; one without parameters is on the CPU."""
    return next((parameter.device for parameter in network.parameters()), torch.device("cpu"))


def cast(device: torch.device, amp: bool) -> torch.autocast:
    """bfloat16 where autocast holds that safe, if `amp`."""
    return torch.autocast(device.type, torch.bfloat16, enabled=amp)


def right_answers(y: Tensor, target: Tensor, readout: str = "mean") -> int:
    """How many of the scores `[T, B, K]` are highest at the right class; with shares `[B, K]`, the largest is right."""
    scores = y[-1] if readout == "last" else y.mean(0)
    target = target.argmax(1) if target.dim() == 2 else target
    return int((scores.argmax(1) == target).sum())
