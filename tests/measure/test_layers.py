"""A network's layers as a table: every parameter in it once, equal layers in one line."""

import pytest
import torch

import mpepsn
from mpepsn import networks
from mpepsn.measure.layers import layers


def psn(shape, steps):
    return mpepsn.PSN(steps)


def test_the_lines_of_a_network_of_blocks():
    network = networks.resnet19(5, steps=4, in_shape=(3, 8, 8), neuron=psn, width=4, stem=2)
    assert layers(network, in_shape=(3, 8, 8), steps=4).rows == [
        ["Conv 3, BN, PSN", "2×8×8", "58", "20"],
        ["Residual 3, 3", "4×8×8", "248", "40"],
        ["2 × Residual 3, 3", "4×8×8", "608", "80"],
        ["Residual 3, 3 /2", "8×4×4", "944", "40"],
        ["2 × Residual 3, 3", "8×4×4", "2,368", "80"],
        ["Residual 3, 3 /2", "16×2×2", "3,680", "40"],
        ["Residual 3, 3", "16×2×2", "4,672", "40"],
        ["AdaptiveAvgPool", "16×1×1", "0", "0"],
        ["Flatten", "16", "0", "0"],
        ["Linear, PSN", "8", "136", "20"],
        ["Linear", "5", "45", "0"],
        ["all", "", "12,759", "360"],
    ]
    assert sum(value.numel() for value in network.parameters()) == 12_759 + 360


def test_a_network_without_memory_is_measured_at_full_size():
    with torch.device("meta"):
        network = networks.vggsnn(10, steps=10, in_shape=(2, 48, 48), neuron=lambda shape, steps: mpepsn.MPEPSN())
    rows = layers(network, in_shape=(2, 48, 48), steps=10).rows
    assert rows[-1] == ["all", "", "9,271,498", "8"]
    assert [row[0] for row in rows if "Pool" in row[0] or "Dropout" in row[0]] == [
        *["AvgPool 2"] * 4,
        "Dropout 0.25",
    ]


@pytest.mark.parametrize("training", [True, False])
def test_the_network_is_left_as_it_was(training):
    network = networks.dense(3, steps=4, in_shape=(6,), neuron=psn, hidden=(5,)).train(training)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    with pytest.raises(RuntimeError):
        layers(network, in_shape=(7,), steps=4)
    layers(network, in_shape=(6,), steps=4)
    assert network.training is training and not network[0]._forward_hooks
    assert all(value.equal(before[name]) for name, value in network.state_dict().items())
