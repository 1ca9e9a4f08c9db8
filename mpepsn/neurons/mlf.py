r"""The multi-level firing neuron: K neurons on one current, each with a threshold of its own; out goes their sum.

    h[t, j] = decay · v[t−1, j] + x[t]                   charge    j = 0…K−1
    z[t, j] = Θ(h[t, j] − thresholds[j])                 fire      strictly above
    v[t, j] = (1 − z[t, j]) · h[t, j]                    reset     hard
    s[t]    = Σ_j z[t, j]                                out       a count, 0…K

Source: Feng et al. 2022, "Multi-level firing with spiking DS-ResNet" (K = 3, thresholds 0.6, 1.6, 2.6, decay 0.25).
Their code does this, with a rectangle of width 1 around each threshold. Chapter: 4
"""

from collections.abc import Sequence

import torch
from torch import Tensor

from .. import arguments
from ..notation import Trace
from ..surrogate import Surrogate, rectangle


def mlf(
    x: Tensor,
    *,
    decay: float = 0.25,
    thresholds: Sequence[float] = (0.6, 1.6, 2.6),
    v_init: float | Tensor = 0.0,
    spike: Surrogate = rectangle(strict=True),  # noqa: B008
) -> Trace:
    """Run the neuron over all steps of x.

    Args:
        x: input current `[T, ...]`.
        decay: share of each potential that is left one step later, in [0, 1].
        thresholds: one per level, each greater than 0.
        v_init: potential before the first step: a number, or a tensor `[K, ...]` of one step.
        spike: Θ with a slope for the backward pass; it also decides ties.

    Returns:
        Trace with s shaped like x, and h and v of all levels, `[T, K, ...]`.
    """
    arguments.current(x)
    arguments.share(decay, "decay")
    for threshold in thresholds:
        arguments.positive(threshold, "thresholds")
    arguments.finite(v_init, "v_init")
    arguments.surrogate(spike)

    dtype, x = x.dtype, arguments.wide(x)
    level = torch.tensor(thresholds, dtype=x.dtype, device=x.device).reshape(-1, *(1 for _ in x.shape[1:]))
    v = (torch.zeros_like(level * x[0]) + v_init).to(x.dtype)
    steps = []
    for current in x:
        h = decay * v + current
        z = spike(h - level)
        v = (1 - z) * h
        steps.append((h, z.sum(0), v))
    return Trace(*(torch.stack(series) for series in zip(*steps, strict=True))).to(dtype)
