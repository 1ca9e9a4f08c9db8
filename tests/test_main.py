"""The commands, as a shell calls them."""

import json
import shlex
import subprocess
import sys

import pytest
import torch

from mpepsn import __main__ as command
from mpepsn import __version__
from mpepsn.measure import results
from mpepsn.train.toml import RECIPES

RECIPE = 'title = "tiny run"\ndata = "sequential_digits"\nhidden = [4]\nepochs = 2\nbatch = 700\n'


@pytest.fixture
def recipe(tmp_path):
    path = tmp_path / "my own" / "tiny.toml"
    path.parent.mkdir()
    path.write_text(RECIPE)
    return path


def test_info_from_a_shell():
    done = subprocess.run([sys.executable, "-m", "mpepsn", "info"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"mpepsn {__version__}, torch ")
    assert done.stderr == ""


def test_train_runs_once_a_seed(recipe, capsys):
    assert command.main(["train", str(recipe), "--seeds", "3", "5"]) == 0
    out = capsys.readouterr().out
    assert "tiny run, seed 3" in out and "tiny run, seed 5" in out
    assert out.count("epoch   2/2") == 2


def test_stored_lines_hold_the_run(recipe, tmp_path, capsys, monkeypatch):
    for module in (command, results):
        monkeypatch.setattr(module, "commit", lambda: "0" * 40)
    command.main(["train", str(recipe), "--seeds", "1", "2", "--store", str(tmp_path / "out")])
    first, second = results.load(tmp_path / "out" / "tiny.jsonl")
    assert (first["seed"], second["seed"]) == (1, 2)
    assert first["experiment"] == "tiny" and first["command"] == f"python -m mpepsn train '{recipe}' --seeds 1"
    assert first["recipe"]["hash"] == command.Recipe.load(recipe).sha and first["recipe"]["title"] == "tiny run"
    assert set(first["figures"]) == {
        "test_accuracy",
        "train_accuracy",
        "loss",
        "seconds",
        "held_out",
        "accuracy_by_step",
    }
    assert len(first["figures"]["test_accuracy"]) == 2
    assert json.dumps(first["figures"]) != json.dumps(second["figures"])


@pytest.mark.parametrize("asked", [1, 3])
def test_a_run_has_the_threads_that_its_command_names_and_no_others(recipe, tmp_path, capsys, monkeypatch, asked):
    """Threads change the order of sums, and so the numbers: a stored command must not leave them to the machine."""
    used = []
    monkeypatch.setattr(command, "fit", lambda *_, **__: used.append(torch.get_num_threads()))
    monkeypatch.setattr(command.training, "figures", lambda *_: {})
    for module in (command, results):
        monkeypatch.setattr(module, "commit", lambda: "0" * 40)
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        words = ["train", str(recipe), "--store", str(tmp_path / "out"), *(["--threads", "3"] if asked == 3 else [])]
        assert command.main(words) == 0
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)
    (stored,) = results.load(tmp_path / "out" / "tiny.jsonl")
    assert used == [asked] and stored["machine"]["threads"] == asked
    assert stored["command"].endswith(" --threads 3") == (asked == 3)
    assert command.main(["train", str(recipe), "--threads", "0"]) == 1
    assert capsys.readouterr().err == "threads must be a whole number of at least 1; got 0\n"


@pytest.mark.parametrize("changes", [[], ["--set", "title='two words'"]])
@pytest.mark.parametrize("folder", [None, "", "book"])
def test_a_stored_command_repeats_the_run(recipe, tmp_path, capsys, monkeypatch, folder, changes):
    """Of a recipe by its name, of its file in the package, and of a file of one's own with the same name."""
    name = "which_way_lif"
    if folder is not None:
        name = str((RECIPES if folder == "" else recipe.parent) / f"{name}.toml")
    if folder == "book":
        recipe.rename(name)
    trained = []
    monkeypatch.setattr(command, "fit", lambda recipe, seed, **_: trained.append((recipe, seed)))
    monkeypatch.setattr(command.training, "figures", lambda *_: {})
    for module in (command, results):
        monkeypatch.setattr(module, "commit", lambda: "0" * 40)
    assert command.main(["train", name, "--seeds", "4", *changes, "--store", str(tmp_path)]) == 0
    (stored,) = results.load(tmp_path / "which_way_lif.jsonl")
    python, m, package, *words = shlex.split(stored["command"])
    assert (python, m, package) == ("python", "-m", "mpepsn") and command.main(words) == 0
    assert trained[0] == trained[1]
    assert (words[1] == "which_way_lif") == (folder != "book")


def test_a_dirty_checkout_is_refused_before_the_training(recipe, tmp_path, capsys, monkeypatch):
    def dirty():
        raise RuntimeError("the checkout must be clean")

    monkeypatch.setattr(command, "commit", dirty)
    assert command.main(["train", str(recipe), "--store", str(tmp_path / "out")]) == 1
    told = capsys.readouterr()
    assert told.err == "the checkout must be clean\n"
    assert "epoch" not in told.out and not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [[], ["fly"], ["train"], ["train", "digits_lif", "--seeds", "one"]])
def test_a_bad_command_ends_with_status_2(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        command.main(words)
    assert stopped.value.code == 2
    assert "usage: python -m mpepsn" in capsys.readouterr().err
