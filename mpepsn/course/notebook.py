"""Notebooks as JSON: the few kinds of cells that an assignment has, and how to read what came back."""

import json
from pathlib import Path

Cell = dict
Notebook = dict

LANGUAGE = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def cell(kind: str, name: str, source: str, **nbgrader) -> Cell:
    """A cell of the kind "markdown" or "code"; with keywords, one that nbgrader knows under its name."""
    made = {"cell_type": kind, "id": name, "metadata": {}, "source": source}
    if kind == "code":
        made |= {"execution_count": None, "outputs": []}
    if nbgrader:
        marks = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
        made["metadata"]["nbgrader"] = marks | {"grade_id": name, "cell_type": kind} | nbgrader
        made["metadata"] |= {"deletable": False} | ({"editable": False} if nbgrader.get("locked") else {})
    return made


def notebook(cells: list[Cell]) -> Notebook:
    """A notebook of these cells."""
    return {"cells": cells, "metadata": LANGUAGE, "nbformat": 4, "nbformat_minor": 5}


def marks(cell: Cell) -> dict:
    """What nbgrader knows of a cell; empty for all others."""
    found = cell.get("metadata", {}).get("nbgrader", {})
    return found if isinstance(found, dict) else {}


def grade_id(cell: Cell) -> str:
    """The name under which nbgrader knows a cell, or ""."""
    return str(marks(cell).get("grade_id", ""))


def write(path: Path, notebook: Notebook) -> None:
    """Write a notebook, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def parse(text: str | bytes) -> Notebook:
    """A notebook from its text, its sources as one string each. Raises ValueError that says why it is none."""
    try:
        found = json.loads(text)
    except RecursionError:
        raise ValueError("no notebook: its parts are nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"no notebook: no JSON ({error})") from None
    if not isinstance(found, dict) or not isinstance(found.get("cells"), list):
        raise ValueError("no notebook: it has no cells")
    if found.get("nbformat") != 4:
        raise ValueError(f"no notebook of format 4 but {found.get('nbformat')!r:.20}: open and save it in JupyterLab")
    return found | {"cells": [_cell(part) for part in found["cells"]]}


def _cell(part: object) -> Cell:
    if not isinstance(part, dict) or part.get("cell_type") not in ("markdown", "code", "raw"):
        raise ValueError("no notebook: one of its cells is none")
    source = part.get("source", "")
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines) or not isinstance(part.get("metadata", {}), dict):
        raise ValueError("no notebook: one of its cells has no text")
    return part | {"source": "".join(lines).encode("utf-8", "replace").decode()}


def load(path: Path) -> Notebook:
    """The notebook in a file."""
    return parse(path.read_bytes())
