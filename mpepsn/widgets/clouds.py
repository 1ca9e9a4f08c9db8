"""The figure `cloud`, and what it takes as a recording: the same check as in src/recording.js."""

from collections.abc import Sequence
from itertools import pairwise
from numbers import Integral
from typing import TYPE_CHECKING, Any

import numpy as np

from .bounds import Setting
from .named import figure

if TYPE_CHECKING:
    from anywidget import AnyWidget

MOST = 8192
ENDS = {"x": 64, "y": 64, "t": 2**31 - 1, "p": 2}
ALLOWED = f"a recording of at most {MOST} events [x, y, t, p], x and y below 64, sorted by t"


def cloud(events: Sequence = (), by: str = "number", steps: int = 6, step: int = 2) -> "AnyWidget":
    """A recording of an event camera: a cloud of events over time, cut into frames, and one of the frames.

    Args:
        events: a recording, such as one of `data.saccade_recordings`: a structured array with x, y (below 64), t in µs
            and p (0 or 1), at most 8192 events, sorted by t. It is kept as a list of [x, y, t, p].
        by: "number" or "time": see `data.frames`.
        steps: number of frames T, 1 to 16.
        step: the frame that is looked at, from 0; the last one where there are not so many.
    """
    return figure("cloud", locals())


def _take(given: Any) -> tuple[tuple[int, ...], ...]:
    """The events as they are kept. The message is cut short, because a recording is long."""
    rows = _rows(given)
    fits = rows is not None and len(rows) <= MOST and all(map(_is_event, rows))
    if not fits or any(now[2] > later[2] for now, later in pairwise(rows)):
        said = " ".join(repr(given).split())
        raise ValueError(f"events must be {ALLOWED}; got {said if len(said) <= 60 else said[:57] + '…'}")
    return tuple(tuple(map(int, one)) for one in rows)


def _rows(given: Any) -> list[tuple] | None:
    if isinstance(given, np.ndarray):
        fits = given.ndim == 1 and given.dtype.names is not None and ENDS.keys() <= set(given.dtype.names)
        return list(zip(*(given[name].tolist() for name in ENDS), strict=True)) if fits else None
    if not isinstance(given, Sequence) or not all(isinstance(one, Sequence) for one in given):
        return None
    return [tuple(one) for one in given]


def _is_event(one: tuple) -> bool:
    return len(one) == 4 and all(
        isinstance(value, Integral) and 0 <= value < end for value, end in zip(one, ENDS.values(), strict=True)
    )


EVENTS = Setting((), ALLOWED, _take)
