"""What answers are tried on, and how they are asked. Every number comes from the seed that is given."""

from collections.abc import Callable

import torch
from torch import Tensor

from ..draw import draws
from .compare import fit
from .family import Seen, Spec


def currents(seed: int, steps: int, neurons: int, low: float = 0.0, high: float = 1.0, parts: int = 64) -> Tensor:
    """Currents `[T, N]` on a grid of so many parts from low to below high, so that their first sums are exact."""
    place = draws(torch.tensor(seed), steps, (neurons,)) * parts // 65536
    return low + (high - low) * place.float() / parts


def noise_and_ties(spec: Spec, seed: int) -> list[tuple]:
    """Currents from −0.25 to 2, and currents in quarters, whose sums often meet the threshold exactly."""
    return [(currents(seed, 24, 16, -0.25, 2.0, 144),), (currents(seed + 1, 8, 32, -0.25, 2.0, 9),)]


def noise(spec: Spec, seed: int) -> list[tuple]:
    """The first of them alone."""
    return noise_and_ties(spec, seed)[:1]


def ask(answer: Callable, case: tuple) -> object:
    """What the answer gives for a case, on copies, since it may write into what it gets."""
    return answer(*(part.clone() if isinstance(part, Tensor) else part for part in case))


def series(what: str) -> Callable[[Spec, Callable, tuple], Seen]:
    """Observe an answer that gives one number for each step and neuron of its first argument."""

    def observe(spec: Spec, answer: Callable, case: tuple) -> Seen:
        return {what: fit(ask(answer, case), tuple(case[0].shape), what)}

    return observe


def later(series: Tensor, steps: int = 1) -> Tensor:
    """A series `[T, ...]` that many steps later, with zeros before; negative: earlier, with zeros behind."""
    empty = series.new_zeros(abs(steps), *series.shape[1:])
    return torch.cat([empty, series])[: len(series)] if steps >= 0 else torch.cat([series, empty])[-steps:]
