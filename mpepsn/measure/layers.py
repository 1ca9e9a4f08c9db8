"""The layers of a network one under another: what each is, what it hands on, how many parameters it has.

Chapter: 11
"""

import itertools

import torch
from torch import nn

from ..networks.over_steps import OverSteps
from ..networks.stack import Residual
from ..neurons import Neuron
from .table import Table


def layers(network: nn.Module, *, in_shape: tuple[int, ...], steps: int) -> Table:
    """A table of the layers, from one pass of zeros; equal layers in a row share a line and add their parameters.

    On the device "meta" neither the network nor the pass takes memory: build it under `torch.device("meta")`.

    Args:
        network: one whose children are called one after another, as those of `mpepsn.networks` are.
        in_shape: shape of one sample at one step.
        steps: number of steps T.

    Returns:
        Columns: the layer, the shape of one sample after it at one step, its parameters, and those of its neurons.
    """
    rows, total = [], [0, 0]
    for (name, shape, *each), group in itertools.groupby(_passed(network, in_shape, steps)):
        times = len(list(group))
        numbers = [times * number for number in each]
        total = [before + number for before, number in zip(total, numbers, strict=True)]
        rows.append([f"{times} × {name}" if times > 1 else name, shape, *(f"{number:,}" for number in numbers)])
    return Table(["layer", "gives", "weights", "neurons'"], [*rows, ["all", "", *(f"{number:,}" for number in total)]])


def _passed(network: nn.Module, in_shape: tuple[int, ...], steps: int) -> list[tuple[str, str, int, int]]:
    """Words, shape and parameters of each child, in the order in which they are called."""
    found, training, like = [], network.training, next(network.parameters())

    def note(layer: nn.Module, x: tuple, y: torch.Tensor) -> None:
        neurons = [part for part in layer.modules() if isinstance(part, Neuron)]
        own = sum(value.numel() for neuron in neurons for value in neuron.parameters())
        weights = sum(value.numel() for value in layer.parameters()) - own
        found.append((words(layer), "×".join(map(str, y.shape[2:])), weights, own))

    hooks = [child.register_forward_hook(note) for child in network.children()]
    try:
        network.eval()
        with torch.no_grad():
            network(torch.zeros(steps, 1, *in_shape, device=like.device, dtype=like.dtype))
    finally:
        network.train(training)
        for hook in hooks:
            hook.remove()
    return found


def words(layer: nn.Module) -> str:
    """A layer in a few words: names of classes, sizes of kernels, /2 for a stride of 2 where the kernel is not 2."""
    if isinstance(layer, Residual):
        parts = [part for part in layer.main.modules() if hasattr(part, "kernel_size")]
        return "Residual " + ", ".join(map(_kernel, parts)) + _stride(max(_first(part.stride) for part in parts))
    if type(layer) is OverSteps:
        return words(layer.layer)
    if isinstance(layer, nn.Sequential):
        return ", ".join(map(words, layer))
    name = type(layer).__name__.removesuffix("1d").removesuffix("2d")
    if isinstance(layer, nn.Dropout):
        return f"{name} {layer.p:g}"
    if not hasattr(layer, "kernel_size"):
        return name
    stride = _first(layer.stride)
    return f"{name} {_kernel(layer)}" + ("" if str(stride) == _kernel(layer) else _stride(stride))


def _kernel(layer: nn.Module) -> str:
    sizes = layer.kernel_size if isinstance(layer.kernel_size, tuple) else (layer.kernel_size,)
    return str(sizes[0]) if len({*sizes}) == 1 else "×".join(map(str, sizes))


def _stride(stride: int) -> str:
    return f" /{stride}" if stride > 1 else ""


def _first(stride: int | tuple[int, ...]) -> int:
    return stride[0] if isinstance(stride, tuple) else stride
