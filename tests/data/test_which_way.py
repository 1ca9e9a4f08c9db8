import torch

from mpepsn import LIF, networks
from mpepsn.data import sequential_digits, which_way_digits
from mpepsn.train import Recipe, accuracy, fit


def test_both_readings_of_every_image_are_there():
    forward, digit = sequential_digits("test", seed=3)
    x, y = which_way_digits("test", seed=3)
    count = len(digit)
    assert x.shape == (8, 2 * count, 8) and torch.equal(y.bincount(), digit.bincount().repeat(2))
    assert torch.equal(x[:, :count], forward) and torch.equal(x[:, count:], forward.flip(0))
    assert torch.equal(y[:count], digit) and torch.equal(y[count:], digit + 10)


def test_a_network_without_memory_cannot_tell_the_readings_apart():
    torch.manual_seed(0)
    network = networks.dense(20, steps=8, in_shape=(8,), neuron=lambda **_: LIF(decay=0.0))
    x = which_way_digits("test").x
    scores = network(x).mean(0)
    forward, backward = scores.chunk(2)
    assert torch.allclose(forward, backward, atol=1e-5) and not torch.allclose(forward[:1], forward[1:2])


def trained(decay):
    """The same small network, trained for the same time, with more or less memory."""
    neuron = {"name": "LIF", "decay": decay}
    recipe = Recipe("t", "which_way_digits", neuron=neuron, hidden=(64, 64), epochs=4, learning_rate=1e-2)
    return fit(recipe, report=None)


def test_trained_without_memory_it_stays_at_or_below_half():
    run = trained(decay=0.0)
    assert 0.3 < run.test_accuracy[-1] <= 0.5 + 1e-6
    assert accuracy(run.network, which_way_digits("test")) == run.test_accuracy[-1]


def test_trained_with_memory_the_same_network_passes_half():
    error = (0.25 / len(which_way_digits("test").y)) ** 0.5
    assert trained(decay=0.5).test_accuracy[-1] > 0.5 + 6 * error
