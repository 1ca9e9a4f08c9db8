"""A whole network beside its neurons alone: what a training step takes by either backend.

Chapter: 12
"""

import time

import torch
from torch import nn

from ..losses import tet_loss
from ..networks import OverSteps
from ..neurons import LIF, MPEPSN, PSN
from .stopwatch import seconds

SHAPE, CLASSES = (3, 32, 32), 10


def network(neuron: str, backend: str, steps: int, channels: int) -> nn.Sequential:
    """Two convolutions with batch norm and a readout, for pictures of 32 × 32, with one kind of neuron."""
    make = {
        "LIF": lambda: LIF(0.25, backend=backend),
        "PSN": lambda: PSN(steps, backend=backend),
        "MPE-PSN": lambda: MPEPSN(0.25, backend=backend),
    }[neuron]
    first, second = nn.Conv2d(3, channels, 3, padding=1), nn.Conv2d(channels, channels, 3, padding=1, stride=2)
    return nn.Sequential(
        OverSteps(nn.Sequential(first, nn.BatchNorm2d(channels))),
        make(),
        OverSteps(nn.Sequential(second, nn.BatchNorm2d(channels))),
        make(),
        OverSteps(nn.Sequential(nn.Flatten(), nn.Linear(channels * 16 * 16, CLASSES))),
    )


def training_steps(steps: int = 8, batch: int = 16, channels: int = 32, rounds: int = 5) -> dict:
    """Seconds of one update of each network, and those of the same network without neurons.

    Returns:
        {"steps", "batch", "channels", "neuron_steps", "rows": {neuron: {"reference", "auto", "cold"}}}, and the row
        "no neuron"; "cold" is the first update with "auto", compilation included.
    """
    torch.manual_seed(0)
    x, target = torch.randn(steps, batch, *SHAPE), torch.randint(CLASSES, (batch,))
    runs, cold = {}, {}
    for neuron in ("LIF", "PSN", "MPE-PSN"):
        for backend in ("reference", "auto"):
            made = network(neuron, backend, steps, channels)
            runs[neuron, backend] = _update(made, x, target)
            start = time.perf_counter()
            runs[neuron, backend]()
            cold[neuron, backend] = time.perf_counter() - start
    plain = network("LIF", "reference", steps, channels)
    plain[1], plain[3] = nn.Identity(), nn.Identity()
    runs["no neuron", "reference"] = _update(plain, x, target)
    found = seconds(runs, rounds)
    rows = {
        neuron: {
            "reference": round(found[neuron, "reference"], 4),
            "auto": round(found[neuron, "auto"], 4),
            "cold": round(cold[neuron, "auto"], 1),
        }
        for neuron in ("LIF", "PSN", "MPE-PSN")
    } | {"no neuron": {"reference": round(found["no neuron", "reference"], 4)}}
    neuron_steps = steps * batch * channels * (32 * 32 + 16 * 16)
    return {"steps": steps, "batch": batch, "channels": channels, "neuron_steps": neuron_steps, "rows": rows}


def _update(made: nn.Module, x: torch.Tensor, target: torch.Tensor):
    optimiser = torch.optim.SGD(made.parameters(), lr=1e-3)

    def update() -> None:
        optimiser.zero_grad()
        tet_loss(made(x), target).backward()
        optimiser.step()

    return update
