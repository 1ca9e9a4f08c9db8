"""Kinds of arguments of a figure: what they may be, in words and as a check."""

from collections.abc import Callable
from numbers import Integral, Real
from typing import Any, NamedTuple


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


def between(low: float, high: float, value: float | None) -> Setting:
    """A number from low to high."""

    def take(given: Any) -> float | None:
        fits = isinstance(given, Real) and not isinstance(given, bool) and low <= given <= high
        return float(given) if fits else None

    return Setting(value, f"a number from {low} to {high}", take)


def whole(low: int, high: int, value: int) -> Setting:
    """A whole number from low to high."""

    def take(given: Any) -> int | None:
        fits = isinstance(given, Integral) and not isinstance(given, bool) and low <= given <= high
        return int(given) if fits else None

    return Setting(value, f"a whole number from {low} to {high}", take)


def power(low: int, high: int, value: int) -> Setting:
    """A power of two from low to high."""

    def take(given: Any) -> int | None:
        taken = whole(low, high, value).take(given)
        return taken if taken and taken & (taken - 1) == 0 else None

    return Setting(value, f"a power of two from {low} to {high}", take)


def one_of(words: tuple[str, ...], value: str) -> Setting:
    """One of some words."""
    allowed = "one of " + ", ".join(f'"{word}"' for word in words)
    return Setting(value, allowed, lambda given: given if isinstance(given, str) and given in words else None)


def flag(value: bool) -> Setting:
    """True or false."""
    return Setting(value, "true or false", lambda given: given if isinstance(given, bool) else None)


def numbers(low: float, high: float, most: int) -> Setting:
    """A list of numbers from low to high."""
    one = between(low, high, None).take

    def take(given: Any) -> tuple[float, ...] | None:
        if isinstance(given, str) or not hasattr(given, "__len__") or len(given) > most:
            return None
        taken = tuple(one(number) for number in given)
        return None if None in taken else taken

    return Setting((), f"a list of at most {most} numbers from {low} to {high}", take)
