"""VGGSNN and VGG-11: eight convolutions and one matrix product, for events.

    VGGSNN   64C3 − 128C3 − AP2 − 2 × 256C3 − AP2 − 2 × 512C3 − AP2 − 2 × 512C3 − AP2 − FC
    VGG-11   64C3 − AP2 − 128C3 − AP2 − 2 × 256C3 − AP2 − 4 × 512C3 − GAP − FC

VGG-11 is for recordings of 128 × 128. PSN counts the parameters of another VGG-11, with three matrix products.
Source: VGGSNN of TET (Deng et al. 2022, arXiv:2202.11946) and of Table 1 of MPE-PSN (Chen et al. 2024), whose released
code adds the dropout. VGG-11 of the released code of IMP (Shen et al. 2024). Chapter: 11
"""

from torch import nn

from .. import arguments
from .norms import Norm
from .stack import NeuronFactory, Stack, check, he_start


def vggsnn(
    classes: int,
    *,
    steps: int,
    in_shape: tuple[int, int, int],
    neuron: NeuronFactory,
    norm: str | Norm = "bn",
    width: int = 64,
    dropout: float = 0.25,
) -> nn.Sequential:
    """VGGSNN of TET and MPE-PSN: 9,271,498 parameters for 10 classes of `(2, 48, 48)`, and its neurons'.

    Args:
        classes: number of classes K.
        steps: number of steps T.
        in_shape: `(channels, height, width)` of one sample at one step, 16 or more high and wide.
        neuron: called as `neuron(shape=(C, H, W), steps=T)` for each of the eight spiking layers.
        norm: "bn", "tdbn" or "tebn", or a function called as `norm(channels, axes, steps)`.
        width: channels of the first convolution; the others have 2, 4 and 8 times as many.
        dropout: share of inputs set to 0 before the matrix product, anew at every step. TET's own has 0.

    Shape: `[T, B, channels, height, width]` → scores `[T, B, K]`.
    """
    stack = _groups(steps, in_shape, neuron, norm, width, ((1, 2), (4, 4), (8, 8), (8, 8)))
    arguments.fraction(dropout, "dropout")
    stack.plain(nn.AvgPool2d(2))
    stack.plain(nn.Flatten())
    stack.plain(nn.Dropout(dropout))
    return he_start(stack.scores(classes))


def vgg11(
    classes: int,
    *,
    steps: int,
    in_shape: tuple[int, int, int],
    neuron: NeuronFactory,
    norm: str | Norm = "bn",
    width: int = 64,
) -> nn.Sequential:
    """VGG-11 of IMP: 9,230,538 parameters for 10 classes of `(2, 128, 128)`, and its neurons'.

    Args:
        classes: number of classes K.
        steps: number of steps T.
        in_shape: `(channels, height, width)` of one sample at one step, 8 or more high and wide.
        neuron: called as `neuron(shape=(C, H, W), steps=T)` for each of the eight spiking layers.
        norm: "bn", "tdbn" or "tebn" (as for DVS Gesture), or a function called as `norm(channels, axes, steps)`.
        width: channels of the first convolution; the others have 2, 4 and 8 times as many.

    Shape: `[T, B, channels, height, width]` → scores `[T, B, K]`.
    """
    stack = _groups(steps, in_shape, neuron, norm, width, ((1,), (2,), (4, 4), (8, 8, 8, 8)))
    stack.plain(nn.AdaptiveAvgPool2d(1))
    stack.plain(nn.Flatten())
    return stack.scores(classes)


def _groups(
    steps: int,
    in_shape: tuple[int, int, int],
    neuron: NeuronFactory,
    norm: str | Norm,
    width: int,
    groups: tuple[tuple[int, ...], ...],
) -> Stack:
    """Groups of convolutions with a pooling between two; each number is a multiple of `width`."""
    check(steps, in_shape, neuron, axes=3)
    arguments.count(width, "width")
    stack = Stack(steps, in_shape, neuron, norm)
    for number, group in enumerate(groups):
        if number:
            stack.plain(nn.AvgPool2d(2))
        for times in group:
            stack.conv(times * width, bias=True)
    return stack
