"""`mpepsn::psn` and `mpepsn::window`, neurons of the PSN family as operators: they keep the current for backward.

Source: the equations stand in `neurons/psn.py`, `neurons/masked_psn.py` and `neurons/sliding_psn.py`. Chapter: 12
"""

import torch
from torch import Tensor

from ..surrogate import Surrogate
from .operator import backend, flat, no_autocast, wide


@torch.library.custom_op("mpepsn::psn", mutates_args=())
def psn(
    x: Tensor, weight: Tensor, threshold: Tensor, kernel: str, spike: str, size: float, strict: bool, how: str
) -> Tensor:
    """Spikes like x.

    Args:
        x: currents `[T, ...]`.
        weight: `[T, T]` for kernel "psn"; for "window" the last k steps of each row `[T, k]`, or `[1, k]`.
        threshold: one number, or one for each step `[T]`.
        kernel: "psn" or "window".
        spike, size, strict: name, size and strictness of the surrogate.
        how: "compiled" or "triton".
    """
    if not x.numel():
        return x.new_empty(x.shape)
    with no_autocast(x):
        run = backend(kernel, how).forward
        return run(flat(x), *_learned(x, weight, threshold), spike=Surrogate(spike, size, strict)).reshape(x.shape)


@torch.library.custom_op("mpepsn::psn_backward", mutates_args=())
def psn_backward(
    grad: Tensor,
    x: Tensor,
    weight: Tensor,
    threshold: Tensor,
    kernel: str,
    spike: str,
    size: float,
    strict: bool,
    how: str,
) -> tuple[Tensor, Tensor, Tensor]:
    """Gradients by x, weight and threshold."""
    if not x.numel():
        return x.new_zeros(x.shape), torch.zeros_like(weight), torch.zeros_like(threshold)
    with no_autocast(x):
        run = backend(kernel, how).backward
        of_x, of_weight, of_threshold = run(
            flat(grad), flat(x), *_learned(x, weight, threshold), spike=Surrogate(spike, size, strict)
        )
    return (
        of_x.reshape(x.shape),
        of_weight.to(weight.dtype).contiguous(),
        of_threshold.sum_to_size(threshold.numel()).reshape(threshold.shape).to(threshold.dtype),
    )


@psn.register_fake
def _(x, weight, threshold, kernel, spike, size, strict, how):
    return x.new_empty(x.shape)


@psn_backward.register_fake
def _(grad, x, weight, threshold, kernel, spike, size, strict, how):
    return x.new_empty(x.shape), torch.empty_like(weight), torch.empty_like(threshold)


def _keep(ctx, inputs, output):
    x, weight, threshold, *ctx.rest = inputs
    ctx.save_for_backward(x, weight, threshold)


def _back(ctx, grad):
    return *psn_backward(grad, *ctx.saved_tensors, *ctx.rest), *(None for _ in ctx.rest)


psn.register_autograd(_back, setup_context=_keep)


def _learned(x: Tensor, weight: Tensor, threshold: Tensor) -> tuple[Tensor, Tensor]:
    return weight.detach().to(wide(x)).contiguous(), threshold.detach().reshape(-1, 1).to(wide(x))
