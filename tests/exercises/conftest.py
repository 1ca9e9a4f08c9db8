"""The solutions' pages, read as code, and the wrong answers made from them."""

import importlib.util
import math
import re
from pathlib import Path

import pytest
import torch

import mpepsn
from mpepsn.exercises import EXERCISES

ROOT = Path(__file__).parents[2]
CELL = re.compile(r"^```\{code-cell\} python\n(.*?)^```$", re.M | re.S)
SPEC = importlib.util.spec_from_file_location("wrong_answers", Path(__file__).with_name("wrong.py"))
wrong = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(wrong)


def page(chapter):
    return (ROOT / f"book/solutions/chapter_{chapter}.md").read_text(encoding="utf-8")


def solution(name):
    """The code of a solution, without the line that names the book's specification."""
    exercise = EXERCISES[name]
    given = exercise.given(exercise.spec()) + "\n"
    (found,) = [cell for cell in CELL.findall(page(name.partition(".")[0])) if cell.startswith(given)]
    return found.removeprefix(given)


def run(name, code, seed=None):
    """What a solution or a wrong answer to the exercise binds, under the specification of a seed."""
    exercise = EXERCISES[name]
    names = {"math": math, "torch": torch, "mpepsn": mpepsn, "F": torch.nn.functional}
    exec(compile(exercise.given(exercise.spec(seed)) + "\n" + code, f"answer to {name}", "exec"), names)
    return names[exercise.answer]


def mistaken(name, mistake):
    """The code of a wrong answer: the solution with changes, or code of its own."""
    changes = wrong.WRONG[name][mistake]
    if isinstance(changes, str):
        return changes
    code = solution(name)
    for old, new in changes.items():
        assert old in code, f"{name}: {old!r} is not in the solution"
        code = code.replace(old, new)
    return code


@pytest.fixture(scope="session")
def answers():
    """Functions `solution`, `mistaken` and `run`."""
    return {"solution": solution, "mistaken": mistaken, "run": run, "page": page}


@pytest.fixture(autouse=True)
def one_thread():
    """Answers are small: more threads would only wait for each other."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
