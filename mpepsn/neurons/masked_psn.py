r"""The masked parallel spiking neuron: a PSN whose rows are slowly narrowed to the last k steps.

    M[t, i] = 1 if t − k < i ≤ t, else 0                                     the last k steps
    h = (W ⊙ (λ M + 1 − λ)) x                                   charge       W [T, T], learned; λ is mask_blend
    s[t] = Θ(h[t] − θ[t])                                       fire         θ [T], learned

There is no reset: v = h. At λ < 1 every step still reads the future. At λ = 1 the neuron is causal: a sliding PSN with
weights of its own at each step, and it is computed like one, so that one step at a time gives the same bits.

Source: PSN Eqs. 11–13. Their code sets λ = min(1, 8 · epoch / (epochs − 1)) once an epoch, and tests with that λ, so
the future is read in tests too until an eighth of the training is over. Chapter: 4
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from .. import arguments
from ..notation import Trace
from ..surrogate import Surrogate, atan
from .parameters import fraction, order_within, per_step, square
from .window import window_sum


def masked_psn(
    x: Tensor,
    weight: Tensor,
    threshold: float | Tensor,
    order: int,
    mask_blend: float = 1.0,
    *,
    spike: Surrogate = atan(),  # noqa: B008
) -> Trace:
    """Run the neuron over all steps of x.

    Args:
        x: input current `[T, ...]`, floating point.
        weight: W `[T, T]`; row t makes h[t].
        threshold: θ, a number or `[T]`; a number must be greater than 0.
        order: k, the number of steps that a row keeps when the mask is closed, from 1 to T.
        mask_blend: λ, from 0 (no mask: the PSN) to 1 (closed).
        spike: Θ with a slope for the backward pass; it also decides ties.

    Returns:
        Trace of h, s and v = h, each shaped like x and in its dtype; inside, all is float32 at least.
    """
    arguments.current(x)
    arguments.positive(threshold, "threshold")
    arguments.surrogate(spike)
    fraction(mask_blend, "mask_blend")
    square(weight, x)
    order_within(order, len(x))

    dtype, x = x.dtype, arguments.wide(x)
    if mask_blend == 1:
        h = window_sum(x, last_steps(weight, order))
    else:
        weight = weight * blended(len(x), order, mask_blend).to(weight)
        h = torch.tensordot(weight.to(x.dtype), x, dims=1).to(x.dtype)
    s = spike(h - per_step(threshold, x, "threshold"))
    return Trace(h, s, h).to(dtype)


def mask(steps: int, order: int) -> Tensor:
    """M `[T, T]`: 1 for the last `order` steps, 0 elsewhere."""
    return torch.ones(steps, steps).tril().triu(1 - order)


def blended(steps: int, order: int, mask_blend: float) -> Tensor:
    """λ M + 1 − λ `[T, T]`."""
    return mask_blend * mask(steps, order) + (1 - mask_blend)


def last_steps(weight: Tensor, order: int) -> Tensor:
    """The last `order` steps of each row of W `[T, T]`, as `[T, order]`: column −1 is the diagonal."""
    steps = torch.arange(len(weight), device=weight.device)
    columns = steps.unsqueeze(1) + torch.arange(order, device=weight.device)
    return F.pad(weight, (order - 1, 0)).gather(1, columns)
