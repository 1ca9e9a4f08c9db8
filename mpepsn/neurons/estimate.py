r"""Estimates of a potential from the current of the same step alone, so that all steps can be estimated at once.

    bernoulli    v̂[t] = (1 − b[t]) · x[t],    b[t] ~ Bernoulli(σ(x[t]))      drawn
    expected     v̂[t] = (1 − σ(x[t])) · x[t]                                 its mean
    threshold    v̂[t] = x[t] where x[t] alone would not fire, else 0         no draw
    zero         v̂[t] = 0                                                    no memory

What multiplies x is a mask: it carries no gradient, so v̂ passes gradient only through the currents that it left
standing.

Source: MPE-PSN Eqs. 12 and 13 (bernoulli; its Fig. 2 leaves out the "1 −"). The released code draws in evaluation too.
The other three are ours. σ(x) does not know the threshold; see the chapter for what that costs.
Chapter: 5
"""

from typing import Literal

import torch
from torch import Tensor

from .. import arguments
from ..draw import bernoulli
from ..surrogate import Surrogate, triangle

Estimate = Literal["bernoulli", "expected", "threshold", "zero"]
ESTIMATES = ("bernoulli", "expected", "threshold", "zero")


def estimate(
    x: Tensor,
    kind: Estimate = "bernoulli",
    *,
    threshold: float | Tensor = 1.0,
    seed: Tensor | None = None,
    start: int = 0,
    spike: Surrogate = triangle(),  # noqa: B008
) -> Tensor:
    """v̂, the potential after the reset as x alone suggests it.

    Args:
        x: input current `[T, ...]`, floating point.
        kind: "bernoulli", "expected", "threshold" or "zero".
        threshold: potential at which the neuron fires, for kind "threshold".
        seed: int64 tensor of one element; the draws of kind "bernoulli" belong to it alone.
        start: step of the first row, so that a sequence may be drawn in pieces.
        spike: decides, for kind "threshold", what a current exactly on the threshold does.

    Returns:
        `[T, ...]`, in the dtype of x.
    """
    arguments.current(x)
    arguments.one_of(kind, ESTIMATES, "kind")
    if kind == "bernoulli":
        if seed is None:
            raise ValueError("seed must be given for the bernoulli estimate, as mpepsn.draw.new_seed() makes; got None")
        odds = torch.sigmoid(arguments.wide(x.detach()))  # bfloat16 meets the draws of float32
        return (1 - bernoulli(odds, seed, start)).to(x.dtype) * x
    if kind == "expected":
        return torch.sigmoid(-x.detach()) * x
    if kind == "threshold":
        arguments.positive(threshold, "threshold")
        return (1 - spike(x.detach() - arguments.like_one_step(threshold, x, "threshold")).detach()) * x
    return torch.zeros_like(x)
