"""The loss around a trained network: a map over two random directions.

    loss(weights + a · d + b · e)             a, b from −reach to reach
    d of a filter = noise · |filter| / |noise|

A filter is what makes one output of a convolution or a matrix product. Each direction is as long as the filter it
moves, so that a network whose weights are ten times larger, before a batch norm that divides by their scale, has the
same map. Vectors (biases, batch norms, thresholds) stay where they are.
Source: Li et al. 2018 (arXiv:1712.09913), which MPE-PSN's Fig. 4 follows. Chapter: 11
"""

import copy
from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor, nn

from .. import arguments
from ..data import Labelled
from ..losses import sdt_loss
from ..train.evaluate import device_of

Filters = dict[str, Tensor]


class Landscape(NamedTuple):
    """A map of the loss.

    Attributes:
        at: `[points]` how far along a direction, as a share of each filter's length; 0 is the network itself.
        loss: `[points, points]`, rows along the first direction.
    """

    at: Tensor
    loss: Tensor


def landscape(
    network: nn.Module,
    part: Labelled,
    loss: Callable[[Tensor, Tensor], Tensor] = sdt_loss,
    *,
    reach: float = 1.0,
    points: int = 11,
    seed: int = 0,
) -> Landscape:
    """The loss that training made small, on all of `part` at once, around the weights of `network`.

    Batch norms take their statistics from `part`, and neurons and dropout draw as in training, the same at each point.

    Args:
        network: maps `[T, B, ...]` to scores `[T, B, K]`; a copy is moved, and the network itself is left as it was.
        part: sequences that fit the memory in one batch.
        loss: called with scores and classes `[B]`.
        reach: how far to go, as a share of each filter's length; greater than 0.
        points: how many places along a direction; odd, so that one of them is the network.
        seed: of the directions and the draws.
    """
    arguments.positive(reach, "reach")
    arguments.count(points, "points")
    if points % 2 == 0:
        raise ValueError(f"points must be odd, so that one is the network; got {points}")
    moved, device = copy.deepcopy(network).train(), device_of(network)
    start = {name: value.detach().clone() for name, value in moved.named_parameters() if value.dim() > 1}
    if not start:
        raise ValueError("network must have weights of two or more axes; got none")
    first, second = (direction(start, 2 * seed + which) for which in (0, 1))
    at = torch.linspace(-reach, reach, points)
    found = torch.empty(points, points)
    x, target = part.x.to(device), part.y.to(device)
    with torch.no_grad(), torch.random.fork_rng():
        for row, a in enumerate(at.tolist()):
            for column, b in enumerate(at.tolist()):
                for name, value in start.items():
                    moved.get_parameter(name).copy_(value + a * first[name] + b * second[name])
                torch.manual_seed(seed)
                found[row, column] = loss(moved(x), target)
    return Landscape(at, found)


def direction(filters: Filters, seed: int) -> Filters:
    """Noise for all weights; that of each filter has the filter's own length."""
    generator, found = torch.Generator().manual_seed(seed), {}
    for name, value in filters.items():
        noise = torch.randn(value.shape, generator=generator).to(value)
        found[name] = noise * (_lengths(value) / _lengths(noise))
    return found


def _lengths(weights: Tensor) -> Tensor:
    """The length of each filter, `[filters, 1, ...]`."""
    return weights.flatten(1).norm(dim=1).reshape(-1, *(1,) * (weights.dim() - 1))
