"""What training makes small: a loss of the scores, and L_mem beside it where a recipe asks for it.

Chapter: 7, 9
"""

import inspect
from typing import NamedTuple

import torch.nn.functional as F
from torch import Tensor, nn

from .. import arguments, losses
from ..neurons import record

LOSSES = {"sdt": losses.sdt_loss, "tet": losses.tet_loss, "lts": losses.lts_loss, "tet_s": losses.tet_s_loss}


class Scored(NamedTuple):
    """What one call of a network gives: the scores `[T, B, K]`, and the loss to be made small."""

    y: Tensor
    loss: Tensor


class Objective:
    """A loss by name with its arguments, and L_mem with its weight.

    Args:
        loss: {"name": "sdt" | "tet" | "lts" | "tet_s", and arguments of that loss}.
        membrane: {} for no L_mem, or {"weight": λ in [0, 1], "until": first epoch without it (optional)}.
        smoothing: share of every target that is spread over all classes.
    """

    def __init__(self, loss: dict, membrane: dict, smoothing: float = 0.0):
        arguments.one_of(loss.get("name"), tuple(LOSSES), "loss.name")
        self.name = loss["name"]
        self.loss, self.given = LOSSES[self.name], {key: value for key, value in loss.items() if key != "name"}
        if unknown := sorted(set(self.given) - set(inspect.signature(self.loss).parameters)):
            raise ValueError(f"loss must hold arguments of {self.loss.__name__}; got {', '.join(unknown)}")
        for key, value in self.given.items():
            (arguments.finite if key == "rate_target" else arguments.fraction)(value, f"loss.{key}")
        if unknown := sorted(set(membrane) - {"weight", "until"}):
            raise ValueError(f"membrane must hold weight and until; got {', '.join(unknown)}")
        if membrane:
            arguments.fraction(membrane.get("weight"), "membrane.weight")
        if membrane.get("until") is not None:
            arguments.count(membrane["until"], "membrane.until")
        if smoothing and self.name == "tet_s":
            raise ValueError(f"smoothing must be left out: tet_s has its own; got {smoothing}")
        self.membrane, self.smoothing = membrane, smoothing

    @property
    def readout(self) -> str:
        """Where the network's answer stands: in the mean score, or in the last one."""
        return "last" if self.name == "lts" else "mean"

    def __call__(
        self, network: nn.Module, x: Tensor, target: Tensor, epoch: int, run: nn.Module | None = None
    ) -> Scored:
        """Run the network once.

        Args:
            network: what holds the layers.
            x: `[T, B, ...]`.
            target: `[B]`, or shares of the classes `[B, K]`.
            epoch: this epoch, from 0.
            run: what to call, where that is not the network itself but a wrapper around it.
        """
        run = network if run is None else run
        if not self.membrane:
            y = run(x).float()
            return Scored(y, self._class_loss(y, target))
        with record(network) as recording:
            y = run(x).float()
        total = 0.0
        for name, layer in network.named_modules():
            for error in recording.get(name, ()):
                weights = layer.step_weights(len(error)).to(error.device)
                total = total + losses.membrane_loss(error.float(), weights) + layer.kappa_cost()
        weight, until = self.membrane["weight"], self.membrane.get("until")
        class_loss = self._class_loss(y, target)
        return Scored(y, losses.total_loss(class_loss, total, weight, epoch=epoch, until=until))

    def _class_loss(self, y: Tensor, target: Tensor) -> Tensor:
        if self.smoothing:
            classes = y.shape[2]
            shares = target if target.dim() == 2 else F.one_hot(target, classes)
            target = (1 - self.smoothing) * shares + self.smoothing / classes
        return self.loss(y, target, **self.given)
