"""What a neuron does when its potential is exactly on the threshold: fire or stay silent."""

import copy

import numpy as np
import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from .probes import Subject

COMPARISONS = {"ge": "fires", "le": "fires", "gt": "silent", "lt": "silent"}
OPPOSITE = {"fires": "silent", "silent": "fires"}


def tie(subject: Subject, steps: int) -> str | None:
    """ "fires", "silent", or None where it cannot be told.

    First the comparisons that the module makes are watched for one whose result is the spikes. A module that runs
    kernels of its own shows none; then the current is searched that puts it on the threshold.
    """
    return compared(subject, steps) or searched(subject, steps)


@torch.no_grad()
def compared(subject: Subject, steps: int) -> str | None:
    """Which of ≥ and > made the spikes, where torch itself was asked."""
    with _Comparisons() as comparisons:
        s = subject.run(subject.input(steps), training=False)
    whole = (s, *s)
    for name, result in comparisons.made:
        for spikes in whole:
            if spikes.min() == spikes.max():
                continue
            if _same(result, spikes):
                return COMPARISONS[name]
            if _same(~result, spikes):
                return OPPOSITE[COMPARISONS[name]]
    return None


@torch.no_grad()
def searched(subject: Subject, steps: int) -> str | None:
    """Bisect for the current at step 0 between whose two neighbouring float32 the first spike comes.

    With all parameters rounded to powers of two, most neurons meet their threshold at a power of two, without rounding.
    So if one of the two neighbours is a power of two, it shows what happens there; if none is, nothing is told.
    """
    rounded = Subject(copy.deepcopy(subject.module), subject.shape)
    for p in rounded.module.parameters():
        p.copy_(torch.where(p == 0, p, p.sign() * 2 ** p.abs().log2().round()))

    def fires(current: np.float32) -> bool:
        x = torch.zeros_like(rounded.input(steps))
        x[0] = float(current)
        return bool(rounded.run(x, training=False)[0].flatten()[0] != 0)

    for end in (np.float32(2.0**12), np.float32(-(2.0**12))):
        silent, firing = np.float32(0), end
        if fires(silent) or not fires(firing):
            continue
        while np.nextafter(silent, firing) != firing:
            middle = np.float32((silent + firing) / 2)
            silent, firing = (silent, middle) if fires(middle) else (middle, firing)
        if _power_of_two(firing) != _power_of_two(silent):
            return "fires" if _power_of_two(firing) else "silent"
    return None


class _Comparisons(TorchDispatchMode):
    """Keeps the result of every comparison."""

    def __init__(self):
        super().__init__()
        self.made: list[tuple[str, Tensor]] = []

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        result = func(*args, **(kwargs or {}))
        name = func.overloadpacket.__name__
        if name in COMPARISONS:
            self.made.append((name, result))
        return result


def _same(result: Tensor, spikes: Tensor) -> bool:
    """Whether a comparison gave these spikes, or, summed over a first axis of levels, these counts."""
    if result.dim() == spikes.dim() + 1:
        result = result.sum(0)
    return result.shape == spikes.shape and bool((result == spikes).all())


def _power_of_two(number: np.float32) -> bool:
    return abs(np.frexp(number)[0]) == 0.5
