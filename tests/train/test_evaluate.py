"""Evaluation takes a part in pieces that fit the memory, and says the same as of the whole."""

import pytest
import torch

from mpepsn.data import which_way_digits
from mpepsn.measure.distance import distances
from mpepsn.measure.training import accuracy_by_step, watch
from mpepsn.train import Recipe, accuracy, evaluate

PART = which_way_digits("test").take(torch.arange(50))
NUMBERS = 8 * 8  # in a sequence


@pytest.fixture
def network():
    torch.manual_seed(0)
    neuron = {"name": "MPEPSN", "estimate": "threshold"}
    return Recipe("t", "which_way_digits", neuron=neuron, hidden=(12,)).build(20, 8, (8,))


@pytest.mark.parametrize(("numbers", "sizes"), [(10**9, [50]), (20 * NUMBERS, [20, 20, 10]), (1, [1] * 50)])
def test_pieces_are_as_large_as_the_memory_allows_and_hold_all(monkeypatch, numbers, sizes):
    monkeypatch.setattr(evaluate, "NUMBERS", numbers)
    pieces = list(evaluate.batches(PART))
    assert [len(y) for _, y in pieces] == sizes
    assert torch.cat([x for x, _ in pieces], dim=1).equal(PART.x) and torch.cat([y for _, y in pieces]).equal(PART.y)


def test_no_more_than_so_many_are_taken(monkeypatch):
    monkeypatch.setattr(evaluate, "AT_ONCE", 30)
    assert [len(y) for _, y in evaluate.batches(PART)] == [30, 20]


@pytest.mark.parametrize("measure", [accuracy, accuracy_by_step, distances])
def test_in_pieces_it_says_the_same(monkeypatch, network, measure):
    whole = measure(network, PART)
    monkeypatch.setattr(evaluate, "NUMBERS", 20 * NUMBERS)
    pieces = measure(network, PART)
    if measure is distances:
        assert pieces["2"] == pytest.approx(whole["2"], abs=2e-5)
    else:
        assert pieces == whole


def test_of_a_large_part_some_sequences_are_watched(monkeypatch, network):
    monkeypatch.setattr("mpepsn.measure.training.LOOKED_AT", 10)
    some = PART.take(torch.linspace(0, 49, 10).long())
    assert watch(network, PART) == distances(network, some) != distances(network, PART)
