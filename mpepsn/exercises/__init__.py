"""Exercises that check themselves: `mpepsn.check("1.2", answer)`.

An exercise is a family. Its specification (reset, tie rule, gain, delay, rest, …) is drawn from a seed, and all else
follows from the specification: the task in words, the cell to fill, and what a right answer gives.

    exercise = EXERCISES["1.2"]
    spec = exercise.spec()               the book's; exercise.spec(2027): that of a course with this seed
    exercise.text(spec)                  the task, in Markdown
    exercise.stub(spec)                  the cell to fill: a line that names the specification, then an empty definition
    exercise.given(spec)                 that line; a solution that uses its names holds for every specification
    exercise.answer                      the name that the definition binds
    check("1.2", answer)                 the book's cell
    assert check("1.2", answer, seed=2027)               a graded cell of that course
    assert check("1.2", answer, seed=2027, inputs=9)     the same on other inputs, for tests that are kept back

A right answer is recognised, not computed: it is compared with a neuron of the package in other coordinates, judged by
its own spikes, or by what it must have in common with every right one. The same goes for known mistakes, each of which
has a hint. Solutions, and wrong answers that run, are not in the package: they are in the book's last part and in its
tests.

A file for each chapter holds its exercises. Chapter: 1 to 7, 9
"""

import traceback

from . import chapter_1, chapter_2, chapter_3, chapter_4, chapter_5, chapter_6, chapter_7, chapter_9
from .alarm import SECONDS, TimeUp
from .compare import Empty, Wrong
from .family import Exercise, Mistake, Spec
from .result import Result
from .state import unchanged

__all__ = ["EXERCISES", "Exercise", "Mistake", "Result", "Spec", "check"]

CHAPTERS = (chapter_1, chapter_2, chapter_3, chapter_4, chapter_5, chapter_6, chapter_7, chapter_9)
EXERCISES = {exercise.name: exercise for chapter in CHAPTERS for exercise in chapter.EXERCISES}


def check(name: str, answer: object, *, seed: int | None = None, inputs: int = 0) -> Result:
    """Try an answer, print what was found, and return it. Never raises, and changes no seed and no default.

    An answer may be the function that the exercise asks for, or the value that it should give: a number, a list, an
    array or a tensor of any dtype. A function that does not end is stopped after 2 s on Linux, macOS and Colab;
    elsewhere, and outside the main thread, it must be interrupted by hand, as must a single long call of a library.

    Args:
        name: the exercise, such as "1.2".
        answer: the function or value. For a function exercise a value is compared with what the function should give
            for `EXERCISES[name].cases(spec, inputs)[0]`.
        seed: the seed of a course, which picks the specification; None: the book's.
        inputs: chooses the inputs that a function is tried on.

    Returns:
        A Result that is true when the answer passed.
    """
    result = _find(str(name), answer, seed, inputs)
    print(result)
    return result


def _find(name: str, answer: object, seed: int | None, inputs: int) -> Result:
    if name not in EXERCISES:
        return Result(name, "failed", f"There is no such exercise; there are {', '.join(EXERCISES)}.")
    exercise = EXERCISES[name]
    try:
        with unchanged():
            exercise.examine(exercise.spec(seed), answer, inputs)
    except (Empty, NotImplementedError) as empty:
        return Result(name, "empty", str(empty))
    except Wrong as wrong:
        return Result(name, "failed", *map(str, wrong.args))
    except TimeUp:
        return Result(
            name, "failed", f"Your code was stopped after {SECONDS:.0f} s.", "Does every loop come to an end?"
        )
    except (Exception, SystemExit) as error:
        return Result(name, "failed", f"Your code raised {type(error).__name__}: {error}{_place(error)}")
    return Result(name, "passed")


def _place(error: BaseException) -> str:
    """The last line of the answer that ran, where it can be found."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if not _foreign(frame.filename)]
    return f"\nIt happened in line {own[-1].lineno}: {own[-1].line}" if own and own[-1].line else ""


def _foreign(filename: str) -> bool:
    return "site-packages" in filename or filename.startswith(__file__.removesuffix("__init__.py"))
