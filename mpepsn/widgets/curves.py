"""The figure `selection`, and what it takes as curves: the same check as in src/curves.js."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .bounds import Setting, numbers
from .named import figure

if TYPE_CHECKING:
    from anywidget import AnyWidget

MOST, LONGEST = 64, 1024
ALLOWED = f"a list of at most {MOST} curves, each of equally many numbers from 0 to 1, at most {LONGEST}"


def selection(curves: Sequence = (), epochs: int = 10, run: int = 0, others: bool = True) -> "AnyWidget":
    """Accuracy after each epoch, for several runs: the last one, and the best of the last E on the same test part.

    Args:
        curves: the `test_accuracy` of several stored runs, shares in [0, 1], equally many epochs each.
        epochs: how many of the last epochs E are chosen from, 1 to 1024; all where there are not so many.
        run: the run that is looked at, from 0; the last one where there are not so many.
        others: whether to draw the other runs too.
    """
    return figure("selection", locals())


def _take(given: Any) -> tuple[tuple[float, ...], ...]:
    """The curves as they are kept. The message is cut short, because they are long."""
    rows = None
    if isinstance(given, Sequence) and not isinstance(given, str) and len(given) <= MOST:
        rows = tuple(map(numbers(0, 1, LONGEST).take, given))
    if rows is None or None in rows or () in rows or len(set(map(len, rows))) > 1:
        said = " ".join(repr(given).split())
        raise ValueError(f"curves must be {ALLOWED}; got {said if len(said) <= 60 else said[:57] + '…'}")
    return rows


CURVES = Setting((), ALLOWED, _take)
