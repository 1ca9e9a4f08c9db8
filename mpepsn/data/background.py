"""Background activity: the events of an event camera that no change of light has caused.

    N ~ Poisson(rate · pixels · seconds)         one number for a scene
    each event: at any pixel, at any µs, ON or OFF, all alike

This is one Poisson process in each pixel. In a chip shot noise and leak make such events.

Chapter: 10
"""

from math import sqrt

import torch
from torch import Tensor

from ..draw import philox

WORD = 0xFFFFFFFF


def background(rate: float, pixels: int, end: int, seed: int, numbers: Tensor) -> tuple[Tensor, ...]:
    """Background events of some scenes.

    Args:
        rate: events per pixel and second.
        pixels: of the camera.
        end: µs at which all is over.
        seed: key of all draws.
        numbers: `[B]` whole numbers in 0…2³² − 1. The draws belong to seed and number: Philox's counter is
            (0, number, 1, 0) for how many, and (n, number, 2, 0) for the n-th event.

    Returns:
        Scene (0…B − 1), t, pixel and p of the events, four int64 tensors of one length.
    """
    key, zero = (torch.tensor(seed) & WORD, torch.tensor(seed) >> 32 & WORD), torch.zeros_like(numbers)
    counts = _poisson(rate * pixels * end * 1e-6, philox((zero, numbers, zero + 1, zero), key)[0])
    scene, nth = one_by_one(counts)
    place, time, kind, _ = philox((nth, numbers[scene], torch.full_like(nth, 2), torch.zeros_like(nth)), key)
    return scene, time * end >> 32, place * pixels >> 32, kind & 1


def one_by_one(counts: Tensor) -> tuple[Tensor, Tensor]:
    """For each single thing that was counted: which of the counts it is in, and its place there, from 0.

    >>> one_by_one(torch.tensor([2, 0, 3]))
    (tensor([0, 0, 2, 2, 2]), tensor([0, 1, 0, 1, 2]))
    """
    of = torch.repeat_interleave(torch.arange(len(counts)), counts)
    return of, torch.arange(len(of)) - (counts.cumsum(0) - counts)[of]


def _poisson(mean: float, word: Tensor) -> Tensor:
    """Poisson numbers from uniform 32-bit words, by inversion: the least k whose P(K ≤ k) reaches the word's share."""
    k = torch.arange(mean + 10 * sqrt(mean) + 20, dtype=torch.float64)
    at_most = torch.exp(torch.special.xlogy(k, mean) - mean - torch.lgamma(k + 1)).cumsum(0)
    return torch.searchsorted(at_most, (word.double() + 0.5) / 2**32)
