"""Two processes that torchrun starts do what one process does with the same two half-batches."""

import os
import subprocess
import sys
from contextlib import nullcontext

import pytest
import torch

from mpepsn.train import Recipe, checkpoint, fit
from mpepsn.train.workers import Workers
from mpepsn.train.workers import chosen as device_for

# Draws, batch norms, a last batch of odd size, and an L_mem whose weight becomes 0 in the second epoch.
TEXT = """
title = "two halves"
data = "which_way_digits"
neuron = { name = "MPEPSN", kappa = "free" }
membrane = { weight = 0.1, until = 1 }
hidden = [12]
epochs = 2
batch = 301
parts = 2
"""


@pytest.fixture(scope="module")
def recipe(tmp_path_factory):
    path = tmp_path_factory.mktemp("recipe") / "halves.toml"
    path.write_text(TEXT)
    return path


def state(path, recipe, seed):
    return checkpoint.load(path, {"recipe": recipe.sha, "seed": seed})


def test_torchrun_equals_two_halves_in_one_process(recipe, tmp_path):
    mine = Recipe.load(recipe)
    fit(mine, seed=5, report=None, keep=tmp_path / "one.pt")
    words = ["-m", "mpepsn", "train", str(recipe), "--seeds", "5", "--keep", str(tmp_path / "two")]
    command = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "2", "--standalone", *words]
    root = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"OMP_NUM_THREADS": "1"}, cwd=root)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("epoch   2/2") == 1  # one process reports
    assert "Warning" not in done.stderr
    one = state(tmp_path / "one.pt", mine, 5)
    two = state(tmp_path / "two" / f"halves-{mine.sha}-seed5.pt", mine, 5)
    for name, value in one["network"].items():
        torch.testing.assert_close(two["network"][name], value, rtol=1e-6, atol=1e-7)
    assert two["run"]["loss"] == pytest.approx(one["run"]["loss"], rel=1e-6)
    for name in ("train_accuracy", "test_accuracy"):
        assert two["run"][name] == one["run"][name]


def test_whole_batches_give_other_numbers(recipe):
    """Or the comparison above would say nothing."""
    one, two = (fit(Recipe.load(recipe, [f"parts = {parts}"]), seed=5, report=None) for parts in (1, 2))
    assert one.loss[-1] != pytest.approx(two.loss[-1], rel=1e-5)


def test_parts_must_fit_the_processes(recipe, monkeypatch):
    monkeypatch.setattr("mpepsn.train.loop.joined", lambda device: nullcontext(Workers(0, 3)))
    with pytest.raises(ValueError, match="parts must be a multiple of the 3 processes; got 4"):
        fit(Recipe.load(recipe, ["parts = 4"]), report=None)


@pytest.fixture
def gpus(monkeypatch):
    """Two GPUs as far as anybody can tell, and which of them was set."""
    chosen = []
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "set_device", chosen.append)
    return chosen


def as_torchrun_sets_it(monkeypatch, local, size):
    for name, value in (("LOCAL_RANK", local), ("LOCAL_WORLD_SIZE", size)):
        monkeypatch.setenv(name, str(value))


@pytest.mark.parametrize("asked", [None, "cuda"])
def test_torchrun_gives_each_process_its_own_gpu(monkeypatch, gpus, asked):
    as_torchrun_sets_it(monkeypatch, 1, 2)
    assert device_for(asked) == torch.device("cuda", 1) and gpus == [torch.device("cuda", 1)]


def test_alone_a_gpu_is_taken_as_asked(gpus):
    assert device_for("cuda:1") == torch.device("cuda", 1) and gpus == [torch.device("cuda", 1)]
    assert device_for(None) == torch.device("cuda") and device_for("cpu") == torch.device("cpu") and len(gpus) == 1


@pytest.mark.parametrize(("asked", "size"), [("cuda:0", 2), (None, 3)])
def test_processes_that_would_share_a_gpu_are_refused(monkeypatch, gpus, asked, size):
    as_torchrun_sets_it(monkeypatch, 0, size)
    with pytest.raises(ValueError, match=f"a GPU for each of torchrun's {size} processes; got 'cuda.*' and 2 GPUs"):
        device_for(asked)
