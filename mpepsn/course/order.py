"""The cells of an assignment in a notebook: which is which, in what order they must run, and an id for each."""

import re

from ..exercises import EXERCISES
from .notebook import Cell, grade_id, marks


def same(cell: Cell, original: Cell) -> bool:
    """Whether two cells hold the same text, but for spaces."""
    return cell["source"].split() == original["source"].split()


def answer(original: Cell) -> str:
    """What the cell of an answer must define, or "" for other cells."""
    name = grade_id(original).removeprefix("answer-").replace("-", ".")
    return EXERCISES[name].answer if name in EXERCISES and marks(original)["solution"] else ""


def defines(cell: Cell, name: str) -> bool:
    """Whether a cell defines a function, class or value of this name."""
    pattern = rf"^(?:def\s+{name}\b|class\s+{name}\b|{name}\s*=[^=])"
    return cell["cell_type"] == "code" and bool(re.search(pattern, cell["source"], re.M))


def behind(cells: list[Cell], before: Cell | None) -> int:
    """The place behind a cell, 0 for None."""
    return next((place + 1 for place, cell in enumerate(cells) if cell is before), 0)


def check_after_answers(cells: list[Cell], wanted: dict[str, Cell], said: list[str]) -> None:
    """Move checks behind the first answer where all that stands before them is the empty cell."""
    for original in wanted.values():
        if not (name := answer(original)):
            continue
        found = [cell for cell in cells if defines(cell, name) and not same(cell, original)]
        last = found[:1]
        for kind in ("check", "hidden"):
            check = next(cell for cell in cells if grade_id(cell) == grade_id(original).replace("answer", kind))
            if last and behind(cells, last[0]) > behind(cells, check):
                cells[:] = [cell for cell in cells if cell is not check]
                cells.insert(behind(cells, last[0]), check)
                last = [check]
                said.append(f"{grade_id(check)} stood before the answer: moved behind it")


def number(cells: list[Cell], said: list[str]) -> None:
    """Give every cell an id of its own."""
    taken: set[str] = set()
    new = 0
    for place, cell in enumerate(cells):
        valid = isinstance(cell["id"], str) and re.fullmatch(r"[\w-]{1,64}", cell["id"], re.A)
        if not valid or cell["id"] in taken:
            cell["id"], new = f"cell-{place}-{len(taken)}", new + 1
        taken.add(cell["id"])
    said += [f"{new} cells had no id of their own: got new ones"] * bool(new)
