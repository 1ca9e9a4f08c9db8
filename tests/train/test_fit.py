"""The training loop: what it learns, what it repeats, what it says, and when it stops."""

from dataclasses import replace

import pytest
import torch
from torch import nn

from mpepsn import MaskedPSN
from mpepsn.data import Labelled
from mpepsn.train import Recipe, Run, accuracy, build, fit
from mpepsn.train.evaluate import right_answers
from mpepsn.train.job import close_masks

SMALL = Recipe(title="small", data="sequential_digits", hidden=(48,), epochs=3, learning_rate=1e-2)


@pytest.fixture(scope="module")
def small_run():
    return fit(SMALL, seed=1, report=None)


def test_a_short_run_learns(small_run):
    assert small_run.test_accuracy[-1] > 0.5  # ten classes: guessing gives 0.1
    assert small_run.loss[-1] < small_run.loss[0]
    assert len(small_run.loss) == len(small_run.train_accuracy) == len(small_run.test_accuracy) == 3
    assert small_run.seconds > 0
    assert accuracy(small_run.network, SMALL.part("test", 1)) == small_run.test_accuracy[-1]


def test_the_seed_fixes_everything_and_torchs_generator_is_left_alone(small_run):
    torch.manual_seed(123)
    state = torch.get_rng_state()
    again, other = fit(SMALL, seed=1, report=None), fit(replace(SMALL, epochs=1), seed=2, report=None)
    assert torch.equal(torch.get_rng_state(), state)
    assert again.loss == small_run.loss and again.test_accuracy == small_run.test_accuracy
    for mine, theirs in zip(again.network.parameters(), small_run.network.parameters(), strict=True):
        assert torch.equal(mine, theirs)
    assert other.loss[0] != again.loss[0]


def test_accuracy_counts_the_highest_mean_score():
    scores = torch.tensor([[[3.0, 0.0], [0.0, 1.0], [0.0, 9.0]], [[-9.0, 0.0], [0.0, 1.0], [1.0, 0.0]]])  # [T, B, K]
    part = Labelled(scores, torch.tensor([0, 1, 1]))
    assert accuracy(torch.nn.Identity(), part) == pytest.approx(2 / 3)


def test_the_last_readout_reads_the_last_score():
    scores = torch.tensor([[[9.0, 0.0], [0.0, 9.0]], [[0.0, 1.0], [0.0, 1.0]]])
    part = Labelled(scores, torch.tensor([0, 1]))
    assert accuracy(nn.Identity(), part) == 1.0 and accuracy(nn.Identity(), part, "last") == 0.5
    with pytest.raises(ValueError, match="readout must be one of 'mean', 'last'; got 'first'"):
        accuracy(nn.Identity(), part, "first")


def test_progress_is_reported_line_by_line():
    lines = []
    fit(replace(SMALL, hidden=(4,), epochs=2, batch=700), report=lines.append)
    assert len(lines) == 2
    assert lines[1].startswith("epoch   2/2   loss ") and "held out" in lines[1]


class Broken(nn.Module):
    """Scores that are no numbers from the second call in training on."""

    def __init__(self, value):
        super().__init__()
        self.scale, self.value, self.calls = nn.Parameter(torch.ones(())), value, 0

    def forward(self, x):
        self.calls += self.training
        return torch.zeros(*x.shape[:2], 10) * self.scale * (self.value if self.calls > 1 else 1.0)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_loss_that_is_no_number_stops_the_run_before_it_spoils_the_weights(monkeypatch, value):
    network = Broken(value)
    monkeypatch.setattr(Recipe, "build", lambda *_: network)
    with pytest.raises(FloatingPointError, match=r"the loss became nan in epoch 1; try a smaller learning_rate"):
        fit(SMALL, report=None)
    assert network.calls == 2 and network.scale.isfinite()


def test_input_that_is_no_number_stops_the_run(monkeypatch):
    part = Recipe.part

    def spoilt(self, name, seed):
        found = part(self, name, seed)
        found.x[2, -1] = float("nan")
        return found

    monkeypatch.setattr(Recipe, "part", spoilt)
    with pytest.raises(FloatingPointError, match="x must hold finite numbers; a sequence of epoch 1 does not"):
        fit(SMALL, report=None)


def test_weights_that_are_no_numbers_stop_the_run(monkeypatch):
    def overflow(self):
        with torch.no_grad():
            self.param_groups[0]["params"][0].fill_(float("nan"))

    monkeypatch.setattr(torch.optim.Adam, "step", overflow)
    with pytest.raises(FloatingPointError, match="the weights became infinite or NaN in epoch 1; try a smaller"):
        fit(SMALL, report=None)


def test_the_validation_part_chooses_an_epoch_and_is_not_trained_on(monkeypatch):
    asked, part = [], Recipe.part
    monkeypatch.setattr(Recipe, "part", lambda self, name, seed: asked.append(name) or part(self, name, seed))
    run = fit(replace(SMALL, validation=True, hidden=(16,)), report=None)
    assert sorted(asked) == ["fit", "test", "validation"]
    best = max(run.validation_accuracy)
    assert run.validation_accuracy[run.chosen_epoch] == best and len(run.validation_accuracy) == 3
    assert Run(loss=[1.0] * 4, validation_accuracy=[0.1, 0.3, 0.3, 0.2]).chosen_epoch == 1
    assert Run(loss=[1.0] * 4).chosen_epoch == 3


def test_the_learning_rate_falls_along_a_cosine(monkeypatch):
    rates, step = [], torch.optim.Adam.step
    monkeypatch.setattr(torch.optim.Adam, "step", lambda self: rates.append(self.param_groups[0]["lr"]) or step(self))
    fit(replace(SMALL, batch=700, epochs=2, learning_rate=8e-3, hidden=(4,)), report=None)
    assert rates == pytest.approx([8e-3, 4e-3 * (1 + 2**-0.5), 4e-3, 4e-3 * (1 - 2**-0.5)])


@pytest.mark.parametrize("name", ["adam", "adamw", "sgd"])
def test_every_optimiser_learns(name):
    rate = 0.1 if name == "sgd" else 1e-2
    run = fit(replace(SMALL, optimiser=name, learning_rate=rate, weight_decay=5e-4), report=None)
    assert run.test_accuracy[-1] > 0.5


def test_amp_runs_the_network_in_bfloat16_and_learns(monkeypatch):
    kinds, forward = set(), nn.Linear.forward
    monkeypatch.setattr(nn.Linear, "forward", lambda self, x: kinds.add((y := forward(self, x)).dtype) or y)
    run = fit(replace(SMALL, amp=True), report=None)
    assert kinds == {torch.bfloat16} and run.test_accuracy[-1] > 0.5
    assert all(parameter.dtype == torch.float32 for parameter in run.network.parameters())


def test_two_parts_are_one_batch_where_no_layer_looks_across_it(monkeypatch):
    """Without batch norm the average of the parts' gradients is the batch's, also where the parts differ in size."""

    def plain(self, classes, steps, in_shape):
        return nn.Linear(8, classes)

    monkeypatch.setattr(Recipe, "build", plain)
    whole, cut = (fit(replace(SMALL, parts=parts, batch=63, epochs=1), report=None) for parts in (1, 2))
    for one, two in zip(whole.network.parameters(), cut.network.parameters(), strict=True):
        torch.testing.assert_close(one, two)
    assert whole.loss == pytest.approx(cut.loss) and whole.train_accuracy == cut.train_accuracy


def test_the_bar_shows_loss_and_time(capfd):
    fit(replace(SMALL, hidden=(4,), epochs=1, batch=100), bar=True)
    shown = capfd.readouterr()
    assert "14/14" in shown.err and "loss=" in shown.err and "training=" in shown.err
    assert "epoch   1/1" in shown.out


def test_masks_close_over_the_first_eighth_of_the_epochs():
    layer = MaskedPSN(steps=4, order=2)
    blends = []
    for epoch in range(41):
        close_masks(torch.nn.Sequential(layer), epoch, 41)
        blends.append(layer.mask_blend)
    assert blends[:6] == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1.0]) and set(blends[5:]) == {1.0}


@pytest.mark.parametrize("name", [name for name in build.NEURONS])
def test_every_neuron_trains(name):
    order = {"order": 3} if name in ("MaskedPSN", "SlidingPSN") else {}
    recipe = Recipe("t", "which_way_digits", neuron={"name": name, **order}, hidden=(16,), epochs=1, batch=256)
    assert 0 < fit(recipe, report=None).loss[0] < 5


def test_of_shares_of_classes_the_largest_counts_as_right():
    scores = torch.eye(3).expand(2, 3, 3)
    shares = torch.tensor([[0.6, 0.4, 0.0], [0.6, 0.4, 0.0], [0.0, 0.1, 0.9]])
    assert right_answers(scores, shares) == 2
