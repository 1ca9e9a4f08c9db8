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

from . import inputs

RUNS = 8
MANY_RUNS = 256


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

    def input(self, steps: int, kind: str = "noise") -> Tensor:
        """Currents `[T, 800, ...]` where the parameters are; the kinds are those of `inputs`."""
        x = inputs.current(kind, steps, self.shape)
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
    found = set()
    for kind in inputs.KINDS:
        x = subject.input(steps, kind)
        before = subject.run(x, training)
        for moved in range(steps):
            differs = (subject.run(inputs.changed(kind, x, moved), training) != before).flatten(1).any(1)
            found |= {t - moved for t in differs.nonzero().flatten().tolist()}
    return found


def gradient_lags(subject: Subject, steps: int) -> set[int] | None:
    """The lags t − t' at which s[t] sends some gradient to x[t']; None where the spikes have no gradient at all."""
    found = set()
    for kind in inputs.KINDS:
        x = subject.input(steps, kind).requires_grad_()
        s = subject.run(x, training=True)
        if not s.requires_grad:
            return None
        weight = torch.rand(s.shape, generator=torch.Generator().manual_seed(1)).to(s)
        for t in range(steps):
            (grad,) = torch.autograd.grad((weight[t] * s[t]).sum(), x, retain_graph=True, allow_unused=True)
            if grad is not None:
                found |= {t - there for there in grad.flatten(1).any(1).nonzero().flatten().tolist()}
    return found


@torch.no_grad()
def repeats(subject: Subject, steps: int, training: bool) -> bool:
    """Whether two fresh copies gave the same spikes from the same seeds."""
    for kind in inputs.KINDS:
        x = subject.input(steps, kind)
        if not torch.equal(subject.run(x, training), subject.run(x, training)):
            return False
    return True


@torch.no_grad()
def draws(subject: Subject, steps: int, training: bool) -> bool:
    """Whether a call left a generator in another state: torch's, Python's or NumPy's."""
    for kind in inputs.KINDS:
        x, module = subject.input(steps, kind), subject.fresh(training)
        with seeded(0):
            before = _generators()
            module(x)
            if _generators() != before:
                return True
    return False


@torch.no_grad()
def is_random(subject: Subject, steps: int, training: bool, draws: bool) -> bool:
    """Whether spikes differ with the seed, or from call to call whatever was put in: a generator of its own.

    One that draws may use what it drew once in fifty calls, so it gets many seeds.
    """
    for kind in inputs.KINDS:
        runs = MANY_RUNS if draws and kind == "noise" else RUNS
        x = subject.input(steps, kind)
        first = subject.run(x, training)
        if any(not torch.equal(subject.run(x, training, seed), first) for seed in range(1, runs)):
            return True
        second = after(subject, x, x, training, reset=True)
        if not torch.equal(second, first) and torch.equal(second, after(subject, -x, x, training, reset=True)):
            return True
    return False


@torch.no_grad()
def after(subject: Subject, before: Tensor, x: Tensor, training: bool, reset: bool) -> Tensor:
    """Spikes for x of a copy that was called with `before` first, and perhaps `reset()` between."""
    module = subject.fresh(training)
    subject.run(before, training, module=module)
    if reset:
        clear(module)
    return subject.run(x, training, module=module)


def _generators() -> list:
    """States that can be compared."""
    torch_s = [torch.get_rng_state(), *(torch.cuda.get_rng_state_all() if torch.cuda.is_available() else ())]
    numpy_s = np.random.get_state(legacy=False)["state"]
    return [*(state.tolist() for state in torch_s), random.getstate(), numpy_s["key"].tolist(), numpy_s["pos"]]
