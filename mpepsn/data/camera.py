"""A simulated event camera: every pixel reports, on its own, that its light has changed.

    L(t) = ln(I(t) + floor) − ln(I(0) + floor)               brightness: the logarithm of the light
    ON   when L(t) − m ≥ C_on:    m ← m + C_on,    p = 1     m: level of the pixel's last event, 0 at first
    OFF  when m − L(t) ≥ C_off:   m ← m − C_off,   p = 0

A pixel fires when L has moved by its contrast threshold since its last event, and again at every further one. Between
two samples of the light L goes along a straight line, and an event has the time at which the line crosses its level.

    C_on, C_off = threshold · exp(mismatch · z),  z ~ N(0, 1)     once for each pixel: the camera's fixed pattern
    noise: a Poisson process of `noise` events per pixel and second, ON as often as OFF

Source: the pixel is that of Lichtsteiner et al. 2008 (doi:10.1109/JSSC.2007.914337), computed between samples as ESIM
does (Rebecq et al. 2018). Mismatch and noise are what v2e (Hu et al. 2021, arXiv:2006.07722) adds, simpler here: leak
and shot noise are one process that leaves the levels alone; bandwidth and refractory time are left out.
Units: light in parts of white, t in µs, thresholds in natural logarithms.

Chapter: 10
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import torch
from torch import Tensor

from .. import arguments
from ..draw import uniform
from .background import WORD, background, one_by_one

EVENT = np.dtype([("x", np.int64), ("y", np.int64), ("t", np.int64), ("p", np.int64)])
"""An event as in tonic's N-MNIST: column, row, time in µs, polarity (1 is ON)."""

_LONGEST = 2**31 - 2


@dataclass(frozen=True)
class Camera:
    """An event camera's constants.

    Attributes:
        width: pixels in a row.
        height: pixels in a column.
        threshold: change of ln(light + floor) at which a pixel fires; the median over the pixels.
        mismatch: standard deviation of ln C_on, and of ln C_off, over the pixels.
        noise: events per pixel and second that no change of light has caused.
        floor: light that is there in the dark, in parts of white; it keeps the logarithm finite.
    """

    width: int = 16
    height: int = 16
    threshold: float = 0.3
    mismatch: float = 0.1
    noise: float = 1.0
    floor: float = 0.5

    def __post_init__(self):
        for name in ("width", "height"):
            arguments.count(getattr(self, name), name)
        for name in ("threshold", "floor"):
            arguments.positive(getattr(self, name), name)
        for name in ("mismatch", "noise"):
            arguments.finite(getattr(self, name), name)
            if getattr(self, name) < 0:
                raise ValueError(f"{name} must not be negative; got {getattr(self, name)!r}")

    def thresholds(self, seed: int) -> Tensor:
        """C_on and C_off of every pixel, `[2, height, width]`: the camera that belongs to this seed."""
        z = sqrt(2) * torch.erfinv(2 * uniform(torch.tensor(seed), 2, (self.height, self.width)) - 1)
        return self.threshold * torch.exp(self.mismatch * z)


def film(camera: Camera, light: Tensor, interval: int, seed: int, numbers: Sequence[int]) -> list[np.ndarray]:
    """What the camera reports of some scenes.

    Args:
        camera: its constants.
        light: `[S, B, height, width]`, B scenes at S ≥ 2 moments, in parts of white, not negative.
        interval: µs from one moment to the next.
        seed: of the camera's pattern and of the noise.
        numbers: one for each scene, in 0…2³² − 1. The noise belongs to seed and number, so a scene's events do not
            depend on what else is filmed.

    Returns:
        B arrays of dtype `EVENT`, each sorted by t, then y, x and p; 0 ≤ t ≤ (S − 1) · interval.
    """
    numbers = torch.as_tensor(numbers)
    _check(camera, light, interval, numbers)
    end, pixels = (len(light) - 1) * interval + 1, camera.width * camera.height
    sources = _signal(camera, light, interval, seed), background(camera.noise, pixels, end, seed, numbers)
    scene, t, pixel, p = (torch.cat(column) for column in zip(*sources, strict=True))
    # One whole number an event, so that one sort of numbers sorts by scene, t, pixel and p.
    order = np.sort((((scene * end + t) * pixels + pixel) * 2 + p).numpy())
    events = np.empty(len(order), EVENT)
    order, events["p"] = np.divmod(order, 2)
    order, pixel = np.divmod(order, pixels)
    events["y"], events["x"] = np.divmod(pixel, camera.width)
    scene, events["t"] = np.divmod(order, end)
    return np.split(events, np.searchsorted(scene, np.arange(1, light.shape[1])))


def _signal(camera: Camera, light: Tensor, interval: int, seed: int) -> tuple[Tensor, ...]:
    """Scene, t, pixel and p of the events that the light causes."""
    brightness = (light + camera.floor).log_().flatten(2)
    brightness = brightness - brightness[0]
    on, off = camera.thresholds(seed).flatten(1)
    level, levels, moves = torch.zeros_like(brightness[0]), [], []
    for now in brightness[1:]:
        away = now - level
        c = torch.where(away > 0, on, off)
        move = (away / c).trunc()
        levels.append(level)
        moves.append(move)
        level = level + move * c
    moves = torch.stack(moves).flatten()
    fired = moves.nonzero().squeeze(1)
    each, nth = one_by_one(moves[fired].abs().long())
    place, size, pixels = fired[each], level.numel(), level.shape[1]
    rises, pixel = moves[place] > 0, place % pixels
    crossed = torch.stack(levels).flatten()[place] + (nth + 1) * torch.where(rises, on[pixel], -off[pixel])
    before, after = brightness.flatten()[place], brightness.flatten()[place + size]
    share = (crossed - before) / (after - before)
    t = place // size * interval + (share * interval).round().long()
    return place % size // pixels, t, pixel, rises.long()


def _check(camera: Camera, light: Tensor, interval: int, numbers: Tensor) -> None:
    arguments.count(interval, "interval")
    arguments.current(light, "light")
    shape = tuple(light.shape)
    if len(shape) != 4 or shape[0] < 2 or shape[2:] != (camera.height, camera.width):
        raise ValueError(f"light must be [S ≥ 2, B, {camera.height}, {camera.width}]; got {shape}")
    if light.numel() and not (light.min() >= 0 and light.max() < float("inf")):
        raise ValueError(f"light must be finite and not negative; got {light.min():.3g} to {light.max():.3g}")
    if (shape[0] - 1) * interval > _LONGEST:
        raise ValueError(f"light must last at most {_LONGEST} µs; got {(shape[0] - 1) * interval}")
    if tuple(numbers.shape) != shape[1:2] or numbers.dtype != torch.int64 or ((numbers < 0) | (numbers > WORD)).any():
        raise ValueError(f"numbers must be {shape[1]} whole numbers in 0…{WORD}, one for each scene; got {numbers}")
