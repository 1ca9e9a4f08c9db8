"""TrivialAugment: for each image one operation of fourteen, at one strength of 31, both drawn with equal chances.

    nothing   shear x, y   move x, y   turn   brightness   colour   contrast   sharpness
    fewer bits   invert the bright   stretch to the full range   equalise the histogram

There is nothing to tune: it is as good as searched policies. The wide set of strengths; all in torch, for a batch.

Source: Müller and Hutter 2021 (arXiv:2103.10158), with the bilinear interpolation of PSN's runs.
"""

from math import pi

import torch
import torch.nn.functional as F
from torch import Tensor

STRENGTHS = 31
GREY = 0.299, 0.587, 0.114


def trivial_augment(x: Tensor) -> Tensor:
    """x `[B, C, H, W]` in [0, 1], C = 3 or 1; the same shape and range."""
    operation = torch.randint(len(OPERATIONS), (len(x),))
    strength = torch.randint(STRENGTHS, (len(x),)) / (STRENGTHS - 1)
    sign = torch.randint(2, (len(x),)) * 2.0 - 1
    out = x.clone()
    for number, act in enumerate(OPERATIONS):
        chosen = (operation == number).nonzero().squeeze(1)
        if len(chosen):
            out[chosen] = act(x[chosen], strength[chosen], sign[chosen])
    return out.clamp_(0, 1)


def same(x: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    """As it is."""
    return x


def shear_x(x: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    """Rows pushed sideways by up to .99 of their height above the bottom."""
    return _warp(x, 1, 0.99 * strength * sign, 0, 1)


def shear_y(x: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    """Columns pushed up or down, likewise."""
    return _warp(x, 1, 0, 0.99 * strength * sign, 1)


def move_x(x: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    """Moved sideways by up to 32 whole pixels."""
    return _warp(x, 1, 0, 0, 1, (32 * strength).trunc() * sign, 0)


def move_y(x: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    """Moved up or down by up to 32 whole pixels."""
    return _warp(x, 1, 0, 0, 1, 0, (32 * strength).trunc() * sign)


def turn(x: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    """Turned about the middle by up to 135°."""
    angle = 0.75 * pi * strength * sign
    sine, cosine = angle.sin(), angle.cos()
    centre_x, centre_y = x.shape[3] / 2, x.shape[2] / 2
    move_x = centre_x - cosine * centre_x + sine * centre_y
    move_y = centre_y - sine * centre_x - cosine * centre_y
    return _warp(x, cosine, -sine, sine, cosine, move_x, move_y)


def brightness(x: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    """Towards black, or away from it."""
    return _blend(x, torch.zeros_like(x), strength, sign)


def colour(x: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    """Towards grey, or away from it."""
    return _blend(x, _grey(x), strength, sign)


def contrast(x: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    """Towards the image's mean grey, or away from it."""
    return _blend(x, _grey(x).mean((2, 3), keepdim=True), strength, sign)


def sharpness(x: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    """Towards the image smoothed over 3 × 3 pixels, or away from it; the edge stays."""
    kernel = torch.ones(3, 3)
    kernel[1, 1] = 5
    smooth = x.clone()
    smooth[:, :, 1:-1, 1:-1] = F.conv2d(x.flatten(0, 1).unsqueeze(1), kernel.view(1, 1, 3, 3) / 13).view(
        *x.shape[:2], x.shape[2] - 2, x.shape[3] - 2
    )
    return _blend(x, smooth, strength, sign)


def fewer_bits(x: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    """8 to 2 bits a colour."""
    unit = 2 ** (6 * strength).round().view(-1, 1, 1, 1)
    return (_bytes(x) / unit).floor() * unit / 255


def invert_bright(x: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    """What is as bright as a threshold, or brighter, inverted."""
    return torch.where(x >= 1 - strength.view(-1, 1, 1, 1), 1 - x, x)


def stretch(x: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    """Every colour stretched to the range from 0 to 1."""
    low, high = x.amin((2, 3), keepdim=True), x.amax((2, 3), keepdim=True)
    return torch.where(high > low, (x - low) / (high - low).clamp(min=1e-9), x)


def equalise(x: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    """Every colour's histogram made flat, as Pillow does it."""
    values = _bytes(x).flatten(2).flatten(0, 1).long()
    counts = torch.zeros(len(values), 256, dtype=torch.int64)
    counts.scatter_add_(1, values, torch.ones_like(values))
    step = (values.shape[1] - counts.gather(1, values.amax(1, keepdim=True))) // 255
    below = counts.cumsum(1) - counts
    table = torch.where(step > 0, (below + step // 2) // step.clamp(min=1), torch.arange(256))
    return table.clamp(0, 255).gather(1, values).view(x.shape) / 255


OPERATIONS = (
    same, shear_x, shear_y, move_x, move_y, turn, brightness, colour, contrast, sharpness,
    fewer_bits, invert_bright, stretch, equalise,
)  # fmt: skip


def _blend(x: Tensor, towards: Tensor, strength: Tensor, sign: Tensor) -> Tensor:
    factor = (1 + 0.99 * strength * sign).view(-1, 1, 1, 1)
    return (towards + factor * (x - towards)).clamp(0, 1)


def _grey(x: Tensor) -> Tensor:
    if x.shape[1] == 1:
        return x
    return (x * torch.tensor(GREY).view(3, 1, 1)).sum(1, keepdim=True)


def _bytes(x: Tensor) -> Tensor:
    return (x * 255).round()


def _warp(x: Tensor, *matrix: float | Tensor) -> Tensor:
    """Pixel (u, v) of the result is read at (a·u + b·v + e, c·u + d·v + f); from outside come zeros.

    `matrix` is a, b, c, d, and e, f where they are not 0: numbers, or `[B]`. Pixels have their centres at .5.
    """
    a, b, c, d, e, f = (torch.as_tensor(value).float().expand(len(x)) for value in (*matrix, 0, 0)[:6])
    height, width = x.shape[2:]
    v, u = torch.meshgrid(torch.arange(height) + 0.5, torch.arange(width) + 0.5, indexing="ij")
    a, b, c, d, e, f = (value.view(-1, 1, 1) for value in (a, b, c, d, e, f))
    place = torch.stack([(a * u + b * v + e) * 2 / width - 1, (c * u + d * v + f) * 2 / height - 1], dim=3)
    return F.grid_sample(x, place, mode="bilinear", padding_mode="zeros", align_corners=False)
