"""`mpepsn::mpe`, MPE-PSN as an operator: it keeps the current and the seed for backward, and draws again.

Source: the equations stand in `neurons/mpe.py` and `neurons/estimate.py`. Chapter: 12
"""

import torch
from torch import Tensor

from ..surrogate import Surrogate
from .operator import Operator, backend, flat, no_autocast, number

MOST_SWEEPS = 16
"""Sweeps that are written out and compiled; Triton takes any number."""


def forward(
    x: Tensor,
    seed: Tensor,
    threshold: Tensor,
    decay: float,
    kind: str,
    sweeps: int,
    reading: str,
    error: bool,
    spike: str,
    size: float,
    strict: bool,
    how: str,
) -> tuple[Tensor, Tensor]:
    """Spikes like x, and mean_i (v̂ − v)² at each step in float32, `[T]`, or nothing, `[0]`.

    Args:
        x: currents `[T, ...]`.
        seed: key of the draws, one int64; any for an estimate that draws nothing.
        threshold: one number.
        decay, kind, sweeps, reading: as for `mpepsn.mpe` and `mpepsn.estimate`.
        error: whether to measure the estimate.
        spike, size, strict: name, size and strictness of the surrogate.
        how: "compiled" or "triton".
    """
    if not x.numel():
        return x.new_empty(x.shape), _errors(x, error) * torch.nan
    numbers, surrogate = (number(decay, x), number(threshold, x)), Surrogate(spike, size, strict)
    static = dict(kind=kind, sweeps=sweeps, reading=reading, spike=surrogate, error=error)
    with no_autocast(x):
        s, errors = backend("mpe", how).forward(flat(x), seed.reshape(()), *numbers, **static)
    return s.reshape(x.shape), errors.float() * (len(x) / x.numel()) if error else _errors(x, error)


def backward(
    grad: Tensor,
    grad_error: Tensor,
    x: Tensor,
    seed: Tensor,
    threshold: Tensor,
    decay: float,
    kind: str,
    sweeps: int,
    reading: str,
    error: bool,
    spike: str,
    size: float,
    strict: bool,
    how: str,
) -> tuple[Tensor, Tensor]:
    """Gradients by x and by the threshold."""
    if not x.numel():
        return x.new_zeros(x.shape), torch.zeros_like(threshold)
    numbers, surrogate = (number(decay, x), number(threshold, x)), Surrogate(spike, size, strict)
    static = dict(kind=kind, sweeps=sweeps, reading=reading, spike=surrogate, error=error)
    of_sums = grad_error.to(numbers[0].dtype) * len(x) / x.numel()
    with no_autocast(x):
        run = backend("mpe", how).backward
        of_x, of_threshold = run(flat(grad), of_sums, flat(x), seed.reshape(()), *numbers, **static)
    return of_x.reshape(x.shape), of_threshold.sum().reshape(threshold.shape).to(threshold.dtype)


def _fake(x, seed, threshold, decay, kind, sweeps, reading, error, *rest):
    return x.new_empty(x.shape), _errors(x, error)


def _fake_backward(grad, grad_error, x, seed, threshold, *rest):
    return x.new_empty(x.shape), torch.empty_like(threshold)


def _errors(x: Tensor, error: bool) -> Tensor:
    return x.new_ones(len(x) if error else 0, dtype=torch.float32)


mpe = Operator(
    "mpe",
    forward,
    backward,
    fakes=(_fake, _fake_backward),
    tensors=3,
    learned=(0, 2),
    outputs=2,
    keep=lambda x, seed, threshold, output: (x, seed, threshold),
)
