"""How often a network is right.

Chapter: 2
"""

import torch
from torch import Tensor, nn

from .. import arguments
from ..data import Labelled

AT_ONCE = 1024


def accuracy(network: nn.Module, part: Labelled, readout: str = "mean", amp: bool = False) -> float:
    """Share of `part` whose score is highest at the right class.

    Args:
        network: maps `[T, B, ...]` to scores `[T, B, K]`; it is left in evaluation mode.
        part: what to answer.
        readout: "mean" reads the mean score over the steps, "last" the last step's.
        amp: run the network in bfloat16 where autocast holds that safe.
    """
    arguments.one_of(readout, ("mean", "last"), "readout")
    device = next((p.device for p in network.parameters()), torch.device("cpu"))
    network.eval()
    right = 0
    with torch.no_grad(), cast(device, amp):
        for chosen in torch.arange(len(part.y)).split(AT_ONCE):
            x, target = part.take(chosen)
            right += right_answers(network(x.to(device)).float(), target.to(device), readout)
    return right / len(part.y)


def cast(device: torch.device, amp: bool) -> torch.autocast:
    """bfloat16 where autocast holds that safe, if `amp`."""
    return torch.autocast(device.type, torch.bfloat16, enabled=amp)


def right_answers(y: Tensor, target: Tensor, readout: str = "mean") -> int:
    """How many of the scores `[T, B, K]` are highest at the right class; with shares `[B, K]`, the largest is right."""
    scores = y[-1] if readout == "last" else y.mean(0)
    target = target.argmax(1) if target.dim() == 2 else target
    return int((scores.argmax(1) == target).sum())
