r"""The parallel spiking neuron: every step's potential is a learned mix of all steps' currents.

    h = W x                    charge    W [T, T], learned
    s[t] = Θ(h[t] − θ[t])      fire      θ [T], learned

There is no reset: v = h. Row t of W reads the future too, so the neuron runs on whole sequences only, of one length T.

Source: PSN Eqs. 9 and 10. Their code keeps −θ as a bias that starts at −1, draws W from U(−1/√T, 1/√T) (the text says
U(−√5, √5)), fires at h = threshold, and takes atan(2) for the slope (the text says α = 4). Chapter: 4
"""

import torch
from torch import Tensor

from .. import arguments
from ..notation import Trace
from ..surrogate import Surrogate, atan
from .parameters import per_step, square


def psn(
    x: Tensor,
    weight: Tensor,
    threshold: float | Tensor,
    *,
    spike: Surrogate = atan(),  # noqa: B008
) -> Trace:
    """Run the neuron over all steps of x.

    Args:
        x: input current `[T, ...]`, floating point.
        weight: W `[T, T]`; row t makes h[t].
        threshold: θ, a number or `[T]`; a number must be greater than 0.
        spike: Θ with a slope for the backward pass; it also decides ties.

    Returns:
        Trace of h, s and v = h, each shaped like x and in its dtype; inside, all is float32 at least.
    """
    arguments.current(x)
    arguments.positive(threshold, "threshold")
    arguments.surrogate(spike)
    square(weight, x)

    dtype, x = x.dtype, arguments.wide(x)
    h = torch.tensordot(weight.to(x.dtype), x, dims=1).to(x.dtype)
    s = spike(h - per_step(threshold, x, "threshold"))
    return Trace(h, s, h).to(dtype)
