"""MPE-PSN in chunks of steps, each written out and compiled to one loop over neurons.

Step t after k sweeps reads x[t − k] … x[t] and nothing else. So each chunk begins k steps early, and nothing is kept
for backward besides the current: estimates are drawn again from the seed.

Source: the equations stand in `neurons/mpe.py` and `neurons/estimate.py`. Chapter: 12
"""

from functools import reduce

import torch
from torch import Tensor

from ..surrogate import Surrogate
from . import same_step_compiled
from .compile import compiled, joined
from .estimate_compiled import CHUNK, block_of, estimates, masked


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
    """Spikes `[T, N]`, and where asked for Σ_i (v̂ − v)² at each step, `[T]`.

    Args:
        x: currents `[T, N]`.
        seed: key of the draws, one int64.
        decay, threshold: one number each.
        kind: which estimate.
        sweeps: how often to repeat.
        reading: which estimate a step charges from.
        spike: which step.
        error: whether to measure the estimate.
    """
    if reading == "same_step":
        return same_step_compiled.forward(x, seed, decay, threshold, kind=kind, spike=spike, error=error)
    spikes, errors = [], []
    for begin in range(0, len(x), CHUNK):
        early = sweeps if begin else 0
        part = x[begin - early : begin + CHUNK]
        run = compiled(run_chunk, steps=len(part), early=early, kind=kind, sweeps=sweeps, spike=spike, error=error)
        s, e = run(part, seed, block_of(begin - early, x), decay, threshold)
        spikes.append(s)
        errors.append(e)
    return joined(spikes), joined(errors)


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
    """Gradients by the current `[T, N]` and by each neuron's threshold `[N]`; `grad_error` is by the sums, `[T]`."""
    if reading == "same_step":
        run = same_step_compiled.backward
        return run(grad, grad_error, x, seed, decay, threshold, kind=kind, spike=spike, error=error)
    of_v, of_threshold, found = threshold.new_zeros(sweeps, x.shape[1]), [], []
    for begin in reversed(range(0, len(x), CHUNK)):
        early = sweeps if begin else 0
        part, own = x[begin - early : begin + CHUNK], slice(begin, begin + CHUNK)
        run = compiled(gradient, steps=len(part), early=early, kind=kind, sweeps=sweeps, spike=spike, error=error)
        block = block_of(begin - early, x)
        of_x, of_v, more = run(grad[own], grad_error[own], part, of_v, seed, block, decay, threshold)
        of_threshold.append(more)
        found.append(of_x)
    return joined(found[::-1]), reduce(torch.add, of_threshold)


def run_chunk(
    x: Tensor,
    seed: Tensor,
    block: Tensor,
    decay: Tensor,
    threshold: Tensor,
    *,
    steps: int,
    early: int,
    kind: str,
    sweeps: int,
    spike: Surrogate,
    error: bool,
) -> tuple[Tensor, Tensor]:
    """One chunk: spikes `[steps − early, N]` and sums of squares `[steps − early]`, or none."""
    spikes, errors = [], []
    walked = walk(x, seed, block, decay, threshold, steps, early, kind, sweeps, spike)
    for _, h, v in walked[early:]:
        spikes.append(spike.fires(h[-1] - threshold).to(x.dtype))
        if error:
            errors.append((v[-2] - v[-1]).square().sum())
    return torch.stack(spikes), torch.stack(errors) if error else threshold.new_zeros(0)


def gradient(
    grad: Tensor,
    grad_error: Tensor,
    x: Tensor,
    of_v: Tensor,
    seed: Tensor,
    block: Tensor,
    decay: Tensor,
    threshold: Tensor,
    *,
    steps: int,
    early: int,
    kind: str,
    sweeps: int,
    spike: Surrogate,
    error: bool,
) -> tuple[Tensor, Tensor, Tensor]:
    """One chunk backwards, from the gradients by what it left after 0 … sweeps − 1 sweeps, `[sweeps, N]`.

    Returns:
        Gradients by the current, by what the step before the chunk left, and by each neuron's threshold.
    """
    walked = walk(x, seed, block, decay, threshold, steps, early, kind, sweeps, spike)
    left, of_x, of_threshold = list(of_v), [], torch.zeros_like(of_v[0])
    for t in reversed(range(steps - early)):
        mask, h, v = walked[early + t]
        of_left = [*left, torch.zeros_like(of_threshold)]
        if error:
            pull = 2 * grad_error[t] * (v[-1] - v[-2])
            of_left[-1], of_left[-2] = pull, of_left[-2] - pull
        of_current, left = masked(mask, of_left[0]), []
        for level in range(sweeps):
            fires, slope = spike.fires(h[level] - threshold), spike.slope(h[level] - threshold)
            of_s = -of_left[level + 1] * h[level]
            if level == sweeps - 1:
                of_s = grad[t].to(of_s.dtype) + of_s
            of_h = torch.where(fires, 0.0, of_left[level + 1]) + slope * of_s
            of_threshold = of_threshold - slope * of_s
            of_current = of_current + of_h
            left.append(decay * of_h)
        of_x.append(of_current.to(x.dtype))
    return torch.stack(of_x[::-1]), torch.stack(left), of_threshold


def walk(
    x: Tensor,
    seed: Tensor,
    block: Tensor,
    decay: Tensor,
    threshold: Tensor,
    steps: int,
    early: int,
    kind: str,
    sweeps: int,
    spike: Surrogate,
) -> list[tuple[Tensor | None, list[Tensor | None], list[Tensor | None]]]:
    """For each step: mask of the estimate, h in sweep 1 … k, and v after sweep 0 … k.

    In a chunk that begins early, what depends on steps before it is None: sweep j at its first j steps.
    """
    walked, before = [], [None if early else x.new_zeros((), dtype=threshold.dtype)] * sweeps
    for current, mask in estimates(x, seed, block, threshold, steps, -early % 8, kind, spike):
        h = [None if v is None else decay * v + current for v in before]
        v = [masked(mask, current), *(None if p is None else _reset(p, threshold, spike) for p in h)]
        walked.append((mask, h, v))
        before = v[:-1]
    return walked


def _reset(h: Tensor, threshold: Tensor, spike: Surrogate) -> Tensor:
    return torch.where(spike.fires(h - threshold), 0.0, h)
