"""What a call may be given. Every refusal names the argument, what came, and what is allowed."""

import inspect
import math
from numbers import Real

import torch
from torch import Tensor

_FLOATS = "float16, bfloat16, float32 or float64"


def current(x: Tensor, name: str = "x", numbers: bool = True) -> None:
    """Refuse anything but a floating point `[T, ...]` tensor with at least one step, and NaN where it can be seen.

    NaN is looked for in eager CPU code only: under torch.compile, autocast and on a GPU the look would cost a
    synchronisation. A kernel passes `numbers=False`: its own reading of x may take less time than the look.
    """
    if not isinstance(x, Tensor):
        raise TypeError(f"{name} must be a torch.Tensor [T, ...] of {_FLOATS}; got {type(x).__name__}")
    if not x.dtype.is_floating_point:
        raise TypeError(f"{name} must hold {_FLOATS}; got {x.dtype}. Write {name}.float()")
    if x.dim() < 1 or x.shape[0] < 1:
        raise ValueError(f"{name} must have the steps as its first axis, [T, ...] with T ≥ 1; got {tuple(x.shape)}")
    if numbers and _eager_cpu(x) and torch.isnan(x).any():
        raise ValueError(f"{name} must hold numbers; got NaN in {int(torch.isnan(x).sum())} of {x.numel()} places")


def wide(x: Tensor) -> Tensor:
    """x in float32 where it is narrower: potentials are computed so whatever the dtype of the current."""
    return x.to(torch.promote_types(x.dtype, torch.float32))


def like_one_step(value: float | Tensor, x: Tensor, name: str) -> float | Tensor:
    """Refuse a tensor that would make a step of x larger; return the value in the dtype of x, so that x keeps it."""
    if not isinstance(value, Tensor):
        return value
    step = tuple(x.shape[1:])
    try:
        fits = torch.broadcast_shapes(tuple(value.shape), step) == step
    except RuntimeError:
        fits = False
    if not fits:
        raise ValueError(f"{name} must broadcast to one step of x, {step}; got {tuple(value.shape)}")
    return value.to(x.dtype)


def share(value: float | Tensor, name: str) -> None:
    """Refuse a share per step outside [0, 1]. A tensor is a learned parameter and is taken as it is."""
    if isinstance(value, Tensor):
        return
    if not _number(value) or not 0 <= value <= 1:
        hint = f". From a time constant in steps: {name} = 1 - 1/tau" if _number(value) and value > 1 else ""
        raise ValueError(f"{name} must be a share kept per step, in [0, 1]; got {value!r}{hint}")


def fraction(value: float, name: str) -> None:
    """Refuse a number outside [0, 1]."""
    if not _number(value) or not 0 <= value <= 1:
        raise ValueError(f"{name} must be a number in [0, 1]; got {value!r}")


def positive(value: float | Tensor, name: str) -> None:
    """Refuse a number that is not finite and greater than 0. A tensor is taken as it is."""
    if not isinstance(value, Tensor) and not (_number(value) and value > 0):
        raise ValueError(f"{name} must be a finite number greater than 0; got {value!r}")


def finite(value: float | Tensor, name: str) -> None:
    """Refuse infinity, NaN and what is no number. A tensor is taken as it is."""
    if not isinstance(value, Tensor) and not _number(value):
        raise ValueError(f"{name} must be a finite number; got {value!r}")


def at_least(value: float, least: float, name: str) -> None:
    """Refuse a number that is not finite or lies below a bound."""
    if not _number(value) or value < least:
        raise ValueError(f"{name} must be a finite number of at least {least}; got {value!r}")


def count(value: int, name: str) -> None:
    """Refuse anything but a whole number of at least 1."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"{name} must be a whole number of at least 1; got {value!r}")


def sample_shape(value: object, name: str) -> None:
    """Refuse what is no shape of one sample: a tuple or list of whole numbers of at least 1."""
    whole = isinstance(value, tuple | list) and all(type(size) is int and size >= 1 for size in value)
    if not whole or not value:
        raise ValueError(f"{name} must be the shape of one sample, such as (C, H, W); got {value!r}")


def one_of(value: object, allowed: tuple[str, ...], name: str) -> None:
    """Refuse a word that is not in the list."""
    if value not in allowed:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, allowed))}; got {value!r}")


def surrogate(spike: object) -> None:
    """Refuse what cannot be called on h − threshold: the name of a surrogate, or `triangle` for `triangle()`."""
    uncalled = inspect.isfunction(spike) and spike.__module__ == f"{__package__}.surrogate"
    if not callable(spike) or isinstance(spike, type) or uncalled:
        raise TypeError(
            f"spike must be a surrogate such as triangle(), atan(), sigmoid() or rectangle(); got {spike!r}"
        )


def _number(value: object) -> bool:
    # not math.isfinite: torch.compile makes a float symbolic once it has met a second value, and then cannot call it
    return isinstance(value, Real) and not isinstance(value, bool) and abs(value) < math.inf


def _eager_cpu(x: Tensor) -> bool:
    return x.device.type == "cpu" and not torch.compiler.is_compiling() and not torch.is_autocast_enabled("cpu")
