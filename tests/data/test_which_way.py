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


def test_trained_without_memory_it_stays_at_or_below_half():
    recipe = Recipe("t", "which_way_digits", {"name": "LIF", "decay": 0.0}, (32,), epochs=4, learning_rate=4e-3)
    run = fit(recipe, report=None)
    assert 0.2 < run.test_accuracy[-1] <= 0.5 + 1e-6
    assert accuracy(run.network, which_way_digits("test")) == run.test_accuracy[-1]
