"""How far a long preparation is, in lines on stderr."""

import sys
import time
from collections.abc import Callable


def say(line: str) -> None:
    """A line of progress, on stderr."""
    print(line, file=sys.stderr, flush=True)


def told_in_tenths(total: int | None, unit: str, scale: float = 1.0) -> Callable[[int], None]:
    """A function to call with how much is done; it says so about ten times, and not at all if that takes no time."""
    began, last = time.monotonic(), 0

    def tell(done: int) -> None:
        nonlocal last
        tenth = done * 10 // total if total else 0
        if tenth > last and time.monotonic() - began > 2:
            last = tenth
            say(f"  {done / total:4.0%}  {done / scale:,.0f} of {total / scale:,.0f} {unit}")

    return tell
