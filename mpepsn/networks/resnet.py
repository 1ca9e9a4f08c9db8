"""ResNet-19, for CIFAR: eight residual blocks that fire after the sum, so that all between blocks are spikes.

    64C3 − 3 × block 128 − 3 × block 256 (/2) − 2 × block 512 (/2) − GAP − FC 256 − FC K
    block: y = neuron(BN(conv(neuron(BN(conv(x))))) + x),   x by BN(1 × 1 conv) where its shape changes

TET's (Deng et al. 2022, arXiv:2202.11946) has a stem of 128 channels: `stem=128`.
Source: Zheng et al. 2021 (arXiv:2011.05280), as it is in the released code of MPE-PSN (Chen et al. 2024). Chapter: 11
"""

from torch import nn

from .. import arguments
from .norms import Norm
from .stack import NeuronFactory, Stack, check, he_start


def resnet19(
    classes: int,
    *,
    steps: int,
    in_shape: tuple[int, int, int],
    neuron: NeuronFactory,
    norm: str | Norm = "bn",
    width: int = 128,
    stem: int = 64,
) -> nn.Sequential:
    """ResNet-19 of MPE-PSN: 12,630,858 parameters for 10 classes of `(3, 32, 32)`, and its neurons'.

    Args:
        classes: number of classes K.
        steps: number of steps T.
        in_shape: `(channels, height, width)` of one sample at one step.
        neuron: called as `neuron(shape=(C, H, W), steps=T)` for each of the eighteen spiking layers.
        norm: "bn", "tdbn" or "tebn", or a function called as `norm(channels, axes, steps)`.
        width: channels of the first three blocks; the others have 2 and 4 times as many.
        stem: channels of the first convolution.

    Shape: `[T, B, channels, height, width]` → scores `[T, B, K]`.
    """
    check(steps, in_shape, neuron, axes=3)
    arguments.count(width, "width")
    arguments.count(stem, "stem")
    stack = Stack(steps, in_shape, neuron, norm)
    stack.conv(stem)
    for channels, stride, blocks in ((width, 1, 3), (2 * width, 2, 3), (4 * width, 2, 2)):
        for block in range(blocks):
            _block(stack, channels, 1 if block else stride)
    stack.plain(nn.AdaptiveAvgPool2d(1))
    stack.plain(nn.Flatten())
    stack.linear(2 * width, fire=True)
    return he_start(stack.scores(classes))


def _block(stack: Stack, channels: int, stride: int) -> None:
    main, shortcut = stack.branch(), stack.branch()
    main.conv(channels, stride=stride)
    main.conv(channels, fire=False)
    if main.shape != stack.shape:
        shortcut.conv(channels, kernel=1, stride=stride, fire=False)
    stack.residual(main, shortcut, fire=True)
