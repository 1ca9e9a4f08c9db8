"""Which specification a year has, and which data a student."""

import hashlib

from ..exercises import Exercise

APART = 1_000_000  # from one seed of an exercise to the next that is tried


def of_exercise(exercise: Exercise, seed: int) -> int:
    """The seed for this exercise in the course of this seed, such that its specification differs from those next to it.

    Courses with even seeds take their own; those with odd ones the first of seed, seed + 1,000,000, … whose
    specification is neither that of the year before nor that of the year after.
    """
    if seed % 2 == 0:
        return seed
    taken = (exercise.spec(seed - 1), exercise.spec(seed + 1))
    return next(found for found in range(seed, seed + 1000 * APART, APART) if exercise.spec(found) not in taken)


def own(seed: int, student: str) -> int:
    """A student's number in a course, below 2³¹, from the name; capitals and spaces around it do not count."""
    text = f"{seed} {str(student).strip().casefold()}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 1
