"""The map of the loss: its middle, its scale, and that nothing stays behind."""

import pytest
import torch
from torch import nn

from mpepsn import LIF, MPEPSN, networks
from mpepsn.data import Labelled
from mpepsn.losses import sdt_loss, tet_loss
from mpepsn.measure.landscape import direction, landscape

X = torch.rand(5, 40, 6, generator=torch.Generator().manual_seed(0))
PART = Labelled(X, torch.arange(40) % 3)


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    """Threads cost more than they save at these sizes."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def network(neuron=LIF):
    torch.manual_seed(0)
    return networks.dense(3, steps=5, in_shape=(6,), neuron=lambda shape, steps: neuron(), hidden=(8, 8))


@pytest.mark.parametrize("loss", [sdt_loss, tet_loss])
def test_the_middle_is_the_training_loss_of_the_network(loss):
    made = network().train()
    at, found = landscape(made, PART, loss, points=3)
    assert at.tolist() == [-1, 0, 1] and found.shape == (3, 3)
    assert found[1, 1].item() == pytest.approx(loss(made(X), PART.y).item(), rel=1e-6)
    assert len(found.unique()) > 5


def test_a_point_is_the_loss_at_the_moved_weights():
    made = network()
    _, found = landscape(made, PART, points=3, reach=0.5, seed=3)
    start = {name: value.detach() for name, value in made.named_parameters() if value.dim() > 1}
    first, second = direction(start, 6), direction(start, 7)
    with torch.no_grad():
        for name, value in start.items():
            value += 0.5 * first[name] - 0.5 * second[name]
    assert found[2, 0].item() == pytest.approx(sdt_loss(made.train()(X), PART.y).item(), rel=1e-5)


def test_each_filter_moves_by_its_own_length():
    filters = {"weight": torch.tensor([[3.0, 4.0], [0.0, 0.0], [0.1, 0.0]]), "conv": torch.full((2, 3, 3, 3), 2.0)}
    moved = direction(filters, seed=0)
    assert moved["weight"].norm(dim=1).tolist() == pytest.approx([5, 0, 0.1])
    assert moved["conv"].flatten(1).norm(dim=1).tolist() == pytest.approx([2 * 27**0.5] * 2)
    assert not torch.equal(moved["conv"], direction(filters, seed=1)["conv"])


def test_the_scale_of_weights_before_a_batch_norm_leaves_the_map_unchanged():
    made, scaled = network(), network()
    with torch.no_grad():
        scaled[0].weight *= 10
        scaled[3].weight *= torch.linspace(1, 20, 8).unsqueeze(1)
    maps = [landscape(each, PART, points=3).loss for each in (made, scaled)]
    assert (maps[0] - maps[1]).abs().max() < 0.01 * maps[0].std()


def test_draws_are_the_same_at_each_point_and_the_network_is_left_as_it_was():
    made = network(MPEPSN).eval()
    before, state = {name: value.clone() for name, value in made.state_dict().items()}, torch.get_rng_state()
    still, other = (landscape(made, PART, points=3, reach=1e-30, seed=seed).loss.unique() for seed in (0, 1))
    assert len(still) == len(other) == 1 and still != other
    first = landscape(made, PART, points=3)
    assert torch.equal(first.loss, landscape(made, PART, points=3).loss)
    assert torch.equal(torch.get_rng_state(), state) and not made.training
    assert all(value.equal(before[name]) for name, value in made.state_dict().items())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"points": 4}, "points must be odd, so that one is the network; got 4"),
        ({"points": 0}, "points must be"),
        ({"reach": 0.0}, "reach must be"),
    ],
)
def test_what_makes_no_map_is_refused(given, said):
    with pytest.raises(ValueError, match=said):
        landscape(network(), PART, **given)
    with pytest.raises(ValueError, match="network must have weights of two or more axes; got none"):
        landscape(nn.Sequential(LIF()), PART)
