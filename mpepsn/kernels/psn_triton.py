"""PSN as one Triton kernel: a matrix product that fires, or that weighs a gradient by the surrogate, as it is stored.

Source: the equations stand in `neurons/psn.py`. Chapter: 12
"""

import torch
import triton
import triton.language as tl
from torch import Tensor

from ..surrogate import Surrogate
from .parts_triton import LAUNCH, fires, slope


def forward(x: Tensor, weight: Tensor, threshold: Tensor, *, spike: Surrogate) -> Tensor:
    """As `psn_compiled.forward`."""
    return _launch(x, x, weight, threshold, torch.empty_like(x), spike, back=False)


def backward(
    grad: Tensor, x: Tensor, weight: Tensor, threshold: Tensor, *, spike: Surrogate
) -> tuple[Tensor, Tensor, Tensor]:
    """As `psn_compiled.backward`."""
    of_h = _launch(grad, x, weight, threshold, torch.empty(x.shape, device=x.device), spike, back=True)
    return (weight.T @ of_h).to(x.dtype), of_h @ x.to(of_h.dtype).T, -of_h.sum(1)


def _launch(
    grad: Tensor, x: Tensor, weight: Tensor, threshold: Tensor, out: Tensor, spike: Surrogate, back: bool
) -> Tensor:
    steps, count = x.shape
    rows, columns = max(16, min(64, triton.next_power_of_2(steps))), 128
    kernel[(triton.cdiv(count, columns), triton.cdiv(steps, rows))](
        grad, x, weight, threshold, out, steps, count, EACH=threshold.numel() > 1,
        BACK=back, SPIKE=spike.name, SIZE=spike.size, STRICT=spike.strict, ROWS=rows, COLUMNS=columns, **LAUNCH,
    )  # fmt: skip
    return out


@triton.jit
def kernel(
    grad_ptr, x_ptr, weight_ptr, threshold_ptr, out_ptr, steps, count, EACH: tl.constexpr,
    BACK: tl.constexpr, SPIKE: tl.constexpr, SIZE: tl.constexpr, STRICT: tl.constexpr,
    ROWS: tl.constexpr, COLUMNS: tl.constexpr,
):  # fmt: skip
    """Spikes, or gradients by the potential, of ROWS steps of COLUMNS neurons."""
    neuron = tl.program_id(0).to(tl.int64) * COLUMNS + tl.arange(0, COLUMNS)
    row, inner = tl.program_id(1) * ROWS + tl.arange(0, ROWS), tl.arange(0, 16)
    h = tl.zeros([ROWS, COLUMNS], tl.float32)
    for first in range(0, steps, 16):
        column = first + inner
        weight = tl.load(
            weight_ptr + row[:, None] * steps + column[None, :],
            mask=(row < steps)[:, None] & (column < steps)[None, :],
            other=0.0,
        )
        x = tl.load(
            x_ptr + column[:, None].to(tl.int64) * count + neuron[None, :],
            mask=(column < steps)[:, None] & (neuron < count)[None, :],
            other=0.0,
        )
        h = tl.dot(weight, x.to(tl.float32), h, input_precision="ieee")
    live = (row < steps)[:, None] & (neuron < count)[None, :]
    place = row[:, None].to(tl.int64) * count + neuron[None, :]
    z = h - tl.load(threshold_ptr + (row if EACH else row * 0), mask=row < steps, other=0.0)[:, None]
    if BACK:
        of_s = tl.load(grad_ptr + place, mask=live, other=0.0).to(tl.float32)
        tl.store(out_ptr + place, of_s * slope(z, SPIKE, SIZE), mask=live)
    else:
        tl.store(out_ptr + place, fires(z, STRICT).to(tl.float32), mask=live)
