"""The input currents and windows of the live figures, to run the same case in Python."""

from math import sqrt

import torch
from torch import Tensor

from ..draw import draws
from .settings import check


def current(input: str = "noise", steps: int = 80, seed: int = 0, drawn: tuple[float, ...] = ()) -> Tensor:
    """The current that `trace` shows: float64 `[T]`, equal to the last bit.

    Args:
        input: "constant" (0.6), "noise" (a bell of mean 0.5 and standard deviation 0.4), "pulses" (pairs of 0.75, 1 to
            8 steps apart), or "drawn".
        steps: number of steps T, 40 to 120.
        seed: of the noise.
        drawn: the current where input is "drawn", filled up with 0.

    >>> current("pulses", steps=40)[:14].tolist()
    [0.0, 0.75, 0.75, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.75, 0.0, 0.75]
    """
    given = {"input": input, "steps": steps, "seed": seed, "drawn": drawn}
    input, steps, seed, drawn = (check("trace", name, value) for name, value in given.items())
    if input == "drawn":
        return torch.tensor([*drawn, *[0.0] * steps][:steps], dtype=torch.float64)
    return PRESETS[input](steps, seed)


def window(preset: str = "exponential", order: int = 4, drawn: tuple[float, ...] = ()) -> Tensor:
    """The weights that `weights` shows: float64 `[order]`, the oldest step first, as `mpepsn.sliding_psn` takes them.

    Args:
        preset: "exponential" (the start that PSN's text gives, 2^(i−k+1)), "difference" (x[t] − x[t−1]), "delay"
            (x[t−k+1] alone), "average" (all 1/k), or "drawn".
        order: number of steps k, 1 to 8.
        drawn: the weights where preset is "drawn", the last one on x[t]: older ones are 0, or left out.

    >>> window("exponential", order=4).tolist()
    [0.125, 0.25, 0.5, 1.0]
    """
    given = {"preset": preset, "order": order, "drawn": drawn}
    preset, order, drawn = (check("weights", name, value) for name, value in given.items())
    lag = torch.arange(order - 1, -1, -1, dtype=torch.float64)
    if preset == "drawn":
        return torch.tensor([*[0.0] * order, *drawn][-order:], dtype=torch.float64)
    return {
        "exponential": 2**-lag,
        "difference": (lag == 0).double() - (lag == 1).double(),
        "delay": (lag == order - 1).double(),
        "average": torch.full_like(lag, 1 / order),
    }[preset]


def _constant(steps: int, seed: int) -> Tensor:
    return torch.full((steps,), 0.6, dtype=torch.float64)


def _noise(steps: int, seed: int) -> Tensor:
    """Four uniform draws add up to a bell."""
    total = draws(torch.tensor(seed), steps, (4,)).sum(dim=1).double()
    return 0.5 + 0.4 * ((total - 131070) * (sqrt(3) / 65536))


def _pulses(steps: int, seed: int) -> Tensor:
    t = torch.arange(steps)
    second = 2 + (t // 10) % 8
    return 0.75 * ((t % 10 == 1) | (t % 10 == second)).double()


PRESETS = {"constant": _constant, "noise": _noise, "pulses": _pulses}
