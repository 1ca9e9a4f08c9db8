"""SEW ResNets, for ImageNet: blocks that fire before the sum, so that counts of spikes pass between them.

    64C7 (/2) − AP3 (/2) − blocks of 64, 128, 256 and 512 channels, /2 before each but the first − GAP − FC
    block of 18, 34:           y = f₃(f₃(x)) + x
    block of 50, 101, 152:     y = f₁(f₃(f₁(x))) + x,   its last convolution with 4 times the channels
    f_k = neuron(BN(k × k conv)),   x by f₁ where its shape changes

The average pooling is that of PSN and IMP: it makes ninths of the spikes, which pass on up to the first 1 × 1 shortcut.
The original takes maxima, `pool="max"`: whole numbers throughout.
Source: Fang et al. 2021 (arXiv:2102.04159), with its ADD; PSN (Fang et al. 2023) and IMP (Shen et al. 2024) use it too.
Chapter: 11
"""

from collections.abc import Callable

from torch import nn

from .. import arguments
from .norms import Norm
from .stack import NeuronFactory, Stack, check, he_start

POOLS = {"avg": nn.AvgPool2d, "max": nn.MaxPool2d}
STEMS = ("large", "small")


def _sew_resnet(depth: int, spiking: int, parameters: str, blocks: tuple[int, ...], narrow: bool) -> Callable:
    """The function that makes the SEW ResNet of a depth, with so many blocks of each width."""

    def network(
        classes: int,
        *,
        steps: int,
        in_shape: tuple[int, int, int],
        neuron: NeuronFactory,
        norm: str | Norm = "bn",
        width: int = 64,
        stem: str = "large",
        pool: str = "avg",
    ) -> nn.Sequential:
        check(steps, in_shape, neuron, axes=3)
        arguments.count(width, "width")
        arguments.one_of(stem, STEMS, "stem")
        arguments.one_of(pool, tuple(POOLS), "pool")
        stack = Stack(steps, in_shape, neuron, norm)
        if stem == "small":
            stack.conv(width)
        else:
            stack.conv(width, kernel=7, stride=2)
            stack.plain(POOLS[pool](3, stride=2, padding=1))
        for stage, count in enumerate(blocks):
            for block in range(count):
                _block(stack, width * 2**stage, 1 if block or not stage else 2, narrow)
        stack.plain(nn.AdaptiveAvgPool2d(1))
        stack.plain(nn.Flatten())
        return he_start(stack.scores(classes))

    network.__name__ = network.__qualname__ = f"sew_resnet{depth}"
    network.__doc__ = f"""SEW ResNet-{depth}: {parameters} parameters for 1,000 classes, and its neurons'.

    Args:
        classes: number of classes K.
        steps: number of steps T.
        in_shape: `(channels, height, width)` of one sample at one step.
        neuron: called as `neuron(shape=(C, H, W), steps=T)` for each of the {spiking} spiking layers.
        norm: "bn", "tdbn" or "tebn", or a function called as `norm(channels, axes, steps)`.
        width: channels of the first convolution.
        stem: "large", a convolution of 7 × 7 by steps of 2 and a pooling; "small", one of 3 × 3 alone, for CIFAR.
        pool: what the large stem pools by, "avg" or "max".

    Shape: `[T, B, channels, height, width]` → scores `[T, B, K]`.
    """
    return network


def _block(stack: Stack, channels: int, stride: int, narrow: bool) -> None:
    main, shortcut = stack.branch(), stack.branch()
    if narrow:
        main.conv(channels, kernel=1)
        main.conv(channels, stride=stride)
        main.conv(4 * channels, kernel=1)
    else:
        main.conv(channels, stride=stride)
        main.conv(channels)
    if main.shape != stack.shape:
        shortcut.conv(main.shape[0], kernel=1, stride=stride)
    stack.residual(main, shortcut)


sew_resnet18 = _sew_resnet(18, 20, "11,689,512", (2, 2, 2, 2), narrow=False)
sew_resnet34 = _sew_resnet(34, 36, "21,797,672", (3, 4, 6, 3), narrow=False)
sew_resnet50 = _sew_resnet(50, 53, "25,557,032", (3, 4, 6, 3), narrow=True)
sew_resnet101 = _sew_resnet(101, 104, "44,549,160", (3, 4, 23, 3), narrow=True)
sew_resnet152 = _sew_resnet(152, 155, "60,192,808", (3, 8, 36, 3), narrow=True)
