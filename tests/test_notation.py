"""Each paper's letter, turned into ours."""

import pytest
import torch

from mpepsn import LIF, Dynamics, lif


def test_fang2023_is_a_time_constant_with_scaled_current():
    assert Dynamics.fang2023(tau=2.0) == Dynamics(decay=0.5, gain=0.5, threshold=1.0, reset="hard")
    assert Dynamics.fang2023(tau=1.0, reset="soft") == Dynamics(0.0, 1.0, 1.0, "soft")


def test_chen2024_is_the_decay_itself():
    assert Dynamics.chen2024() == Dynamics(decay=0.25, gain=1.0, threshold=1.0, reset="hard")


def test_shen2024_is_the_share_that_is_lost():
    assert Dynamics.shen2024() == Dynamics(decay=1.0, gain=1.0, threshold=1.0, reset="soft")
    assert Dynamics.shen2024(tau=0.25, threshold=2.0) == Dynamics(0.75, 1.0, 2.0, "soft")


def test_a_decay_of_a_quarter_is_a_time_constant_of_four_thirds():
    """The LIF of the MPE-PSN code is a neuron with τ_m = 4/3 whose current is not scaled."""
    fang, chen = Dynamics.fang2023(tau=4 / 3), Dynamics.chen2024(tau=0.25)
    assert fang.decay == pytest.approx(chen.decay)
    x = torch.randn(20, 50, generator=torch.Generator().manual_seed(0))
    scaled = lif(x / fang.gain, **fang._asdict())
    assert scaled.s.sum() > 0
    assert torch.equal(scaled.s, lif(x, **chen._asdict()).s)


def test_dynamics_pass_on_to_function_and_layer():
    x = torch.randn(9, 4, generator=torch.Generator().manual_seed(1)) * 2
    for dynamics in (Dynamics.fang2023(), Dynamics.chen2024(), Dynamics.shen2024(0.5, threshold=0.7)):
        assert torch.equal(lif(x, **dynamics._asdict()).s, LIF(**dynamics._asdict())(x))


@pytest.mark.parametrize("tau", [0.5, 0.0, -1.0, float("nan")])
def test_a_time_constant_below_one_step_is_refused(tau):
    with pytest.raises(ValueError, match=f"tau must be a finite number of at least 1; got {tau}"):
        Dynamics.fang2023(tau=tau)


@pytest.mark.parametrize("tau", [1.2, -0.1, float("nan")])
@pytest.mark.parametrize("paper", [Dynamics.chen2024, Dynamics.shen2024])
def test_a_share_outside_0_and_1_is_refused(paper, tau):
    with pytest.raises(ValueError, match=rf"tau must be a number in \[0, 1\]; got {tau}"):
        paper(tau=tau)
