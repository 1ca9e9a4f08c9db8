"""The dense network: its layers, its parameters, and one set of weights for all steps."""

import torch
from torch import nn

from mpepsn import LIF
from mpepsn.networks import OverSteps, dense


def test_the_neuron_is_asked_for_with_shape_and_steps():
    asked = []

    def neuron(*, shape, steps):
        asked.append((shape, steps))
        return LIF()

    network = dense(10, steps=8, in_shape=(5,), neuron=neuron, hidden=(7, 6))
    assert asked == [((7,), 8), ((6,), 8)]
    assert network(torch.randn(8, 3, 5)).shape == (8, 3, 10)


def test_parameter_count():
    network = dense(10, steps=8, in_shape=(8,), neuron=lambda shape, steps: LIF())
    weights = 8 * 128 + 128 * 128 + 128 * 10 + 10
    norms = 2 * 2 * 128
    assert sum(parameter.numel() for parameter in network.parameters()) == weights + norms


def test_every_parameter_gets_a_gradient():
    torch.manual_seed(0)
    network = dense(4, steps=8, in_shape=(8,), hidden=(16, 16), neuron=lambda **_: LIF(learn_v_init=True, shape=(16,)))
    network(torch.rand(8, 12, 8)).square().sum().backward()
    for name, parameter in network.named_parameters():
        assert parameter.grad.abs().sum() > 0, name


def test_one_batch_norm_over_steps_and_samples_together():
    x = torch.randn(6, 9, 4) * 3 + torch.arange(6).reshape(6, 1, 1)
    y = OverSteps(nn.BatchNorm1d(4))(x)
    wanted = (x - x.mean((0, 1))) / (x.var((0, 1), unbiased=False) + 1e-5).sqrt()
    torch.testing.assert_close(y, wanted)


def test_over_steps_gives_each_step_its_own_result():
    layer = nn.Conv2d(2, 3, 3)
    x = torch.randn(4, 5, 2, 6, 6)
    torch.testing.assert_close(OverSteps(layer)(x), torch.stack([layer(step) for step in x]))
