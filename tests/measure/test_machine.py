"""Machine, versions and commit: what a stored number is stamped with."""

import subprocess

import pytest
import torch

from mpepsn import LIF, __version__, info
from mpepsn.measure.machine import commit, machine, versions


def test_machine_and_versions_say_what_runs():
    here, found = machine(), versions()
    assert here["threads"] == torch.get_num_threads() and here["cores"] >= 1 and here["cpu"]
    assert found["torch"] == torch.__version__ and found["mpepsn"] == __version__ and "numpy" in found


def test_info_names_layer_and_input():
    assert "LIF" not in info() and "\n" not in info()
    text = info(LIF(), torch.zeros(4, 2))
    assert f"mpepsn {__version__}" in text
    assert "LIF(backend='auto') runs reference for (4, 2) float32 on cpu: fewer than 262,144 neuron-steps" in text


@pytest.fixture
def checkout(tmp_path):
    folder = tmp_path / "checkout"
    (folder / "mpepsn").mkdir(parents=True)
    (folder / "book" / "results").mkdir(parents=True)
    (folder / "mpepsn" / "code.py").write_text("a = 1\n")
    (folder / "book" / "results" / "runs.jsonl").write_text("")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "-c", "user.name=n", "-c", "user.email=e", "commit", "-q", "-m", "first")
    return folder


def git(folder, *words):
    return subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, text=True).stdout.strip()


def test_a_clean_checkout_has_a_commit(checkout):
    assert commit(checkout) == git(checkout, "rev-parse", "HEAD")


def test_results_and_files_beside_the_package_do_not_count(checkout):
    (checkout / "book" / "results" / "runs.jsonl").write_text("{}\n")
    (checkout / "notes.txt").write_text("mine")
    assert commit(checkout) == git(checkout, "rev-parse", "HEAD")


@pytest.mark.parametrize("file", ["mpepsn/code.py", "mpepsn/new.py"])
@pytest.mark.parametrize("staged", [False, True])
def test_a_dirty_checkout_is_refused(checkout, file, staged):
    (checkout / file).write_text("a = 2\n")
    if staged:
        git(checkout, "add", file)
    with pytest.raises(RuntimeError, match=f"must be clean to store a result; changed: .*{file}"):
        commit(checkout)


def test_every_change_is_named(checkout):
    for name in ("code", "new"):
        (checkout / "mpepsn" / f"{name}.py").write_text("a = 2\n")
    with pytest.raises(RuntimeError, match=r"changed: \['M mpepsn/code\.py', 'mpepsn/new\.py'\]"):
        commit(checkout)


def test_a_folder_without_a_checkout_of_its_own_is_refused(checkout, tmp_path):
    with pytest.raises(RuntimeError, match="needs a git checkout of mpepsn; git says"):
        commit(tmp_path)
    with pytest.raises(RuntimeError, match="lies in one of something else"):
        commit(checkout / "mpepsn")
