"""The figure `speed`, and what it draws: the stored records, as one small table a machine, device and dtype.

A table is what crosses to the page, so it holds no more than the figure needs:

    {"machine", "device", "dtype", "steps": [T, …], "neurons": [N, …], "copy": [one a cell],
     "rows": {name: {"forward": [one a cell], "both": [one a cell]}}}

Cells lie row by row, one row a T; what was not measured is None.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import isfinite
from numbers import Real
from typing import TYPE_CHECKING, Any

from .bounds import Setting, power
from .named import figure

if TYPE_CHECKING:
    from anywidget import AnyWidget

ROWS = (
    "LIF, eager loop",
    "LIF, compiled loop",
    "LIF, fused",
    "LIF, SpikingJelly",
    "PSN, SpikingJelly",
    "PSN, eager",
    "PSN, fused",
    "MPE-PSN, released",
    "MPE-PSN, eager",
    "MPE-PSN, fused",
    "MPE-PSN, fused, threshold estimate",
)
BASELINES = ("LIF, eager loop", "LIF, fused", "LIF, SpikingJelly")
NEURONS = ("PSN, fused", "MPE-PSN, fused", "MPE-PSN, fused, threshold estimate", "MPE-PSN, released")
PASSES = ("forward", "both")
AXES = {"steps": power(1, 1024, 16), "neurons": power(1, 2**30, 65536)}
KEY = ("machine", "device", "dtype")

PART = Setting(None, "a dict", lambda given: given if isinstance(given, Mapping) else None)
WORD = Setting(None, "a name", lambda given: given if isinstance(given, str) and given else None)
TIME = Setting(None, "a time above 0, or None", lambda given: _above_zero(given))

Shape = tuple[int, ...]
Times = dict[Any, float | None]


def speed(
    runs: Sequence[dict] = (),
    baseline: str = "LIF, eager loop",
    neuron: str = "MPE-PSN, fused",
    passes: str = "forward",
    steps: int = 16,
    neurons: int = 65536,
    device: int = 0,
) -> "AnyWidget":
    """How many times as long a baseline takes as a neuron, at any T and N, and how far both are from a mere copy.

    The floor is the time to copy the input; of both passes 2.5 times that, for they move 20 bytes where a copy moves 8.

    Args:
        runs: the stored results, `measure.results.stored("speed")`. They are kept as one small table for each machine,
            device and dtype; the later of two records of one cell counts. Rows that the figure has no place for are
            left out.
        baseline: "LIF, eager loop" (unfair), "LIF, fused" (fair) or "LIF, SpikingJelly".
        neuron: "PSN, fused", "MPE-PSN, fused", "MPE-PSN, fused, threshold estimate" or "MPE-PSN, released".
        passes: "forward", or "both" for forward + backward.
        steps: number of steps T that is looked at, a power of two; the nearest one that was measured.
        neurons: number of neurons N that is looked at, a power of two; the nearest one that was measured.
        device: which of the tables of `runs`, from 0; the last one where there are not so many.
    """
    return figure("speed", locals())


def tables(given: Any) -> tuple[dict, ...] | None:
    """The tables of a list of records, or of tables; the later of two records of one cell counts.

    Returns:
        One table for each machine, device and dtype, in the order in which they first come; None if it is no list.

    Raises:
        ValueError: a record lacks what places it, or holds what is no time; says which, what came and what is allowed.
    """
    if not isinstance(given, Sequence) or isinstance(given, str | bytes):
        return None
    found: dict[tuple[str, ...], dict[Shape, Times]] = {}
    for i, one in enumerate(given):
        for record in _records(one):
            key, shape, times = _cell(f"runs[{i}]", record)
            found.setdefault(key, {})[shape] = times
    return tuple(_table(key, cells) for key, cells in found.items())


RUNS = Setting((), 'a list of stored records of the experiment "speed"', tables)


def _table(key: tuple[str, ...], cells: dict[Shape, Times]) -> dict:
    steps, neurons = (sorted({shape[axis] for shape in cells}) for axis in (0, 1))
    grid = [cells.get(shape, {}) for shape in product(steps, neurons)]
    lists = {name: [cell.get(name) for cell in grid] for name in ("copy", *product(ROWS, PASSES))}
    rows = {row: {way: lists[row, way] for way in PASSES} for row in ROWS}
    kept = {row: ways for row, ways in rows.items() if any(time for times in ways.values() for time in times)}
    shape = {"steps": steps, "neurons": neurons}
    return dict(zip(KEY, key, strict=True)) | shape | {"copy": lists["copy"], "rows": kept}


def _cell(where: str, record: Any) -> tuple[tuple[str, ...], Shape, Times]:
    """Which table and which cell a record belongs to, and its times."""
    if not isinstance(record, Mapping):
        raise _wrong(where, "a record", record)
    machine, figures = (_get(where, record, name, PART) for name in ("machine", "figures"))
    where, whose = f"{where}['figures']", f"{where}['machine']"
    device, dtype = (_get(where, figures, name, WORD) for name in ("device", "dtype"))
    name = _get(whose, machine, "gpu" if device.startswith("cuda") else "cpu", WORD)
    shape = tuple(_get(where, figures, axis, setting) for axis, setting in AXES.items())
    times: Times = {"copy": _time(where, figures, "copy")}
    rows, where = _get(where, figures, "rows", PART), f"{where}['rows']"
    for row in filter(rows.__contains__, ROWS):
        ways = _get(where, rows, row, PART)
        times |= {(row, way): _time(f"{where}[{row!r}]", ways, way) for way in PASSES}
    return (name, device, dtype), shape, times


def _records(one: Any) -> Iterator[Any]:
    """The record itself, or the records that a table stands for."""
    if not isinstance(one, Mapping) or one.keys() != {*KEY, *AXES, "copy", "rows"}:
        yield one
        return
    machine = {"cpu": one["machine"], "gpu": one["machine"]}
    for cell, (steps, neurons) in enumerate(product(one["steps"], one["neurons"])):
        rows = {row: {way: times[cell] for way, times in ways.items()} for row, ways in one["rows"].items()}
        at = {"device": one["device"], "dtype": one["dtype"], "steps": steps, "neurons": neurons}
        yield {"machine": machine, "figures": {**at, "copy": one["copy"][cell], "rows": rows}}


def _above_zero(given: Any) -> float | None:
    real = isinstance(given, Real) and not isinstance(given, bool) and isfinite(given) and given > 0
    return float(given) if real else None


def _time(where: str, of: Mapping, name: str) -> float | None:
    return None if of.get(name) is None else _get(where, of, name, TIME)


def _get(where: str, of: Mapping, name: str, setting: Setting) -> Any:
    taken = setting.take(of.get(name))
    if taken is None:
        raise _wrong(f"{where}[{name!r}]", setting.allowed, of.get(name))
    return taken


def _wrong(where: str, allowed: str, given: Any) -> ValueError:
    said = repr(given)
    return ValueError(f"{where} must be {allowed}; got {said if len(said) <= 60 else said[:57] + '…'}")
