"""The released MPE-PSN without memory: step t charges from its own estimate. In chunks, as in `mpe_compiled.py`.

The estimate of v[t] is that of step t + 1, so each chunk but the first begins one step early, for the pair across.

Source: the equations stand in `neurons/mpe.py` and `neurons/estimate.py`. Chapter: 12
"""

from itertools import pairwise

import torch
from torch import Tensor

from ..surrogate import Surrogate
from .compile import compiled, joined
from .estimate_compiled import CHUNK, block_of, estimates, masked


def forward(
    x: Tensor, seed: Tensor, decay: Tensor, threshold: Tensor, *, kind: str, spike: Surrogate, error: bool
) -> tuple[Tensor, Tensor]:
    """Spikes `[T, N]`, and where asked for Σ_i (v̂ − v)² at each step, `[T]`, 0 at the last; see `mpe_compiled`."""
    spikes, errors = [], []
    for begin in range(0, len(x), CHUNK):
        early = 1 if begin else 0
        part = x[begin - early : begin + CHUNK]
        run = compiled(run_chunk, steps=len(part), early=early, kind=kind, spike=spike, error=error)
        s, e = run(part, seed, block_of(begin - early, x), decay, threshold)
        spikes.append(s)
        errors.append(e)
    if error:
        errors.append(errors[0].new_zeros(1))
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
    spike: Surrogate,
    error: bool,
) -> tuple[Tensor, Tensor]:
    """Gradients by the current `[T, N]` and by each neuron's threshold `[N]`."""
    of_threshold = torch.zeros(x.shape[1], dtype=threshold.dtype, device=x.device)
    next_estimate, found = of_threshold, []
    for begin in reversed(range(0, len(x), CHUNK)):
        early, end = 1 if begin else 0, begin + CHUNK
        part = x[begin - early : end]
        static = dict(steps=len(part), early=early, last=end >= len(x), kind=kind, spike=spike, error=error)
        run, block = compiled(gradient, **static), block_of(begin - early, x)
        of_error = grad_error[begin - early : end]
        of_x, next_estimate, more = run(grad[begin:end], of_error, part, next_estimate, seed, block, decay, threshold)
        of_threshold = of_threshold + more
        found.append(of_x)
    return joined(found[::-1]), of_threshold


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
    spike: Surrogate,
    error: bool,
) -> tuple[Tensor, Tensor]:
    """One chunk: spikes `[steps − early, N]`, and sums of squares from the step before it to its last but one."""
    walked = walk(x, seed, block, decay, threshold, steps, early, kind, spike)
    spikes = torch.stack([spike.fires(h - threshold).to(x.dtype) for _, _, h, _ in walked[early:]])
    errors = [(after[1] - v).square().sum() for (_, _, _, v), after in pairwise(walked)]
    return spikes, torch.stack(errors) if error and errors else threshold.new_zeros(0)


def gradient(
    grad: Tensor,
    grad_error: Tensor,
    x: Tensor,
    next_estimate: Tensor,
    seed: Tensor,
    block: Tensor,
    decay: Tensor,
    threshold: Tensor,
    *,
    steps: int,
    early: int,
    last: bool,
    kind: str,
    spike: Surrogate,
    error: bool,
) -> tuple[Tensor, Tensor, Tensor]:
    """One chunk backwards, from the estimate of the step after it.

    Returns:
        Gradients by the current and by each neuron's threshold; between them the estimate of the chunk's first step.
    """
    walked = walk(x, seed, block, decay, threshold, steps, early, kind, spike)
    of_x, of_threshold = [], torch.zeros_like(next_estimate)
    for t in reversed(range(early, steps)):
        mask, v_hat, h, v = walked[t]
        fires, slope = spike.fires(h - threshold), spike.slope(h - threshold)
        paired = error and not (last and t == steps - 1)
        of_v = 2 * grad_error[t] * (v - next_estimate) if paired else torch.zeros_like(of_threshold)
        of_s = grad[t - early].to(of_v.dtype) - of_v * h
        of_h = torch.where(fires, 0.0, of_v) + slope * of_s
        of_threshold = of_threshold - slope * of_s
        of_current = of_h
        if t > 0:  # the first estimate of all is not read
            of_estimate = decay * of_h
            if error:
                of_estimate = of_estimate + 2 * grad_error[t - 1] * (v_hat - walked[t - 1][3])
            of_current = of_h + masked(mask, of_estimate)
        of_x.append(of_current.to(x.dtype))
        next_estimate = v_hat
    return torch.stack(of_x[::-1]), next_estimate, of_threshold


def walk(
    x: Tensor,
    seed: Tensor,
    block: Tensor,
    decay: Tensor,
    threshold: Tensor,
    steps: int,
    early: int,
    kind: str,
    spike: Surrogate,
) -> list[tuple[Tensor | None, Tensor, Tensor, Tensor]]:
    """For each step: mask of the estimate, v̂, h and v."""
    walked = []
    for step, (current, mask) in enumerate(estimates(x, seed, block, threshold, steps, -early % 8, kind, spike)):
        v_hat = masked(mask, current)
        h = decay * v_hat + current if step or early else current
        walked.append((mask, v_hat, h, torch.where(spike.fires(h - threshold), 0.0, h)))
    return walked
