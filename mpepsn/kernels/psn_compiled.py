"""PSN: a matrix product, and the threshold in one compiled loop. Backward makes the potential again from the current.

Source: the equations stand in `neurons/psn.py`. Chapter: 12
"""

from torch import Tensor

from ..surrogate import Surrogate
from .compile import compiled


def forward(x: Tensor, weight: Tensor, threshold: Tensor, *, spike: Surrogate) -> Tensor:
    """Spikes `[T, N]` for currents `[T, N]`, weight `[T, T]` and threshold `[T, 1]` or `[1, 1]`."""
    return compiled(fire, spike=spike)(weight @ x.to(weight.dtype), threshold, x)


def backward(
    grad: Tensor, x: Tensor, weight: Tensor, threshold: Tensor, *, spike: Surrogate
) -> tuple[Tensor, Tensor, Tensor]:
    """Gradients by the current `[T, N]`, the weight `[T, T]` and the threshold of each step `[T]`."""
    wide = x.to(weight.dtype)
    of_h = compiled(slope, spike=spike)(weight @ wide, threshold, grad)
    return (weight.T @ of_h).to(x.dtype), of_h @ wide.T, -of_h.sum(1)


def fire(h: Tensor, threshold: Tensor, like: Tensor, *, spike: Surrogate) -> Tensor:
    """Spikes in the dtype of `like`."""
    return spike.fires(h - threshold).to(like.dtype)


def slope(h: Tensor, threshold: Tensor, grad: Tensor, *, spike: Surrogate) -> Tensor:
    """Gradient by the potential."""
    return grad.to(h.dtype) * spike.slope(h - threshold)
