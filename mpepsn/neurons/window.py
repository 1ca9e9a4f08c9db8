r"""A weighted sum over the last k steps, added up in one order, so that a step alone gives the bits of the whole.

    h[t] = Σ_{i<k} weight[t, i] · x[t − k + 1 + i]

A matrix product would add up in another order for one step than for many. The backward pass has no such duty, and is
two matrix products with the band matrix A (PSN Eq. 16), A[t, t + i] = weight[t, i] on the k − 1 steps before x and x.

Chapter: 4
"""

import torch
from torch import Tensor

from ..band import shift, unshift


def window_sum(x: Tensor, weight: Tensor, past: Tensor | None = None) -> Tensor:
    """The sum for all steps of x `[T, ...]`.

    Args:
        x: currents.
        weight: `[T, k]`, or `[1, k]` for the same at every step; column −1 acts on x[t].
        past: the k − 1 currents before x; None: zeros.
    """
    if past is None:
        past = x.new_zeros(weight.shape[1] - 1, *x.shape[1:])
    return _WindowSum.apply(torch.cat([past.to(x.dtype), x]), weight.to(x.dtype))


class _WindowSum(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x: Tensor, weight: Tensor) -> Tensor:
        ctx.save_for_backward(x, weight)
        steps, first, *columns = len(x) - weight.shape[1] + 1, *_columns(weight, x)
        h = first * x[:steps]
        for i, column in enumerate(columns, start=1):
            h += column * x[i : i + steps]
        return h

    @staticmethod
    def backward(ctx, grad: Tensor):
        x, weight = ctx.saved_tensors
        steps, order = len(grad), weight.shape[1]
        grad_x = torch.tensordot(shift(weight.expand(steps, order), steps).T, grad, dims=1)
        between = torch.tensordot(grad.reshape(steps, -1), x.reshape(len(x), -1).T, dims=1)
        return grad_x.to(x.dtype), unshift(between, order).sum_to_size(weight.shape).to(x.dtype)


def _columns(weight: Tensor, x: Tensor) -> tuple[Tensor, ...]:
    return weight.reshape(*weight.shape, *(1 for _ in x.shape[1:])).unbind(1)
