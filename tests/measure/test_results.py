"""Stored lines: written and read back, refused when broken, and each tied to a commit that is really there."""

import json
import resource
import signal
import subprocess
from pathlib import Path

import pytest

from mpepsn.measure import results

ROOT = Path(__file__).parents[2]
STORED = ROOT / "book" / "results"


@pytest.fixture
def record(monkeypatch):
    monkeypatch.setattr(results, "commit", lambda: "c" * 40)
    return results.line(
        "trial", command="python -m mpepsn train π", recipe="abc", seed=3, figures={"share": [0.1, 1e-9]}
    )


def test_a_line_is_stamped(record):
    assert tuple(record) == results.FIELDS
    assert record["commit"] == "c" * 40 and record["schema"] == results.SCHEMA and record["seed"] == 3
    assert record["machine"]["cores"] >= 1 and "torch" in record["versions"]
    assert record["date"].endswith("+00:00")


def test_lines_come_back_as_they_were_stored(record, tmp_path):
    path = tmp_path / "new" / "trial.jsonl"
    other = record | {"seed": 4}
    results.store(path, record)
    results.store(path, other)
    assert results.load(path) == [record, other]
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


def test_nan_is_never_stored(record, tmp_path):
    path = tmp_path / "trial.jsonl"
    with pytest.raises(ValueError, match="not JSON compliant"):
        results.store(path, record | {"figures": {"loss": float("nan")}})
    assert not path.exists()


def test_a_full_disk_leaves_no_half_line(record, tmp_path):
    """A limit on the size of files stands for the full disk: the line is begun and cannot be ended."""
    path = tmp_path / "trial.jsonl"
    results.store(path, record)
    limits, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 40, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            results.store(path, record)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert results.load(path) == [record]
    results.store(path, record)
    assert results.load(path) == [record, record]


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "",
        "[]",
        "3",
        lambda record: {name: value for name, value in record.items() if name != "commit"},
        lambda record: record | {"more": 1},
        lambda record: record | {"schema": 0},
    ],
)
def test_a_broken_line_names_file_and_line(record, tmp_path, broken):
    path = tmp_path / "trial.jsonl"
    results.store(path, record)
    with open(path, "a", encoding="utf-8") as file:
        file.write((broken if isinstance(broken, str) else json.dumps(broken(record))) + "\n")
    with pytest.raises(ValueError, match=r"trial\.jsonl, line 2: "):
        results.load(path)


def test_the_books_records_are_found_by_name(record, tmp_path, monkeypatch):
    monkeypatch.setattr(results, "__file__", str(tmp_path / "mpepsn" / "measure" / "results.py"))
    results.store(tmp_path / "book" / "results" / "trial.jsonl", record)
    assert results.stored("trial") == [record]
    with pytest.raises(FileNotFoundError, match="experiment must be one of trial; got 'trail'"):
        results.stored("trail")


def missing_commits(path: Path, root: Path) -> list[str]:
    """What is wrong with the commits that the lines of a file name."""
    wrong = []
    for number, record in enumerate(results.load(path), start=1):
        here = f"{path.name}, line {number}: commit {record['commit']}"
        if len(record["commit"]) != 40 or _git(root, "cat-file", "-e", f"{record['commit']}^{{commit}}"):
            wrong.append(f"{here} is not in this repository")
        elif _git(root, "merge-base", "--is-ancestor", record["commit"], "HEAD"):
            wrong.append(f"{here} is not in the history of HEAD")
    return wrong


def _git(root: Path, *words: str) -> int:
    return subprocess.run(["git", "-C", str(root), *words], capture_output=True).returncode


def is_shallow(root: Path) -> bool:
    done = subprocess.run(
        ["git", "-C", str(root), "rev-parse", "--is-shallow-repository"], capture_output=True, text=True
    )
    return done.stdout.strip() != "false"


def test_this_is_a_whole_checkout():
    assert not is_shallow(ROOT), (
        "the history is cut off (or there is none): run `git fetch --unshallow` to test results"
    )


def test_every_stored_line_loads_and_its_commit_exists():
    wrong = []
    for path in STORED.glob("*"):  # a loop, because a parameter set without files would be a silent skip
        assert path.suffix == ".jsonl"
        records = results.load(path)
        if {record["experiment"] for record in records} != {path.stem}:
            wrong.append(f"{path.name} must hold lines of the experiment {path.stem}, and at least one")
        wrong += missing_commits(path, ROOT)
    assert wrong == []


def test_a_commit_that_is_not_there_is_found_out(record, tmp_path):
    head = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    path = tmp_path / "trial.jsonl"
    results.store(path, record | {"commit": head.stdout.strip()})
    assert missing_commits(path, ROOT) == []
    results.store(path, record)
    results.store(path, record | {"commit": "HEAD"})
    found = missing_commits(path, ROOT)
    assert [text.split(":")[0] for text in found] == ["trial.jsonl, line 2", "trial.jsonl, line 3"]


def test_chapter_2_s_network_learns_well_and_soon():
    runs = results.stored("digits_lif")
    last = [run["figures"]["test_accuracy"][-1] for run in runs]
    assert len({run["seed"] for run in runs}) >= 5 and sum(last) / len(last) >= 0.95
    assert max(run["figures"]["seconds"] for run in runs) <= 15
