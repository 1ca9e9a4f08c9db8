"""Event files of the four sets, read through tonic, with the checks that tonic leaves out.

    .bin       N-MNIST, N-Caltech101: 5 bytes an event: x, y, then 1 bit p and 23 bits t in µs, big-endian
    .npy       DVS Gesture as tonic hands it out: a table of x, y, p, t, and t in ms
    .aedat4    CIFAR10-DVS as tonic hands it out; tonic needs the package aedat for it

tonic 1.7 leaves out the last event of a .bin file that is cut after its first byte, and says nothing of an empty one.
"""

from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np

from .camera import EVENT

BYTES = 5


def read_bin(path: Path, sensor_size: tuple[int, int, int]) -> np.ndarray:
    """Events of dtype `EVENT`, from the top left corner of the sensor; tonic's N-Caltech101 moves each recording."""
    size = _there(path, "events of five bytes").stat().st_size
    if size % BYTES or not size:
        raise ValueError(f"{path} must hold events of {BYTES} bytes each, at least one; got {size:,} bytes")
    return _checked(_tonic().read_mnist_file(path, EVENT), path, sensor_size)


def read_npy(path: Path, sensor_size: tuple[int, int, int]) -> np.ndarray:
    """Events of dtype `EVENT`; t is made µs."""
    try:
        table = np.load(_there(path, "a table of events"), allow_pickle=False)
    except (ValueError, EOFError) as broken:
        raise ValueError(f"{path} must be a whole .npy file; numpy says: {broken}") from broken
    if not isinstance(table, np.ndarray) or table.ndim != 2 or table.shape[1] != 4 or table.dtype.kind not in "iuf":
        came = f"{table.dtype} {table.shape}" if isinstance(table, np.ndarray) else type(table).__name__
        raise ValueError(f"{path} must hold a table of numbers [events, 4]: x, y, p, t in ms; got {came}")
    if not np.isfinite(table).all():
        raise ValueError(f"{path} must hold finite numbers; {int((~np.isfinite(table)).any(1).sum())} events do not")
    events = np.empty(len(table), EVENT)
    for name, column in zip(("x", "y", "p", "t"), table.T, strict=True):
        events[name] = np.round(column * 1000) if name == "t" else column
    return _checked(events, path, sensor_size)


def read_aedat4(path: Path, sensor_size: tuple[int, int, int]) -> np.ndarray:
    """Events of dtype `EVENT`, t as in the file."""
    tonic = _tonic()
    try:
        import_module("aedat")
    except ModuleNotFoundError as missing:
        raise ImportError("tonic reads .aedat4 files with aedat: pip install 'mpepsn[events]'") from missing
    try:
        found = tonic.read_aedat4(str(_there(path, "an AEDAT 4 recording")))
    except FileNotFoundError:
        raise
    except Exception as broken:  # aedat raises RuntimeError, tonic a bare Exception, numpy ValueError
        raise ValueError(f"{path} must be a whole AEDAT 4 recording; aedat says: {broken}") from broken
    events = np.empty(len(found), EVENT)
    for name, source in zip(("t", "x", "y", "p"), found.dtype.names, strict=True):
        events[name] = found[source]
    return _checked(events, path, sensor_size)


def _checked(events: np.ndarray, path: Path, sensor_size: tuple[int, int, int]) -> np.ndarray:
    """Refuse what cannot be a recording of this sensor; put events into the order of time where few are out of it."""
    if not len(events):
        raise ValueError(f"{path} must hold at least one event; got none")
    for name, limit in zip(("x", "y", "p"), sensor_size, strict=True):
        low, high = events[name].min(), events[name].max()
        if low < 0 or high >= limit:
            width, height, _ = sensor_size
            raise ValueError(
                f"{path} must have {name} in 0…{limit - 1}, a sensor of {width} × {height}; got {low} to {high}"
            )
    t = events["t"]
    if t[-1] < t[0]:
        raise ValueError(f"{path} must go on in time; its last event is at {t[-1]} µs, its first at {t[0]} µs")
    return events if (np.diff(t) >= 0).all() else events[np.argsort(t, kind="stable")]


def _there(path: Path, what: str) -> Path:
    if not path.is_file():
        raise FileNotFoundError(f"{path} must be there, and hold {what}")
    return path


def _tonic() -> ModuleType:
    try:
        return import_module("tonic.io")
    except ModuleNotFoundError as missing:
        raise ImportError("event files are read by tonic: pip install 'mpepsn[events]'") from missing
