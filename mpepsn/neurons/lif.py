r"""The leaky integrate-and-fire neuron: charge, fire, reset, one step after the other.

    h[t] = decay · v[t−1] + gain · x[t]                  charge    v[−1] = v_init
    s[t] = Θ(h[t] − threshold)                           fire
    v[t] = (1 − s[t]) · h[t]                             reset     hard: back to 0
           h[t] − threshold · s[t]                                 soft: down by the threshold
           h[t]                                                    none

decay = 1 is the IF neuron. Without a reset the three lines are linear in x up to the last Θ.

Source: PSN Eqs. 1–3 (all resets); MPE-PSN Eqs. 1–4 (hard, gain = 1; its τ_m is our decay, u our v, o our s);
slides Eqs. 1–3 (soft; their s[t+1] is our v[t]). Learned v_init: Shen et al. 2024, the IMP neuron.
Chapter: 1
"""

import torch
from torch import Tensor

from .. import arguments
from ..notation import Reset, Trace
from ..surrogate import Surrogate, triangle

RESETS = ("hard", "soft", "none")


def lif(
    x: Tensor,
    *,
    decay: float | Tensor,
    gain: float | Tensor = 1.0,
    threshold: float | Tensor = 1.0,
    reset: Reset = "hard",
    v_init: float | Tensor = 0.0,
    spike: Surrogate = triangle(),  # noqa: B008
    detach_reset: bool = False,
) -> Trace:
    """Run the neuron over all steps of x.

    Args:
        x: input current `[T, ...]`, floating point, in units of the threshold.
        decay: share of the potential that is left one step later, in [0, 1]; 1 forgets nothing, 0 everything.
        gain: factor of the current.
        threshold: potential at which the neuron fires; greater than 0.
        reset: what a spike does to the potential: "hard" (to 0), "soft" (down by the threshold) or "none".
        v_init: potential before the first step: a number, or a tensor that broadcasts to one step of x.
        spike: Θ with a slope for the backward pass, from `mpepsn.surrogate`; it also decides ties.
        detach_reset: whether the gradient goes around the spike in the reset line.

    Returns:
        Trace of h, s and v, each shaped like x and in its dtype; inside, all is float32 at least.

    Raises:
        TypeError: x is no floating point tensor, or spike cannot be called.
        ValueError: another argument lies outside what is said above, or x holds NaN (eager CPU code only).
    """
    arguments.current(x)
    arguments.share(decay, "decay")
    arguments.finite(gain, "gain")
    arguments.positive(threshold, "threshold")
    arguments.one_of(reset, RESETS, "reset")
    arguments.finite(v_init, "v_init")
    arguments.surrogate(spike)
    dtype, x = x.dtype, arguments.wide(x)
    decay, gain, threshold, v_init = (
        arguments.like_one_step(value, x, name)
        for name, value in (("decay", decay), ("gain", gain), ("threshold", threshold), ("v_init", v_init))
    )

    v = torch.zeros_like(x[0]) + v_init
    steps = []
    for current in x:
        h = decay * v + gain * current
        s = spike(h - threshold)
        v = reset_potential(h, s.detach() if detach_reset else s, threshold, reset)
        steps.append((h, s, v))
    return Trace(*(torch.stack(series) for series in zip(*steps, strict=True))).to(dtype)


def reset_potential(h: Tensor, s: Tensor, threshold: float | Tensor, reset: Reset) -> Tensor:
    """v from h and s: the third line above."""
    if reset == "hard":
        return (1 - s) * h
    if reset == "soft":
        return h - threshold * s
    return h
