"""How often each layer fires, against sums written out here."""

import pytest
import torch
from torch import nn

from mpepsn import IF, LIF, MLF, MPEPSN, PSN, lif, networks
from mpepsn.data import Labelled
from mpepsn.measure.rates import rates

X = 1.5 * torch.randn(6, 50, 4, generator=torch.Generator().manual_seed(0))
PART = Labelled(X, torch.zeros(50, dtype=torch.int64))


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    """Threads cost more than they save at these sizes."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_two_layers_by_hand():
    network = nn.Sequential(LIF(0.5), nn.Linear(4, 3), LIF(0.9, threshold=0.5))
    first = lif(X, decay=0.5).s
    second = lif(network[1](first), decay=0.9, threshold=0.5).s
    assert 0.05 < first.mean() < 0.95 and 0.01 < second.mean() < 0.99
    assert rates(network, PART) == {"0": pytest.approx(first.mean().item()), "2": pytest.approx(second.mean().item())}


def test_unequal_batches_count_by_their_size(monkeypatch):
    whole = rates(nn.Sequential(LIF()), PART)
    monkeypatch.setattr("mpepsn.train.evaluate.AT_ONCE", 33)
    assert rates(nn.Sequential(LIF()), PART)["0"] == pytest.approx(whole["0"], rel=1e-12)


@pytest.mark.parametrize("kind", [IF, MPEPSN, lambda: PSN(6)], ids=["IF", "MPEPSN", "PSN"])
def test_any_neuron_in_any_network_is_measured_in_evaluation_mode_and_nothing_stays(kind):
    torch.manual_seed(0)
    network = networks.sequential_net(3, steps=6, in_shape=(3, 8), neuron=lambda shape, steps: kind(), width=4)
    part = Labelled(20 * torch.rand(6, 5, 3, 8), torch.zeros(5, dtype=torch.int64))
    before = {name: value.clone() for name, value in network.state_dict().items()}
    found = rates(network.train(), part)
    assert len(found) == 7 and all(0 <= rate <= 1 for rate in found.values()) and max(found.values()) > 0
    assert found == rates(network, part) and not network.training
    assert not any(layer._forward_hooks for layer in network.modules())
    assert all(value.equal(before[name]) for name, value in network.state_dict().items())


def test_several_spikes_a_step_are_all_counted():
    assert rates(nn.Sequential(MLF()), Labelled(torch.full((2, 1, 3), 9.0), PART.y[:1]))["0"] == 3


def test_what_does_not_fire_is_refused():
    with pytest.raises(ValueError, match="network must hold a layer of spiking neurons; got none"):
        rates(nn.Linear(4, 3), PART)
    idle = nn.Sequential(LIF())
    idle[0].spare = IF()
    with pytest.raises(ValueError, match=r"all of its spiking layers; 0\.spare did not run"):
        rates(idle, PART)
    assert not idle[0]._forward_hooks
