"""Layers put on one another. The shape is followed, so that every neuron is made for its exact place.

    layer = convolution or matrix product, norm, neuron

All but norms and neurons know no time and are applied to all steps at once. Chapter: 11
"""

import inspect
from collections import OrderedDict
from collections.abc import Callable

import torch
from torch import Tensor, nn

from .. import arguments
from .norms import NORMS, Norm
from .over_steps import OverSteps

NeuronFactory = Callable[..., nn.Module]
CONV = {1: nn.Conv1d, 2: nn.Conv2d}
AXES = {
    1: "(features,) for a dense network",
    2: "(channels, rows) for a network of columns",
    3: "(channels, height, width) for a network of pictures",
}


def check(steps: int, in_shape: tuple[int, ...], neuron: NeuronFactory, axes: int) -> None:
    """Refuse what no network of `axes` axes a sample can be made from."""
    arguments.count(steps, "steps")
    arguments.sample_shape(in_shape, "in_shape")
    if len(in_shape) != axes:
        raise ValueError(f"in_shape must be {AXES[axes]}; got {tuple(in_shape)}")
    wanted = "neuron must be a function called as neuron(shape=(C, H, W), steps=T) that gives a new layer"
    if isinstance(neuron, nn.Module) or not callable(neuron):
        raise TypeError(f"{wanted}; got {neuron!r}")
    try:
        inspect.signature(neuron).bind(shape=tuple(in_shape), steps=steps)
    except TypeError as refused:
        raise TypeError(f"{wanted}; got {neuron!r}, which says: {refused}") from refused


def make(neuron: NeuronFactory, shape: tuple[int, ...], steps: int) -> nn.Module:
    """A neuron for its place, which must be a module."""
    made = neuron(shape=shape, steps=steps)
    if not isinstance(made, nn.Module):
        raise TypeError(f"neuron must give a torch.nn.Module; for shape {shape} and {steps} steps it gave {made!r}")
    return made


class Stack:
    """A network in the making, and the shape `[C, ...]` that a sample has so far.

    Args:
        steps: number of steps T.
        shape: shape of one sample at one step.
        neuron: called as `neuron(shape=shape, steps=T)`.
        norm: "bn", "tdbn" or "tebn", or a function called as `norm(channels, axes, steps)`.
    """

    def __init__(self, steps: int, shape: tuple[int, ...], neuron: NeuronFactory, norm: str | Norm):
        if not callable(norm):
            arguments.one_of(norm, tuple(NORMS), "norm")
        self.steps, self.shape, self.neuron, self.norm = steps, tuple(shape), neuron, norm
        self.layers: list[nn.Module] = []

    def branch(self) -> "Stack":
        """A new stack that begins where this one ends."""
        return Stack(self.steps, self.shape, self.neuron, self.norm)

    def conv(self, channels: int, kernel: int = 3, stride: int = 1, bias: bool = False, fire: bool = True) -> None:
        """A convolution with half its kernel as padding, its norm and, unless told otherwise, neurons."""
        axes = len(self.shape) - 1
        made = CONV[axes](self.shape[0], channels, kernel, stride, kernel // 2, bias=bias)
        norm = NORMS[self.norm] if isinstance(self.norm, str) else self.norm
        self.shape = (channels, *((size - 1) // stride + 1 for size in self.shape[1:]))
        self._put(conv=OverSteps(made), norm=norm(channels, axes, self.steps), neuron=self._neuron() if fire else None)

    def linear(self, features: int, fire: bool = False) -> None:
        """A matrix product with a bias, and neurons where they are asked for."""
        made = nn.Linear(self.shape[0], features)
        self.shape = (features,)
        self._put(linear=made, neuron=self._neuron() if fire else None)

    def plain(self, layer: nn.Module) -> None:
        """A layer without parameters: pooling, flattening, dropout."""
        try:
            after = layer(torch.empty(1, *self.shape, device="meta")).shape[1:]
        except RuntimeError:
            after = (0,)
        if 0 in after:
            raise ValueError(f"in_shape must be larger for this network; a sample is {self.shape} before {layer}")
        self.shape = tuple(after)
        self.layers.append(OverSteps(layer))

    def residual(self, main: "Stack", shortcut: "Stack", fire: bool = False) -> None:
        """The sum of two branches, and neurons after it where they are asked for."""
        self.shape = main.shape
        self.layers.append(Residual(main.network(), shortcut.network(), self._neuron() if fire else nn.Identity()))

    def scores(self, classes: int) -> nn.Sequential:
        """The network, with a last matrix product that gives a score for each class."""
        arguments.count(classes, "classes")
        self.linear(classes)
        return self.network()

    def network(self) -> nn.Sequential:
        """What was put together so far."""
        return nn.Sequential(*self.layers)

    def _put(self, **parts: nn.Module | None) -> None:
        self.layers.append(nn.Sequential(OrderedDict((name, part) for name, part in parts.items() if part is not None)))

    def _neuron(self) -> nn.Module:
        return make(self.neuron, self.shape, self.steps)


class Residual(nn.Module):
    """y = neuron(main(x) + shortcut(x)), or the sum alone. An empty shortcut is x itself."""

    def __init__(self, main: nn.Module, shortcut: nn.Module, neuron: nn.Module):
        super().__init__()
        self.main, self.shortcut, self.neuron = main, shortcut, neuron

    def forward(self, x: Tensor) -> Tensor:
        """`[T, B, C, ...]` → `[T, B, C', ...]`."""
        return self.neuron(self.main(x) + self.shortcut(x))


def he_start(network: nn.Sequential) -> nn.Sequential:
    """Start every convolution from He's normal numbers by fan-out, as the sources of these networks do."""
    for layer in network.modules():
        if isinstance(layer, nn.Conv2d):
            nn.init.kaiming_normal_(layer.weight, mode="fan_out", nonlinearity="relu")
    return network
