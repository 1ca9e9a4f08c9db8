"""The four estimates as masks, step by step, for code that is written out and compiled.

Draws are made by a compiled function of their own, eight by one call of Philox, and used at once: they are as large as
the current, for as long as one chunk is run, and made again in backward.

Source: the equations stand in `neurons/estimate.py`. Chapter: 12
"""

import torch
from torch import Tensor

from ..draw import philox
from ..surrogate import Surrogate
from .compile import compiled

CHUNK = 16
"""Steps that are compiled into one."""
_WORD = 0xFFFFFFFF


def drawn(x: Tensor, seed: Tensor, first: int, kind: str) -> Tensor | None:
    """Draws for the rows of x `[T, N]`, of which the first is step `first`, where the estimate needs them."""
    if kind != "bernoulli":
        return None
    blocks = torch.arange(first // 8, (first + len(x) + 7) // 8, device=x.device)
    neurons = torch.arange(x.shape[1], device=x.device)
    return compiled(eight_each)(seed, blocks, neurons)[first % 8 :][: len(x)]


def eight_each(seed: Tensor, blocks: Tensor, neurons: Tensor) -> Tensor:
    """Draws `[8 · blocks, N]` as int32."""
    zero = 0 * (blocks.unsqueeze(1) + neurons)
    words = philox((neurons + zero, blocks.unsqueeze(1) + zero, zero, zero), (seed & _WORD, (seed >> 32) & _WORD))
    halves = [half.to(torch.int32) for word in words for half in (word & 0xFFFF, word >> 16)]
    return torch.stack(halves, 1).flatten(0, 1)


def estimates(
    x: Tensor, draws: Tensor | None, threshold: Tensor, steps: int, kind: str, spike: Surrogate
) -> list[tuple[Tensor, Tensor | None]]:
    """For each step the current, in the dtype of the threshold, and what the estimate multiplies it by.

    A mask of booleans is as good as one of ones; None stands for zeros.
    """
    found = []
    for step in range(steps):
        current, mask = x[step].to(threshold.dtype), None
        if kind == "bernoulli":
            mask = draws[step].float() >= torch.sigmoid(current.float()) * 65536
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
