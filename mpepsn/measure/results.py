"""Stored results: one JSON line a run, with everything needed to make it again.

    schema, experiment, command, recipe, seed, machine, versions, commit, date, figures

A line is written only from a clean checkout, so that the commit it names is the code that ran.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from .machine import commit, machine, versions

SCHEMA = 1
FIELDS = ("schema", "experiment", "command", "recipe", "seed", "machine", "versions", "commit", "date", "figures")


def line(experiment: str, *, command: str, recipe: dict, seed: int, figures: dict) -> dict:
    """One record, stamped with machine, versions, commit and date.

    Args:
        experiment: name of the experiment; the file is `book/results/<experiment>.jsonl`.
        command: what to type to make the run again.
        recipe: hash and fields of the recipe, or the settings of a measurement.
        seed: seed of the run.
        figures: the measured numbers.
    """
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    values = SCHEMA, experiment, command, recipe, seed, machine(), versions(), commit(), stamp, figures
    return dict(zip(FIELDS, values, strict=True))


def store(path: Path | str, record: dict) -> None:
    """Append one record to a `.jsonl` file. It is on disk when this returns; where it cannot be, no part of it is."""
    rest = (json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n").encode()
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with open(path, "ab", buffering=0) as file:
        before = file.tell()
        try:
            while rest:
                rest = rest[file.write(rest) :]
            os.fsync(file.fileno())
        except BaseException:
            file.truncate(before)
            raise


def load(path: Path | str) -> list[dict]:
    """All records of a `.jsonl` file, each checked for its fields."""
    records = []
    for number, text in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), start=1):
        try:
            record = json.loads(text)
        except json.JSONDecodeError as broken:
            raise ValueError(f"{path}, line {number}: no JSON ({broken})") from broken
        if not isinstance(record, dict) or set(record) != set(FIELDS) or record["schema"] != SCHEMA:
            raise ValueError(f"{path}, line {number}: a record of schema {SCHEMA} has the fields {', '.join(FIELDS)}")
        records.append(record)
    return records


def stored(experiment: str) -> list[dict]:
    """The book's own records of an experiment, from the checkout or from the installed package."""
    checkout, installed = Path(__file__).parents[2] / "book" / "results", Path(__file__).parents[1] / "results"
    folder = checkout if checkout.is_dir() else installed
    path = folder / f"{experiment}.jsonl"
    if not path.exists():
        known = sorted(p.stem for p in folder.glob("*.jsonl"))
        raise FileNotFoundError(f"experiment must be one of {', '.join(known)}; got {experiment!r}")
    return load(path)
