"""Neurons that the package does not have, as those that it has in other coordinates.

A neuron whose spike leaves the potential at `left` is, measured from there, one with a hard reset to 0. And one whose
spikes are known is linear between them, so its potential is one product: that judges an answer by its own spikes.
"""

import torch
from torch import Tensor

from ..neurons import lif
from ..neurons.no_reset import no_reset_weight
from ..notation import Trace
from ..surrogate import triangle
from .inputs import later


def leaving(
    x: Tensor, left: float, *, decay: float, gain: float = 1.0, start: float = 0.0, tie: str = "fires"
) -> Trace:
    """The LIF of threshold 1 whose spikes take the potential to `left`."""
    moved = gain * x - (1 - decay) * left
    moved = lif(moved, decay=decay, threshold=1 - left, v_init=start - left, spike=rule(tie))
    return Trace(moved.h + left, moved.s, moved.v + left)


def replay(x: Tensor, s: Tensor, decay: float, left: float = 0.0) -> Tensor:
    """h of a LIF that is reset where s says, and nowhere else."""
    s = (s > 0.5).double()
    count = later(s).cumsum(0)
    linked = count.unsqueeze(1) == count.unsqueeze(0)  # no spike lies between the two steps
    weight = no_reset_weight(len(x), decay).to(s).unsqueeze(2) * linked
    return (weight * (x.to(s) + decay * left * later(s))).sum(1)


def rule(tie: str) -> object:
    """The step that decides a potential on the threshold as the word says: "fires" or "stays silent"."""
    return triangle(strict=tie != "fires")


def fires(h: Tensor, tie: str, threshold: float = 1.0) -> Tensor:
    """Spikes of potentials."""
    return rule(tie)(h.detach() - threshold)


def rested(s: Tensor, steps: int) -> Tensor:
    """1 where none of so many steps before holds a spike."""
    s = (s > 0.5).double()
    recent = sum((later(s, lag) for lag in range(1, steps + 1)), torch.zeros_like(s))
    return (recent == 0).to(s)
