"""The free κ of MPE-PSN under the optimisers of its released training runs.

    L_mem  = Σ_t κ[t] · error[t] / T,   error[t] = mean_i (v̂[t, i] − v[t, i])²,   κ[t] = 1/T at the start
    ∂(λ · L_mem) / ∂κ[t] = λ · error[t] / T

The gradient is never below 0, so descent takes κ below 0; from there on a larger error makes a smaller loss. SGD with
weight decay rests at κ = −λ · error / (T · weight decay).

Source: MPE-PSN Eqs. 14 and 15, and its released code, which takes a mean over the steps where Eq. 14 has a sum, and
begins with κ = 1/T. Learning rates later fall along a cosine over 230 or 300 epochs; here they stay. Chapter: 7
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

import torch
from torch import Tensor
from torch.optim import SGD, Adam, Optimizer

from .. import arguments


class Released(NamedTuple):
    """How κ is trained in one released run.

    Attributes:
        optimiser: makes the optimiser of some parameters.
        weight: λ, weight of L_mem in the loss.
        clamped: whether L_mem is taken to be 0 where it is below 0.
        error: what its neuron has for currents of mean 0 and variance 1, as a batch norm gives.
    """

    optimiser: Callable[[Iterable[Tensor]], Optimizer]
    weight: float
    clamped: bool
    error: float


_SGD = partial(SGD, lr=0.05, momentum=0.9, weight_decay=5e-4)
RELEASED = {
    "cifar10dvs": Released(_SGD, weight=0.01, clamped=False, error=0.24),
    "dvsgesture": Released(_SGD, weight=0.001, clamped=False, error=1.18),
    "cifar10": Released(partial(Adam, lr=0.01), weight=0.01, clamped=True, error=0.24),
}


def kappa_path(released: str, *, error: float | None = None, steps: int, updates: int) -> Tensor:
    """κ of one step before the first update and after each, the error being the same all the time.

    Args:
        released: "cifar10dvs" or "dvsgesture" (SGD, λ = .01 and .001), or "cifar10" (Adam, λ = .01, L_mem ≥ 0).
        error: mean square distance of estimate and potential, at least 0. None: what the neuron of that run has for
            currents of mean 0 and variance 1, .24; 1.18 for "dvsgesture", whose estimate is of another step.
        steps: number of κ: T, or T − 1 in the neuron of "dvsgesture".
        updates: number of updates.

    Returns:
        float64 `[updates + 1]`, beginning with 1/steps.

    >>> path = kappa_path("cifar10", steps=4, updates=40)
    >>> int((path < 0).nonzero()[0])
    26
    """
    arguments.one_of(released, tuple(RELEASED), "released")
    make, weight, clamped, usual = RELEASED[released]
    error = usual if error is None else error
    arguments.finite(error, "error")
    if error < 0:
        raise ValueError(f"error must be a mean square, at least 0; got {error!r}")
    arguments.count(steps, "steps")
    arguments.count(updates, "updates")
    kappa = torch.full((1,), 1 / steps, dtype=torch.float64, requires_grad=True)
    optimiser = make([kappa])
    path = [kappa.detach().clone()]
    for _ in range(updates):
        membrane = kappa * error / steps
        loss = weight * (membrane.clamp(min=0) if clamped else membrane)
        optimiser.zero_grad()
        loss.sum().backward()
        optimiser.step()
        path.append(kappa.detach().clone())
    return torch.cat(path)
