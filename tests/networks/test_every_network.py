"""What holds for every network with every neuron: shapes, gradients, the neurons' places, training and evaluation."""

import pytest
import torch

from mpepsn import LIF, PSN, networks
from mpepsn.networks import TEBN
from mpepsn.networks.stack import Residual

NEURONS = ("LIF", "IMP", "PSN", "MPEPSN", "GLIF")
DEEP = {"sew_resnet34", "sew_resnet50", "sew_resnet101", "sew_resnet152"}


@pytest.mark.parametrize("steps", [1, 4])
@pytest.mark.parametrize(
    "name, neuron", [(name, neuron) for name in networks.NETWORKS for neuron in NEURONS[: 2 if name in DEEP else None]]
)
def test_forward_and_backward(small, name, neuron, steps):
    torch.manual_seed(0)
    network, in_shape = small(name, neuron, steps)
    y = network(torch.rand(steps, 5, *in_shape) * 2)
    assert y.shape == (steps, 5, 3) and y.isfinite().all()
    y.square().sum().backward()
    gradients = {name: value.grad for name, value in network.named_parameters()}
    if steps > 1:  # at one step nothing is reset, and a neuron need not fire
        assert [name for name, gradient in gradients.items() if gradient is None] == []
        assert next(iter(gradients.values())).abs().sum() > 0
    assert all(gradient is None or gradient.isfinite().all() for gradient in gradients.values())
    network.eval()
    x = torch.rand(steps, 1, *in_shape)
    with torch.no_grad():
        once = network(x)
        assert once.shape == (steps, 1, 3) and once.isfinite().all() and network(x).equal(once)


@pytest.mark.parametrize("name", networks.NETWORKS)
def test_each_neuron_is_made_for_the_shape_that_comes_to_it(small, name):
    asked = []

    class Noting(LIF):
        def __init__(self, shape, steps):
            super().__init__()
            asked.append(self)
            self.wanted = shape, steps

        def forward(self, x):
            assert (tuple(x.shape[2:]), len(x)) == self.wanted
            self.met = True
            return super().forward(x)

    network, in_shape = small(name, Noting, 2)
    network(torch.rand(2, 2, *in_shape))
    assert asked and all(layer.met for layer in asked)


@pytest.mark.parametrize("norm", ["tdbn", "tebn"])
@pytest.mark.parametrize("name", sorted(set(networks.NETWORKS) - DEEP - {"dense"}))
def test_another_norm(small, name, norm):
    network, in_shape = small(name, "PSN", 4, norm=norm)
    network(torch.rand(4, 2, *in_shape)).sum().backward()
    scales = [layer.scale.grad for layer in network.modules() if isinstance(layer, TEBN)]
    assert bool(scales) == (norm == "tebn") and all(scale is not None for scale in scales)


@pytest.mark.parametrize("name", ["seven_b_net", "vggsnn"])
def test_dropout_works_in_training_alone(small, name):
    torch.manual_seed(0)
    network, in_shape = small(name, lambda shape, steps: PSN(steps), 4)
    x = torch.rand(4, 2, *in_shape) * 3
    assert not network(x).equal(network(x))
    network.eval()
    assert network(x).equal(network(x))
    network, _ = small(name, lambda shape, steps: PSN(steps), 4, dropout=0.0)
    assert network(x).equal(network(x))


def test_between_the_blocks_of_a_sew_resnet_are_whole_numbers_and_in_resnet19_spikes(small):
    torch.manual_seed(0)
    largest = {}
    for name, given in (("sew_resnet18", {"pool": "max"}), ("resnet19", {})):
        network, in_shape = small(name, "LIF", 4, width=8, **given)
        seen = []
        for block in (layer for layer in network.modules() if isinstance(layer, Residual)):
            block.register_forward_hook(lambda layer, x, y, seen=seen: seen.append(y.detach()))
        network(torch.rand(4, 8, *in_shape) * 3)
        assert len(seen) == 8 and all(y.equal(y.round()) and y.min() == 0 for y in seen)
        largest[name] = max(y.max().item() for y in seen)
    assert largest["resnet19"] == 1 and largest["sew_resnet18"] > 1


def test_a_step_of_a_network_of_neurons_without_memory_depends_on_no_other_step(small):
    torch.manual_seed(0)
    network, in_shape = small("vggsnn", lambda shape, steps: LIF(decay=0.0), 4)
    network.eval()
    x = torch.rand(4, 2, *in_shape) * 3
    torch.testing.assert_close(network(x)[2], network(x[2:3])[0])
