"""What the learned parameters of a neuron must look like beside its input."""

from numbers import Real

from torch import Tensor


def square(weight: Tensor, x: Tensor) -> None:
    """Refuse a weight that does not join each of the T steps of x to each of them."""
    if not isinstance(weight, Tensor) or weight.dim() != 2 or weight.shape[0] != weight.shape[1]:
        raise ValueError(f"weight must be a tensor [T, T]; got {_shape(weight)}")
    built_for(x, weight.shape[0])


def built_for(x: Tensor, steps: int) -> None:
    """Refuse an input with another number of steps than the parameters have."""
    if x.shape[0] != steps:
        raise ValueError(f"x must have the T = {steps} steps that this neuron was built for; got T = {x.shape[0]}")


def window(weight: Tensor) -> None:
    """Refuse anything but one weight for each of the last k steps."""
    if not isinstance(weight, Tensor) or weight.dim() != 1 or weight.shape[0] < 1:
        raise ValueError(f"weight must be a tensor [k] with k ≥ 1, the last one for x[t]; got {_shape(weight)}")


def order_within(k: int, steps: int) -> None:
    """Refuse a window of no steps or of more steps than there are."""
    if isinstance(k, bool) or not isinstance(k, int) or not 1 <= k <= steps:
        raise ValueError(f"order must be a whole number from 1 to T = {steps}; got {k!r}")


def fraction(value: float, name: str) -> None:
    """Refuse anything but a number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, Real) or not 0 <= value <= 1:
        raise ValueError(f"{name} must be a number in [0, 1]; got {value!r}")


def per_step(value: float | Tensor, x: Tensor, name: str) -> float | Tensor:
    """A number as it is; a tensor `[T]` as `[T, 1, ...]` in the dtype of x, so that it meets x step by step."""
    if not isinstance(value, Tensor) or value.dim() == 0:
        return value
    if tuple(value.shape) != (x.shape[0],):
        raise ValueError(f"{name} must be a number or a tensor [T] with T = {x.shape[0]}; got {_shape(value)}")
    return value.to(x.dtype).reshape(-1, *(1 for _ in x.shape[1:]))


def _shape(value: object) -> str:
    return str(tuple(value.shape)) if isinstance(value, Tensor) else type(value).__name__
