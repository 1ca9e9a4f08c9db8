"""7B-Net, for DVS Gesture: seven blocks, five of them convolutions.

    5 × (256C3 − MP2) − FC 1024 − FC 10·K − AP10

The last layer has ten outputs for each class, whose mean is the score, and no neuron. Other papers give the name to
other networks.
Source: Table 1 of MPE-PSN (Chen et al. 2024, arXiv:2409.04978), and its released code. Chapter: 11
"""

from torch import nn

from .. import arguments
from .norms import Norm
from .over_steps import OverSteps
from .stack import NeuronFactory, Stack, check

VOTES = 10
HIDDEN = 1024


def seven_b_net(
    classes: int,
    *,
    steps: int,
    in_shape: tuple[int, int, int],
    neuron: NeuronFactory,
    norm: str | Norm = "bn",
    width: int = 256,
    dropout: float = 0.5,
) -> nn.Sequential:
    """7B-Net of MPE-PSN: 3,528,814 parameters for 11 classes of `(2, 64, 64)`, and its neurons'.

    Args:
        classes: number of classes K.
        steps: number of steps T.
        in_shape: `(channels, height, width)` of one sample at one step, 32 or more high and wide.
        neuron: called as `neuron(shape=(C, H, W), steps=T)` for each of the six spiking layers.
        norm: "bn", "tdbn" or "tebn", or a function called as `norm(channels, axes, steps)`.
        width: channels of a convolution.
        dropout: share of inputs set to 0 before each of the two matrix products, anew at every step.

    Shape: `[T, B, channels, height, width]` → scores `[T, B, K]`.
    """
    check(steps, in_shape, neuron, axes=3)
    arguments.count(classes, "classes")
    arguments.count(width, "width")
    arguments.fraction(dropout, "dropout")
    stack = Stack(steps, in_shape, neuron, norm)
    for _ in range(5):
        stack.conv(width)
        stack.plain(nn.MaxPool2d(2))
    stack.plain(nn.Flatten())
    stack.plain(nn.Dropout(dropout))
    stack.linear(HIDDEN, fire=True)
    stack.plain(nn.Dropout(dropout))
    network = stack.scores(VOTES * classes)
    return network.append(OverSteps(nn.AvgPool1d(VOTES)))
