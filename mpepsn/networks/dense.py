"""Layers that connect everything with everything: the smallest network that learns a sequence.

    x[t] = BN(W · s[t])        hidden layers: the same weights at every step, then a batch norm,
    s    = neuron(x)           which brings the current to the scale of the threshold
    y[t] = W · s[t] + b        the last layer has no neuron: its output is the score of each class at step t

Chapter: 2
"""

from collections.abc import Sequence

from torch import nn

from .. import arguments
from .over_steps import OverSteps
from .stack import NeuronFactory, check, make


def dense(
    classes: int, *, steps: int, in_shape: tuple[int, ...], neuron: NeuronFactory, hidden: Sequence[int] = (128, 128)
) -> nn.Sequential:
    """A multilayer perceptron of spiking neurons.

    Args:
        classes: number of classes K.
        steps: number of steps T, for neurons whose parameters depend on it.
        in_shape: shape of one sample at one step, `(features,)`.
        neuron: called as `neuron(shape=(width,), steps=T)` for each hidden layer.
        hidden: width of each hidden layer.

    Shape: `[T, B, features]` → scores `[T, B, K]`.
    """
    check(steps, in_shape, neuron, axes=1)
    arguments.count(classes, "classes")
    layers: list[nn.Module] = []
    before = in_shape[0]
    for width in hidden:
        arguments.count(width, "hidden")
        layers += [nn.Linear(before, width, bias=False), OverSteps(nn.BatchNorm1d(width))]
        layers.append(make(neuron, (width,), steps))
        before = width
    return nn.Sequential(*layers, nn.Linear(before, classes))
