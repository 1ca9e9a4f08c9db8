"""The chapters show the exercises as the package has them, test their goals, and hold no solution."""

import json
import re
from pathlib import Path

import pytest

from mpepsn.exercises import EXERCISES

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted((ROOT / "book").glob("[0-9][0-9]_*.ipynb"))
HEAD = re.compile(r"^\*\*(\d+\.\d+)\*\* ([●○]{3}) (\d+ min, (?:by hand|checked|open)|\d+ min|open)\. ", re.M)
CHECKED = pytest.mark.parametrize("name", EXERCISES)


def chapter(name):
    (path,) = (ROOT / "book").glob(f"{int(name.partition('.')[0]):02d}_*.ipynb")
    return cells(path)


def cells(path):
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [(cell["cell_type"], "".join(cell["source"])) for cell in found]


def flat(text):
    return re.sub(r"\s+", " ", text)


def test_two_checked_exercises_for_each_of_the_chapters_1_to_7():
    numbers = [int(name.partition(".")[0]) for name in EXERCISES]
    assert all(numbers.count(number) >= 2 for number in range(1, 8))


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_each_chapter_has_three_to_five_exercises_in_order(path):
    number = int(path.stem[:2])
    found = HEAD.findall("\n".join(text for kind, text in cells(path) if kind == "markdown"))
    assert [name for name, *_ in found] == [f"{number}.{i}" for i in range(1, len(found) + 1)]
    assert 3 <= len(found) <= 5
    assert {name for name, _, kind in found if "checked" in kind} == {
        n for n in EXERCISES if n.startswith(f"{number}.")
    }


@CHECKED
def test_the_chapter_shows_the_books_specification(name):
    exercise = EXERCISES[name]
    spec, shown = exercise.spec(), chapter(name)
    place = next(i for i, (kind, text) in enumerate(shown) if flat(exercise.text(spec)) in flat(text))
    assert shown[place + 1] == ("code", exercise.stub(spec))
    assert shown[place + 2] == ("code", f'mpepsn.check("{name}", {exercise.answer})')


@CHECKED
def test_it_tests_a_goal_of_its_chapter(name):
    goals = next(text for _, text in chapter(name) if "After this chapter you can" in text)
    assert f"- {EXERCISES[name].goal}" in flat(goals)


def handed_out():
    """Everything that students get, as lines: the chapters' cells, and the files of the package."""
    for path in CHAPTERS:
        yield path, "\n".join(text for _, text in cells(path)).splitlines()
    for path in (ROOT / "mpepsn").rglob("*.py"):
        yield path, path.read_text(encoding="utf-8").splitlines()


def passages(lines):
    """Each three lines in a row that say something."""
    said = [line.strip() for line in lines if line.strip() and not line.strip().startswith(('"""', "def ", "return "))]
    return set(zip(said, said[1:], said[2:], strict=False))


def test_no_solution_is_in_a_chapter_or_in_the_package(answers):
    told = set().union(*(passages(answers["solution"](name).splitlines()) for name in EXERCISES))
    assert len(told) > 30
    assert [path.name for path, lines in handed_out() if told & passages(lines)] == []


def test_solutions_are_pages_at_the_end():
    toc = re.findall(r"- file: (\S+)", (ROOT / "_toc.yml").read_text(encoding="utf-8"))
    assert toc[-len(CHAPTERS) :] == [f"book/solutions/chapter_{int(path.stem[:2])}" for path in CHAPTERS]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_each_exercise_has_its_solution_and_each_check_is_run(answers, path):
    number = int(path.stem[:2])
    found = HEAD.findall("\n".join(text for kind, text in cells(path) if kind == "markdown"))
    page = answers["page"](number)
    assert re.findall(r"^## (\S+)$", page, re.M) == [name for name, *_ in found]
    for name in EXERCISES:
        if name.startswith(f"{number}."):
            assert f'\nassert mpepsn.check("{name}", {EXERCISES[name].answer})\n' in page
