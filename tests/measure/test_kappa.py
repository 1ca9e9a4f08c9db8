"""κ under descent: where the released settings take it, and that the layer's own κ goes there."""

import math
import re

import pytest
import torch

from mpepsn import MPEPSN, record
from mpepsn.losses import membrane_loss
from mpepsn.measure.kappa import RELEASED, kappa_path


def first_below(path):
    return int((path < 0).nonzero()[0])


@pytest.mark.parametrize(
    "released, steps, first", [("cifar10dvs", 10, 765), ("dvsgesture", 15, 1419), ("cifar10", 4, 26)]
)
def test_descent_takes_kappa_below_zero(released, steps, first):
    path = kappa_path(released, steps=steps, updates=first + 10)
    assert first_below(path) == first
    assert path[0] == 1 / steps and path.dtype == torch.float64 and path.shape == (first + 11,)
    assert (path.diff() < 0).all()


def test_sgd_comes_to_rest_where_weight_decay_holds_the_error():
    path = kappa_path("cifar10dvs", error=0.24, steps=10, updates=4000)
    rest = -0.01 * 0.24 / (10 * 5e-4)
    # The distance from rest falls by exp(−rate / (1 − momentum) · weight decay) an update.
    left = (path - rest) / (path[0] - rest)
    expected = math.exp(-0.05 / (1 - 0.9) * 5e-4 * 3000)
    assert left[4000] / left[1000] == pytest.approx(expected, rel=0.01)


def test_adam_sees_the_number_of_steps_and_not_the_error():
    paths = [kappa_path("cifar10", error=error, steps=4, updates=40) for error in (0.05, 0.24, 1.18)]
    assert [first_below(path) for path in paths] == [26, 26, 26]
    assert [first_below(kappa_path("cifar10", steps=steps, updates=110)) for steps in (1, 2, 8)] == [101, 51, 13]


def test_sgd_sees_the_error_and_not_the_number_of_steps():
    few, many = (kappa_path("cifar10dvs", steps=steps, updates=50) * steps for steps in (2, 16))
    torch.testing.assert_close(few, many, rtol=1e-12, atol=0)


def test_a_clamped_loss_leaves_kappa_soon_after_zero():
    path = kappa_path("cifar10", steps=4, updates=200)
    assert -0.15 < path[-1] < 0 and path[-1] == pytest.approx(path[150].item(), rel=1e-4)


@pytest.mark.parametrize("released", RELEASED)
def test_without_error_kappa_stays_above_zero(released):
    assert (kappa_path(released, error=0.0, steps=4, updates=50) > 0).all()


@pytest.mark.parametrize("name, steps", [("cifar10dvs", 4), ("dvsgesture", 5)])
def test_the_layer_s_kappa_goes_the_same_way(name, steps):
    layer = MPEPSN.released(name, steps)
    layer.threshold.requires_grad_(False)
    x = torch.randn(steps, 50, generator=torch.Generator().manual_seed(3))
    run = RELEASED[name]
    optimiser = run.optimiser([layer.raw_kappa])
    for _ in range(20):
        with record(layer, keep="error") as errors:
            layer(x, seed=torch.tensor(5))
        (error,) = errors[""]
        optimiser.zero_grad()
        (run.weight * membrane_loss(error, layer.step_weights(steps))).backward()
        optimiser.step()
    many = len(layer.raw_kappa)
    for t in range(many):
        path = kappa_path(name, error=error[t].item(), steps=many, updates=20)
        assert layer.raw_kappa[t].item() == pytest.approx(path[-1].item(), rel=1e-5)
        assert path[-1] < 1 / many


@pytest.mark.parametrize("name", ["cifar10dvs", "dvsgesture"])
def test_the_usual_error_is_what_noise_gives_the_neuron(name):
    layer = MPEPSN.released(name, steps := 16)
    with record(layer, keep="error") as errors, torch.no_grad():
        layer(torch.randn(steps, 4000, generator=torch.Generator().manual_seed(0)), seed=torch.tensor(1))
    error = errors[""][0][: len(layer.raw_kappa)].mean()
    assert error.item() == pytest.approx(RELEASED[name].error, rel=0.05)


@pytest.mark.parametrize(
    "given, said",
    [
        ({"released": "cifar100"}, "released must be one of 'cifar10dvs', 'dvsgesture', 'cifar10'; got 'cifar100'"),
        ({"error": -0.1}, "error must be a mean square, at least 0; got -0.1"),
        ({"error": math.nan}, "error must be a finite number; got nan"),
        ({"steps": 0}, "steps must be a whole number of at least 1; got 0"),
        ({"updates": 2.0}, "updates must be a whole number of at least 1; got 2.0"),
    ],
)
def test_what_makes_no_path_is_refused(given, said):
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        kappa_path(**{"released": "cifar10", "steps": 4, "updates": 10} | given)
