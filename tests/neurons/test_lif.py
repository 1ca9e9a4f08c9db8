"""The LIF neuron: by hand, against released neurons, by its laws, and its gradient against one written by hand."""

import json
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from mpepsn import atan, lif, rectangle, sigmoid, triangle
from mpepsn.neurons.lif import RESETS

PAPERS = json.loads((Path(__file__).parents[1] / "golden/papers.json").read_text())
SPIKES = {"atan": atan, "triangle": triangle}


@pytest.mark.parametrize(
    ("reset", "h", "v"),
    [
        ("hard", [0.75, 1.125, 0.5, 1.0, -1.0], [0.75, 0.0, 0.5, 0.0, -1.0]),
        ("soft", [0.75, 1.125, 0.5625, 1.03125, -0.984375], [0.75, 0.125, 0.5625, 0.03125, -0.984375]),
        ("none", [0.75, 1.125, 1.0625, 1.28125, -0.359375], [0.75, 1.125, 1.0625, 1.28125, -0.359375]),
    ],
)
def test_by_hand(reset, h, v):
    trace = lif(torch.tensor([0.75, 0.75, 0.5, 0.75, -1.0]), decay=0.5, reset=reset)
    assert trace.h.tolist() == h
    assert trace.s.tolist() == [float(potential >= 1) for potential in h]
    assert trace.v.tolist() == v
    assert trace.v_hat is None


def test_gain_and_v_init_by_hand():
    trace = lif(torch.tensor([[1.0], [0.0]]), decay=0.5, gain=0.25, threshold=0.5, v_init=0.25, reset="soft")
    assert trace.h.flatten().tolist() == [0.375, 0.1875]
    assert lif(torch.zeros(1, 3), decay=0.5, v_init=torch.tensor([0.0, 1.0, 2.0])).h.tolist() == [[0.0, 0.5, 1.0]]


@pytest.mark.parametrize("name", PAPERS["cases"])
def test_released_neurons_give_these_spikes_and_gradients(name):
    case = PAPERS["cases"][name]
    neuron = dict(case["neuron"])
    scale = neuron.pop("scale", 1.0)
    spike = SPIKES[neuron.pop("spike")](strict=neuron.pop("strict", False))
    x = torch.tensor(PAPERS["x"], requires_grad=True)
    trace = lif(scale * x, spike=spike, **neuron)
    (trace.s * torch.tensor(PAPERS["weight"])).sum().backward()
    assert torch.equal(trace.s, torch.tensor(case["spikes"]).float())
    torch.testing.assert_close(x.grad, torch.tensor(case["gradient"]), rtol=0, atol=1e-5)


@pytest.mark.parametrize("reset", RESETS)
def test_a_potential_on_the_threshold_fires_unless_strict(reset):
    x = torch.tensor([1.0, 1.0, 1.0])
    assert lif(x, decay=0.0, reset=reset).s.tolist() == [1, 1, 1]
    assert lif(x, decay=0.0, reset=reset, spike=triangle(strict=True)).s.tolist() == [0, 0, 0]
    assert lif(x / 4, decay=0.0, threshold=0.25, reset=reset).s.tolist() == [1, 1, 1]


currents = st.lists(st.floats(-4, 4, width=32), min_size=1, max_size=30).map(torch.tensor)
decays = st.floats(0, 1, width=32)
thresholds = st.floats(0.125, 4, width=32)
resets = st.sampled_from(RESETS)
law = settings(max_examples=60, deadline=None)


@law
@given(currents, decays, thresholds, st.booleans())
def test_hard_reset_leaves_no_potential_above_the_threshold(x, decay, threshold, strict):
    trace = lif(x, decay=decay, threshold=threshold, spike=triangle(strict=strict))
    assert (trace.v <= threshold).all() if strict else (trace.v < threshold).all()
    assert (trace.v[trace.s == 1] == 0).all()


@law
@given(currents, decays, thresholds, resets)
def test_the_three_lines_hold_at_every_step(x, decay, threshold, reset):
    h, s, v, _ = lif(x, decay=decay, threshold=threshold, reset=reset)
    before = torch.cat((torch.zeros(1), v[:-1]))
    assert torch.equal(h, decay * before + x)
    assert torch.equal(s, (h - threshold >= 0).float())
    assert torch.equal(v, {"hard": torch.where(s == 1, 0.0, h), "soft": h - threshold * s, "none": h}[reset])


@law
@given(st.lists(st.integers(-16, 16), min_size=1, max_size=30).map(lambda sixteenths: torch.tensor(sixteenths) / 16))
def test_the_if_without_reset_is_a_sum(x):
    trace = lif(x, decay=1.0, reset="none")
    assert torch.equal(trace.h, x.cumsum(0))  # sixteenths: every sum is exact
    assert torch.equal(trace.s, (x.cumsum(0) >= 1).float())


@law
@given(currents, resets)
def test_without_decay_only_the_current_counts(x, reset):
    assert torch.equal(lif(x, decay=0.0, reset=reset, v_init=9.0).s, (x >= 1).float())


@law
@given(currents, decays, resets, st.sampled_from([2.0**-10, 0.5, 2.0, 2.0**10]))
def test_the_unit_of_the_potential_is_free(x, decay, reset, unit):
    """Powers of two, so that rounding is the same in both units."""
    x = x * (x.abs() > 1e-6)  # away from the smallest floats, whose rounding does depend on the unit
    given_ = lif(x, decay=decay, reset=reset, v_init=0.25)
    scaled = lif(unit * x, decay=decay, threshold=unit, reset=reset, v_init=unit * 0.25)
    assert torch.equal(scaled.s, given_.s)


@law
@given(currents, decays, resets, st.integers(0, 30))
def test_the_past_acts_through_the_potential_alone(x, decay, reset, cut):
    cut = min(cut, len(x) - 1)
    whole = lif(x, decay=decay, reset=reset)
    start = whole.v[cut - 1] if cut else 0.0
    assert torch.equal(lif(x[cut:], decay=decay, reset=reset, v_init=start).s, whole.s[cut:])


@law
@given(currents, decays, resets)
def test_spikes_do_not_know_the_future(x, decay, reset):
    later = torch.cat((x, torch.full((3,), 5.0)))
    assert torch.equal(lif(later, decay=decay, reset=reset).s[: len(x)], lif(x, decay=decay, reset=reset).s)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
@pytest.mark.parametrize("reset", RESETS)
def test_dtype_out_is_dtype_in_also_beside_parameters(dtype, reset):
    x = torch.randn(5, 2, 3).to(dtype)
    each = torch.full((3,), 0.5)
    for trace in (
        lif(x, decay=0.3, reset=reset, v_init=0.5),
        lif(x, decay=each, gain=each, threshold=each, v_init=each, reset=reset),
    ):
        assert trace.h.dtype == trace.s.dtype == trace.v.dtype == dtype
        assert trace.h.shape == trace.s.shape == trace.v.shape == x.shape


def test_memory_layout_does_not_matter():
    x = torch.randn(7, 5, 6, generator=torch.Generator().manual_seed(0)).permute(2, 0, 1)
    assert not x.is_contiguous()
    before = x.clone()
    assert torch.equal(lif(x, decay=0.5).h, lif(x.contiguous(), decay=0.5).h)
    assert torch.equal(x, before)


@pytest.mark.parametrize("shape", [(1,), (1, 4), (3, 0), (6,), (2, 3, 4, 5, 6)])
def test_any_shape_with_a_step_will_do(shape):
    assert lif(torch.ones(shape), decay=0.5).s.shape == shape


def backward_through_time(x, weight, s, h, v_init, *, decay, gain, threshold, reset, spike, detach):
    """∂(Σ weight · s)/∂(x, v_init), written out from the last step to the first."""
    carried = torch.zeros_like(v_init)  # ∂loss/∂v[t]
    gradient = torch.zeros_like(x)
    for t in reversed(range(len(x))):
        slope = spike.slope(h[t] - threshold)
        kept = {"hard": 1 - s[t], "soft": torch.ones_like(s[t]), "none": torch.ones_like(s[t])}[reset]
        lost = {"hard": h[t], "soft": torch.full_like(h[t], threshold), "none": torch.zeros_like(h[t])}[reset]
        at_h = weight[t] * slope + carried * (kept - (0 if detach else 1) * lost * slope)
        gradient[t] = gain * at_h
        carried = decay * at_h
    return gradient, carried


@pytest.mark.parametrize("detach", [False, True])
@pytest.mark.parametrize("spike", [triangle(), atan(), sigmoid(), rectangle(0.7)], ids=repr)
@pytest.mark.parametrize("reset", RESETS)
def test_gradient_equals_the_hand_written_one(reset, spike, detach):
    generator = torch.Generator().manual_seed(4)
    x = torch.randn(12, 30, dtype=torch.float64, generator=generator, requires_grad=True)
    v_init = torch.rand(30, dtype=torch.float64, generator=generator, requires_grad=True)
    weight = torch.randn(12, 30, dtype=torch.float64, generator=generator)
    neuron = dict(decay=0.6, gain=1.3, threshold=0.8, reset=reset, spike=spike)
    trace = lif(x, v_init=v_init, detach_reset=detach, **neuron)
    assert 0.1 < trace.s.mean() < 0.9
    (weight * trace.s).sum().backward()
    with torch.no_grad():
        expected = backward_through_time(x, weight, trace.s, trace.h, v_init, detach=detach, **neuron)
    torch.testing.assert_close((x.grad, v_init.grad), expected, rtol=1e-12, atol=1e-14)


def test_gradient_of_the_potential_equals_a_difference_quotient():
    """Where no spike changes and no surrogate is in the way (no reset), the potential is a plain linear function."""
    x = torch.randn(6, 3, dtype=torch.float64, requires_grad=True)
    decay = torch.tensor(0.4, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda x, decay: lif(x, decay=decay, reset="none").h, (x, decay))
