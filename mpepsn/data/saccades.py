"""Saccade digits: real digits as an event camera sees them while it makes three saccades.

    100 ms down and right  →  100 ms up and right  →  100 ms back left          N-MNIST's triangle, 300 ms in all

A digit is enlarged 1.5 times by bilinear interpolation, to 12 × 12 of the camera's 16 × 16 pixels, on black. It moves
over the sensor by a quarter of its size down, up and left, in N-MNIST's proportions, each time from rest to rest:
along one side of the triangle the share of the way is (1 − cos πu)/2 at a share u of the 100 ms.

The movement is the same for all digits, so its direction says nothing of the class; what a saccade does not cross, an
edge along it, stays unseen until the next.

Source: Orchard et al. 2015 (doi:10.3389/fnins.2015.00437), whose camera moves before a screen. The triangle is the one
that tonic's `stabilize` takes out of N-MNIST; the rest at its corners shows in the pace of N-MNIST's events.

Chapter: 7, 9, 10
"""

from functools import cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np
import torch
from torch import Tensor

from .camera import Camera, film
from .digits import Labelled, digits
from .frames import batch_frames

CAMERA = Camera()
SENSOR_SIZE = (CAMERA.width, CAMERA.height, 2)
"""Width, height and polarities, as tonic's transforms want them."""

SACCADE = 100_000
SAMPLES = 10
ENLARGED = 1.5
CORNERS = (-1.5, -1.5), (0.0, 1.5), (1.5, -1.5), (-1.5, -1.5)
_BATCH = 128


class Recordings(NamedTuple):
    """Event recordings and their classes.

    Attributes:
        events: one structured array for each recording: x, y, t in µs, p (1 is ON), sorted by t.
        y: `[B]` classes, int64.
    """

    events: list[np.ndarray]
    y: Tensor


def saccade_recordings(part: str, seed: int = 0) -> Recordings:
    """The digits of a part as event recordings of 300 ms on `SENSOR_SIZE`, for tonic's transforms or `frames`.

    Args:
        part: which digits, as for `digits`.
        seed: which split, which camera (its pattern of thresholds) and which noise. An image has the same events in
            whatever part it stands.
    """
    images, y = digits(part, seed)
    pictures = (images * 16).to(torch.uint8)
    numbers = [crc32(picture.numpy().tobytes()) for picture in pictures]
    events, interval = [], SACCADE // SAMPLES
    for first in range(0, len(y), _BATCH):
        light = seen(images[first : first + _BATCH])
        events += film(CAMERA, light, interval, seed, numbers[first : first + _BATCH])
    return Recordings(events, y)


def saccade_digits(part: str, seed: int = 0, steps: int = 6) -> Labelled:
    """Saccade digits as frames of equal numbers of events: `[T = 6, B, 512]`, flat from (p, y, x), and their digits.

    Args:
        part: which digits, as for `digits`.
        seed: as for `saccade_recordings`.
        steps: number of frames T.
    """
    recordings = saccade_recordings(part, seed)
    return Labelled(batch_frames(recordings.events, steps, SENSOR_SIZE).flatten(2), recordings.y)


def seen(images: Tensor) -> Tensor:
    """What falls on the sensor during the saccades: `[B, 1, 8, 8]` → `[31, B, 16, 16]`, a sample each 10 ms.

    Places are rounded to 1/256 of a digit's pixel. Every product and sum is then exact in float32, and no picture
    depends on how many are computed at once.
    """
    return (images.flatten(1) @ _view()).unflatten(2, (CAMERA.height, CAMERA.width))


@cache
def _view() -> Tensor:
    """`[31, 64, 256]`: how much of each of a digit's pixels each of the sensor's pixels sees."""
    x, y = path().T
    columns, rows = _interpolation(x, CAMERA.width), _interpolation(y, CAMERA.height)
    return torch.einsum("syi,sxj->sijyx", rows, columns).flatten(3).flatten(1, 2)


def path() -> Tensor:
    """Where the digit's centre is, seen from the middle of the sensor: `[31, 2]`, x and y in its pixels."""
    corners = torch.tensor(CORNERS, dtype=torch.float64)
    u = torch.arange(1, SAMPLES + 1, dtype=torch.float64) / SAMPLES
    share = ((1 - torch.cos(torch.pi * u)) / 2).unsqueeze(1)
    sides = [start + share * (end - start) for start, end in pairwise(corners)]
    return torch.cat([corners[:1], *sides])


def _interpolation(centre: Tensor, pixels: int) -> Tensor:
    """Weights `[S, pixels, 8]` of a digit's line in a line of the sensor; beyond its ends the digit fades to black."""
    sensor = torch.arange(pixels, dtype=torch.float64) - (pixels - 1) / 2
    place = (sensor - centre.unsqueeze(1)) / ENLARGED + 3.5
    place = (place * 256).round() / 256
    return (1 - (place.unsqueeze(2) - torch.arange(8)).abs()).clamp(min=0).float()
