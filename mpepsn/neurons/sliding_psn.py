r"""The sliding parallel spiking neuron: every step mixes the last k currents with the same k weights.

    h[t] = Σ_{i<k} weight[i] · x[t − k + 1 + i]          charge    weight[−1] acts on x[t]; x before step 0 is 0
    s[t] = Θ(h[t] − threshold)                           fire

There is no reset: v = h. It is a causal convolution over time, of any length T. The sum runs over i in this order, so
that one step at a time gives the same bits as all steps at once.

Source: PSN Eqs. 14 and 15. Their code keeps −threshold as a bias that starts at −1. The text starts with
weight[i] = 2^(i−k+1); of their code only the CIFAR10-DVS script does, sequential CIFAR starts at random. Chapter: 4
"""

from torch import Tensor

from .. import arguments
from ..notation import Trace
from ..surrogate import Surrogate, atan
from .parameters import window
from .window import window_sum


def sliding_psn(
    x: Tensor,
    weight: Tensor,
    threshold: float | Tensor,
    *,
    past: Tensor | None = None,
    spike: Surrogate = atan(),  # noqa: B008
) -> Trace:
    """Run the neuron over all steps of x.

    Args:
        x: input current `[T, ...]`, floating point.
        weight: `[k]`, the oldest step first.
        threshold: potential at which the neuron fires; a number must be greater than 0.
        past: the k − 1 currents before x, `[k − 1, ...]`; None: zeros.
        spike: Θ with a slope for the backward pass; it also decides ties.

    Returns:
        Trace of h, s and v = h, each shaped like x and in its dtype; inside, all is float32 at least.
    """
    arguments.current(x)
    arguments.positive(threshold, "threshold")
    arguments.surrogate(spike)
    window(weight)

    dtype, x = x.dtype, arguments.wide(x)
    h = window_sum(x, weight.unsqueeze(0), past)
    s = spike(h - arguments.like_one_step(threshold, x, "threshold"))
    return Trace(h, s, h).to(dtype)
