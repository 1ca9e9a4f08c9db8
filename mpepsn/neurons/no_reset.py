r"""The LIF without a reset: one neuron in three forms, since it is linear in x up to the last Θ.

    loop      h[t] = decay · h[t−1] + gain · x[t]                             T steps, one after the other
    scan      h[t] ← h[t] + decay^d · h[t−d],  d = 1, 2, 4, …                 ⌈log₂ T⌉ rounds, each over all t at once
    matrix    h = W x,  W[t, i] = gain · decay^(t−i) for i ≤ t, else 0        one product, T² weights

    s[t] = Θ(h[t] − threshold);  h[−1] = v_init adds decay^(t+1) · v_init to h[t]. Nothing is reset: v = h.

The forms differ by rounding alone, so a potential within rounding of the threshold may fire in one and not in another.

Source: PSN section 3.1, Eqs. 4–7 (there gain = 1 − decay = 1/τ_m; their code runs the loop and fires at h = threshold).
The scan is that of Hillis and Steele 1986. Chapter: 3
"""

from typing import Literal

import torch
from torch import Tensor

from .. import arguments
from ..notation import Trace
from ..surrogate import Surrogate, triangle
from .lif import lif

Form = Literal["loop", "scan", "matrix"]
FORMS = ("loop", "scan", "matrix")


def no_reset(
    x: Tensor,
    *,
    decay: float,
    gain: float = 1.0,
    threshold: float = 1.0,
    v_init: float | Tensor = 0.0,
    spike: Surrogate = triangle(),  # noqa: B008
    form: Form = "loop",
) -> Trace:
    """Run the neuron over all steps of x, in one of its three forms; the other arguments are those of `lif`."""
    arguments.one_of(form, FORMS, "form")
    if form == "loop":
        return lif(x, decay=decay, gain=gain, threshold=threshold, reset="none", v_init=v_init, spike=spike)
    arguments.current(x)
    arguments.share(decay, "decay")
    arguments.finite(gain, "gain")
    arguments.positive(threshold, "threshold")
    arguments.finite(v_init, "v_init")
    arguments.surrogate(spike)

    dtype, x = x.dtype, arguments.wide(x)
    if form == "scan":
        first = gain * x[:1] + decay * v_init
        h = prefix_scan(torch.cat([first.to(x.dtype), gain * x[1:]]), decay)
    else:
        lasting = decay ** torch.arange(1, len(x) + 1, device=x.device, dtype=x.dtype)
        start = torch.tensordot(lasting.unsqueeze(1), (torch.zeros_like(x[:1]) + v_init).to(x.dtype), dims=1)
        h = (torch.tensordot(no_reset_weight(len(x), decay, gain).to(x), x, dims=1) + start).to(x.dtype)
    return Trace(h, spike(h - threshold), h).to(dtype)


def prefix_scan(x: Tensor, decay: float) -> Tensor:
    """h[t] = decay · h[t−1] + x[t] for all t: after the round of stride d, h[t] has gathered the last 2d steps."""
    h, stride = x, 1
    while stride < len(x):
        h = torch.cat([h[:stride], h[stride:] + decay**stride * h[:-stride]])
        stride *= 2
    return h


def no_reset_weight(steps: int, decay: float, gain: float = 1.0) -> Tensor:
    """The matrix W `[T, T]` in float64: row t holds what each x[i] leaves in h[t].

    >>> no_reset_weight(3, decay=0.5).tolist()
    [[1.0, 0.0, 0.0], [0.5, 1.0, 0.0], [0.25, 0.5, 1.0]]
    """
    step = torch.arange(steps, dtype=torch.float64)
    lag = step.unsqueeze(1) - step
    return (gain * decay ** lag.clamp(min=0)).tril()
