"""Times of functions beside each other: interleaved, so that a slow moment of the machine falls on all of them."""

import time
from collections.abc import Callable

import torch

SHORTEST = 0.02
"""Seconds that one reading lasts at least; a faster function is called several times for it.

In readings of 4 ms a neuron that takes 1.3 ms seemed to take 1.6 after the eager loop had used the caches.
"""
QUIET = {
    "MALLOC_TRIM_THRESHOLD_": "4294967296",
    "MALLOC_MMAP_THRESHOLD_": "4294967296",
    "MALLOC_TOP_PAD_": "268435456",
}
"""Environment of a process that times: memory is kept, or fresh pages would swamp the figures."""


def seconds(runs: dict[str, Callable[[], object]], rounds: int = 7) -> dict[str, float]:
    """Lower quartile of each function's seconds a call, over rounds that call each in turn.

    Args:
        runs: functions without arguments, already warm.
        rounds: readings of each.
    """
    calls = {name: max(1, int(SHORTEST / max(_once(run, 1), 1e-9))) for name, run in runs.items()}
    readings: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            readings[name].append(_once(run, calls[name]))
    return {name: sorted(found)[(len(found) - 1) // 4] for name, found in readings.items()}


def _once(run: Callable[[], object], calls: int) -> float:
    run()  # or the first call would pay for what another function left in the caches
    _wait()
    start = time.perf_counter()
    for _ in range(calls):
        run()
    _wait()
    return (time.perf_counter() - start) / calls


def _wait() -> None:
    if torch.cuda.is_available():
        torch.cuda.synchronize()
