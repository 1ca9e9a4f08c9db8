r"""The parametric LIF: a layer learns how fast it forgets.

    h[t] = v[t−1] + σ(w) · (x[t] − v[t−1])            charge    gain = σ(w), decay = 1 − σ(w)
    s[t] = Θ(h[t] − threshold)                        fire
    v[t] = reset(h[t], s[t])                          reset     as for the LIF

Source: Fang et al. 2021, "Incorporating learnable membrane time constant", Eqs. 6–8 (1/τ = σ(w), one w a layer,
w = −ln(τ₀ − 1) with τ₀ = 2). Their code: hard reset around which the gradient goes, atan(2), fires at h = threshold.
PSN's Table 1 trains it with a soft reset. Chapter: 4
"""

import torch
from torch import Tensor

from ..notation import Reset, Trace
from ..surrogate import Surrogate, atan
from .lif import lif


def plif(
    x: Tensor,
    w: Tensor,
    *,
    threshold: float = 1.0,
    reset: Reset = "hard",
    v_init: float | Tensor = 0.0,
    spike: Surrogate = atan(),  # noqa: B008
    detach_reset: bool = True,
) -> Trace:
    """Run the neuron over all steps of x; w is any real number, the other arguments are those of `lif`."""
    gain = torch.sigmoid(w)
    return lif(
        x,
        decay=1 - gain,
        gain=gain,
        threshold=threshold,
        reset=reset,
        v_init=v_init,
        spike=spike,
        detach_reset=detach_reset,
    )
