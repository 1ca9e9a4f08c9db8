"""The networks of PSN's experiments on CIFAR: whole pictures, or one column at each step.

    modified PLIF-Net   2 × (3 × 256C3 − AP2) − FC − FC                 pictures, the same one at every step
    sequential net      2 × (3 × 128C3 − AP2) − FC − FC, all in 1-D     columns, T = the width of the picture

The first FC has a quarter as many outputs as inputs. The original PLIF-Net (Fang et al. 2021, arXiv:2007.05785) pools
maxima and has 2,048 hidden features, dropout and a vote.
Source: PSN (Fang et al. 2023, arXiv:2304.12760), and its released code. Chapter: 11
"""

from torch import nn

from .. import arguments
from .norms import Norm
from .stack import NeuronFactory, Stack, check


def plif_net(
    classes: int,
    *,
    steps: int,
    in_shape: tuple[int, int, int],
    neuron: NeuronFactory,
    norm: str | Norm = "bn",
    width: int = 256,
) -> nn.Sequential:
    """Modified PLIF-Net of PSN: 70,113,034 parameters for 10 classes of `(3, 32, 32)`, and its neurons'.

    Args:
        classes: number of classes K.
        steps: number of steps T.
        in_shape: `(channels, height, width)` of one sample at one step, 4 or more high and wide.
        neuron: called as `neuron(shape=(C, H, W), steps=T)` for each of the seven spiking layers.
        norm: "bn", "tdbn" or "tebn", or a function called as `norm(channels, axes, steps)`.
        width: channels of a convolution.

    Shape: `[T, B, channels, height, width]` → scores `[T, B, K]`.
    """
    check(steps, in_shape, neuron, axes=3)
    return _network(classes, Stack(steps, in_shape, neuron, norm), width, nn.AvgPool2d)


def sequential_net(
    classes: int,
    *,
    steps: int,
    in_shape: tuple[int, int],
    neuron: NeuronFactory,
    norm: str | Norm = "bn",
    width: int = 128,
) -> nn.Sequential:
    """The 1-D net of PSN for sequential CIFAR: 513,418 parameters for 10 classes of `(3, 32)`, and its neurons'.

    Args:
        classes: number of classes K.
        steps: number of steps T, the width of a picture.
        in_shape: `(channels, rows)` of one column, with 4 or more rows.
        neuron: called as `neuron(shape=(C, rows), steps=T)` for each of the seven spiking layers.
        norm: "bn", "tdbn" or "tebn", or a function called as `norm(channels, axes, steps)`.
        width: channels of a convolution.

    Shape: `[T, B, channels, rows]` → scores `[T, B, K]`.
    """
    check(steps, in_shape, neuron, axes=2)
    return _network(classes, Stack(steps, in_shape, neuron, norm), width, nn.AvgPool1d)


def _network(classes: int, stack: Stack, width: int, pool: type[nn.Module]) -> nn.Sequential:
    arguments.count(width, "width")
    for _ in range(2):
        for _ in range(3):
            stack.conv(width)
        stack.plain(pool(2))
    stack.plain(nn.Flatten())
    stack.linear(max(1, stack.shape[0] // 4), fire=True)
    return stack.scores(classes)
