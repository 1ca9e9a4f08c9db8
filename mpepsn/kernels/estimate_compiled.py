"""The four estimates as masks, step by step, for code that is written out and compiled.

Source: the equations stand in `neurons/estimate.py`. Chapter: 12
"""

import torch
from torch import Tensor

from ..draw import philox
from ..surrogate import Surrogate

CHUNK = 16
"""Steps that are compiled into one: a multiple of the eight that one call of Philox serves."""
_WORD = 0xFFFFFFFF


def block_of(step: int, x: Tensor) -> Tensor:
    """The call of Philox that serves a step, as a tensor, so that it is no part of the compiled code."""
    return torch.full((), step // 8, device=x.device)


def estimates(
    x: Tensor, seed: Tensor, block: Tensor, threshold: Tensor, steps: int, phase: int, kind: str, spike: Surrogate
) -> list[tuple[Tensor, Tensor | None]]:
    """For each step the current, in the dtype of the threshold, and what the estimate multiplies it by.

    The first step is number `8 * block + phase`. A mask of booleans is as good as one of ones; None stands for zeros.
    """
    found, words = [], None
    neuron = torch.arange(x.shape[1], device=x.device)
    for step in range(steps):
        current, mask = x[step].to(threshold.dtype), None
        if kind == "bernoulli":
            place = (phase + step) % 8
            if words is None or place == 0:
                counter = neuron, block + (phase + step) // 8, 0, 0
                words = philox(counter, (seed & _WORD, (seed >> 32) & _WORD))
            half = words[place // 2] >> 16 if place % 2 else words[place // 2] & 0xFFFF
            mask = half.to(torch.int32).float() >= torch.sigmoid(current.float()) * 65536
        elif kind == "expected":
            mask = torch.sigmoid(-current)
        elif kind == "threshold":
            mask = ~spike.fires(current - threshold)
        found.append((current, mask))
    return found


def masked(mask: Tensor | None, value: Tensor) -> Tensor:
    """Mask times value."""
    if mask is None:
        return torch.zeros_like(value)
    return torch.where(mask, value, 0.0) if mask.dtype == torch.bool else mask * value
