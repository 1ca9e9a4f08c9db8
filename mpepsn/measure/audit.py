"""What a spiking neuron does, found out from outside: `mpepsn.audit(layer)` or `python -m mpepsn audit MODULE:NEURON`.

It takes any module that maps currents `[T, B, ...]` to spikes, of this package or another. Chapter: 4
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import nn

from .. import arguments
from . import inputs, probes
from .kept import bytes_kept
from .ties import tie

STEPS = 16
LONGEST = 64


@dataclass(frozen=True)
class Audit:
    """What was found; prints as a table.

    Attributes:
        name: class of the module.
        steps: number of steps T of the probes.
        neurons: shape of a step of the probes, `[B, ...]`.
        lookahead: how many steps into the future some spike, or its gradient, reads; 0 for a causal neuron; None if it
            cannot be told, since in both modes spikes differ from the same seeds.
        memory: the largest lag at which a changed current changed a spike; None if none ever did, or as above.
        gradient: the largest lag that the gradient crosses; None if there is no gradient.
        random_training: whether spikes depend on a seed, or on a generator of its own, in training mode.
        random_evaluation: the same in evaluation mode.
        draws_training: whether a call in training mode leaves torch's, Python's or NumPy's generator in another state.
        draws_evaluation: the same in evaluation mode.
        carried: what one call leaves for the next: "nothing", "state, cleared by reset()" or "state"; None if it cannot
            be told.
        tie: whether a potential on the threshold "fires", stays "silent", or None.
        lengths: other numbers of steps that were tried, and whether each was taken.
        bytes_kept: bytes per neuron-step kept for the backward pass; None if there is no gradient.
        parameters: number of parameters.
    """

    name: str
    steps: int
    neurons: tuple[int, ...]
    lookahead: int | None
    memory: int | None
    gradient: int | None
    random_training: bool
    random_evaluation: bool
    draws_training: bool
    draws_evaluation: bool
    carried: str | None
    tie: str | None
    lengths: dict[int, bool]
    bytes_kept: float | None
    parameters: int

    @property
    def causal(self) -> bool | None:
        """Whether no spike was seen to read the future; None if it cannot be told."""
        return None if self.lookahead is None else self.lookahead == 0

    @property
    def steps_fixed(self) -> bool:
        """Whether every other number of steps was refused."""
        return not any(self.lengths.values())

    def __str__(self) -> str:
        unknown = "could not be told: other spikes from the same seeds"
        rows = {
            "time": unknown if self.causal is None else self._future(),
            "memory": unknown if self.causal is None else self._horizon(self.memory, "no current moved a spike"),
            "gradient": self._horizon(self.gradient, "none"),
            "in training": self._random(self.random_training, self.draws_training),
            "in evaluation": self._random(self.random_evaluation, self.draws_evaluation),
            "from call to call": self.carried or "could not be told",
            "at h = threshold": self.tie or "could not be told",
            "number of steps": self._lengths(),
            "kept for backward": "nothing" if self.bytes_kept is None else f"{self.bytes_kept:.1f} B per neuron-step",
            "parameters": f"{self.parameters:,}",
        }
        width = max(map(len, rows))
        title = f"{self.name}, probed with T = {self.steps} on {' × '.join(map(str, self.neurons))} neurons, float32"
        return "\n".join([title, *(f"  {name:<{width}}  {found}" for name, found in rows.items())])

    def _future(self) -> str:
        if self.causal:
            return f"causal (looked up to T = {self.steps})"
        return f"reads the future, {_steps(self.lookahead)} ahead"

    def _horizon(self, lag: int | None, none: str) -> str:
        if lag is None:
            return none
        if lag == self.steps - 1 > 0:
            return f"{_steps(lag)} or more (as far as T = {self.steps} shows)"
        return f"{_steps(lag)} (none further seen up to T = {self.steps})"

    def _random(self, seen: bool, draws: bool) -> str:
        if seen:
            return "random"
        if draws:
            return f"draws, but no spike moved ({probes.MANY_RUNS} seeds)"
        return f"deterministic ({probes.RUNS} seeds, no spike moved)"

    def _lengths(self) -> str:
        tried = ", ".join(map(str, self.lengths))
        if self.steps_fixed:
            return f"T = {self.steps} only (refused {tried})"
        refused = ", ".join(str(steps) for steps, taken in self.lengths.items() if not taken)
        return f"not all (refused {refused} of {tried})" if refused else f"any (took {tried})"


def audit(layer: nn.Module | Callable[..., nn.Module], *, shape: tuple[int, ...] = (4,)) -> Audit:
    """Find out what a neuron does: which steps it reads, whether it draws, what it keeps.

    "None seen" is not "none": the probes change 800 rows of noise at several scales by 0.3 to 10²⁰, and as many of
    counts and of zeros and ones to others of their kind, and a neuron made to deceive them can. What they do see is
    there.

    Args:
        layer: a module, or a factory, called with `shape=` and `steps=` (or `T=`) where it asks for them. A module of
            SpikingJelly must be in multi-step mode, or it takes `[T, B, ...]` for one step of T samples.
        shape: shape of one sample.

    Returns:
        A dataclass that prints as a table. Copies are run, and the module itself is left as it was.

    Raises:
        TypeError: layer is neither, or does not return one tensor.
        ValueError: layer takes no input `[T, 800, *shape]` with T up to 64.
    """
    for size in shape:
        arguments.count(size, "each number in shape")
    subject = probes.Subject(_build(layer, shape), tuple(shape))
    steps = _length(subject)
    unsteady = {mode for mode in (False, True) if not probes.repeats(subject, steps, mode)}
    moved = set().union(*(probes.lags(subject, steps, mode) for mode in {False, True} - unsteady))
    reached = probes.gradient_lags(subject, steps)
    draws = {mode: probes.draws(subject, steps, mode) for mode in (False, True)}
    random = {mode: probes.is_random(subject, steps, mode, draws[mode]) for mode in (False, True)}
    others = sorted({1, steps // 2, steps + 1, 2 * steps} - {0, steps})
    return Audit(
        name=_name(subject),
        steps=steps,
        neurons=(inputs.ROWS, *shape),
        lookahead=None if len(unsteady) == 2 else -min(moved | (reached or set()) | {0}),
        memory=max((lag for lag in moved if lag >= 0), default=None),
        gradient=max((lag for lag in reached or () if lag >= 0), default=None),
        random_training=random[True],
        random_evaluation=random[False],
        draws_training=draws[True],
        draws_evaluation=draws[False],
        carried=None if False in unsteady else _carried(subject, steps),
        tie=tie(subject, steps),
        lengths={length: probes.refusal(subject, length) is None for length in others},
        bytes_kept=bytes_kept(subject, steps),
        parameters=sum(p.numel() for p in subject.module.parameters()),
    )


def _build(layer: object, shape: tuple[int, ...]) -> nn.Module:
    """The module itself, or what the factory makes for this shape and T = 16."""
    if not isinstance(layer, nn.Module) and callable(layer):
        asked = {name for name, p in inspect.signature(layer).parameters.items() if p.default is p.empty}
        known = {"shape": shape, "steps": STEPS, "T": STEPS}
        layer = layer(**{name: known[name] for name in known if name in asked})
    if not isinstance(layer, nn.Module):
        raise TypeError(f"layer must be a torch.nn.Module or a function that makes one; got {type(layer).__name__}")
    return layer


def _length(subject: probes.Subject) -> int:
    """A number of steps that the module takes, 16 if it can be."""
    refused = probes.refusal(subject, STEPS)
    for steps in range(LONGEST, 0, -1) if refused else ():
        if probes.refusal(subject, steps) is None:
            return steps
    if isinstance(refused, TypeError):
        raise refused
    if refused:
        tried = ", ".join(map(str, ("T", inputs.ROWS, *subject.shape)))
        raise ValueError(f"{_name(subject)} takes no input [{tried}] with T up to {LONGEST}: {refused}") from refused
    return STEPS


def _carried(subject: probes.Subject, steps: int) -> str:
    x = subject.input(steps)
    with torch.no_grad():
        first = subject.run(x, training=False)
    if torch.equal(probes.after(subject, x, x, False, reset=False), first):
        return "nothing"
    cleared = torch.equal(probes.after(subject, x, x, False, reset=True), first)
    return "state, cleared by reset()" if cleared else "state"


def _name(subject: probes.Subject) -> str:
    return type(subject.module).__name__


def _steps(count: int) -> str:
    return f"{count} step" if count == 1 else f"{count} steps"
