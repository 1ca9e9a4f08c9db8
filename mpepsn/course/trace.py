"""Explain this trace: each student gets the numbers of an unknown neuron, and a step to give the reason for."""

import random
from typing import NamedTuple

import torch
from torch import Tensor

from ..neurons import lif
from ..notation import Trace

DECAYS = (0.5, 0.6, 0.75, 0.8, 0.9)
RESETS = ("hard", "soft", "none")
STEPS = 14
POINTS = 4
MINUTES = 15
TASK = f"""**Explain this trace** ●●○ {MINUTES} min, read by a person. The cell below shows your own neuron: its current
$x$, its spikes $s$ and its potential $v$ after the reset. It charges by $h[t] = \\text{{decay}} \\cdot v[t-1] + x[t]$,
starts from 0, and fires where $h$ reaches 1. Answer in words, with the numbers of the steps that you use:

1. Which decay has it, and from which step do you read that?
2. Is its reset hard, soft, or is there none? Which step shows it?
3. Give the reason for what the last line of the cell says."""
RUBRIC = f"""| points of {POINTS} | for |
|---|---|
| 1 | the decay, with a step that has no spike: (v[t] − x[t]) / v[t−1] |
| 1 | the reset, with a step that has a spike and what v is there: 0 (hard), h − 1 (soft), h (none) |
| 2 | the reason: the potential left from the step before, at *both* steps, with numbers; 1 if only at one of them |

The decay and the name of the reset without a step get no point: both could be guessed."""


class Item(NamedTuple):
    """A neuron, what it did with the current x `[T]`, and two steps: more current and no spike, less and a spike."""

    decay: float
    reset: str
    x: Tensor
    trace: Trace
    silent: int
    fired: int


def item(seed: int, chapter: int, number: int) -> Item:
    """The neuron of the student with this number; the same for the same three."""
    pick = random.Random(f"{seed} {chapter} {number}")
    decay, reset = pick.choice(DECAYS), pick.choice(RESETS)
    while True:
        x = torch.tensor([pick.randrange(21) / 20 for _ in range(STEPS)], dtype=torch.float64)
        trace = lif(x, decay=decay, reset=reset)
        pairs = [(a, b) for a in range(1, STEPS) for b in range(1, STEPS) if _puzzling(x, trace, a, b)]
        if pairs and _readable(trace):
            return Item(decay, reset, x, trace, *pick.choice(pairs))


def _puzzling(x: Tensor, trace: Trace, silent: int, fired: int) -> bool:
    return bool(x[silent] > x[fired] + 0.1 and not trace.s[silent] and trace.s[fired])


def _readable(trace: Trace) -> bool:
    """Whether decay and reset can be read: a spike well above 1, and a fair potential before a step without one."""
    calm = (trace.s[1:] == 0) & (trace.v[:-1] > 0.2)
    return bool(calm.any() and ((trace.h > 1.1) & (trace.s > 0)).any() and ((trace.h - 1).abs() > 1e-3).all())


def explain(seed: int, chapter: int, number: int) -> None:
    """Print a student's trace and the question about it."""
    found = item(seed, chapter, number)
    print("  t      x   s      v")
    for t in range(STEPS):
        print(f"{t:3d}  {found.x[t]:5.2f}   {found.trace.s[t]:.0f}  {found.trace.v[t]:5.3f}")
    print(f"At step {found.silent} the current is larger than at step {found.fired}. Why is there a spike only then?")


def key(seed: int, chapter: int, number: int) -> None:
    """Print what the one who grades needs."""
    found = item(seed, chapter, number)
    print(f"decay {found.decay}, reset {found.reset}")
    for t in (found.silent, found.fired):
        before, now = found.trace.v[t - 1], found.trace.h[t]
        print(f"step {t}: h = {found.decay} · {before:.3f} + {found.x[t]:.2f} = {now:.3f}, s = {found.trace.s[t]:.0f}")
