"""How sure a mean over seeds is."""

from collections.abc import Sequence
from math import sqrt
from statistics import mean, stdev

_T975 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045),
)
"""Student's t at 97.5 %, for 1, 2, … 29 degrees of freedom."""


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Mean and half-width of its 95 % interval, from Student's t.

    >>> mean_, half = interval([0.95, 0.96, 0.97])
    >>> f"{mean_:.3f} ± {half:.3f}"
    '0.960 ± 0.025'
    """
    if not 2 <= len(values) <= len(_T975) + 1:
        raise ValueError(f"values must be 2 to {len(_T975) + 1} numbers; got {len(values)}")
    return mean(values), _T975[len(values) - 2] * stdev(values) / sqrt(len(values))
