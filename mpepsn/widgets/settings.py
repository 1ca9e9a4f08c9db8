"""What each figure can be told: names, first values and bounds, the same as in src/settings.js (a test compares)."""

import json
from collections.abc import Callable
from html import escape
from numbers import Integral, Real
from typing import Any, NamedTuple

NO_SCRIPT = "This figure moves; it needs JavaScript, and fetches nothing from elsewhere."


class Setting(NamedTuple):
    """One argument of a figure.

    Attributes:
        value: what it is when nothing is said.
        allowed: what it may be, in words.
        take: the value as it is kept; None where it is refused.
    """

    value: Any
    allowed: str
    take: Callable[[Any], Any]


def check(kind: str, name: str, given: Any) -> Any:
    """The value as it is kept. Raises ValueError that names the argument, what came and what is allowed."""
    setting = FIGURES[kind][name]
    taken = setting.take(given)
    if taken is None and not (given is None and setting.value is None):
        raise ValueError(f"{name} must be {setting.allowed}; got {given!r}")
    return taken


def static(kind: str, values: dict[str, Any]) -> str:
    """The figure's place in a page without a kernel; a script of the page reads the values and draws it there."""
    state = escape(json.dumps({"kind": kind, **values}), quote=True)
    return f'<div class="mpepsn-live" data-figure="{state}"><noscript>{NO_SCRIPT}</noscript></div>'


def _between(low: float, high: float, value: float | None) -> Setting:
    def take(given: Any) -> float | None:
        fits = isinstance(given, Real) and not isinstance(given, bool) and low <= given <= high
        return float(given) if fits else None

    return Setting(value, f"a number from {low} to {high}", take)


def _whole(low: int, high: int, value: int) -> Setting:
    def take(given: Any) -> int | None:
        fits = isinstance(given, Integral) and not isinstance(given, bool) and low <= given <= high
        return int(given) if fits else None

    return Setting(value, f"a whole number from {low} to {high}", take)


def _one_of(words: tuple[str, ...], value: str) -> Setting:
    allowed = "one of " + ", ".join(f'"{word}"' for word in words)
    return Setting(value, allowed, lambda given: given if isinstance(given, str) and given in words else None)


def _flag(value: bool) -> Setting:
    return Setting(value, "true or false", lambda given: given if isinstance(given, bool) else None)


def _numbers(low: float, high: float, most: int) -> Setting:
    one = _between(low, high, None).take

    def take(given: Any) -> tuple[float, ...] | None:
        if isinstance(given, str) or not hasattr(given, "__len__") or len(given) > most:
            return None
        taken = tuple(one(number) for number in given)
        return None if None in taken else taken

    return Setting((), f"a list of at most {most} numbers from {low} to {high}", take)


_DECAY = _between(0, 1, 0.5)
_RESET = _one_of(("hard", "soft", "none"), "hard")
_SIZE = _between(0.2, 8, None)
_SEED = 2**32 - 1

FIGURES: dict[str, dict[str, Setting]] = {
    "trace": {
        "decay": _DECAY,
        "gain": _between(0, 2, 1.0),
        "threshold": _between(0.2, 2, 1.0),
        "reset": _RESET,
        "steps": _whole(40, 120, 80),
        "input": _one_of(("constant", "noise", "pulses", "drawn"), "noise"),
        "drawn": _numbers(-1, 2, 120),
        "seed": _whole(0, _SEED, 0),
        "compact": _flag(False),
    },
    "rate": {"current": _between(-0.5, 2, 0.6), "decay": _DECAY, "reset": _RESET},
    "gradient": {
        "surrogate": _one_of(("triangle", "atan", "sigmoid", "rectangle"), "triangle"),
        "size": _SIZE._replace(allowed=f"{_SIZE.allowed}, or none for the usual one"),
        "decay": _DECAY,
        "reset": _RESET,
        "detach_reset": _flag(False),
        "steps": _whole(8, 24, 16),
        "seed": _whole(0, _SEED, 29),
    },
}
