"""How good a network's estimates are, measured layer by layer."""

import pytest
import torch
from torch import nn

from mpepsn import LIF, MPEPSN, lif
from mpepsn.data import Labelled
from mpepsn.measure.distance import distances
from mpepsn.neurons import estimate
from mpepsn.surrogate import triangle

X = 1.5 * torch.randn(6, 50, 4, generator=torch.Generator().manual_seed(0))
PART = Labelled(X, torch.zeros(50, dtype=torch.int64))


def test_the_numbers_of_one_layer_by_hand():
    layer = MPEPSN(decay=0.5, threshold=0.8, estimate="threshold")
    found = distances(nn.Sequential(layer), PART)["0"]
    v_hat = X * (X < 0.8)
    h = torch.cat([torch.zeros(1, 50, 4), 0.5 * v_hat[:-1]]) + X
    s = (h >= 0.8).float()
    v = h * (1 - s)
    distance = ((v_hat - v) ** 2).mean().item()
    exact = lif(X, decay=0.5, threshold=0.8).s
    assert found["distance"] == pytest.approx(distance, abs=1e-5)
    assert found["relative"] == pytest.approx(distance / (v**2).mean().item(), abs=1e-5)
    assert found["current"] == pytest.approx((X**2).mean().item() ** 0.5, abs=1e-5)
    assert found["rate"] == pytest.approx(s.mean().item(), abs=1e-5)
    assert found["wrong"] == pytest.approx((s != exact).float().mean().item(), abs=1e-5) and found["wrong"] > 0.01
    assert found["threshold"] == pytest.approx(0.8, abs=1e-5)


def test_estimates_are_drawn_as_in_training_and_by_the_seed():
    network = nn.Sequential(MPEPSN(threshold=1.0))
    found = distances(network, PART, seed=3)
    assert found == distances(network, PART, seed=3) != distances(network, PART, seed=4)
    v_hat = estimate(X, "bernoulli", threshold=1.0, seed=torch.tensor(3))
    h = torch.cat([torch.zeros(1, 50, 4), 0.25 * v_hat[:-1]]) + X
    assert found["0"]["distance"] == pytest.approx(((v_hat - h * (h < 1)) ** 2).mean().item(), abs=1e-5)


def test_all_sweeps_leave_no_wrong_spike():
    one, all_ = (distances(nn.Sequential(MPEPSN(decay=0.9, sweeps=sweeps)), PART)["0"] for sweeps in (1, 6))
    assert one["wrong"] > 0.05 and all_["wrong"] == 0 and one["distance"] > 0.1 > all_["distance"]


def test_each_layer_is_measured_on_what_reaches_it_and_nothing_stays():
    network = nn.Sequential(MPEPSN(), nn.Linear(4, 4), MPEPSN(spike=triangle(strict=True)))
    hidden = network[1](network[0].eval()(X)).detach()
    found = distances(network.train(), PART)
    assert list(found) == ["0", "2"]
    assert found["2"]["current"] == pytest.approx(hidden.square().mean().sqrt().item(), abs=1e-5)
    assert not network.training and not any(layer._forward_pre_hooks for layer in network.modules())


def test_a_silent_layer_has_no_relative_distance():
    still = Labelled(torch.zeros(6, 5, 4), PART.y[:5])
    assert distances(nn.Sequential(MPEPSN()), still)["0"]["relative"] is None


def test_a_network_without_estimates_is_refused():
    with pytest.raises(ValueError, match="network must hold an MPEPSN layer; got none"):
        distances(nn.Sequential(LIF()), PART)
