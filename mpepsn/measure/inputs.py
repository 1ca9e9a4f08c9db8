"""What the probes feed a neuron, and how they change one step of it.

    noise     real numbers at five scales, with and without a shift; in every second row half of them are exactly 0
    counts    whole numbers from 0 to 4, as in frames of events
    events    zeros and ones

Each is a batch of its own: a neuron may look at all of its input before it decides what to read.
"""

from collections.abc import Sequence
from itertools import product

import torch
from torch import Tensor

KINDS = ("noise", "counts", "events")
NOISE = tuple(product((0.3, 1.0, 3.0, 10.0, 1000.0), (0.0, 0.5), (0.0, 0.5)))  # scale, shift, share of zeros
CHANGES = (-1e20, -1e6, -30.0, -3.0, -0.3, 0.3, 3.0, 30.0, 1e6, 1e20)
EACH = 4
ROWS = len(NOISE) * len(CHANGES) * EACH
SHARES = (0.05, 0.2, 0.5, 0.8)  # of counts, and of events, that are not 0
ADDED = (1, 2, 3, 4)


def current(kind: str, steps: int, shape: tuple[int, ...]) -> Tensor:
    """Currents `[T, 800, *shape]`, the same at every call."""
    generator = torch.Generator().manual_seed(0)
    chance = torch.rand(steps, ROWS, *shape, generator=generator)
    if kind == "noise":
        scale, shift, zeros = (_by_row(values, chance) for values in zip(*NOISE, strict=True))
        x = torch.randn(chance.shape, generator=generator) * scale + shift
        return x.where(chance >= zeros, 0.0)
    most = 1 if kind == "events" else max(ADDED)
    x = torch.randint(1, most + 1, chance.shape, generator=generator).to(chance)
    return x.where(chance < _by_row(SHARES, chance), 0.0)


def changed(kind: str, x: Tensor, step: int) -> Tensor:
    """A copy of x with one step changed in all rows; counts stay counts and events stay events."""
    x = x.clone()
    if kind == "noise":
        x[step] += _by_row(CHANGES, x, every=len(NOISE))
    elif kind == "counts":
        x[step] = (x[step] + _by_row(ADDED, x, every=len(SHARES))) % (max(ADDED) + 1)
    else:
        x[step] = 1 - x[step]
    return x


def _by_row(values: Sequence[float], x: Tensor, every: int = 1) -> Tensor:
    """One value a row, the next one after `every` rows, and from the start again; it meets a step of x."""
    chosen = torch.arange(ROWS) // every % len(values)
    return torch.tensor(values, dtype=x.dtype)[chosen].reshape(-1, *(1 for _ in x.shape[2:])).to(x.device)
