"""A year's specification, and a student's data."""

from itertools import pairwise

import pytest

from mpepsn.course.seeds import of_exercise, own
from mpepsn.course.trace import DECAYS, RESETS, item
from mpepsn.exercises import EXERCISES

YEARS = range(2020, 2060)


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_no_year_has_the_specification_of_the_one_before(exercise):
    specs = [exercise.spec(of_exercise(exercise, year)) for year in YEARS]
    assert all(now != before for before, now in pairwise(specs))
    assert [of_exercise(exercise, year) for year in YEARS[::2]] == list(YEARS[::2])


def test_a_plain_seed_would_not_do():
    """So that the test above can fail: some exercises have few specifications."""
    specs = [[exercise.spec(year) for year in YEARS] for exercise in EXERCISES.values()]
    assert any(now == before for found in specs for before, now in pairwise(found))


def test_a_student_has_one_number_a_year_however_the_name_is_typed():
    assert own(2027, "Ada L") == own(2027, " ada l ") != own(2027, "Bob") != own(2028, "Bob")
    assert own(2027, "Ada L") == 27975413 and 0 <= own(1, "") < 2**31 and own(1, 5) == own(1, "5")


def test_each_trace_can_be_read_and_poses_its_question():
    seen = set()
    for number in range(60):
        found = item(2027, 1, number)
        x, (h, s, v, *_) = found.x, found.trace
        assert x[found.silent] > x[found.fired] and s[found.silent] == 0 and s[found.fired] == 1
        calm = [t for t in range(1, len(x)) if not s[t] and v[t - 1] > 0.2]
        assert {round(((v[t] - x[t]) / v[t - 1]).item(), 6) for t in calm} == {found.decay}
        high = next(t for t in range(len(x)) if s[t] and h[t] > 1.1)
        left = {"hard": 0.0, "soft": h[high].item() - 1, "none": h[high].item()}
        assert [reset for reset in RESETS if abs(left[reset] - v[high].item()) < 1e-9] == [found.reset]
        seen.add((found.decay, found.reset))
    assert len(seen) == len(DECAYS) * len(RESETS)
    assert str(item(2027, 1, 5)) == str(item(2027, 1, 5)) != str(item(2027, 2, 5))
