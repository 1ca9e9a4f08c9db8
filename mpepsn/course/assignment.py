"""One assignment: the cells of a chapter's notebook, with solutions and hidden tests, as nbgrader reads them."""

from ..exercises import EXERCISES, Exercise
from . import trace
from .notebook import Cell, Notebook, cell, notebook
from .seeds import of_exercise
from .solutions import IMPORTS, solution

CODE_STUB = "# Complete the definition above; what it needs may stand before it."
TEXT_STUB = "*Your answer:*"
HANDING_IN = """Write your answers into the cells that are there, and add as many others as you like. Then
run all cells from the top, save, and hand in this one file. Where a check here says *passed*, others, which are held
back, may still fail: they try the same answer on other inputs."""


def exercises(chapter: int) -> list[Exercise]:
    """The checked exercises of a chapter. Raises ValueError where it has none."""
    found = [exercise for name, exercise in EXERCISES.items() if name.partition(".")[0] == str(chapter)]
    if not found:
        having = sorted({int(name.partition(".")[0]) for name in EXERCISES})
        raise ValueError(f"chapters must have checked exercises, as {', '.join(map(str, having))} do; got {chapter}")
    return found


def minutes(chapter: int) -> int:
    """How long an assignment takes."""
    return sum(exercise.minutes for exercise in exercises(chapter)) + trace.MINUTES


def source(chapter: int, seed: int, private: int, install: str) -> Notebook:
    """The notebook of an assignment with everything in it.

    Args:
        chapter: whose exercises.
        seed: of the course; picks the specifications, and is in the released notebook.
        private: picks the inputs of the hidden tests; is in no released file.
        install: where pip finds the package, for Colab; "" where that is not known.
    """
    cells = [
        cell("markdown", "title", _title(chapter)),
        cell("code", "setup", _setup(install)),
        cell("markdown", "who", "Your name or number, as your university's system has it: your data come from it."),
        cell("code", "student", 'STUDENT = ""'),
        cell("code", "own", _own(seed), locked=True),
    ]
    for exercise in exercises(chapter):
        cells += _exercise(exercise, of_exercise(exercise, seed), private)
    return notebook(cells + _trace(chapter, seed))


def _title(chapter: int) -> str:
    return (
        f"# Exercises to chapter {chapter}\n\nAbout {minutes(chapter)} minutes. Any computer will do: no GPU, nothing "
        f"to download but `mpepsn` itself, and each cell takes a few seconds at most.\n\n{HANDING_IN}"
    )


def _setup(install: str) -> str:
    if not install:
        return IMPORTS.strip()
    condition = (
        'from importlib.util import find_spec\n\nif find_spec("mpepsn") is None:  # nothing that is there is upgraded'
    )
    return f"{condition}\n    %pip install -q --no-deps {install}\n\n{IMPORTS.strip()}"


def _own(seed: int) -> str:
    return (
        "import mpepsn\nfrom mpepsn import course\n\n"
        f'own = course.own({seed}, globals().get("STUDENT", ""))\nprint("your data have the number", own)'
    )


def _exercise(exercise: Exercise, seed: int, private: int) -> list[Cell]:
    spec, name = exercise.spec(seed), exercise.name.replace(".", "-")
    answer = f"{exercise.stub(spec)}\n\n\n### BEGIN SOLUTION\n{solution(exercise.name)}\n### END SOLUTION"
    check = f'assert mpepsn.check("{exercise.name}", {exercise.answer}, seed={seed}, inputs={{}})'
    held_back = f"# Tests of {exercise.name} that are held back.\n### BEGIN HIDDEN TESTS\n{{}}\n### END HIDDEN TESTS"
    return [
        cell("markdown", f"task-{name}", exercise.text(spec)),
        cell("code", f"answer-{name}", answer, solution=True),
        cell("code", f"check-{name}", check.format("own"), grade=True, locked=True, points=exercise.level),
        cell(
            "code",
            f"hidden-{name}",
            held_back.format(check.format(private)),
            grade=True,
            locked=True,
            points=exercise.level,
        ),
    ]


def _trace(chapter: int, seed: int) -> list[Cell]:
    held_back = (
        "# For the one who grades.\n### BEGIN HIDDEN TESTS\nfrom mpepsn.course.trace import key\n\n"
        f"key({seed}, {chapter}, own)\n### END HIDDEN TESTS"
    )
    return [
        cell("markdown", "task-trace", trace.TASK),
        cell("code", "trace", f"course.explain({seed}, {chapter}, own)", locked=True),
        cell("markdown", "answer-trace", trace.RUBRIC, grade=True, solution=True, points=trace.POINTS),
        cell("code", "key-trace", held_back, grade=True, locked=True, points=0),
    ]
