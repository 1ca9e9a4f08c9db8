"""What no network can be made from is refused by name."""

import re

import pytest
import torch

from mpepsn import LIF, networks

IN_SHAPES = {"dense": (6,), "sequential_net": (3, 8)}


def made(name="vggsnn", classes=3, **given):
    arguments = {"steps": 2, "in_shape": IN_SHAPES.get(name, (2, 16, 16)), "neuron": lambda shape, steps: LIF()} | given
    return networks.NETWORKS[name](classes, **arguments)


REFUSED = [
    ({"classes": 0}, ValueError, "classes must be a whole number of at least 1; got 0"),
    ({"steps": 0}, ValueError, "steps must be a whole number of at least 1; got 0"),
    ({"in_shape": 16}, ValueError, "in_shape must be the shape of one sample"),
    ({"in_shape": (16, 16)}, ValueError, "in_shape must be (channels, height, width) for a network of pictures; got"),
    ({"in_shape": (2, 8, 8)}, ValueError, "in_shape must be larger for this network; a sample is (512, 1, 1) before"),
    ({"neuron": LIF()}, TypeError, "neuron must be a function called as neuron(shape=(C, H, W), steps=T)"),
    ({"neuron": LIF}, TypeError, "neuron must be a function called as neuron(shape=(C, H, W), steps=T)"),
    ({"neuron": None}, TypeError, "neuron must be a function called as neuron(shape=(C, H, W), steps=T)"),
    (
        {"neuron": lambda shape, steps: "LIF"},
        TypeError,
        "neuron must give a torch.nn.Module; for shape (64, 16, 16) and 2 steps it gave 'LIF'",
    ),
    ({"norm": "ln"}, ValueError, "norm must be one of 'bn', 'tdbn', 'tebn'; got 'ln'"),
    ({"width": 0}, ValueError, "width must be a whole number of at least 1; got 0"),
    ({"dropout": 2}, ValueError, "dropout must be a number in [0, 1]; got 2"),
    ({"name": "sequential_net", "in_shape": (3, 8, 8)}, ValueError, "in_shape must be (channels, rows)"),
    ({"name": "sew_resnet18", "stem": "tiny"}, ValueError, "stem must be one of 'large', 'small'; got 'tiny'"),
    ({"name": "sew_resnet18", "pool": "sum"}, ValueError, "pool must be one of 'avg', 'max'; got 'sum'"),
    ({"name": "resnet19", "stem": 0}, ValueError, "stem must be a whole number of at least 1; got 0"),
    ({"name": "dense", "classes": 1.5}, ValueError, "classes must be a whole number of at least 1; got 1.5"),
    ({"name": "dense", "hidden": (0,)}, ValueError, "hidden must be a whole number of at least 1; got 0"),
]


@pytest.mark.parametrize("given, kind, words", REFUSED)
def test_what_is_refused_is_named(given, kind, words):
    with torch.device("meta"), pytest.raises(kind, match=re.escape(words)):
        made(**given)


@pytest.mark.parametrize("name", networks.NETWORKS)
def test_every_network_refuses_a_wrong_number_of_axes_and_of_classes(name):
    with pytest.raises(ValueError, match="in_shape must be"):
        made(name, in_shape=(2, 2, 2, 2))
    with pytest.raises(ValueError, match="classes must be"):
        made(name, classes=True)


def test_a_norm_built_for_other_steps_says_so(small):
    network, in_shape = small("vggsnn", "LIF", 4, norm="tebn")
    with pytest.raises(ValueError, match="this TEBN was built for T = 4 steps; got 3"):
        network(torch.rand(3, 2, *in_shape))
