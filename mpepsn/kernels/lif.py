"""`mpepsn::lif`, the LIF as an operator: it keeps the current for backward, and for long sequences some potentials.

Source: the equations stand in `neurons/lif.py`. Chapter: 12
"""

import torch
from torch import Tensor

from ..surrogate import Surrogate
from .operator import Operator, backend, flat, no_autocast, number, wide

CHUNK = 16
"""Steps between two potentials that are kept; none is where T is no larger."""


def forward(
    x: Tensor,
    v_init: Tensor,
    threshold: Tensor,
    decay: float,
    gain: float,
    reset: str,
    detach_reset: bool,
    spike: str,
    size: float,
    strict: bool,
    how: str,
) -> tuple[Tensor, Tensor]:
    """Spikes like x, and the potentials kept for backward.

    Args:
        x: currents `[T, ...]`.
        v_init: potential before the first step: one number, or the shape of the last axes of x.
        threshold: one number.
        decay, gain, reset, detach_reset: as for `mpepsn.lif`.
        spike, size, strict: name, size and strictness of the surrogate.
        how: "compiled" or "triton".
    """
    kept = _kept(x)
    if not x.numel():
        return torch.empty_like(x, memory_format=torch.contiguous_format), kept
    numbers = number(decay, x), number(gain, x), number(threshold, x)
    with no_autocast(x):
        run = backend("lif", how).forward
        s, begins = run(
            _rows(x, v_init), _start(x, v_init), *numbers, reset=reset, spike=Surrogate(spike, size, strict)
        )
    return s.reshape(x.shape), begins.reshape(kept.shape)


def backward(
    grad: Tensor,
    x: Tensor,
    kept: Tensor,
    v_init: Tensor,
    threshold: Tensor,
    decay: float,
    gain: float,
    reset: str,
    detach_reset: bool,
    spike: str,
    size: float,
    strict: bool,
    how: str,
) -> tuple[Tensor, Tensor, Tensor]:
    """Gradients by x, v_init and threshold."""
    if not x.numel():
        return x.new_zeros(x.shape), torch.zeros_like(v_init), torch.zeros_like(threshold)
    rows, start = _rows(x, v_init), _start(x, v_init)
    begins = kept.detach().reshape(-1, *rows.shape[1:])
    numbers = number(decay, x), number(gain, x), number(threshold, x)
    how_so = dict(reset=reset, detach_reset=detach_reset, spike=Surrogate(spike, size, strict))
    with no_autocast(x):
        run = backend("lif", how).backward
        of_x, of_v, of_threshold = run(flat(grad).reshape(rows.shape), rows, begins, start, *numbers, **how_so)
    of_v = of_v.sum() if start.dim() == 0 else of_v.sum(0)
    return (
        of_x.reshape(x.shape),
        of_v.reshape(v_init.shape).to(v_init.dtype),
        of_threshold.sum().reshape(threshold.shape).to(threshold.dtype),
    )


def _fake(x, v_init, threshold, decay, gain, reset, detach_reset, spike, size, strict, how):
    return x.new_empty(x.shape), _kept(x)


def _fake_backward(grad, x, kept, v_init, threshold, *rest):
    return x.new_empty(x.shape), torch.empty_like(v_init), torch.empty_like(threshold)


def _kept(x: Tensor) -> Tensor:
    return x.new_empty((len(x) - 1) // CHUNK, *x.shape[1:], dtype=wide(x))


def _rows(x: Tensor, v_init: Tensor) -> Tensor:
    """`[T, B, M]`, where M neurons have a start of their own; B = 1 where all start alike."""
    return flat(x).reshape(len(x), -1, v_init.numel()) if v_init.numel() > 1 else flat(x).unsqueeze(1)


def _start(x: Tensor, v_init: Tensor) -> Tensor:
    return v_init.detach().reshape(-1 if v_init.numel() > 1 else ()).to(wide(x))


lif = Operator(
    "lif",
    forward,
    backward,
    fakes=(_fake, _fake_backward),
    tensors=3,
    learned=(0, 1, 2),
    outputs=1,
    keep=lambda x, v_init, threshold, output: (x, output[1], v_init, threshold),
)
