"""MPE-PSN as one Triton kernel each way: a program runs a block of neurons over a span of steps.

What k sweeps left of the last step stands in k registers. A span, and in backward each chunk of it, begins k steps
early and so needs nothing from the one before: where neurons are few, spans run side by side. Draws are made in the
kernel, eight by one call of Philox, and made again in backward.

Source: the equations stand in `neurons/mpe.py` and `neurons/estimate.py`. Chapter: 12
"""

import torch
import triton
import triton.language as tl
from torch import Tensor

from ..surrogate import Surrogate
from .parts_triton import LAUNCH, fires, mask, slope, words, zeros

EIGHT = 8
BUSY = 1 << 17
"""Neurons from which on one span is enough to keep a GPU busy."""


def forward(
    x: Tensor,
    seed: Tensor,
    decay: Tensor,
    threshold: Tensor,
    *,
    kind: str,
    sweeps: int,
    reading: str,
    spike: Surrogate,
    error: bool,
) -> tuple[Tensor, Tensor]:
    """As `mpe_compiled.forward`."""
    steps, count = x.shape
    block, span = 256, _span(steps, count, sweeps)
    programs = triton.cdiv(count, block)
    s, errors = torch.empty_like(x), torch.zeros(steps if error else 0, programs, device=x.device)
    forward_kernel[(programs, triton.cdiv(steps, span))](
        x, seed, decay, threshold, s, errors, steps, count, span,
        EARLY=sweeps if span < steps else 0, SWEEPS=sweeps, SAME=reading == "same_step", KIND=kind,
        STRICT=spike.strict, ERROR=error, BLOCK=block, **LAUNCH,
    )  # fmt: skip
    return s, errors.sum(1)


def backward(
    grad: Tensor,
    grad_error: Tensor,
    x: Tensor,
    seed: Tensor,
    decay: Tensor,
    threshold: Tensor,
    *,
    kind: str,
    sweeps: int,
    reading: str,
    spike: Surrogate,
    error: bool,
) -> tuple[Tensor, Tensor]:
    """As `mpe_compiled.backward`, with the threshold's gradient summed up over blocks of neurons."""
    steps, count = x.shape
    block = 256 if sweeps <= 2 else 128
    span = _span(steps, count, sweeps)
    grid = triton.cdiv(count, block), triton.cdiv(steps, span)
    of_x, of_threshold = torch.empty_like(x), torch.empty(grid, device=x.device)
    chunk = 8 if steps <= 8 or sweeps > 4 else 16
    backward_kernel[grid](
        grad, grad_error, x, seed, decay, threshold, of_x, of_threshold, steps, count, span,
        LATE=sweeps if span < steps else 0, CHUNK=chunk, ONCE=steps <= min(chunk, span),
        SWEEPS=sweeps, SAME=reading == "same_step", KIND=kind,
        SPIKE=spike.name, SIZE=spike.size, STRICT=spike.strict, ERROR=error, BLOCK=block, **LAUNCH,
    )  # fmt: skip
    return of_x, of_threshold


def _span(steps: int, count: int, sweeps: int) -> int:
    """Steps of one program: all of them where neurons are many, else no fewer than eight times the sweeps."""
    spans = max(1, min(BUSY // count, steps // (8 * sweeps)))
    return triton.cdiv(triton.cdiv(steps, spans), EIGHT) * EIGHT


@triton.jit
def step(
    x, m, past, decay, threshold, t,
    SWEEPS: tl.constexpr, SAME: tl.constexpr, STRICT: tl.constexpr,
):  # fmt: skip
    """One step of all sweeps: h in sweep 1 … k, and v after sweep 0 … k."""
    potentials, left = (), (m * x,)
    for level in tl.static_range(SWEEPS):
        if SAME:
            h = tl.where(t > 0, decay * left[0], 0.0) + x
        else:
            h = decay * past[level] + x
        potentials = potentials + (h,)
        left = left + (tl.where(fires(h - threshold, STRICT), 0.0, h),)
    return potentials, left


@triton.jit
def forward_kernel(
    x_ptr, seed_ptr, decay_ptr, threshold_ptr, s_ptr, error_ptr, steps, count, span,
    EARLY: tl.constexpr, SWEEPS: tl.constexpr, SAME: tl.constexpr, KIND: tl.constexpr, STRICT: tl.constexpr,
    ERROR: tl.constexpr, BLOCK: tl.constexpr,
):  # fmt: skip
    """Spikes of one block of neurons in one span of steps, and its share of the errors."""
    neuron = tl.program_id(0).to(tl.int64) * BLOCK + tl.arange(0, BLOCK)
    there = neuron < count
    seed, decay, threshold = tl.load(seed_ptr), tl.load(decay_ptr), tl.load(threshold_ptr)
    begin = tl.program_id(1) * span
    end = tl.minimum(begin + span, steps)
    past = zeros(SWEEPS, BLOCK)
    for block in range(begin // 8 - (EARLY + 7) // 8, tl.cdiv(end, 8)):
        drawn = words(seed, neuron, block) if KIND == "bernoulli" else ()
        for place in tl.static_range(8):
            t = block * 8 + place + 0 * neuron
            live = there & (t >= 0) & (t < end)
            where = t * count + neuron
            x = tl.load(x_ptr + where, mask=live, other=0.0).to(tl.float32)
            m = mask(x, drawn, threshold, place, KIND, STRICT)
            potentials, left = step(x, m, past, decay, threshold, t, SWEEPS, SAME, STRICT)
            own = live & (t >= begin)
            tl.store(s_ptr + where, fires(potentials[SWEEPS - 1] - threshold, STRICT).to(tl.float32), mask=own)
            if ERROR:
                if SAME:  # the estimate of step t is that of v one step before
                    miss, at, counts = left[0] - past[0], block * 8 + place - 1, own & (t > 0)
                else:
                    miss, at, counts = left[SWEEPS - 1] - left[SWEEPS], block * 8 + place, own
                part = tl.sum(tl.where(counts, miss * miss, 0.0))
                here = (at >= 0) & (block * 8 + place >= begin) & (block * 8 + place < end)
                tl.store(error_ptr + at * tl.num_programs(0) + tl.program_id(0), part, mask=here)
            past = (left[1],) if SAME else left[:SWEEPS]


@triton.jit
def backward_kernel(
    grad_ptr, grad_error_ptr, x_ptr, seed_ptr, decay_ptr, threshold_ptr, of_x_ptr, of_threshold_ptr,
    steps, count, span,
    LATE: tl.constexpr, CHUNK: tl.constexpr, ONCE: tl.constexpr, SWEEPS: tl.constexpr, SAME: tl.constexpr,
    KIND: tl.constexpr, SPIKE: tl.constexpr, SIZE: tl.constexpr, STRICT: tl.constexpr, ERROR: tl.constexpr,
    BLOCK: tl.constexpr,
):  # fmt: skip
    """Gradients of one block of neurons in one span of steps; begins LATE steps behind it, and comes back."""
    neuron = tl.program_id(0).to(tl.int64) * BLOCK + tl.arange(0, BLOCK)
    there = neuron < count
    seed, decay, threshold = tl.load(seed_ptr), tl.load(decay_ptr), tl.load(threshold_ptr)
    begin = tl.program_id(1) * span
    end, stop = tl.minimum(begin + span, steps), tl.minimum(begin + span + LATE, steps)
    of_left, of_threshold = zeros(SWEEPS, BLOCK), tl.zeros([BLOCK], tl.float32)
    chunks = 1 if ONCE else tl.cdiv(stop - begin, CHUNK)
    for back in range(chunks):
        first = begin + (chunks - 1 - back) * CHUNK
        past = zeros(SWEEPS, BLOCK)
        if not ONCE:
            for early in tl.static_range((SWEEPS + 7) // 8):
                block = first // 8 - (SWEEPS + 7) // 8 + early
                drawn = words(seed, neuron, block) if KIND == "bernoulli" else ()
                for place in tl.static_range(8):
                    if ((SWEEPS + 7) // 8 - early) * 8 - place <= SWEEPS:
                        t = block * 8 + place + 0 * neuron
                        x = tl.load(x_ptr + t * count + neuron, mask=there & (t >= 0), other=0.0).to(tl.float32)
                        m = mask(x, drawn, threshold, place, KIND, STRICT)
                        _, left = step(x, m, past, decay, threshold, t, SWEEPS, SAME, STRICT)
                        past = (left[1],) if SAME else left[:SWEEPS]
        before = past
        masks, potentials, estimates = (), (), ()
        for i in tl.static_range(CHUNK):
            t = first + i + 0 * neuron
            if i % 8 == 0:
                drawn = words(seed, neuron, (first + i) // 8) if KIND == "bernoulli" else ()
            x = tl.load(x_ptr + t * count + neuron, mask=there & (t < stop), other=0.0).to(tl.float32)
            m = mask(x, drawn, threshold, i % 8, KIND, STRICT)
            more, left = step(x, m, past, decay, threshold, t, SWEEPS, SAME, STRICT)
            masks, potentials = masks + (m,), potentials + more
            if ERROR and (SWEEPS == 1):
                estimates = estimates + (left[0],)
            past = (left[1],) if SAME else left[:SWEEPS]
        for j in tl.static_range(CHUNK):
            now = first + CHUNK - 1 - j
            t = now + 0 * neuron
            live, where = there & (t < stop), t * count + neuron
            of_s = tl.load(grad_ptr + where, mask=live, other=0.0).to(tl.float32)
            of_last, of_now = tl.zeros([BLOCK], tl.float32), of_left[0]
            last = potentials[(CHUNK - j) * SWEEPS - 1]
            v = tl.where(fires(last - threshold, STRICT), 0.0, last)
            if SAME:
                of_now = tl.zeros([BLOCK], tl.float32)
                if ERROR:  # of_left holds the estimate of step t + 1
                    weight = tl.load(grad_error_ptr + now, mask=now < steps - 1, other=0.0)
                    of_last = 2 * weight * (v - of_left[0])
                    weight = tl.load(grad_error_ptr + now - 1, mask=(now > 0) & (now < steps), other=0.0)
                    if j == CHUNK - 1:
                        v_before = before[0]
                    else:
                        h_before = potentials[CHUNK - 2 - j]
                        v_before = tl.where(fires(h_before - threshold, STRICT), 0.0, h_before)
                    of_now = 2 * weight * (estimates[CHUNK - 1 - j] - v_before)
            elif ERROR:
                if SWEEPS == 1:
                    v_hat = estimates[CHUNK - 1 - j]
                else:
                    h_hat = potentials[(CHUNK - j) * SWEEPS - 2]
                    v_hat = tl.where(fires(h_hat - threshold, STRICT), 0.0, h_hat)
                weight = tl.load(grad_error_ptr + now, mask=now < steps, other=0.0)
                of_last = 2 * weight * (v - v_hat)
            of_x, of_before = tl.zeros([BLOCK], tl.float32), ()
            for level in tl.static_range(SWEEPS):
                h = potentials[(CHUNK - 1 - j) * SWEEPS + level]
                of_v = of_last if level == SWEEPS - 1 else of_left[level + 1]
                if (ERROR and (level == SWEEPS - 2)) and (not SAME):
                    of_v = of_v - of_last
                of_fire = -of_v * h
                if level == SWEEPS - 1:
                    of_fire = of_s + of_fire
                bump = slope(h - threshold, SPIKE, SIZE)
                of_h = tl.where(fires(h - threshold, STRICT), 0.0, of_v) + bump * of_fire
                of_threshold -= tl.where(live & (t < end), bump * of_fire, 0.0)
                of_x += of_h
                of_before = of_before + (tl.where(live, decay * of_h, 0.0),)
            if SAME:
                of_now = tl.where(t > 0, of_now + of_before[0], 0.0)
                of_before = (estimates[CHUNK - 1 - j],) if ERROR else of_before
            elif ERROR and (SWEEPS == 1):
                of_now = of_now - of_last
            of_x += masks[CHUNK - 1 - j] * of_now
            tl.store(of_x_ptr + where, of_x, mask=live & (t < end))
            of_left = of_before
    tl.store(of_threshold_ptr + tl.program_id(0) * tl.num_programs(1) + tl.program_id(1), tl.sum(of_threshold))
