"""Losses: by hand, at their limits, and against the numbers that were worked out for the papers."""

import math

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st

from mpepsn.losses import lts_loss, membrane_loss, sdt_loss, tet_loss, tet_s_loss, total_loss

LOSSES = [sdt_loss, tet_loss, lts_loss, tet_s_loss]


def scores(steps: int = 5, batch: int = 7, classes: int = 3, seed: int = 0) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    y = 2 * torch.randn(steps, batch, classes, dtype=torch.float64, generator=generator)
    return y.requires_grad_(), torch.randint(classes, (batch,), generator=generator)


def by_hand(y: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Cross entropy of `[B, K]`, from its definition."""
    return sum(row.exp().sum().log() - row[k] for row, k in zip(y, target, strict=True)) / len(y)


def test_sdt_averages_the_scores_first_and_gives_every_step_the_same_gradient():
    y, target = scores()
    loss = sdt_loss(y, target)
    torch.testing.assert_close(loss, by_hand(y.sum(0) / 5, target))
    loss.backward()
    chosen = F.one_hot(target, 3)
    torch.testing.assert_close(y.grad, ((y.mean(0).softmax(1) - chosen) / 7 / 5).detach().expand(5, 7, 3))


def test_tet_compares_at_every_step_and_pulls_each_on_its_own():
    y, target = scores()
    loss = tet_loss(y, target)
    torch.testing.assert_close(loss, sum(by_hand(step, target) for step in y) / 5)
    loss.backward()
    torch.testing.assert_close(y.grad, ((y.softmax(2) - F.one_hot(target, 3)) / 7 / 5).detach())


def test_the_regulariser_is_mixed_in_by_its_weight():
    y, target = scores()
    apart = by_hand(y.flatten(0, 1), target.repeat(5)), ((y - 0.5) ** 2).sum() / y.numel()
    torch.testing.assert_close(tet_loss(y, target, rate_weight=0.3, rate_target=0.5), 0.7 * apart[0] + 0.3 * apart[1])
    torch.testing.assert_close(tet_loss(y, target, rate_weight=1.0), ((y - 1) ** 2).mean())


def test_lts_reads_the_last_step_and_pulls_no_other():
    y, target = scores()
    loss = lts_loss(y, target)
    torch.testing.assert_close(loss, by_hand(y[4], target))
    loss.backward()
    assert not y.grad[:4].any() and y.grad[4].all()


def test_tet_s_by_hand():
    y, target = scores()
    smooth = 0.8 * F.one_hot(target, 3) + 0.2 / 3
    torch.testing.assert_close(tet_s_loss(y, target, 0.2), -(smooth * y.log_softmax(2)).sum(2).mean())
    torch.testing.assert_close(tet_s_loss(y, target, 0.0), tet_loss(y, target))


@given(st.integers(1, 6), st.integers(1, 5), st.integers(2, 9), st.integers(0, 999))
def test_tet_is_never_less_than_sdt(steps, batch, classes, seed):
    y, target = scores(steps, batch, classes, seed)
    assert tet_loss(y, target) >= sdt_loss(y, target) - 1e-12


def test_tet_equals_sdt_only_where_the_steps_agree():
    y, target = scores()
    assert tet_loss(y, target) > sdt_loss(y, target) + 0.01
    still = y[:1].expand(5, 7, 3)
    torch.testing.assert_close(tet_loss(still, target), sdt_loss(still, target))


@given(st.integers(1, 5), st.integers(2, 9), st.integers(0, 999))
def test_all_are_equal_at_one_step(batch, classes, seed):
    y, target = scores(1, batch, classes, seed)
    for loss in (tet_loss, lts_loss, lambda y, target: tet_s_loss(y, target, 0.0)):
        torch.testing.assert_close(loss(y, target), sdt_loss(y, target))


@given(st.permutations(range(5)))
def test_only_lts_knows_the_order_of_the_steps(order):
    y, target = scores()
    for loss in (sdt_loss, tet_loss, tet_s_loss):
        torch.testing.assert_close(loss(y[list(order)], target), loss(y, target))
    same = torch.allclose(lts_loss(y[list(order)], target), lts_loss(y, target))
    assert same == (order[-1] == 4)


@pytest.mark.parametrize("loss", LOSSES)
def test_targets_may_be_shares_of_classes(loss):
    y, target = scores()
    torch.testing.assert_close(loss(y, F.one_hot(target, 3).double()), loss(y, target))
    halves = torch.full((7, 3), 0.5, dtype=torch.float64) * (F.one_hot(target, 3) + F.one_hot((target + 1) % 3, 3))
    torch.testing.assert_close(loss(y, halves), (loss(y, target) + loss(y, (target + 1) % 3)) / 2)


@pytest.mark.parametrize(("classes", "smoothing", "floor"), [(3, 0.1, 0.291), (10, 0.1, 0.500), (10, 0.01, 0.071)])
def test_tet_s_ends_at_the_entropy_of_its_target(classes, smoothing, floor):
    right = 1 - smoothing + smoothing / classes
    y = torch.full((2, 1, classes), math.log(smoothing / classes), dtype=torch.float64)
    y[..., 0] = math.log(right)
    best = tet_s_loss(y, torch.tensor([0]), smoothing)
    assert best.item() == pytest.approx(floor, abs=5e-4)
    for change in (-0.3, 0.3):
        moved = y.clone()
        moved[..., 0] += change
        assert tet_s_loss(moved, torch.tensor([0]), smoothing) > best


@pytest.mark.parametrize(("weight", "sure", "floor"), [(1e-3, 0.998, 0.0083), (0.05, 0.951, 0.168)])
def test_the_regulariser_keeps_tet_off_zero(weight, sure, floor):
    y = torch.zeros(1, 1, 10, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([y], max_iter=500, tolerance_grad=1e-10, line_search_fn="strong_wolfe")

    def again():
        optimiser.zero_grad()
        loss = tet_loss(y, torch.tensor([0]), rate_weight=weight)
        loss.backward()
        return loss

    optimiser.step(again)
    assert y.softmax(2)[0, 0, 0].item() == pytest.approx(sure, abs=5e-4)
    assert tet_loss(y, torch.tensor([0]), rate_weight=weight).item() == pytest.approx(floor, rel=0.01)


def test_the_regulariser_is_zero_only_for_a_guess():
    y, target = torch.ones(4, 2, 10), torch.tensor([3, 5])
    assert tet_loss(y, target, rate_weight=1.0) == 0
    torch.testing.assert_close(tet_loss(y, target), torch.tensor(math.log(10)))


def test_the_slides_example_is_read_as_probabilities_or_as_scores():
    smooth = torch.tensor([[0.9333, 0.0333, 0.0333]])
    printed = torch.tensor([[[0.8, 0.1, 0.1]]])
    assert tet_s_loss(printed.log(), torch.tensor([0]), 0.1).item() == pytest.approx(0.362, abs=5e-4)
    assert tet_s_loss(printed, torch.tensor([0]), 0.1).item() == pytest.approx(0.736, abs=5e-4)
    assert sdt_loss(printed.log(), smooth).item() == pytest.approx(0.362, abs=5e-4)


def test_membrane_loss_weighs_the_steps():
    error = torch.tensor([1.0, 4.0], requires_grad=True)
    assert membrane_loss(error) == 2.5
    assert membrane_loss(error, torch.tensor([0.25, -0.5])) == -1.75


def test_total_loss_mixes_and_keeps_the_term_at_weight_zero():
    class_loss, membrane = torch.tensor(2.0), torch.tensor(10.0, requires_grad=True)
    assert total_loss(class_loss, membrane, 0.25) == 4.0
    assert total_loss(class_loss, membrane).item() == pytest.approx(0.99 * 2 + 0.1)
    total_loss(class_loss, membrane, 0.0).backward()
    assert membrane.grad == 0


def test_the_released_schedule_ends_the_term():
    class_loss, membrane = torch.tensor(2.0), torch.tensor(10.0)
    at = [total_loss(class_loss, membrane, 0.25, epoch=epoch, until=150).item() for epoch in (0, 149, 150, 151)]
    assert at == [4.0, 4.0, 2.0, 2.0]


Y = torch.zeros(2, 3, 4)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize(
    ("y", "target"),
    [(Y[0], torch.zeros(3).long()), (Y, torch.zeros(2).long()), (Y, torch.zeros(3, 2)), (Y[:0], torch.zeros(3).long())],
)
def test_shapes_that_do_not_fit_are_refused(loss, y, target):
    with pytest.raises(ValueError, match=r"y must be \[T, B, K\] and target \[B\] or \[B, K\]; got y \("):
        loss(y, target)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: tet_loss(Y, torch.zeros(3).long(), rate_weight=1.5),
            r"rate_weight must be a number in \[0, 1\]; got 1",
        ),
        (lambda: tet_loss(Y, torch.zeros(3).long(), 0.1, math.nan), "rate_target must be a finite number; got nan"),
        (lambda: tet_s_loss(Y, torch.zeros(3).long(), -0.1), r"smoothing must be a number in \[0, 1\]; got -0.1"),
        (lambda: total_loss(Y.sum(), Y.sum(), 2.0), r"weight must be a number in \[0, 1\]; got 2.0"),
        (lambda: total_loss(Y.sum(), Y.sum(), until=3), "epoch must be given where until is; got None"),
        (lambda: membrane_loss(torch.zeros(3), torch.zeros(2)), r"got error \(3,\) and kappa \(2,\)"),
        (lambda: membrane_loss(torch.zeros(3, 1)), r"error must be \[T\].*got error \(3, 1\) and kappa None"),
    ],
)
def test_impossible_values_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
