"""Batch norms of a sequence: mean and variance over steps and samples (and places) together, for each channel.

    BN      y[t] = γ · x̂[t] + β,   x̂ = (x − mean) / √(var + ε)     γ = 1, β = 0 at the start
    tdBN    the same with γ = α · threshold at the start: currents as wide as the threshold is high
    TEBN    y[t] = p[t] · (γ · x̂[t] + β)                           one learned p for each step, 1 at the start

tdBN at a threshold of 1 and α = 1 is the BN.
Source: tdBN of Zheng et al. 2021 (arXiv:2011.05280), whose γ = λ · α · threshold is one learned factor here. TEBN of
Duan et al. 2022 (Temporal Effective Batch Normalization in Spiking Neural Networks). Chapter: 11
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from .. import arguments
from .over_steps import OverSteps

Norm = Callable[..., nn.Module]


class BN(OverSteps):
    """Batch norm over steps and samples together.

    Args:
        channels: number of channels C.
        axes: axes of place after the channels: 2 for pictures, 1 for columns, 0 for features.

    Shape: `[T, B, C, ...]` → the same.
    """

    def __init__(self, channels: int, axes: int = 2):
        super().__init__(nn.BatchNorm2d(channels) if axes == 2 else nn.BatchNorm1d(channels))


class TDBN(BN):
    """Threshold-dependent batch norm.

    Args:
        channels: number of channels C.
        axes: axes of place after the channels: 2, 1 or 0.
        threshold: that of the neurons after it; greater than 0.
        alpha: factor α of the threshold; greater than 0. Its source takes 1/√2 where two branches are added.

    Shape: `[T, B, C, ...]` → the same.
    """

    def __init__(self, channels: int, axes: int = 2, threshold: float = 1.0, alpha: float = 1.0):
        super().__init__(channels, axes)
        arguments.positive(threshold, "threshold")
        arguments.positive(alpha, "alpha")
        nn.init.constant_(self.layer.weight, alpha * threshold)


class TEBN(BN):
    """Temporal effective batch norm. Its parameter `scale` [T] is 1 at the start.

    Args:
        channels: number of channels C.
        axes: axes of place after the channels: 2, 1 or 0.
        steps: number of steps T.

    Shape: `[T, B, C, ...]` → the same.
    """

    def __init__(self, channels: int, axes: int = 2, *, steps: int):
        super().__init__(channels, axes)
        arguments.count(steps, "steps")
        self.scale = nn.Parameter(torch.ones(steps))

    def forward(self, x: Tensor) -> Tensor:
        """`[T, B, C, ...]` → the same."""
        if len(x) != len(self.scale):
            raise ValueError(f"this TEBN was built for T = {len(self.scale)} steps; got {len(x)}")
        return super().forward(x) * self.scale.reshape(-1, *(1,) * (x.dim() - 1))


NORMS: dict[str, Norm] = {
    "bn": lambda channels, axes, steps: BN(channels, axes),
    "tdbn": lambda channels, axes, steps: TDBN(channels, axes),
    "tebn": lambda channels, axes, steps: TEBN(channels, axes, steps=steps),
}
"""What `norm` may name in a network."""
