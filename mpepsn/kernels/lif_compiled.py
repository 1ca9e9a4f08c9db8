"""The LIF in chunks of steps, each written out and compiled to one loop over neurons.

Forward and backward read the current once. Backward runs the chunk again from the potential it began with, which is all
that is kept besides the current: 4 B per neuron and chunk, and nothing where the sequence is one chunk long.

Source: the equations stand in `neurons/lif.py`. Chapter: 12
"""

from functools import reduce

import torch
from torch import Tensor

from ..surrogate import Surrogate
from .compile import compiled, joined
from .lif import CHUNK


def forward(
    x: Tensor, v: Tensor, decay: Tensor, gain: Tensor, threshold: Tensor, *, reset: str, spike: Surrogate
) -> tuple[Tensor, Tensor]:
    """Spikes `[T, B, M]`, and the potential before each chunk but the first, `[chunks − 1, B, M]`.

    Args:
        x: currents `[T, B, M]`.
        v: potential before the first step, one number or `[M]`.
        decay, gain, threshold: one number each.
        reset: "hard", "soft" or "none".
        spike: which step.
    """
    spikes, begins = [], []
    v = v.expand(x.shape[1:])
    for part in x.split(CHUNK):
        s, v = compiled(charge_fire_reset, steps=len(part), reset=reset, spike=spike)(part, v, decay, gain, threshold)
        spikes.append(s)
        begins.append(v)
    kept = torch.stack(begins[:-1]) if len(begins) > 1 else v.new_empty(0, *v.shape)
    return joined(spikes), kept


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
    """Gradients by the current `[T, B, M]`, and by each neuron's first potential and its threshold, `[B, M]`."""
    parts, grads, begins = x.split(CHUNK), grad.split(CHUNK), [v.expand(x.shape[1:]), *kept]
    of_v, of_threshold, found = begins[0].new_zeros(x.shape[1:]), [], []
    for part, of_s, begin in reversed(list(zip(parts, grads, begins, strict=True))):
        run = compiled(gradient, steps=len(part), reset=reset, detach_reset=detach_reset, spike=spike)
        of_x, of_v, more = run(of_s, part, begin, of_v, decay, gain, threshold)
        of_threshold.append(more)
        found.append(of_x)
    return joined(found[::-1]), of_v, reduce(torch.add, of_threshold)


def charge_fire_reset(
    x: Tensor, v: Tensor, decay: Tensor, gain: Tensor, threshold: Tensor, *, steps: int, reset: str, spike: Surrogate
) -> tuple[Tensor, Tensor]:
    """One chunk: its spikes `[steps, B, M]` and the potential that it ends with."""
    spikes = []
    for t in range(steps):
        h = decay * v + gain * x[t].to(v.dtype)
        fires = spike.fires(h - threshold)
        v = after(h, fires, threshold, reset)
        spikes.append(fires.to(x.dtype))
    return torch.stack(spikes), v


def gradient(
    grad: Tensor,
    x: Tensor,
    v: Tensor,
    of_v: Tensor,
    decay: Tensor,
    gain: Tensor,
    threshold: Tensor,
    *,
    steps: int,
    reset: str,
    detach_reset: bool,
    spike: Surrogate,
) -> tuple[Tensor, Tensor, Tensor]:
    """One chunk backwards: gradients by x, by the potential that it began with, and by each neuron's threshold."""
    potentials = []
    for t in range(steps):
        h = decay * v + gain * x[t].to(v.dtype)
        v = after(h, spike.fires(h - threshold), threshold, reset)
        potentials.append(h)
    of_x, of_threshold = [], torch.zeros_like(v)
    for t in reversed(range(steps)):
        h = potentials[t]
        fires, slope = spike.fires(h - threshold), spike.slope(h - threshold)
        of_s = grad[t].to(v.dtype)
        if reset == "hard":  # v = (1 − s) · h
            of_s = of_s if detach_reset else of_s - of_v * h
            of_h = torch.where(fires, 0.0, of_v) + slope * of_s
            of_threshold = of_threshold - slope * of_s
        elif reset == "soft":  # v = h − threshold · s
            of_s = of_s if detach_reset else of_s - threshold * of_v
            of_h = of_v + slope * of_s
            of_threshold = of_threshold - slope * of_s - torch.where(fires, of_v, 0.0)
        else:  # v = h
            of_h = of_v + slope * of_s
            of_threshold = of_threshold - slope * of_s
        of_x.append((gain * of_h).to(x.dtype))
        of_v = decay * of_h
    return torch.stack(of_x[::-1]), of_v, of_threshold


def after(h: Tensor, fires: Tensor, threshold: Tensor, reset: str) -> Tensor:
    """v from h, without the gradient that the reference gives it."""
    if reset == "hard":
        return torch.where(fires, 0.0, h)
    return torch.where(fires, h - threshold, h) if reset == "soft" else h
