"""Give a notebook that came back the names that nbgrader knows its cells by, and say what was changed."""

from .notebook import LANGUAGE, Cell, Notebook, grade_id, marks
from .order import answer, behind, check_after_answers, defines, number, same


def fit(notebook: Notebook, release: Notebook) -> int:
    """How much a notebook looks like an assignment: how many of its numbered names, checks and answers are in it."""
    wanted = [cell for cell in release["cells"] if any(map(str.isdigit, grade_id(cell)))]
    names = {grade_id(cell) for cell in notebook["cells"]}
    texts = {cell["source"].strip() for cell in notebook["cells"]}
    answers = [name for cell in wanted if (name := answer(cell))]
    return (
        sum(grade_id(cell) in names for cell in wanted)
        + sum(cell["source"].strip() in texts for cell in wanted if marks(cell)["locked"])
        + sum(any(defines(cell, name) for cell in notebook["cells"]) for name in answers)
    )


def repaired(notebook: Notebook, release: Notebook) -> tuple[Notebook, list[str]]:
    """The notebook with each cell of the assignment once and under its name, all others kept, and the changes in words.

    Outputs are left out: grading makes them again.
    """
    said: list[str] = []
    wanted = {grade_id(cell): cell for cell in release["cells"] if grade_id(cell)}
    cells = [_bare(cell, wanted) for cell in notebook["cells"]]
    unknown = {grade_id(cell) for cell in notebook["cells"]} - set(wanted) - {""}
    said += [f"took away names of another assignment: {', '.join(sorted(unknown))}"] * bool(unknown)
    before = None
    for name, original in wanted.items():
        kept = _once(cells, name, original, said) or _found(cells, name, original, before, said)
        if kept is None:
            kept = _bare(original, wanted)
            cells.insert(behind(cells, before), kept)
            said.append(f"{name} was not there: put in as it was handed out")
        _restore(kept, original, said)
        before = kept
    check_after_answers(cells, wanted, said)
    number(cells, said)
    language = notebook.get("metadata", {})
    kernel = language.get("kernelspec", {}) if isinstance(language, dict) else {}
    if isinstance(kernel, dict) and kernel.get("name", "python3") != "python3":
        said.append(f"kernel {kernel['name']!r} changed to 'python3'")
    return {"cells": cells, "metadata": LANGUAGE, "nbformat": 4, "nbformat_minor": 5}, said


def _bare(cell: Cell, wanted: dict[str, Cell]) -> Cell:
    """What is graded of a cell, in the form that nbgrader reads."""
    bare = {"cell_type": cell["cell_type"], "id": cell.get("id"), "metadata": {}, "source": cell["source"]}
    if grade_id(cell) in wanted:
        bare["metadata"]["nbgrader"] = {"grade_id": grade_id(cell)}
    if cell["cell_type"] == "code":
        bare |= {"execution_count": None, "outputs": []}
    elif isinstance(cell.get("attachments"), dict):
        bare["attachments"] = cell["attachments"]
    return bare


def _once(cells: list[Cell], name: str, original: Cell, said: list[str]) -> Cell | None:
    """The cell of this name: of several the last one with an answer. Untouched copies no longer run."""
    found = [cell for cell in cells if grade_id(cell) == name]
    if len(found) < 2:
        return found[0] if found else None
    touched = [cell for cell in found if not same(cell, original)]
    kept = (touched or found)[-1]
    for cell in found:
        if cell is not kept:
            cell["metadata"].pop("nbgrader")
            if same(cell, original):
                _no_code(cell)
    said.append(f"{name} was there {len(found)} times: took the last one {'with an answer' if touched else ''}".strip())
    return kept


def _found(cells: list[Cell], name: str, original: Cell, before: Cell | None, said: list[str]) -> Cell | None:
    """A cell that has lost its name, known by what it defines, by its text, or, for words, by its place."""
    lost = [cell for cell in cells if not grade_id(cell)]
    if defined := answer(original):
        found = [cell for cell in lost if defines(cell, defined)]
        found = [cell for cell in found if not same(cell, original)] or found
    elif original["cell_type"] == "code":
        found = [cell for cell in lost if same(cell, original)]
    else:
        found = _words(cells, before)
    if not found:
        return None
    said.append(f"{name} had lost its name: found it by {_by(original)}")
    return found[-1]


def _by(original: Cell) -> str:
    by_text = "what it defines" if answer(original) else "its text"
    return by_text if original["cell_type"] == "code" else "its place"


def _words(cells: list[Cell], before: Cell | None) -> list[Cell]:
    """The first cell of words without a name behind a cell."""
    later = cells[behind(cells, before) :]
    return [cell for cell in later if not grade_id(cell) and cell["cell_type"] == "markdown"][:1]


def _restore(cell: Cell, original: Cell, said: list[str]) -> None:
    name = grade_id(original)
    if cell["cell_type"] != original["cell_type"]:
        said.append(f"{name} was turned into {cell['cell_type']}: turned back")
        cell["cell_type"] = original["cell_type"]
        cell |= {"execution_count": None, "outputs": []} if cell["cell_type"] == "code" else {}
        for key in ("attachments",) if cell["cell_type"] == "code" else ("execution_count", "outputs"):
            cell.pop(key, None)
    if marks(original)["locked"] and not same(cell, original):
        said.append(f"{name} was changed: its text put back")
        cell["source"] = original["source"]
    cell["metadata"] = dict(original["metadata"])


def _no_code(cell: Cell) -> None:
    cell["cell_type"] = "raw"
    cell.pop("execution_count", None)
    cell.pop("outputs", None)
