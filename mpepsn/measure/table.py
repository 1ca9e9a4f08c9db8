"""A table of results: aligned text in a shell, HTML in a notebook and in the book, where a phone breaks its cells.

Chapter: 6, 7, 9
"""

from collections.abc import Sequence
from html import escape


class Table:
    """Rows of words and numbers under a head.

    Args:
        head: what stands above the columns; the first column names the rows.
        rows: one list of cells a row, or a line of text that heads the rows after it.

    >>> Table(["λ", "error"], ["still digits", [0.1, "12.5%"], [0.01, "3%"]])
    λ     error
    still digits
    0.1   12.5%
    0.01     3%
    """

    def __init__(self, head: Sequence[object], rows: Sequence[Sequence[object] | str]):
        self.head = [str(cell) for cell in head]
        self.rows = [row if isinstance(row, str) else [str(cell) for cell in row] for row in rows]
        for row in self.rows:
            if not isinstance(row, str) and len(row) != len(self.head):
                raise ValueError(f"rows must have the {len(self.head)} cells of the head; got {row}")

    def __repr__(self) -> str:
        lines = [self.head, *self.rows]
        widths = [max(map(len, column)) for column in zip(*(r for r in lines if not isinstance(r, str)), strict=True)]
        return "\n".join(row if isinstance(row, str) else _aligned(row, widths) for row in lines)

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in self.head)
        rows = "".join(f"<tr>{self._cells(row)}</tr>" for row in self.rows)
        return f'<table class="results"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'

    def _cells(self, row: list[str] | str) -> str:
        if isinstance(row, str):
            return f'<th colspan="{len(self.head)}" scope="colgroup">{escape(row)}</th>'
        first, *others = map(escape, row)
        return f'<th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in others)


def _aligned(row: list[str], widths: list[int]) -> str:
    first, *others = zip(row, widths, strict=True)
    return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)])
