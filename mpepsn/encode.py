"""From pixels to currents over time: every function returns `[T, B, ...]`.

    repeat     x[t] = image                        the same picture at every step ("direct" coding)
    columns    x[t] = column t of the image        the picture swept from left to right, one column a step
    rate       x[t] ~ Bernoulli(image)             spikes as frequent as the pixel is bright

Chapter: 2 (columns), 8 (repeat)
"""

import torch
from torch import Tensor

from . import arguments
from .draw import bernoulli, new_seed


def repeat(images: Tensor, steps: int) -> Tensor:
    """The same images at every step: `[B, ...]` → `[steps, B, ...]`, a view without copies."""
    arguments.count(steps, "steps")
    _images(images, 1)
    return images.expand(steps, *images.shape)


def columns(images: Tensor) -> Tensor:
    """Columns as steps: `[B, C, H, W]` → `[W, B, C, H]`, a view without copies. Used by PSN, section 4.2."""
    _images(images, 4)
    return images.permute(3, 0, 1, 2)


def rate(images: Tensor, steps: int, seed: Tensor | None = None) -> Tensor:
    """Random spikes: `[B, ...]` with values in [0, 1] → zeros and ones `[steps, B, ...]` whose mean is the image.

    Args:
        images: brightness in [0, 1].
        steps: number of steps.
        seed: int64 tensor of one element; None draws one from torch's default generator.
    """
    x = repeat(images, steps)
    if images.numel() and not (images.min() >= 0 and images.max() <= 1):  # NaN is refused too
        raise ValueError(f"images must lie in [0, 1]; got {images.min():.3g} to {images.max():.3g}")
    return bernoulli(x, new_seed(images.device) if seed is None else seed)


def _images(images: Tensor, axes: int) -> None:
    if not isinstance(images, torch.Tensor) or not images.dtype.is_floating_point:
        came = images.dtype if isinstance(images, torch.Tensor) else type(images).__name__
        raise TypeError(f"images must be a floating point tensor; got {came}")
    if images.dim() < axes or (axes == 4 and images.dim() != 4):
        wanted = "[B, C, H, W]" if axes == 4 else "[B, ...]"
        raise ValueError(f"images must be {wanted}; got {tuple(images.shape)}")
