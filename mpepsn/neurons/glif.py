r"""The gated LIF: each channel learns, for each part of the neuron, which of two ways it takes.

    h[t] = v[t−1] + (1 − β(1 − g[t])) · x[t] − (1 − α) · leak               charge
    s[t] = Θ(h[t] − θ)                                                      fire    strictly above
    v[t] = (1 − α(1 − τ)) · (1 − γ s[t]) · h[t] − (1 − γ) · v_re · s[t]     reset, and what is left one step later

    gate α: the potential shrinks by the factor τ (1) or by a constant leak (0)
    gate β: the current is scaled by g[t], step by step (1), or not (0)
    gate γ: the reset goes to 0 (1) or down by v_re (0)

Here v is what the next step starts from, so the decay stands in the last line.

Source: Yao et al. 2022, "GLIF: a unified gated leaky integrate-and-fire neuron", Eqs. 6–13, channel-wise. Their code:
every constant is σ of a learned number; gates are cut to 0 or 1 at ½, the gradient passing as if they were not; the
surrogate is a rectangle of width 1; leak starts at θ/8 whatever T is. SpikingJelly's gates are not cut. Chapter: 4
"""

from typing import NamedTuple

import torch
from torch import Tensor

from .. import arguments
from ..notation import Trace
from ..surrogate import Surrogate, rectangle
from .parameters import built_for


class GLIFConstants(NamedTuple):
    """The constants of the equations, each a number in [0, 1] or a tensor of them that broadcasts to one step of x."""

    alpha: Tensor
    beta: Tensor
    gamma: Tensor
    tau: Tensor
    theta: Tensor
    leak: Tensor
    v_re: Tensor
    g: Tensor  # [T, ...]: one for each step


def glif(
    x: Tensor,
    constants: GLIFConstants,
    *,
    v_init: float | Tensor = 0.0,
    spike: Surrogate = rectangle(strict=True),  # noqa: B008
) -> Trace:
    """Run the neuron over all steps of x `[T, ...]`, as many as g has."""
    arguments.current(x)
    arguments.finite(v_init, "v_init")
    arguments.surrogate(spike)
    built_for(x, len(constants.g))
    dtype, x = x.dtype, arguments.wide(x)
    alpha, beta, gamma, tau, theta, leak, v_re, g = (value.to(x.dtype) for value in constants)

    v = (torch.zeros_like(x[0]) + v_init).to(x.dtype)
    steps = []
    for current, conductance in zip(x, g, strict=True):
        h = v + (1 - beta * (1 - conductance)) * current - (1 - alpha) * leak
        s = spike(h - theta)
        v = (1 - alpha * (1 - tau)) * (1 - gamma * s) * h - (1 - gamma) * v_re * s
        steps.append((h, s, v))
    return Trace(*(torch.stack(series) for series in zip(*steps, strict=True))).to(dtype)
