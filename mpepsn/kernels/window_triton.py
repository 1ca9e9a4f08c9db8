"""Sliding and closed masked PSN as one Triton kernel: a weighted sum over k steps that fires as it is stored.

The sum runs in the order of the reference, so the spikes are the same.

Source: the equations stand in `neurons/sliding_psn.py` and `neurons/masked_psn.py`. Chapter: 12
"""

import torch
import triton
import triton.language as tl
from torch import Tensor

from ..surrogate import Surrogate
from .parts_triton import LAUNCH, fires, slope
from .window_compiled import through_band


def forward(x: Tensor, weight: Tensor, threshold: Tensor, *, spike: Surrogate) -> Tensor:
    """As `window_compiled.forward`."""
    return _launch(x, x, weight, threshold, torch.empty_like(x), spike, back=False)


def backward(
    grad: Tensor, x: Tensor, weight: Tensor, threshold: Tensor, *, spike: Surrogate
) -> tuple[Tensor, Tensor, Tensor]:
    """As `window_compiled.backward`."""
    of_h = _launch(grad, x, weight, threshold, torch.empty(x.shape, device=x.device), spike, back=True)
    return through_band(of_h, x, weight)


def _launch(
    grad: Tensor, x: Tensor, weight: Tensor, threshold: Tensor, out: Tensor, spike: Surrogate, back: bool
) -> Tensor:
    (steps, count), rows, columns = x.shape, 8, 256
    kernel[(triton.cdiv(count, columns), triton.cdiv(steps, rows))](
        grad, x, weight, threshold, out, steps, count, weight.shape[1],
        EACH=threshold.numel() > 1, OWN=len(weight) > 1, BACK=back,
        SPIKE=spike.name, SIZE=spike.size, STRICT=spike.strict, ROWS=rows, COLUMNS=columns, **LAUNCH,
    )  # fmt: skip
    return out


@triton.jit
def kernel(
    grad_ptr, x_ptr, weight_ptr, threshold_ptr, out_ptr, steps, count, order,
    EACH: tl.constexpr, OWN: tl.constexpr, BACK: tl.constexpr,
    SPIKE: tl.constexpr, SIZE: tl.constexpr, STRICT: tl.constexpr, ROWS: tl.constexpr, COLUMNS: tl.constexpr,
):  # fmt: skip
    """Spikes, or gradients by the potential, of ROWS steps of COLUMNS neurons."""
    neuron = tl.program_id(0).to(tl.int64) * COLUMNS + tl.arange(0, COLUMNS)
    row = tl.program_id(1) * ROWS + tl.arange(0, ROWS)
    there = (row < steps)[:, None] & (neuron < count)[None, :]
    h = tl.zeros([ROWS, COLUMNS], tl.float32)
    for i in range(order):
        step = row - order + 1 + i
        weight = tl.load(weight_ptr + (row * order if OWN else row * 0) + i, mask=row < steps, other=0.0)
        x = tl.load(
            x_ptr + step[:, None].to(tl.int64) * count + neuron[None, :], mask=there & (step >= 0)[:, None], other=0.0
        )
        h = h + weight[:, None] * x.to(tl.float32)
    place = row[:, None].to(tl.int64) * count + neuron[None, :]
    z = h - tl.load(threshold_ptr + (row if EACH else row * 0), mask=row < steps, other=0.0)[:, None]
    if BACK:
        of_s = tl.load(grad_ptr + place, mask=there, other=0.0).to(tl.float32)
        tl.store(out_ptr + place, of_s * slope(z, SPIKE, SIZE), mask=there)
    else:
        tl.store(out_ptr + place, fires(z, STRICT).to(tl.float32), mask=there)
