"""The input currents, windows and leads of the live figures, to run the same case in Python."""

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


def bell(steps: int, seed: int = 0, neurons: int | None = None) -> Tensor:
    """Noise of mean 0 and standard deviation 1, within ±3.5: float64 `[T]`, or `[T, neurons]`.

    Four uniform draws add up to a bell.
    """
    total = draws(torch.tensor(seed), steps, (neurons or 1, 4)).sum(dim=2).double()
    noise = (total - 131070) * (sqrt(3) / 65536)
    return noise[:, 0] if neurons is None else noise


def currents(input: str = "noise", steps: int = 32, neurons: int = 24, seed: int = 0) -> Tensor:
    """The currents that `dial` shows: float64 `[T, neurons]`, equal to the last bit.

    Its Bernoulli estimate is drawn with the seed `torch.tensor(seed + 2**32)`.

    Args:
        input: "noise" (as in `current`, each neuron its own), "constant" (0.4, 0.43, 0.46, …) or "pulses" (as in
            `current`, each neuron one step earlier than the one before it).
        steps: number of steps T, 16 to 32.
        neurons: how many, 8 to 24.
        seed: of the noise.
    """
    given = {"input": input, "steps": steps, "neurons": neurons, "seed": seed}
    input, steps, neurons, seed = (check("dial", name, value) for name, value in given.items())
    if input == "noise":
        return 0.5 + 0.4 * bell(steps, seed, neurons)
    if input == "constant":
        return (0.4 + 0.03 * torch.arange(neurons, dtype=torch.float64)).repeat(steps, 1)
    return _pulses(steps + neurons - 1, seed).unfold(0, steps, 1).T.contiguous()


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


def leads(preset: str = "one wrong", drawn: tuple[float, ...] = ()) -> Tensor:
    """By how much the right class leads at each step in `losses`: float64 `[4]`.

    The scores of the two classes are `torch.stack([m / 2, -m / 2], dim=-1)`.

    Args:
        preset: "rising", "one wrong", "sure", "late" (only the last step leads), or "drawn".
        drawn: the leads where preset is "drawn", filled up with 0.

    >>> leads("one wrong").tolist()
    [3.0, -2.0, 3.0, 3.0]
    """
    preset, drawn = check("losses", "preset", preset), check("losses", "drawn", drawn)
    return torch.tensor([*drawn, *[0.0] * 4][:4] if preset == "drawn" else LEADS[preset], dtype=torch.float64)


def _constant(steps: int, seed: int) -> Tensor:
    return torch.full((steps,), 0.6, dtype=torch.float64)


def _noise(steps: int, seed: int) -> Tensor:
    return 0.5 + 0.4 * bell(steps, seed)


def _pulses(steps: int, seed: int) -> Tensor:
    t = torch.arange(steps)
    second = 2 + (t // 10) % 8
    return 0.75 * ((t % 10 == 1) | (t % 10 == second)).double()


PRESETS = {"constant": _constant, "noise": _noise, "pulses": _pulses}
LEADS = {"rising": (-1, 0.5, 2, 3.5), "one wrong": (3, -2, 3, 3), "sure": (5, 5, 5, 5), "late": (0, 0, 0, 4)}
