"""The solutions, read from the book's pages in the checkout; they are not in the wheel."""

import re
from pathlib import Path

from ..exercises import EXERCISES

FOLDER = Path(__file__).parents[2] / "book/solutions"
CELL = re.compile(r"^```\{code-cell\} python\n(.*?)^```$", re.M | re.S)
IMPORTS = "import math\n\nimport torch\nimport torch.nn.functional as F\n\nimport mpepsn\n"  # what a solution may use


def solution(name: str, folder: Path = FOLDER) -> str:
    """The code that answers an exercise, without the line that names the specification; it holds for every one."""
    page = folder / f"chapter_{name.partition('.')[0]}.md"
    if not page.exists():
        raise FileNotFoundError(
            f"the solutions are not in the package: run this in a checkout of the book, "
            f"installed with pip install -e . ({page} is not there)"
        )
    exercise = EXERCISES[name]
    given = exercise.given(exercise.spec()) + "\n"
    cells = [cell for cell in CELL.findall(page.read_text(encoding="utf-8")) if cell.startswith(given)]
    if len(cells) != 1:
        raise ValueError(f"{page} must have one cell that begins with {given.strip()!r}; it has {len(cells)}")
    return cells[0].removeprefix(given).strip("\n")
