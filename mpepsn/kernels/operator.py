"""What the operators share: how a current is laid out for a kernel, and who computes."""

from importlib import import_module
from types import ModuleType

import torch
from torch import Tensor


def backend(kernel: str, how: str) -> ModuleType:
    """The file that holds a kernel: `how` is "compiled" or "triton"."""
    return import_module(f"{__package__}.{kernel}_{how}")


def wide(x: Tensor) -> torch.dtype:
    """The dtype that a kernel computes in."""
    return torch.promote_types(x.dtype, torch.float32)


def flat(x: Tensor) -> Tensor:
    """`[T, N]` in one piece, detached: inside an operator there is no graph."""
    return x.detach().reshape(len(x), -1).contiguous()


def number(value: float | Tensor, x: Tensor) -> Tensor:
    """One number where x is, in the dtype that a kernel computes in."""
    if isinstance(value, Tensor):
        return value.detach().reshape(()).to(wide(x))
    return torch.full((), value, dtype=wide(x), device=x.device)


def no_autocast(x: Tensor) -> torch.autocast:
    """Kernels choose their own dtypes."""
    return torch.autocast(x.device.type, enabled=False)
