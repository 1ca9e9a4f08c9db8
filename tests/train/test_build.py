"""The network of a recipe and the neuron in it: options, surrogates, released neurons, and what is refused."""

import pytest
import torch

from mpepsn import LIF, MPEPSN, atan
from mpepsn.train import Recipe


def layers(recipe, kind, in_shape, steps=4):
    return [layer for layer in recipe.build(3, steps, in_shape).modules() if isinstance(layer, kind)]


def test_options_reach_the_network():
    recipe = Recipe("t", "cifar10", network={"name": "plif_net", "width": 5, "norm": "tebn"})
    network = recipe.build(3, 2, (3, 8, 8))
    assert network(torch.randn(2, 4, 3, 8, 8)).shape == (2, 4, 3)
    assert {name.split(".")[-1] for name, _ in network.named_parameters()} >= {"scale"}
    assert [module.out_channels for module in network.modules() if hasattr(module, "out_channels")] == [5] * 6


def test_the_dense_network_lays_pictures_out_in_a_row():
    recipe = Recipe("t", "nmnist", network={"name": "dense", "hidden": [6]})
    network = recipe.build(3, 2, (2, 4, 5))
    assert network(torch.randn(2, 7, 2, 4, 5)).shape == (2, 7, 3)
    assert [layer.in_features for layer in network.modules() if hasattr(layer, "in_features")] == [40, 6]


def test_a_surrogate_is_a_table():
    neuron = {"name": "LIF", "spike": {"name": "atan", "slope": 3.0, "strict": True}}
    (layer,) = layers(Recipe("t", "still_digits", neuron=neuron, hidden=(6,)), LIF, (8,))
    assert layer.spike == atan(3.0, strict=True)


def test_a_released_neuron_is_made_as_released():
    neuron = {"name": "MPEPSN", "released": "dvsgesture"}
    (layer,) = layers(Recipe("t", "still_digits", neuron=neuron, hidden=(6,)), MPEPSN, (8,))
    assert layer.reading == "same_step" and layer.double_mean and layer.steps == 4 and layer.spike.strict


def test_a_learned_start_gets_the_shape_of_its_place():
    neuron = {"name": "LIF", "learn_v_init": True}
    recipe = Recipe("t", "cifar10", neuron=neuron, network={"name": "plif_net", "width": 5})
    assert [tuple(layer.v_init.shape) for layer in layers(recipe, LIF, (3, 8, 8))][-2:] == [(5, 4, 4), (5,)]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"network": {"name": "vgg"}}, "network.name must be one of .*; got 'vgg'"),
        ({"network": {"width": 3}}, "network.name must be one of .*; got None"),
        ({"network": "vggsnn"}, "network must be a table; got 'vggsnn'"),
        ({"network": {"name": "vggsnn", "depth": 3}}, "options of vggsnn: dropout, norm, width; got depth"),
        ({"network": {"name": "vggsnn", "steps": 3}}, "got steps"),
        ({"network": {"name": "vggsnn", "width": 0}}, "width must be a whole number of at least 1; got 0"),
        ({"network": {"name": "vggsnn", "norm": "ln"}}, "norm must be one of"),
        ({"network": {"name": "dense", "hidden": [0]}}, "hidden must be a whole number of at least 1; got 0"),
        ({"network": {"name": "vggsnn"}, "hidden": (3,)}, r"hidden must be left out: the network is .*; got \(3,\)"),
        ({"neuron": {"name": "LIF", "spike": "atan"}}, "spike must be a table with the name of a surrogate"),
        ({"neuron": {"name": "LIF", "spike": {"name": "relu"}}}, "spike.name must be one of .*; got 'relu'"),
        ({"neuron": {"name": "MPEPSN", "released": "mnist"}}, "neuron must hold .*; got 'mnist'"),
        ({"neuron": {"name": "LIF", "released": "dvsgesture"}}, "neuron must hold arguments of LIF: .*released"),
        ({"neuron": {"name": "MPEPSN", "released": "dvsgesture", "decay": 0.5}}, "neuron must hold .*decay"),
    ],
)
def test_what_cannot_be_built_is_refused(given, message):
    with pytest.raises(ValueError, match=message):
        Recipe("t", "still_digits", **given)
