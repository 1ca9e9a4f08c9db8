"""Questions that a neuron answers from outside: run it, change one thing, see which spikes move.

Each probe runs fresh copies of the module from the same seeds, so that draws and state left by an earlier call cannot
pass for an effect. A probe can prove that something happens; that it never happens, it cannot.
"""

import copy
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

SCALES = (0.3, 1.0, 3.0, 10.0)
SHIFTS = (0.0, 0.5)
CHANGES = (-1e20, -1e6, -30.0, -3.0, -0.3, 0.3, 3.0, 30.0, 1e6, 1e20)
EACH = 8
ROWS = len(SCALES) * len(SHIFTS) * len(CHANGES) * EACH
RUNS = 8


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """All generators a module is likely to draw from start at `seed` inside, and are where they were after."""
    python, numpy = random.getstate(), np.random.get_state()
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        random.seed(seed)
        np.random.seed(seed)
        try:
            yield
        finally:
            random.setstate(python)
            np.random.set_state(numpy)


@dataclass
class Subject:
    """The module under test and the shape of one sample."""

    module: nn.Module
    shape: tuple[int, ...]

    def fresh(self, training: bool) -> nn.Module:
        """A copy without memory of earlier calls."""
        module = copy.deepcopy(self.module).train(training)
        clear(module)
        return module

    def input(self, steps: int) -> Tensor:
        """Noise `[T, 640, ...]`: every fourth row has the same scale, every eighth the same shift too."""
        x = torch.randn(steps, ROWS, *self.shape, generator=torch.Generator().manual_seed(0))
        scale = torch.tensor(SCALES).repeat(ROWS // len(SCALES))
        shift = torch.tensor(SHIFTS).repeat_interleave(len(SCALES)).repeat(len(CHANGES) * EACH)
        x = x * _like_rows(scale, x) + _like_rows(shift, x)
        return x.to(next((p.device for p in self.module.parameters()), torch.device("cpu")))

    def run(self, x: Tensor, training: bool, seed: int = 0, module: nn.Module | None = None) -> Tensor:
        """Spikes `[T, ...]` for x from a fresh copy (or from the given one), with the generators at `seed`."""
        module = module or self.fresh(training)
        with seeded(seed):
            s = module(x)
        if not isinstance(s, Tensor) or s.shape[:1] != x.shape[:1]:
            came = tuple(s.shape) if isinstance(s, Tensor) else type(s).__name__
            raise TypeError(f"layer must map {tuple(x.shape)} to one tensor of spikes with the same T; got {came}")
        if not (s.detach() == s.detach().round()).all():
            raise TypeError("layer must return spikes, which are whole numbers; got fractions")
        return s


def clear(module: nn.Module) -> None:
    """Call the `reset()` of the module and of its parts, which libraries with state in the module ask for."""
    for part in module.modules():
        if callable(getattr(part, "reset", None)):
            part.reset()


def refusal(subject: Subject, steps: int) -> Exception | None:
    """What the module raised for an input of so many steps, if anything."""
    try:
        with torch.no_grad():
            subject.run(subject.input(steps), training=False)
    except Exception as refused:  # a stranger may refuse in any way
        return refused
    return None


@torch.no_grad()
def lags(subject: Subject, steps: int, training: bool) -> set[int]:
    """The lags t − t' at which changing x[t'] moved some s[t]; a negative lag is a look into the future."""
    x = subject.input(steps)
    before = subject.run(x, training)
    change = torch.tensor(CHANGES).repeat_interleave(ROWS // len(CHANGES)).to(x)
    found = set()
    for moved in range(steps):
        other = x.clone()
        other[moved] += _like_rows(change, x)[0]
        differs = (subject.run(other, training) != before).flatten(1).any(1)
        found |= {t - moved for t in differs.nonzero().flatten().tolist()}
    return found


def gradient_lags(subject: Subject, steps: int) -> set[int] | None:
    """The lags t − t' at which s[t] sends some gradient to x[t']; None where the spikes have no gradient at all."""
    x = subject.input(steps).requires_grad_()
    s = subject.run(x, training=True)
    if not s.requires_grad:
        return None
    weight = torch.rand(s.shape, generator=torch.Generator().manual_seed(1)).to(s)
    found = set()
    for t in range(steps):
        (grad,) = torch.autograd.grad((weight[t] * s[t]).sum(), x, retain_graph=True, allow_unused=True)
        if grad is not None:
            found |= {t - there for there in grad.flatten(1).any(1).nonzero().flatten().tolist()}
    return found


@torch.no_grad()
def repeats(subject: Subject, steps: int, training: bool) -> bool:
    """Whether two fresh copies gave the same spikes from the same seeds."""
    x = subject.input(steps)
    return torch.equal(subject.run(x, training), subject.run(x, training))


@torch.no_grad()
def is_random(subject: Subject, steps: int, training: bool) -> bool:
    """Whether spikes differ with the seed, or from call to call whatever was put in: a generator of its own."""
    x = subject.input(steps)
    first = subject.run(x, training)
    if any(not torch.equal(subject.run(x, training, seed), first) for seed in range(1, RUNS)):
        return True
    second = after(subject, x, x, training, reset=True)
    return not torch.equal(second, first) and torch.equal(second, after(subject, -x, x, training, reset=True))


@torch.no_grad()
def after(subject: Subject, before: Tensor, x: Tensor, training: bool, reset: bool) -> Tensor:
    """Spikes for x of a copy that was called with `before` first, and perhaps `reset()` between."""
    module = subject.fresh(training)
    subject.run(before, training, module=module)
    if reset:
        clear(module)
    return subject.run(x, training, module=module)


def _like_rows(values: Tensor, x: Tensor) -> Tensor:
    """`[640]` shaped to meet `[T, 640, ...]`."""
    return values.reshape(1, -1, *(1 for _ in x.shape[2:]))
