"""An end to loops without end: an alarm of the operating system, which Python sees between two of its instructions."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 2.0  # an answer may take
AGAIN = 0.2  # an answer that catches the first alarm gets another one


class TimeUp(BaseException):
    """The time is up; no `Exception`, so that an answer's own `except Exception` lets it pass."""


def works() -> bool:
    """Whether an alarm can be set: on Linux and macOS, and in the main thread, where notebooks run their cells."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def _stop(number: int, frame: object) -> None:
    raise TimeUp


@contextmanager
def limit() -> Iterator[None]:
    """Raise TimeUp in the block after SECONDS, where `works()`; an alarm that was set before is kept."""
    if not works():
        yield
        return
    before, start = signal.signal(signal.SIGALRM, _stop), time.monotonic()
    left, every = signal.setitimer(signal.ITIMER_REAL, SECONDS, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL if before is None else before)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - start), 1e-3), every)
