"""Parameters of every network at the size of its paper, counted without memory for them."""

import pytest
import torch

import mpepsn
from mpepsn import networks


def lif(shape, steps):
    return mpepsn.LIF()


def plif(shape, steps):
    return mpepsn.PLIF()


def imp(shape, steps):
    return mpepsn.LIF(learn_v_init=True, shape=shape)


def psn(shape, steps):
    return mpepsn.PSN(steps)


def masked(shape, steps):
    return mpepsn.MaskedPSN(steps, order=32)


def sliding(order):
    return lambda shape, steps: mpepsn.SlidingPSN(order)


def released(name):
    return lambda shape, steps: mpepsn.MPEPSN.released(name, steps)


DVS, CIFAR, IMAGENET = (2, 48, 48), (3, 32, 32), (3, 224, 224)
LIKE_10DVS, GESTURE = released("cifar10dvs"), released("dvsgesture")

# network, classes, steps, in_shape, neuron, other arguments: number of parameters
COUNTS = [
    ("seven_b_net", 11, 16, (2, 64, 64), lif, {}, 3_528_814),
    ("seven_b_net", 11, 16, (2, 64, 64), GESTURE, {}, 3_528_910),
    ("seven_b_net", 11, 16, (2, 64, 64), lif, {"width": 128}, 1_231_470),
    ("seven_b_net", 11, 10, (2, 128, 128), lif, {}, 6_674_542),
    ("vggsnn", 10, 10, DVS, lif, {}, 9_271_498),
    ("vggsnn", 10, 4, DVS, LIKE_10DVS, {}, 9_271_498 + 40),
    ("vggsnn", 10, 8, DVS, LIKE_10DVS, {}, 9_271_498 + 72),
    ("vggsnn", 10, 10, DVS, LIKE_10DVS, {}, 9_271_498 + 88),
    ("vggsnn", 10, 10, DVS, sliding(2), {}, 9_271_498 + 24),
    ("vggsnn", 10, 10, DVS, plif, {}, 9_271_498 + 8),
    ("vggsnn", 10, 10, DVS, lif, {"norm": "tebn"}, 9_271_498 + 80),
    ("vggsnn", 10, 10, DVS, imp, {}, 9_271_498 + 921_600),
    ("vggsnn", 101, 10, (2, 128, 128), lif, {}, 12_535_077),
    ("resnet19", 10, 4, CIFAR, lif, {}, 12_630_858),
    ("resnet19", 10, 4, CIFAR, LIKE_10DVS, {}, 12_630_948),
    ("resnet19", 100, 4, CIFAR, lif, {}, 12_653_988),
    ("resnet19", 10, 4, CIFAR, lif, {"stem": 128}, 12_697_994),
    ("plif_net", 10, 4, CIFAR, lif, {}, 70_113_034),
    ("plif_net", 10, 4, CIFAR, psn, {}, 70_113_034 + 140),
    ("sequential_net", 10, 32, (3, 32), lif, {}, 513_418),
    ("sequential_net", 100, 32, (3, 32), lif, {}, 536_548),
    ("sequential_net", 10, 32, (3, 32), psn, {}, 513_418 + 7_392),
    ("sequential_net", 10, 32, (3, 32), masked, {}, 513_418 + 7_392),
    ("sequential_net", 10, 32, (3, 32), sliding(32), {}, 513_418 + 231),
    ("sequential_net", 10, 32, (3, 32), plif, {}, 513_418 + 7),
    ("sequential_net", 10, 32, (3, 32), lambda shape, steps: mpepsn.KLIF(), {}, 513_418 + 7),
    ("sequential_net", 10, 32, (3, 32), mpepsn.GLIF, {}, 513_418 + 39_936),
    ("sew_resnet18", 1000, 4, IMAGENET, lif, {}, 11_689_512),
    ("sew_resnet34", 1000, 4, IMAGENET, lif, {}, 21_797_672),
    ("sew_resnet50", 1000, 4, IMAGENET, lif, {}, 25_557_032),
    ("sew_resnet101", 1000, 4, IMAGENET, lif, {}, 44_549_160),
    ("sew_resnet152", 1000, 4, IMAGENET, lif, {}, 60_192_808),
    ("sew_resnet18", 1000, 4, IMAGENET, psn, {}, 11_689_512 + 400),
    ("sew_resnet34", 1000, 4, IMAGENET, psn, {}, 21_797_672 + 720),
    ("sew_resnet50", 1000, 4, IMAGENET, psn, {}, 25_557_032 + 1_060),
    ("sew_resnet101", 1000, 4, IMAGENET, psn, {}, 44_549_160 + 2_080),
    ("sew_resnet152", 1000, 4, IMAGENET, psn, {}, 60_192_808 + 3_100),
    ("sew_resnet18", 1000, 4, IMAGENET, imp, {}, 11_689_512 + 2_483_712),
    ("sew_resnet34", 1000, 4, IMAGENET, imp, {}, 21_797_672 + 3_738_112),
    ("sew_resnet50", 1000, 4, IMAGENET, imp, {}, 25_557_032 + 11_113_984),
    ("vgg11", 10, 16, (2, 128, 128), lif, {}, 9_225_408 + 5_130),
    ("vgg11", 10, 16, (2, 128, 128), imp, {}, 9_225_408 + 5_130 + 2_621_440),
]


@pytest.mark.parametrize("name, classes, steps, in_shape, neuron, others, parameters", COUNTS)
def test_the_parameters_are_those_of_the_released_code(name, classes, steps, in_shape, neuron, others, parameters):
    with torch.device("meta"):
        network = networks.NETWORKS[name](classes, steps=steps, in_shape=in_shape, neuron=neuron, **others)
    assert sum(value.numel() for value in network.parameters()) == parameters


@pytest.mark.parametrize("name", sorted(set(networks.NETWORKS) - {"dense"}))
def test_the_number_in_the_docstring_is_the_first_of_these(name):
    first = next(case[-1] for case in COUNTS if case[0] == name)
    assert f" {first:,} parameters" in networks.NETWORKS[name].__doc__.splitlines()[0]


def test_no_network_was_forgotten():
    assert {case[0] for case in COUNTS} == set(networks.NETWORKS) - {"dense"}
