"""PSN, masked PSN and sliding PSN: by hand, by their laws, and what they refuse."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from mpepsn import PSN, MaskedPSN, SlidingPSN, atan, masked_psn, no_reset, psn, sliding_psn
from mpepsn.neurons.masked_psn import mask
from mpepsn.neurons.no_reset import no_reset_weight

X = torch.tensor([[1.0, 2.0], [0.5, -1.0], [-1.0, 4.0]])


def test_psn_by_hand():
    weight = torch.tensor([[1.0, 0.0, -1.0], [0.5, 2.0, 0.0], [0.0, 0.0, 0.25]])
    trace = psn(X, weight, torch.tensor([2.0, 1.5, 1.5]))
    assert trace.h.tolist() == [[2.0, -2.0], [1.5, -1.0], [-0.25, 1.0]]
    assert trace.s.tolist() == [[1, 0], [1, 0], [0, 0]]
    assert torch.equal(trace.v, trace.h) and trace.v_hat is None
    assert psn(X, weight, 1.75, spike=atan(strict=True)).s.tolist() == [[1, 0], [0, 0], [0, 0]]


def test_sliding_psn_by_hand():
    trace = sliding_psn(X, torch.tensor([4.0, 2.0, 1.0]), 2.0)
    assert trace.h.tolist() == [[1.0, 2.0], [2.5, 3.0], [4.0, 10.0]]
    assert trace.s.tolist() == [[0, 1], [1, 1], [1, 1]]
    past = torch.tensor([[1.0, 0.0], [0.0, -1.0]])
    assert sliding_psn(X, torch.tensor([4.0, 2.0, 1.0]), 2.0, past=past).h[0].tolist() == [5.0, 0.0]


def test_mask_by_hand():
    assert mask(4, 2).tolist() == [[1, 0, 0, 0], [1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]]
    assert torch.equal(mask(3, 1), torch.eye(3)) and torch.equal(mask(3, 3), torch.ones(3, 3).tril())


def random_case(steps, seed):
    generator = torch.Generator().manual_seed(seed)
    x, weight = (torch.randn(steps, n, dtype=torch.float64, generator=generator) for n in (5, steps))
    return x, weight, torch.rand(steps, dtype=torch.float64, generator=generator) + 0.1


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 9), st.integers(0, 5), st.data())
def test_masked_psn_is_the_psn_with_a_masked_weight(steps, seed, data):
    x, weight, threshold = random_case(steps, seed)
    order = data.draw(st.integers(1, steps))
    blend = data.draw(st.sampled_from([0.0, 0.3, 1.0]))
    gradients = []
    for run in (
        lambda w: masked_psn(x, w, threshold, order, blend),
        lambda w: psn(x, w * (blend * mask(steps, order).double() + 1 - blend), threshold),
    ):
        w = weight.clone().requires_grad_()
        trace = run(w)
        (trace.h * x).sum().backward()
        gradients.append((trace.h.detach(), w.grad))
    torch.testing.assert_close(gradients[0], gradients[1])


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 9), st.integers(1, 12), st.integers(0, 5))
def test_sliding_psn_is_a_psn_with_one_weight_a_lag(steps, order, seed):
    x, _, _ = random_case(steps, seed)
    weight = torch.randn(order, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))
    whole = torch.zeros(steps, steps, dtype=torch.float64)
    for lag in range(min(order, steps)):
        whole += torch.diag(weight[order - 1 - lag].repeat(steps - lag), -lag)
    torch.testing.assert_close(sliding_psn(x, weight, 1.0).h, psn(x, whole, 1.0).h)


def test_the_lif_without_reset_is_a_psn():
    x = torch.randn(12, 30, dtype=torch.float64)
    expected = no_reset(x, decay=0.5, gain=0.5)
    torch.testing.assert_close(psn(x, no_reset_weight(12, 0.5, 0.5), 1.0).h, expected.h)
    weight = 0.5 * 0.5 ** torch.arange(11, -1, -1, dtype=torch.float64)
    torch.testing.assert_close(sliding_psn(x, weight, 1.0).h, expected.h)


def test_starts():
    torch.manual_seed(0)
    for layer in (PSN(32), MaskedPSN(32, 4)):
        bound = 32**-0.5
        assert layer.weight.abs().max() <= bound and layer.weight.abs().max() > 0.95 * bound
        assert layer.weight.std().item() == pytest.approx(bound / 3**0.5, rel=0.1)
        assert layer.threshold.tolist() == [1.0] * 32
    layer = SlidingPSN(4)
    assert layer.weight.tolist() == [0.125, 0.25, 0.5, 1.0] and layer.threshold.item() == 1
    assert PSN(4).spike == MaskedPSN(4, 2).spike == layer.spike == atan(2.0)


@pytest.mark.parametrize("layer", [PSN(5), MaskedPSN(5, 2), MaskedPSN(5, 2, mask_blend=0.5)])
@pytest.mark.parametrize("steps", [1, 4, 6])
def test_another_number_of_steps_says_which_was_built(layer, steps):
    with pytest.raises(ValueError, match=f"x must have the T = 5 steps .* built for; got T = {steps}"):
        layer(torch.zeros(steps, 2))


def test_psn_has_no_step():
    with pytest.raises(RuntimeError, match=r"PSN has no step: .* future"):
        PSN(5).step(torch.zeros(2))
    layer = MaskedPSN(5, 2, mask_blend=0.5)
    with pytest.raises(RuntimeError, match=r"MaskedPSN has a step only with mask_blend = 1; at 0\.5"):
        layer.step(torch.zeros(2))
    layer.mask_blend = 1
    state = None
    for _ in range(5):
        _, state = layer.step(torch.zeros(2), state)
    with pytest.raises(ValueError, match="built for T = 5 steps, and 5 of them are done"):
        layer.step(torch.zeros(2), state)


def test_mask_blend_is_set_checked_and_kept():
    layer = MaskedPSN(6, 2)
    x = torch.randn(6, 50) * 5
    assert layer.mask_blend == 1
    closed = layer(x)
    layer.mask_blend = 0.25
    assert not torch.equal(layer(x), closed) and "mask_blend=0.25" in repr(layer)
    other = MaskedPSN(6, 2)
    other.load_state_dict(layer.state_dict())
    assert other.mask_blend == 0.25 and torch.equal(other(x), layer(x))
    for wrong in (-0.1, 1.1, "closed", float("nan"), True):
        with pytest.raises(ValueError, match=r"mask_blend must be a number in \[0, 1\]"):
            layer.mask_blend = wrong


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: psn(X, torch.zeros(3, 2), 1.0), r"weight must be a tensor \[T, T\]; got \(3, 2\)"),
        (lambda: psn(X, [[1.0]], 1.0), r"weight must be a tensor \[T, T\]; got list"),
        (lambda: psn(X, torch.eye(3), torch.ones(2)), r"threshold must be .* \[T\] with T = 3; got \(2,\)"),
        (lambda: psn(X, torch.eye(3), -1.0), "threshold must be a finite number greater than 0; got -1.0"),
        (lambda: masked_psn(X, torch.eye(3), 1.0, 4), "order must be a whole number from 1 to T = 3; got 4"),
        (lambda: masked_psn(X, torch.eye(3), 1.0, 2, 2.0), r"mask_blend must be a number in \[0, 1\]; got 2.0"),
        (lambda: sliding_psn(X, torch.eye(3), 1.0), r"weight must be a tensor \[k\] .* got \(3, 3\)"),
        (lambda: sliding_psn(X, torch.ones(2), 0), "threshold must be a finite number greater than 0; got 0"),
        (lambda: PSN(0), "steps must be a whole number of at least 1; got 0"),
        (lambda: MaskedPSN(4, 5), "order must be a whole number from 1 to T = 4; got 5"),
        (lambda: SlidingPSN(1.5), "order must be a whole number of at least 1; got 1.5"),
    ],
)
def test_refusals(call, words):
    with pytest.raises(ValueError, match=words):
        call()
