"""Θ with a slope: a step in the forward pass, a bump in the backward pass.

    forward     s = Θ(z),  z = h − threshold,  Θ(0) = 1 (strict: 0)
    backward    ∂s/∂z is replaced by a bump of area 1 around z = 0

A spike does not change when the potential moves a little, so its true derivative is 0 almost everywhere and no
learning signal would pass. Each function here makes a callable that takes z and returns 0s and 1s of z's dtype.

Source: MPE-PSN Eq. 18 (triangle; there with the letter u, which must be read as h), PSN section 6.4 (atan).
Chapter: 2
"""

from dataclasses import dataclass
from math import pi

import torch
from torch import Tensor

from . import arguments

SLOPES = {
    "triangle": lambda z, width: (width - z.abs()).clamp(min=0) / width**2,
    "atan": lambda z, slope: slope / 2 / (1 + (pi / 2 * slope * z) ** 2),
    "sigmoid": lambda z, slope: slope * torch.sigmoid(slope * z) * torch.sigmoid(-slope * z),
    "rectangle": lambda z, width: (z.abs() < width / 2).to(z.dtype) / width,
}


class _Fire(torch.autograd.Function):
    """The step, with the named bump in place of its derivative."""

    @staticmethod
    def forward(ctx, z: Tensor, name: str, size: float, strict: bool) -> Tensor:
        ctx.save_for_backward(z)
        ctx.name, ctx.size = name, size
        return _fires(z, strict).to(z.dtype)

    @staticmethod
    def backward(ctx, grad: Tensor):
        (z,) = ctx.saved_tensors
        return grad * SLOPES[ctx.name](z, ctx.size), None, None, None


def _fires(z: Tensor, strict: bool) -> Tensor:
    return z > 0 if strict else z >= 0


@dataclass(frozen=True)
class Surrogate:
    """A step with a slope of its own. Made by `triangle`, `atan`, `sigmoid` and `rectangle`.

    Attributes:
        name: which bump.
        size: its width (triangle, rectangle) or steepness (atan, sigmoid).
        strict: whether a potential exactly on the threshold stays silent.
    """

    name: str
    size: float
    strict: bool = False

    def __call__(self, z: Tensor) -> Tensor:
        """Spikes Θ(z) for z = h − threshold of any shape."""
        return _Fire.apply(z, self.name, self.size, self.strict)

    def fires(self, z: Tensor) -> Tensor:
        """Where Θ(z) is 1, as booleans."""
        return _fires(z, self.strict)

    def slope(self, z: Tensor) -> Tensor:
        """The bump that stands in for ∂s/∂z, at each z."""
        return SLOPES[self.name](z, self.size)

    def parts(self) -> tuple[str, float, bool]:
        """Name, size and strictness, as an operator of torch takes them."""
        return self.name, self.size, self.strict

    def __repr__(self) -> str:
        strict = ", strict=True" if self.strict else ""
        return f"{self.name}({self.size}{strict})"


def triangle(width: float = 1.0, strict: bool = False) -> Surrogate:
    """Slope `max(0, width − |z|) / width²`: MPE-PSN Eq. 18 with α = width.

    >>> triangle()(torch.tensor([-0.5, 0.0, 0.5])), triangle(strict=True)(torch.tensor(0.0))
    (tensor([0., 1., 1.]), tensor(0.))
    """
    arguments.positive(width, "width")
    return Surrogate("triangle", float(width), bool(strict))


def atan(slope: float = 2.0, strict: bool = False) -> Surrogate:
    """Slope (slope/2) / (1 + (π/2 · slope · z)²): the derivative of an arc tangent; PSN's code uses slope = 2."""
    arguments.positive(slope, "slope")
    return Surrogate("atan", float(slope), bool(strict))


def sigmoid(slope: float = 4.0, strict: bool = False) -> Surrogate:
    """Slope of the logistic function σ(slope · z): SpikingJelly's default."""
    arguments.positive(slope, "slope")
    return Surrogate("sigmoid", float(slope), bool(strict))


def rectangle(width: float = 1.0, strict: bool = False) -> Surrogate:
    """Slope 1/width where `|z| < width/2`, 0 elsewhere: used by GLIF and MLF."""
    arguments.positive(width, "width")
    return Surrogate("rectangle", float(width), bool(strict))
