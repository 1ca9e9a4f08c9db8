"""Prove what `build` promises: the reference gets all points, the released copy none, and no solution is handed out."""

import contextlib
import io
from pathlib import Path

from ..exercises import EXERCISES, check
from .assignment import exercises
from .build import recorded
from .notebook import Notebook, grade_id, load, marks
from .seeds import of_exercise
from .solutions import IMPORTS, solution

STUDENTS = ("", "ada", "émile 7")


def doctor(course: Path, last: int | None = None) -> tuple[list[str], list[str]]:
    """What was found of a course, as lines, and what is wrong with it, as lines.

    Args:
        course: the folder that `build` made.
        last: the seed of the course whose answers are tried; None: that of a year ago, seed − 1.
    """
    record = recorded(course)
    last = record["seed"] - 1 if last is None else last
    said, wrong = [], []
    for chapter in record["chapters"]:
        name = f"chapter_{chapter}"
        source, release = (load(course / part / name / f"{name}.ipynb") for part in ("source", "release"))
        points = _points(source)
        possible = sum(points.values())
        reference = min(sum(_earned(source, points, student).values()) for student in STUDENTS)
        empty = sum(_earned(_with_tests(release, source), points, "").values())
        leaks = _leaks(chapter, course / "release" / name, record["private"])
        said.append(f"{name}: reference {reference} of {possible} points, released copy {empty}")
        wrong += [f"{name}: the reference gets {reference} of {possible} points"] * (reference != possible)
        wrong += [f"{name}: the released copy gets {empty} points"] * bool(empty)
        wrong += [f"{name}: what is released holds {leak!r}" for leak in leaks]
    names = [exercise.name for chapter in record["chapters"] for exercise in exercises(chapter)]
    passing = [name for name in names if still_passes(name, record["seed"], last)]
    said.append(f"answers of the course with seed {last} that still pass: {len(passing)} of {len(names)}")
    wrong += [f"{name}: the answer of the course with seed {last} still passes" for name in passing]
    return said, wrong


def still_passes(name: str, seed: int, last: int) -> bool:
    """Whether the right answer of another course is right in this one."""
    exercise = EXERCISES[name]
    spec = exercise.spec(of_exercise(exercise, last))
    names: dict = {}
    exec(f"{IMPORTS}\n{exercise.given(spec)}\n{solution(name)}", names)
    with contextlib.redirect_stdout(io.StringIO()):
        return bool(check(name, names[exercise.answer], seed=of_exercise(exercise, seed)))


def _points(source: Notebook) -> dict[str, int]:
    """Points of the cells that tests decide."""
    return {
        grade_id(cell): marks(cell)["points"]
        for cell in source["cells"]
        if marks(cell).get("grade") and cell["cell_type"] == "code"
    }


def _earned(notebook: Notebook, points: dict[str, int], student: str) -> dict[str, int]:
    """Run the cells in order, as nbgrader does: a cell that raises earns nothing, and the next one runs."""
    names: dict = {}
    exec(IMPORTS, names)
    earned = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in notebook["cells"]:
            if cell["cell_type"] != "code" or cell["id"] == "setup":
                continue
            text = f"STUDENT = {student!r}" if cell["id"] == "student" else cell["source"]
            try:
                exec(compile(text, cell["id"], "exec"), names)
                earned[grade_id(cell)] = points.get(grade_id(cell), 0)
            except Exception:
                continue
    return earned


def _with_tests(release: Notebook, source: Notebook) -> Notebook:
    """The released notebook with the tests of the source, as they are put back before grading."""
    tests = {grade_id(cell): cell for cell in source["cells"] if marks(cell).get("locked")}
    return release | {"cells": [tests.get(grade_id(cell), cell) for cell in release["cells"]]}


def _leaks(chapter: int, folder: Path, private: int) -> list[str]:
    """What must not be handed out, and is: lines of solutions, hidden tests, the private number, outputs."""
    handed, leaks = [], []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix != ".ipynb":
            handed += path.read_text(encoding="utf-8", errors="replace").splitlines()
            continue
        for cell in load(path)["cells"]:
            handed += cell["source"].splitlines()
            leaks += [f"an output in {path.name}"] * bool(cell.get("outputs"))
    text, lines = "\n".join(handed), {line.strip() for line in handed}
    leaks += [word for word in ("BEGIN SOLUTION", "HIDDEN TESTS", str(private), "import key") if word in text]
    stubs = "\n".join(exercise.stub(exercise.spec()) for exercise in exercises(chapter))
    public = {line.strip() for line in f"{stubs}\n{IMPORTS}".splitlines()}
    for exercise in exercises(chapter):
        secret = {line.strip() for line in solution(exercise.name).splitlines()} - public
        leaks += sorted(secret & lines)
    return leaks
