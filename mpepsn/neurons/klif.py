r"""The KLIF: a layer learns how steeply its potential is stretched before it fires; below 0 there is nothing.

    h[t] = max(0, slope · (decay · v[t−1] + gain · x[t]))       charge
    s[t] = Θ(h[t] − threshold)                                  fire
    v[t] = reset(h[t], s[t])                                    reset     of the stretched potential

Source: Jiang and Zhang 2023, "KLIF: an optimized spiking neuron unit" (their k is our slope, their F our h; τ = 2, so
decay = gain = ½). No official code was found. PSN's Table 1 trains it with atan(2), a soft reset, and the gradient
through it, as our defaults do. SpikingJelly's KLIF can also divide h and threshold by k before the reset: not here.
Chapter: 4
"""

import torch
from torch import Tensor

from .. import arguments
from ..notation import Reset, Trace
from ..surrogate import Surrogate, atan
from .lif import RESETS, reset_potential


def klif(
    x: Tensor,
    slope: Tensor,
    *,
    decay: float = 0.5,
    gain: float = 0.5,
    threshold: float = 1.0,
    reset: Reset = "soft",
    v_init: float | Tensor = 0.0,
    spike: Surrogate = atan(),  # noqa: B008
    detach_reset: bool = False,
) -> Trace:
    """Run the neuron over all steps of x; slope is one number, the other arguments are those of `lif`."""
    arguments.current(x)
    arguments.finite(slope, "slope")
    arguments.share(decay, "decay")
    arguments.finite(gain, "gain")
    arguments.positive(threshold, "threshold")
    arguments.one_of(reset, RESETS, "reset")
    arguments.finite(v_init, "v_init")
    arguments.surrogate(spike)

    dtype, x = x.dtype, arguments.wide(x)
    v = (torch.zeros_like(x[0]) + v_init).to(x.dtype)
    steps = []
    for current in x:
        h = torch.relu(slope * (decay * v + gain * current))
        s = spike(h - threshold)
        v = reset_potential(h, s.detach() if detach_reset else s, threshold, reset)
        steps.append((h, s, v))
    return Trace(*(torch.stack(series) for series in zip(*steps, strict=True))).to(dtype)
