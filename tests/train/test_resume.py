"""A run that is stopped at any moment goes on as if it had not been."""

import json
import os
import resource
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
import torch

from mpepsn import __main__ as command
from mpepsn.train import Recipe, checkpoint, fit

# MPE-PSN draws, so that the state of the generator matters too.
RECIPE = Recipe(
    title="resumed",
    data="which_way_digits",
    validation=True,
    neuron={"name": "MPEPSN", "kappa": "free"},
    membrane={"weight": 0.1, "until": 4},
    hidden=(12,),
    epochs=5,
    batch=200,
    optimiser="sgd",
    learning_rate=0.1,
)

# A process that kills itself: at an update, when the new checkpoint is written but not in its place, and just after.
KILLED = """
import os, signal, sys, torch
from mpepsn.train import checkpoint, fit
sys.path.insert(0, {tests!r})
from test_resume import RECIPE, watch

torch.set_num_threads(1)
path, moment = {path!r}, {moment!r}
replace, step, updates = os.replace, torch.optim.SGD.step, []

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def killing_step(self):
    updates.append(1)
    if moment == "update" and len(updates) == 17:
        die()
    return step(self)

def killing_replace(beside, where):
    if moment == "written":
        die()
    replace(beside, where)
    if moment == "replaced":
        die()

torch.optim.SGD.step = killing_step
os.replace = killing_replace
fit(RECIPE, seed=3, report=None, keep=path, watch=watch)
"""


def watch(network, part):
    return {"weight": network[0].weight.sum().item()}


def numbers(run) -> str:
    return json.dumps({name: value for name, value in run.numbers().items() if name != "seconds"})


@pytest.fixture(scope="module")
def whole():
    return fit(RECIPE, seed=3, report=None, watch=watch)


def test_a_run_killed_three_times_ends_with_the_same_numbers(tmp_path, whole):
    path, done = tmp_path / "run.pt", []
    for moment in ("update", "written", "replaced"):
        code = KILLED.format(tests=os.path.dirname(__file__), path=str(path), moment=moment)
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert ended.returncode == -signal.SIGKILL, ended.stderr
        done.append(len(checkpoint.load(path, {"recipe": RECIPE.sha, "seed": 3})["run"]["loss"]))
    assert done == [1, 1, 2]  # 12 updates an epoch: killed in the second, before its checkpoint stood, and after
    resumed = fit(RECIPE, seed=3, report=None, keep=path, watch=watch)
    assert numbers(resumed) == numbers(whole) and len(resumed.loss) == 5
    for mine, theirs in zip(resumed.network.parameters(), whole.network.parameters(), strict=True):
        assert torch.equal(mine, theirs)
    assert list(tmp_path.iterdir()) == [path]


def test_a_finished_run_is_read_and_not_repeated(tmp_path, whole, monkeypatch):
    path = tmp_path / "run.pt"
    fit(RECIPE, seed=3, report=None, keep=path, watch=watch)
    monkeypatch.setattr(torch.optim.SGD, "step", lambda self: pytest.fail("trained again"))
    again = fit(RECIPE, seed=3, report=None, keep=path, watch=watch)
    assert numbers(again) == numbers(whole) and again.seconds > 0


def test_a_checkpoint_of_something_else_is_refused(tmp_path):
    path = tmp_path / "run.pt"
    small = replace(RECIPE, epochs=1)
    fit(small, seed=3, report=None, keep=path)
    for recipe, seed in ((replace(small, batch=201), 3), (small, 4)):
        with pytest.raises(ValueError, match=r"run\.pt must be a checkpoint of .*; it is one of .*another folder"):
            fit(recipe, seed=seed, report=None, keep=path)


@pytest.mark.parametrize("content", [b"", b"half a file", "cut"])
def test_a_broken_checkpoint_is_named(tmp_path, content):
    path = tmp_path / "run.pt"
    if content == "cut":
        checkpoint.save(path, {"recipe": "a", "seed": 0, "network": torch.zeros(1000)})
        content = path.read_bytes()[:2000]
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"run\.pt must be a checkpoint of mpepsn; it cannot be read"):
        checkpoint.load(path, {"recipe": "a", "seed": 0})


def test_loading_runs_no_code_from_the_file(tmp_path):
    class Attack:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "attacked"),)

    torch.save({"recipe": "a", "seed": 0, "x": Attack()}, tmp_path / "run.pt")
    with pytest.raises(ValueError, match="cannot be read"):
        checkpoint.load(tmp_path / "run.pt", {"recipe": "a", "seed": 0})
    assert not (tmp_path / "attacked").exists()


def test_a_full_disk_keeps_the_last_checkpoint(tmp_path):
    """A limit on the size of files stands for the full disk: the file is begun and cannot be ended."""
    path = tmp_path / "run.pt"
    checkpoint.save(path, {"recipe": "a", "seed": 0, "network": torch.zeros(10)})
    before = path.read_bytes()
    limits, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            checkpoint.save(path, {"recipe": "a", "seed": 0, "network": torch.zeros(50_000)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


RECIPE_FILE = 'title = "tiny"\ndata = "sequential_digits"\nhidden = [4]\nepochs = 3\nbatch = 700\n'


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (KeyboardInterrupt(), 130, "stopped; "),
        (OSError(28, "No space left on device"), 1, "[Errno 28] No space left on device; "),
        (FloatingPointError("the loss became nan"), 1, "the loss became nan; "),
    ],
    ids=["Ctrl-C", "full disk", "NaN"],
)
def test_a_stopped_command_says_what_it_kept_and_goes_on(tmp_path, monkeypatch, capsys, error, status, message):
    path, save, saves = tmp_path / "tiny.toml", checkpoint.save, []
    path.write_text(RECIPE_FILE)
    words = ["train", str(path), "--keep", str(tmp_path / "kept")]

    def stop(where, state):
        if saves:
            raise error
        saves.append(save(where, state))

    monkeypatch.setattr(checkpoint, "save", stop)
    assert command.main(words) == status
    told = capsys.readouterr().err
    assert told.startswith(message) and told.endswith("-seed0.pt holds the run up to epoch 1\n")
    monkeypatch.setattr(checkpoint, "save", save)
    assert command.main(words) == 0
    assert "epoch   1/3" not in (out := capsys.readouterr().out) and "epoch   3/3" in out


def test_an_unfit_recipe_ends_the_command_with_a_message(tmp_path, capsys):
    path = tmp_path / "bad.toml"
    path.write_text(RECIPE_FILE + "epoch = 3\n")
    assert command.main(["train", str(path)]) == 1
    assert "bad.toml: unknown key epoch; a recipe has amp, batch" in capsys.readouterr().err
