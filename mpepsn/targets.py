"""What a loss may be given. As in `arguments`, every refusal names the argument, what came, and what is allowed."""

import torch
from torch import Tensor

# A sum of shares may lie this far from 1: that is more than rounding to bfloat16 or to three decimals does.
NEAR = 0.01


def scored(y: Tensor, target: Tensor) -> None:
    """Refuse anything but floating point scores `[T, B, K]` and a target that fits them, classes or shares.

    What stands in the target is looked at in eager CPU code only: on a GPU the look would cost a synchronisation.
    """
    floating(y, "y", "[T, B, K]")
    kinds = "target must hold classes, int64 [B], or shares of classes, floating point [B, K]"
    if not isinstance(target, Tensor):
        raise TypeError(f"{kinds}; got {type(target).__name__}")
    if y.dim() != 3 or 0 in y.shape or tuple(target.shape) not in (tuple(y.shape[1:2]), tuple(y.shape[1:])):
        got = f"got y {tuple(y.shape)} and target {tuple(target.shape)}"
        least = ". T, B and K must be at least 1" if 0 in y.shape else ""
        raise ValueError(f"y must be [T, B, K] and target [B] or [B, K]; {got}{least}")
    if not (target.dtype == torch.int64 if target.dim() == 1 else target.dtype.is_floating_point):
        raise TypeError(f"{kinds}; got {target.dtype} {tuple(target.shape)}")
    if target.device.type == "cpu" and not torch.compiler.is_compiling():
        _classes(target, y.shape[2]) if target.dim() == 1 else _shares(target)


def floating(value: Tensor, name: str, shape: str) -> None:
    """Refuse anything but a floating point tensor."""
    if not isinstance(value, Tensor) or not value.dtype.is_floating_point:
        came = value.dtype if isinstance(value, Tensor) else type(value).__name__
        raise TypeError(f"{name} must be a floating point tensor {shape}; got {came}")


def _classes(target: Tensor, classes: int) -> None:
    low, high = (int(end) for end in target.aminmax())
    if low < 0 or high >= classes:
        raise ValueError(f"target must hold classes from 0 to {classes - 1}; got {low} to {high}")


def _shares(target: Tensor) -> None:
    sums = target.detach().double().sum(1)
    if not ((target >= 0).all() and ((sums - 1).abs() <= NEAR).all()):
        low, least, most = target.min().item(), sums.min().item(), sums.max().item()
        came = f"got shares from {low:g} and sums from {least:g} to {most:g}"
        raise ValueError(f"target must hold shares of at least 0, and sum to 1 in each row; {came}")
