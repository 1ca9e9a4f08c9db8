"""A course from the checked exercises, for nbgrader: `python -m mpepsn course {build,doctor,collect,report}`.

    build → nbgrader generate_assignment → hand out → collect → nbgrader autograde → report

`build` writes one assignment a chapter. A seed picks the specification of every exercise, so that the answers of
another year do not fit; a number of the teacher's own is in the tests that are held back; the name of a student picks
the inputs and the trace to explain. `doctor` proves what `build` promises. `collect` sorts what students handed in and
repairs it; `report` says what came of each hand-in. `build` and `doctor` need the checkout of the book, where the
solutions are; nothing here needs nbgrader. The released notebooks call `own` and `explain`.
"""

from .seeds import own
from .trace import explain

__all__ = ["explain", "own"]
