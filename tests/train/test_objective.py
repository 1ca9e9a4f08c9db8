"""What training makes small: the losses of a recipe, and L_mem beside them."""

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from mpepsn import MPEPSN, losses, record
from mpepsn.data import which_way_digits
from mpepsn.train import Recipe
from mpepsn.train.objective import Objective

PART = which_way_digits("train").take(torch.arange(40))


def network(**neuron):
    torch.manual_seed(0)
    neuron = {"name": "MPEPSN", "estimate": "threshold"} | neuron
    return Recipe("t", "which_way_digits", neuron=neuron, hidden=(16, 12)).build(20, 8, (8,))


@pytest.mark.parametrize(
    ("loss", "by_hand"),
    [
        ({"name": "sdt"}, losses.sdt_loss),
        ({"name": "tet", "rate_weight": 0.1}, lambda y, target: losses.tet_loss(y, target, 0.1, 1.0)),
        ({"name": "lts"}, losses.lts_loss),
        ({"name": "tet_s", "smoothing": 0.3}, lambda y, target: losses.tet_s_loss(y, target, 0.3)),
    ],
)
def test_the_loss_is_the_one_that_is_named(loss, by_hand):
    net = network().eval()
    y, value = Objective(loss, {})(net, *PART, epoch=0)
    assert torch.equal(y, net(PART.x)) and torch.equal(value, by_hand(y, PART.y))


@pytest.mark.parametrize("kappa", ["fixed", "softmax", "free", "uncertainty"])
def test_l_mem_is_summed_over_layers(kappa):
    net = network(kappa=kappa).eval()
    y, value = Objective({"name": "sdt"}, {"weight": 0.2})(net, *PART, epoch=0)
    with record(net) as recording:
        net(PART.x)
    total = 0.0
    for name, layer in net.named_modules():
        if isinstance(layer, MPEPSN):
            total = total + (layer.step_weights(8) * recording[name][0]).sum() + layer.kappa_cost()
    torch.testing.assert_close(value, 0.8 * losses.sdt_loss(y, PART.y) + 0.2 * total)
    assert total > 0


def test_the_schedule_ends_the_term_and_leaves_every_gradient():
    net = network(kappa="free")
    objective = Objective({"name": "sdt"}, {"weight": 0.2, "until": 3})
    objective(net, *PART, epoch=2).loss.backward()
    layers = [layer for layer in net.modules() if isinstance(layer, MPEPSN)]
    assert all((layer.raw_kappa.grad > 0).any() for layer in layers)
    net.zero_grad(set_to_none=True)
    y, value = objective(net, *PART, epoch=3)
    value.backward()
    assert all((layer.raw_kappa.grad == 0).all() for layer in layers)
    torch.testing.assert_close(value, losses.sdt_loss(y, PART.y))


def test_lts_is_read_at_the_last_step():
    readouts = {name: Objective({"name": name}, {}).readout for name in ("sdt", "tet", "lts", "tet_s")}
    assert readouts == {"sdt": "mean", "tet": "mean", "lts": "last", "tet_s": "mean"}


def test_smoothing_is_the_label_smoothing_of_pytorch():
    y, target = torch.randn(3, 6, 5), torch.arange(6) % 5
    smooth = Objective({"name": "sdt"}, {}, smoothing=0.1)
    expected = F.cross_entropy(y.mean(0), target, label_smoothing=0.1)
    network = nn.Identity()
    torch.testing.assert_close(smooth(network, y, target, 0).loss, expected)
    torch.testing.assert_close(smooth(network, y, F.one_hot(target).float(), 0).loss, expected)
    assert Objective({"name": "sdt"}, {})(network, y, target, 0).loss != expected
