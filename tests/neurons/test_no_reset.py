"""The LIF without reset: its three forms are one neuron."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from mpepsn import LIFNoReset, atan, lif, no_reset
from mpepsn.neurons.no_reset import FORMS, no_reset_weight, prefix_scan


@pytest.mark.parametrize("form", FORMS)
def test_by_hand(form):
    trace = no_reset(torch.tensor([0.5, 1.0, 0.25, -1.0]), decay=0.5, gain=0.5, v_init=2.0, threshold=0.5, form=form)
    assert trace.h.tolist() == [1.25, 1.125, 0.6875, -0.15625]
    assert trace.s.tolist() == [1, 1, 1, 0]
    assert torch.equal(trace.v, trace.h)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 40), st.sampled_from([0.0, 0.25, 0.9, 1.0]), st.floats(-2, 2), st.floats(-2, 2))
def test_forms_agree_with_the_loop_in_value_and_gradient(steps, decay, gain, v_init):
    current = torch.randn(steps, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(steps))
    results = []
    for form in FORMS:
        x = current.clone().requires_grad_()
        h = no_reset(x, decay=decay, gain=gain, v_init=v_init, form=form).h
        (h * torch.linspace(1, 2, steps, dtype=torch.float64).unsqueeze(1)).sum().backward()
        results.append((h.detach(), x.grad))
    for h, gradient in results[1:]:
        torch.testing.assert_close(h, results[0][0])
        torch.testing.assert_close(gradient, results[0][1])


def test_the_loop_is_the_lif_bit_for_bit():
    x = torch.randn(20, 5)
    loop = no_reset(x, decay=0.7, gain=0.6, v_init=0.1, spike=atan())
    for mine, its in zip(loop, lif(x, decay=0.7, gain=0.6, v_init=0.1, reset="none", spike=atan()), strict=True):
        assert mine is its is None or torch.equal(mine, its)


@pytest.mark.parametrize("steps, rounds", [(1, 0), (2, 1), (3, 2), (64, 6), (65, 7)])
def test_the_scan_takes_log2_rounds(steps, rounds, monkeypatch):
    calls, cat = [], torch.cat
    monkeypatch.setattr(torch, "cat", lambda parts: calls.append(len(parts)) or cat(parts))
    assert torch.equal(prefix_scan(torch.ones(steps), 1.0), torch.arange(1.0, steps + 1))
    assert len(calls) == rounds


def test_the_matrix_holds_powers_of_the_decay():
    weight = no_reset_weight(4, decay=0.5, gain=3.0)
    for t in range(4):
        for i in range(4):
            assert weight[t, i] == (3 * 0.5 ** (t - i) if i <= t else 0)
    assert torch.equal(no_reset_weight(3, decay=0.0), torch.eye(3, dtype=torch.float64))


@pytest.mark.parametrize("form", ["scan", "matrix"])
def test_a_learned_start_reaches_every_step(form):
    start = torch.full((2,), 0.5, requires_grad=True)
    no_reset(torch.zeros(3, 4, 2), decay=0.5, v_init=start, form=form).h.sum().backward()
    assert start.grad.tolist() == [4 * 0.875] * 2


def test_forms_that_are_not_there_are_refused():
    for call in (lambda: LIFNoReset(form="tree"), lambda: no_reset(torch.zeros(2), decay=0.5, form="tree")):
        with pytest.raises(ValueError, match="form must be one of 'loop', 'scan', 'matrix'; got 'tree'"):
            call()


@pytest.mark.parametrize("form", FORMS)
def test_layer_hands_its_form_on(form):
    x = torch.randn(30, 7)
    expected = no_reset(x, decay=0.8, gain=0.3, threshold=0.4, v_init=0.2, form=form)
    trace = LIFNoReset(0.8, 0.3, 0.4, 0.2, form=form).trace(x)
    assert torch.equal(trace.h, expected.h) and torch.equal(trace.s, expected.s)
    loop = no_reset(x, decay=0.8, gain=0.3, threshold=0.4, v_init=0.2)
    assert torch.equal(trace.h, loop.h) == (form == "loop")
    assert f"form={form!r}" in repr(LIFNoReset(form=form))
