"""A layer that knows no time, applied to all steps at once.

    y = layer(x reshaped to [T · B, ...]), reshaped back

A batch norm inside takes its mean and variance over steps and samples together.
"""

from torch import Tensor, nn


class OverSteps(nn.Module):
    """Apply `layer` to every step of `[T, B, ...]` in one call.

    Args:
        layer: any module that maps `[B, ...]` to `[B, ...]`: a convolution, a pooling, a batch norm.
    """

    def __init__(self, layer: nn.Module):
        super().__init__()
        self.layer = layer

    def forward(self, x: Tensor) -> Tensor:
        """`[T, B, ...]` → `[T, B, ...]`."""
        return self.layer(x.flatten(0, 1)).unflatten(0, x.shape[:2])
