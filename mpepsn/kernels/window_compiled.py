"""Sliding and closed masked PSN: the weighted sum over k steps and the threshold in one compiled loop.

The sum runs in the order of the reference, so the spikes are the same. Backward makes the potential again from the
current; the rest is two products with the band matrix.

Source: the equations stand in `neurons/sliding_psn.py` and `neurons/masked_psn.py`. Chapter: 12
"""

import torch.nn.functional as F
from torch import Tensor

from ..band import shift, unshift
from ..surrogate import Surrogate
from .compile import compiled


def forward(x: Tensor, weight: Tensor, threshold: Tensor, *, spike: Surrogate) -> Tensor:
    """Spikes `[T, N]` for currents `[T, N]`, weight `[T, k]` or `[1, k]` and threshold `[T, 1]` or `[1, 1]`."""
    return compiled(fire, order=weight.shape[1], spike=spike)(x, weight, threshold)


def backward(
    grad: Tensor, x: Tensor, weight: Tensor, threshold: Tensor, *, spike: Surrogate
) -> tuple[Tensor, Tensor, Tensor]:
    """Gradients by the current `[T, N]`, the weight, shaped like it, and the threshold of each step `[T]`."""
    of_h = compiled(slope, order=weight.shape[1], spike=spike)(x, weight, threshold, grad)
    return through_band(of_h, x, weight)


def through_band(of_h: Tensor, x: Tensor, weight: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """What `backward` returns, from the gradient by the potential."""
    steps, order = len(x), weight.shape[1]
    band = shift(weight.expand(steps, order), steps)[:, order - 1 :]
    between = F.pad(of_h @ x.to(of_h.dtype).T, (order - 1, 0))
    return (band.T @ of_h).to(x.dtype), unshift(between, order).sum_to_size(weight.shape), -of_h.sum(1)


def fire(x: Tensor, weight: Tensor, threshold: Tensor, *, order: int, spike: Surrogate) -> Tensor:
    """Spikes in the dtype of x."""
    return spike.fires(potential(x, weight, order) - threshold).to(x.dtype)


def slope(x: Tensor, weight: Tensor, threshold: Tensor, grad: Tensor, *, order: int, spike: Surrogate) -> Tensor:
    """Gradient by the potential."""
    return grad.to(weight.dtype) * spike.slope(potential(x, weight, order) - threshold)


def potential(x: Tensor, weight: Tensor, order: int) -> Tensor:
    """h, summed up from the oldest step to the newest."""
    padded = F.pad(x, (0, 0, order - 1, 0)).to(weight.dtype)
    h = weight[:, 0:1] * padded[: len(x)]
    for i in range(1, order):
        h = h + weight[:, i : i + 1] * padded[i : i + len(x)]
    return h
