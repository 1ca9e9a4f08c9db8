"""`mpepsn::psn` and `mpepsn::window`, neurons of the PSN family as operators: they keep the current for backward.

Source: the equations stand in `neurons/psn.py`, `neurons/masked_psn.py` and `neurons/sliding_psn.py`. Chapter: 12
"""

import torch
from torch import Tensor

from ..surrogate import Surrogate
from .operator import Operator, backend, flat, no_autocast, wide


def forward(
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


def backward(
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


def _fake(x, weight, threshold, *rest):
    return x.new_empty(x.shape)


def _fake_backward(grad, x, weight, threshold, *rest):
    return x.new_empty(x.shape), torch.empty_like(weight), torch.empty_like(threshold)


def _learned(x: Tensor, weight: Tensor, threshold: Tensor) -> tuple[Tensor, Tensor]:
    return weight.detach().to(wide(x)).contiguous(), threshold.detach().reshape(-1, 1).to(wide(x))


psn = Operator(
    "psn",
    forward,
    backward,
    fakes=(_fake, _fake_backward),
    tensors=3,
    learned=(0, 1, 2),
    outputs=1,
    keep=lambda x, weight, threshold, output: (x, weight, threshold),
)
