"""The schedule and the groups of parameters, as the sources' runs have them."""

from math import cos, pi

import pytest
import torch
from torch import nn

from mpepsn import LIF
from mpepsn.data import Labelled
from mpepsn.train import Recipe
from mpepsn.train.job import Job
from mpepsn.train.workers import Workers

PART = Labelled(torch.randn(2, 40, 8), torch.arange(40) % 4)


def job(network=None, **given):
    return Job(
        Recipe("t", "still_digits", batch=10, **given), network or nn.Sequential(nn.Linear(8, 4)), PART, Workers()
    )


def rates(made, updates):
    found = []
    for _ in range(updates):
        found.append(made.optimiser.param_groups[0]["lr"])
        made.optimiser.step()
        made.schedule.step()
    return found


def test_without_a_warm_up_the_rate_falls_along_a_cosine():
    found = rates(job(epochs=3, learning_rate=0.5), 12)
    assert found == pytest.approx([0.25 * (1 + cos(pi * n / 12)) for n in range(12)])


def test_a_warm_up_rises_in_a_line_first():
    found = rates(job(epochs=3, learning_rate=0.5, warm_up=1), 12)
    assert found[:4] == pytest.approx([0.125, 0.25, 0.375, 0.5])
    assert found[4:] == pytest.approx([0.25 * (1 + cos(pi * n / 8)) for n in range(8)])


def test_a_learned_start_has_no_weight_decay():
    network = nn.Sequential(nn.Linear(8, 4), LIF(learn_v_init=True, shape=(4,)))
    others, starts = job(network, weight_decay=0.1).optimiser.param_groups
    assert starts["params"] == [network[1].v_init] and starts["weight_decay"] == 0
    assert others["weight_decay"] == 0.1 and len(others["params"]) == 2


def test_nesterov_reaches_the_optimiser():
    made = job(optimiser="sgd", momentum=0.8, nesterov=True)
    assert made.optimiser.param_groups[0]["nesterov"] and made.optimiser.param_groups[0]["momentum"] == 0.8


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"warm_up": 3, "epochs": 3}, "warm_up must be less than epochs = 3; got 3"),
        ({"warm_up": -1}, "warm_up must be a whole number of at least 1; got -1"),
        ({"nesterov": True}, "nesterov must be false without sgd and its momentum; got 'adam'"),
        ({"nesterov": True, "optimiser": "sgd", "momentum": 0.0}, "nesterov must be false without"),
        ({"smoothing": 1.5}, r"smoothing must be a number in \[0, 1\]; got 1.5"),
        ({"smoothing": 0.1, "loss": {"name": "tet_s"}}, "smoothing must be left out: tet_s has its own; got 0.1"),
        ({"missing": "its sound"}, "missing must be a list; got 'its sound'"),
        ({"missing": (3,)}, "missing must be a list of sentences; got 3"),
        ({"source": {"author": "me"}}, "source must hold paper, table, .*; got author"),
    ],
)
def test_impossible_values_are_refused(given, message):
    with pytest.raises(ValueError, match=message):
        Recipe("t", "still_digits", **given)
