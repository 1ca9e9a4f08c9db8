"""What came of each hand-in once nbgrader has graded: points from tests, and every cell that did not run."""

import csv
from pathlib import Path

from .build import recorded
from .collect import REPORT as COLLECTED
from .notebook import Cell, grade_id, load, marks

REPORT = "report.csv"
HEAD = ("student", "assignment", "points", "of", "by hand", "notes")
STOPPED = {"CellTimeoutError", "KeyboardInterrupt"}


def report(course: Path) -> list[tuple]:
    """Rows in the order of HEAD, one a hand-in and one for each file that is none; also written to report.csv.

    Points are those of tests; "by hand" is how many points wait for a person.
    """
    recorded(course)
    rows = [_row(course, path) for path in sorted((course / "submitted").glob("*/*/*.ipynb"))]
    if (course / COLLECTED).exists():
        with (course / COLLECTED).open(newline="", encoding="utf-8") as file:
            rows += [
                (row["student"], row["assignment"], "", "", "", f"{row['file']}: {row['outcome']}, {row['notes']}")
                for row in csv.DictReader(file)
                if row["outcome"] != "collected"
            ]
    with (course / REPORT).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return rows


def _row(course: Path, submitted: Path) -> tuple:
    student, assignment = submitted.parts[-3:-1]
    path = course / "autograded" / student / assignment / submitted.name
    if not path.exists():
        return student, assignment, "", "", "", "not graded: see what nbgrader autograde said of it"
    cells = load(path)["cells"]
    tests = [cell for cell in cells if marks(cell).get("grade") and not marks(cell).get("solution")]
    by_hand = sum(marks(cell)["points"] for cell in cells if marks(cell).get("grade") and cell not in tests)
    earned = sum(marks(cell)["points"] for cell in tests if not _error(cell))
    notes = [f"{grade_id(cell) or 'a cell'}: {error}" for cell in cells if (error := _error(cell))]
    return student, assignment, earned, sum(marks(cell)["points"] for cell in tests), by_hand, "; ".join(notes)


def _error(cell: Cell) -> str:
    """What went wrong in a cell, or ""; as for nbgrader, so is anything on stderr in a test."""
    for output in cell.get("outputs", []):
        if output["output_type"] == "error":
            name = output["ename"]
            return "stopped, it did not end" if name in STOPPED else f"{name} {output['evalue'][:80]}".strip()
        if marks(cell).get("grade") and output.get("name") == "stderr":
            return "wrote to stderr"
    return ""
