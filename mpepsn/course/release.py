"""What students get: an assignment without its solutions and hidden tests, as nbgrader makes it."""

import copy

from .assignment import CODE_STUB, TEXT_STUB
from .notebook import Cell, Notebook, marks

SOLUTION, HIDDEN = ("### BEGIN SOLUTION", "### END SOLUTION"), ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")


def released(source: Notebook) -> Notebook:
    """The notebook with each solution replaced by a stub, and each hidden test taken out."""
    return source | {"cells": [_released(cell) for cell in source["cells"]]}


def _released(cell: Cell) -> Cell:
    cell, known = copy.deepcopy(cell), marks(cell)
    if known.get("solution"):
        answer = cell["cell_type"] == "code"
        cell["source"] = _without(cell["source"], SOLUTION, CODE_STUB) if answer else TEXT_STUB
    elif known.get("grade"):
        cell["source"] = _without(cell["source"], HIDDEN)
    return cell


def _without(text: str, region: tuple[str, str], *stub: str) -> str:
    kept, inside = [], False
    for line in text.split("\n"):
        if line == region[0]:
            kept += stub
        inside = line == region[0] or (inside and line != region[1])
        if not inside and line != region[1]:
            kept.append(line)
    return "\n".join(kept)
