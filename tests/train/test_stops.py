"""What stops a run: said in words, and the last good checkpoint kept."""

from dataclasses import replace

import pytest
import torch
from torch import nn

from mpepsn import LIF
from mpepsn import __main__ as command
from mpepsn.train import Recipe, checkpoint, fit

# Two updates an epoch: 1352 sequences.
RECIPE = Recipe("stopped", "sequential_digits", hidden=(8,), epochs=3, batch=700)
MEMBRANE = Recipe("t", "which_way_digits", neuron={"name": "MPEPSN"}, membrane={"weight": 0.1})


def spoil(monkeypatch, network, place, value, at):
    """Put `value` into a tensor of the network after update `at`."""
    step, updates = torch.optim.Adam.step, []

    def spoiling(self):
        step(self)
        updates.append(1)
        if len(updates) == at:
            network[0].state_dict()[place].fill_(value)

    monkeypatch.setattr(torch.optim.Adam, "step", spoiling)


@pytest.fixture
def network(monkeypatch):
    """Where the network of the next run will stand."""
    built, build = [], Recipe.build
    monkeypatch.setattr(Recipe, "build", lambda self, *given: built.append(build(self, *given)) or built[-1])
    return built


@pytest.mark.parametrize("amp", [False, True])
@pytest.mark.parametrize("place", ["0.weight", "1.layer.running_mean"])
@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_the_last_update_of_an_epoch_spoils_is_not_kept(tmp_path, monkeypatch, network, amp, place, value):
    path, recipe = tmp_path / "run.pt", replace(RECIPE, amp=amp)
    spoil(monkeypatch, network, place, value, at=4)
    with pytest.raises(FloatingPointError, match="the weights became infinite or NaN in epoch 2; try a sm") as stopped:
        fit(recipe, report=None, keep=path)
    assert stopped.value.__notes__ == [f"{path} holds the run up to epoch 1"]
    kept = checkpoint.load(path, {"recipe": recipe.sha, "seed": 0})
    assert len(kept["run"]["loss"]) == 1 and all(value.isfinite().all() for value in kept["network"].values())


def test_what_a_neuron_refuses_leaves_word_of_the_checkpoint(tmp_path, monkeypatch):
    """Weights that are finite, and so large that their sums are not."""
    path, network = tmp_path / "run.pt", nn.Sequential(nn.Linear(8, 8), nn.Linear(8, 10), LIF())
    monkeypatch.setattr(Recipe, "build", lambda *_: network)
    spoil(monkeypatch, [network], "0.weight", 3e38, at=3)
    with pytest.raises(ValueError, match="x must hold numbers; got NaN") as stopped:
        fit(RECIPE, report=None, keep=path)
    assert stopped.value.__notes__ == [f"{path} holds the run up to epoch 1"]


def test_a_run_without_an_update_is_refused():
    assert len(fit(replace(RECIPE, batch=2000, parts=2, epochs=1), report=None).loss) == 1
    with pytest.raises(ValueError, match="parts must be at most the 1352 sequences to train on; got 1353"):
        fit(replace(RECIPE, batch=2000, parts=1353), report=None)


def test_l_mem_without_a_hidden_layer_is_refused():
    with pytest.raises(ValueError, match=r"membrane must be left out: hidden is empty; got \{'weight': 0.1\}"):
        replace(MEMBRANE, hidden=())


def test_a_gpu_that_is_not_there_is_named(monkeypatch, capsys):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert command.main(["train", "digits_lif", "--device", "cuda:1"]) == 1
    assert capsys.readouterr().err == "device must be one that torch finds; it finds no CUDA device; got 'cuda:1'\n"


def test_a_library_that_is_not_there_is_named(monkeypatch, capsys):
    def missing(*_, **__):
        raise ImportError("the digits come with scikit-learn: pip install 'mpepsn[train]'")

    monkeypatch.setattr(command, "fit", missing)
    assert command.main(["train", "digits_lif"]) == 1
    assert capsys.readouterr().err == "the digits come with scikit-learn: pip install 'mpepsn[train]'\n"
