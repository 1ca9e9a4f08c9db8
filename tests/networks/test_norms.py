"""Batch norms against their equations."""

import pytest
import torch

from mpepsn.networks import BN, TDBN, TEBN

PLACES = pytest.mark.parametrize("places", [(), (5,), (5, 4)])


def sequence(places):
    torch.manual_seed(0)
    return torch.randn(6, 7, 3, *places) * 3 + torch.arange(6.0).reshape(6, *(1,) * (len(places) + 2))


def normal(x):
    axes = [axis for axis in range(x.dim()) if axis != 2]
    return (x - x.mean(axes, keepdim=True)) / (x.var(axes, unbiased=False, keepdim=True) + 1e-5).sqrt()


@PLACES
def test_bn_is_over_steps_and_samples_together(places):
    x = sequence(places)
    torch.testing.assert_close(BN(3, len(places))(x), normal(x))


@PLACES
def test_tdbn_is_as_wide_as_the_threshold_is_high(places):
    x = sequence(places)
    torch.testing.assert_close(TDBN(3, len(places), threshold=0.5, alpha=0.7)(x), 0.35 * normal(x))
    torch.testing.assert_close(TDBN(3, len(places))(x), normal(x))


@PLACES
def test_tebn_scales_every_step_by_its_own_number(places):
    x, norm = sequence(places), TEBN(3, len(places), steps=6)
    torch.testing.assert_close(norm(x), normal(x))
    with torch.no_grad():
        norm.scale.copy_(torch.arange(6.0))
        norm.layer.bias.fill_(0.3)
    steps = torch.arange(6.0).reshape(6, *(1,) * (x.dim() - 1))
    torch.testing.assert_close(norm(x), steps * (normal(x) + 0.3))


def test_in_evaluation_the_running_numbers_count():
    x, norm = sequence((4, 4)), BN(3)
    assert norm.eval()(x).equal(x / (1 + 1e-5) ** 0.5) or torch.allclose(norm(x), x, atol=1e-3)


@pytest.mark.parametrize("given", [{"threshold": 0.0}, {"alpha": -1.0}])
def test_tdbn_refuses_what_is_not_positive(given):
    with pytest.raises(ValueError, match=f"{next(iter(given))} must be a finite number greater than 0"):
        TDBN(3, **given)


def test_tebn_refuses_no_steps():
    with pytest.raises(ValueError, match="steps must be a whole number of at least 1"):
        TEBN(3, steps=0)
