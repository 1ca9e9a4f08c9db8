import pytest
from scipy import stats

from mpepsn.measure.spread import interval


@pytest.mark.parametrize("count", [2, 5, 10, 11, 21, 30])
def test_the_interval_is_student_s(count):
    values = [0.9 + 0.01 * (i % 4) for i in range(count)]
    middle, half = interval(values)
    low, high = stats.t.interval(0.95, count - 1, loc=stats.tmean(values), scale=stats.sem(values))
    assert (middle - half, middle + half) == pytest.approx((low, high), rel=1e-3)


@pytest.mark.parametrize("values", [[], [0.9], [0.9] * 31])
def test_too_few_or_too_many_values_are_refused(values):
    with pytest.raises(ValueError, match="values must be 2 to 30 numbers"):
        interval(values)
