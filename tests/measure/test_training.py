"""The figures of a training run."""

import json

import pytest
import torch
from torch import nn

from mpepsn.data import Labelled
from mpepsn.measure import training
from mpepsn.train import Recipe, accuracy, fit

LIF_RUN = Recipe("t", "which_way_digits", hidden=(12,), epochs=2, batch=500)
MPE_RUN = Recipe(
    "t",
    "which_way_digits",
    validation=True,
    neuron={"name": "MPEPSN", "kappa": "free"},
    membrane={"weight": 0.1},
    hidden=(12, 10),
    epochs=2,
    batch=500,
)


def test_accuracy_is_read_alone_and_so_far():
    scores = torch.tensor([[[3.0, 0.0], [0.0, 1.0]], [[0.0, 1.0], [2.0, 0.0]], [[0.0, 9.0], [0.0, 9.0]]])
    found = training.accuracy_by_step(nn.Identity(), Labelled(scores, torch.tensor([0, 1])))
    assert found == {"alone": [1.0, 0.0, 0.5], "so_far": [1.0, 0.5, 0.5]}


def test_figures_of_a_plain_run():
    run = fit(LIF_RUN, 1, report=None, watch=training.watch)
    found = training.figures(run, LIF_RUN, 1)
    assert set(found) == {"test_accuracy", "train_accuracy", "loss", "seconds", "held_out", "accuracy_by_step"}
    assert found["accuracy_by_step"]["so_far"][-1] == found["test_accuracy"][-1]
    assert len(found["accuracy_by_step"]["alone"]) == 8


def test_figures_of_a_run_with_estimates():
    run = fit(MPE_RUN, 1, report=None, watch=training.watch)
    found = training.figures(run, MPE_RUN, 1)
    assert [list(epoch) for epoch in found["estimates"]] == [["2", "5"]] * 2
    assert set(found["estimates"][0]["2"]) == {"distance", "relative", "current", "rate", "wrong", "threshold"}
    assert found["accuracy_by_sweeps"]["1"] == pytest.approx(accuracy(run.network, MPE_RUN.part("test", 1)), abs=1e-5)
    assert list(found["accuracy_by_sweeps"]) == ["1", "2", "4", "8"]
    assert [len(weights) for weights in found["kappa"].values()] == [8, 8]
    assert len(found["validation_accuracy"]) == 2 and found["chosen_epoch"] in (0, 1)
    assert json.loads(json.dumps(found)) == found


def test_a_released_neuron_without_a_dial_is_not_turned():
    recipe = Recipe("t", "which_way_digits", neuron={"name": "MPEPSN", "reading": "same_step"}, hidden=(8,), epochs=1)
    run = fit(recipe, report=None, watch=training.watch)
    assert "accuracy_by_sweeps" not in training.figures(run, recipe, 0) and run.watched == [{}]
