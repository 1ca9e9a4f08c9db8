"""The LIF as one Triton kernel each way: a program runs a block of neurons over all steps, its potential in registers.

Forward reads the current and writes spikes. Backward goes from chunk to chunk, last first: it runs the chunk forwards
from the potential that was kept, holds its potentials in registers, and comes back through them.

Source: the equations stand in `neurons/lif.py`. Chapter: 12
"""

import torch
import triton
import triton.language as tl
from torch import Tensor

from ..surrogate import Surrogate
from .lif import CHUNK
from .parts_triton import LAUNCH, fires, slope


def forward(
    x: Tensor, v: Tensor, decay: Tensor, gain: Tensor, threshold: Tensor, *, reset: str, spike: Surrogate
) -> tuple[Tensor, Tensor]:
    """As `lif_compiled.forward`."""
    steps, count, own = len(x), x[0].numel(), max(v.numel(), 1)
    s, kept = torch.empty_like(x), torch.empty((steps - 1) // CHUNK, *x.shape[1:], device=x.device)
    block = 512
    forward_kernel[(triton.cdiv(count, block),)](
        x, v, decay, gain, threshold, s, kept, steps, count, own,
        CHUNK=min(CHUNK, steps), EVEN=steps % min(CHUNK, steps) == 0, OWN=v.dim() > 0,
        RESET=reset, STRICT=spike.strict, BLOCK=block, **LAUNCH,
    )  # fmt: skip
    return s, kept


def backward(
    grad: Tensor,
    x: Tensor,
    kept: Tensor,
    v: Tensor,
    decay: Tensor,
    gain: Tensor,
    threshold: Tensor,
    *,
    reset: str,
    detach_reset: bool,
    spike: Surrogate,
) -> tuple[Tensor, Tensor, Tensor]:
    """As `lif_compiled.backward`, with the threshold's gradient summed up over blocks of neurons."""
    steps, count, own = len(x), x[0].numel(), max(v.numel(), 1)
    block = 256  # more, and potentials no longer fit in registers
    programs = triton.cdiv(count, block)
    of_x, of_v = torch.empty_like(x), torch.empty(x.shape[1:] if v.dim() else programs, device=x.device)
    of_threshold = torch.empty(programs, device=x.device)
    backward_kernel[(programs,)](
        grad, x, kept, v, decay, gain, threshold, of_x, of_v, of_threshold, steps, count, own,
        CHUNK=min(CHUNK, steps), EVEN=steps % min(CHUNK, steps) == 0, OWN=v.dim() > 0,
        RESET=reset, DETACH=detach_reset, SPIKE=spike.name, SIZE=spike.size, STRICT=spike.strict,
        BLOCK=block, **LAUNCH,
    )  # fmt: skip
    return of_x, of_v, of_threshold


@triton.jit
def forward_kernel(
    x_ptr, v_ptr, decay_ptr, gain_ptr, threshold_ptr, s_ptr, kept_ptr, steps, count, own,
    CHUNK: tl.constexpr, EVEN: tl.constexpr, OWN: tl.constexpr,
    RESET: tl.constexpr, STRICT: tl.constexpr, BLOCK: tl.constexpr,
):  # fmt: skip
    """Spikes of one block of neurons at all steps."""
    neuron = tl.program_id(0).to(tl.int64) * BLOCK + tl.arange(0, BLOCK)
    there = neuron < count
    decay, gain, threshold = tl.load(decay_ptr), tl.load(gain_ptr), tl.load(threshold_ptr)
    v = begin(v_ptr, neuron, there, own, OWN, BLOCK)
    chunks = tl.cdiv(steps, CHUNK)
    for chunk in range(chunks):
        for i in tl.static_range(CHUNK):
            t = chunk * CHUNK + i + 0 * neuron
            live = there if EVEN else there & (t < steps)
            place = t * count + neuron
            h = decay * v + gain * tl.load(x_ptr + place, mask=live, other=0.0).to(tl.float32)
            s = fires(h - threshold, STRICT)
            v = after(h, s, threshold, RESET)
            tl.store(s_ptr + place, s.to(tl.float32), mask=live)
        if chunk < chunks - 1:
            tl.store(kept_ptr + tl.cast(chunk, tl.int64) * count + neuron, v, mask=there)


@triton.jit
def backward_kernel(
    grad_ptr, x_ptr, kept_ptr, v_ptr, decay_ptr, gain_ptr, threshold_ptr, of_x_ptr, of_v_ptr, of_threshold_ptr,
    steps, count, own,
    CHUNK: tl.constexpr, EVEN: tl.constexpr, OWN: tl.constexpr,
    RESET: tl.constexpr, DETACH: tl.constexpr, SPIKE: tl.constexpr, SIZE: tl.constexpr, STRICT: tl.constexpr,
    BLOCK: tl.constexpr,
):  # fmt: skip
    """Gradients of one block of neurons at all steps."""
    neuron = tl.program_id(0).to(tl.int64) * BLOCK + tl.arange(0, BLOCK)
    there = neuron < count
    decay, gain, threshold = tl.load(decay_ptr), tl.load(gain_ptr), tl.load(threshold_ptr)
    of_v, of_threshold = tl.zeros([BLOCK], tl.float32), tl.zeros([BLOCK], tl.float32)
    chunks = tl.cdiv(steps, CHUNK)
    for back in range(chunks):
        chunk = chunks - 1 - back
        if chunk == 0:
            v = begin(v_ptr, neuron, there, own, OWN, BLOCK)
        else:
            v = tl.load(kept_ptr + tl.cast(chunk - 1, tl.int64) * count + neuron, mask=there, other=0.0)
        potentials = ()
        for i in tl.static_range(CHUNK):
            t = chunk * CHUNK + i + 0 * neuron
            live = there if EVEN else there & (t < steps)
            place = t * count + neuron
            h = decay * v + gain * tl.load(x_ptr + place, mask=live, other=0.0).to(tl.float32)
            v = after(h, fires(h - threshold, STRICT), threshold, RESET)
            potentials = potentials + (h,)
        for j in tl.static_range(CHUNK):
            t = chunk * CHUNK + CHUNK - 1 - j + 0 * neuron
            live = there if EVEN else there & (t < steps)
            place = t * count + neuron
            h = potentials[CHUNK - 1 - j]
            s, bump = fires(h - threshold, STRICT), slope(h - threshold, SPIKE, SIZE)
            of_s = tl.load(grad_ptr + place, mask=live, other=0.0).to(tl.float32)
            if RESET == "hard":
                of_s = of_s if DETACH else of_s - of_v * h
                of_h = tl.where(s, 0.0, of_v) + bump * of_s
            elif RESET == "soft":
                of_s = of_s if DETACH else of_s - threshold * of_v
                of_h = of_v + bump * of_s
                of_threshold -= tl.where(s, of_v, 0.0)
            else:
                of_h = of_v + bump * of_s
            of_threshold -= tl.where(live, bump * of_s, 0.0)
            tl.store(of_x_ptr + place, gain * of_h, mask=live)
            of_v = tl.where(live, decay * of_h, 0.0)
    tl.store(of_threshold_ptr + tl.program_id(0), tl.sum(of_threshold))
    if OWN:
        tl.store(of_v_ptr + neuron, of_v, mask=there)
    else:
        tl.store(of_v_ptr + tl.program_id(0), tl.sum(of_v))


@triton.jit
def begin(v_ptr, neuron, there, own, OWN: tl.constexpr, BLOCK: tl.constexpr):
    """Potential before the first step."""
    if OWN:
        return tl.load(v_ptr + neuron % own, mask=there, other=0.0)
    else:
        return tl.zeros([BLOCK], tl.float32) + tl.load(v_ptr)


@triton.jit
def after(h, s, threshold, RESET: tl.constexpr):
    """v from h."""
    if RESET == "hard":
        return tl.where(s, 0.0, h)
    elif RESET == "soft":
        return tl.where(s, h - threshold, h)
    else:
        return h
