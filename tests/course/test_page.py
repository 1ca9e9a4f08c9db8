"""The page for teachers: its table and its commands follow the package."""

import re
import shlex
from pathlib import Path

import pytest

from mpepsn import __main__ as main
from mpepsn.course import trace
from mpepsn.course.assignment import exercises, minutes
from mpepsn.exercises import EXERCISES

PAGE = (Path(__file__).parents[2] / "book/teaching.md").read_text(encoding="utf-8")
CHAPTERS = sorted({int(name.partition(".")[0]) for name in EXERCISES})


def test_the_table_has_every_assignment():
    rows = [
        f"| {n} | {', '.join(exercise.name for exercise in exercises(n))} | {minutes(n)} "
        f"| {sum(2 * exercise.level for exercise in exercises(n))} | {trace.POINTS} |"
        for n in CHAPTERS
    ]
    assert re.findall(r"^\| \d+ \| [\d., ]+ \| .*$", PAGE, re.M) == rows


@pytest.mark.parametrize("line", re.findall(r"^python -m mpepsn (course .*)$", PAGE, re.M))
def test_each_command_can_be_typed(line, monkeypatch):
    typed = []
    monkeypatch.setattr(main.course, "run", lambda chosen: typed.append(chosen) or 0)
    assert main.main(shlex.split(line)) == 0 and typed


def test_each_page_that_it_names_is_there():
    names = re.findall(r"\{doc\}`(?:[^`<]*<)?([\w]+)>?`", PAGE)
    book = Path(__file__).parents[2] / "book"
    assert len(names) > 30
    assert [name for name in names if not [*book.glob(f"{name}.md"), *book.glob(f"{name}.ipynb")]] == []


def test_all_four_commands_are_there():
    assert {"build", "doctor", "collect", "report"} == set(re.findall(r"^python -m mpepsn course (\w+)", PAGE, re.M))
