"""Recordings as frames, made once for each number of steps and size, and kept in the cache as a mapped array.

Counts are kept in the smallest of 8, 16 and 32 bits that holds them, resized ones in float16. The name of the file
holds a hash of the recordings' names, sizes and dates, so frames of other files are never taken for these.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch.nn.functional as F
from torch import Tensor

from .. import arguments
from .augment import augmented, known
from .frames import batch_frames
from .lock import locked
from .places import cache
from .stored import Stored
from .told import say, told_in_tenths

AT_ONCE = 16
VERSION = 1
KEPT = np.uint8, np.int16, np.int32

Read = Callable[[Path, tuple[int, int, int]], np.ndarray]


def stored_frames(
    name: str,
    part: str,
    files: Sequence[Path],
    rows: Tensor,
    y: Tensor,
    classes: int,
    read: Read,
    steps: int,
    sensor_size: tuple[int, int, int],
    size: tuple[int, int] | None,
    augment: Sequence[str],
) -> Stored:
    """A part of a set of recordings; at all steps of a recording the same is augmented."""
    arguments.count(steps, "steps")
    if size is not None:
        arguments.sample_shape(size, "size")
    names = known(augment, without=("trivial",))
    kept = framed(name, files, read, steps, sensor_size, size)
    return Stored(kept, rows, y[rows], classes, _sequences(names if part in ("train", "fit") else (), classes, steps))


def _sequences(names: tuple[str, ...], classes: int, steps: int) -> Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]:
    def sequences(kept: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        x, y = augmented(kept.float().flatten(1, 2), y, names, classes)
        return x.unflatten(1, (steps, 2)).transpose(0, 1), y

    return sequences


def framed(
    name: str,
    files: Sequence[Path],
    read: Read,
    steps: int,
    sensor_size: tuple[int, int, int],
    size: tuple[int, int] | None = None,
) -> np.ndarray:
    """Frames `[N, T, 2, H, W]` of all files, by number, the remainder in the last frame.

    Args:
        name: of the set.
        files: the recordings.
        read: gives a file's events.
        steps: T.
        sensor_size: (W, H, 2).
        size: (H, W) to resize to, bilinear with antialiasing as in the sources' runs; None: as recorded.
    """
    described = [(*path.parts[-3:], path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    key = hashlib.sha256(repr((VERSION, sensor_size, described)).encode()).hexdigest()[:16]
    shape = sensor_size[1::-1] if size is None else tuple(size)
    path = cache() / "frames" / f"{name}-{steps}x{shape[0]}x{shape[1]}-{key}.npy"
    with locked(path):
        if not path.exists():
            say(f"making {steps} frames of {len(files):,} recordings, kept in {path}")
            kinds = KEPT if size is None else (np.float16,)
            next(kind for kind in kinds if _made(path, kind, (len(files), steps, 2, *shape), files, read, sensor_size))
    try:
        return np.load(path, mmap_mode="r")
    except (ValueError, EOFError, OSError) as broken:
        raise OSError(f"{path} must hold frames that were made before; delete it, and they are made anew") from broken


def _made(path: Path, kind: type, shape: tuple, files: Sequence[Path], read: Read, sensor_size: tuple) -> bool:
    """Write the frames, or give up where a count does not fit."""
    part = path.with_suffix(".part")
    kept = np.lib.format.open_memmap(part, "w+", kind, shape)
    tell = told_in_tenths(len(files), "recordings")
    for first in range(0, len(files), AT_ONCE):
        batch = [read(file, sensor_size) for file in files[first : first + AT_ONCE]]
        x = batch_frames(batch, shape[1], sensor_size)
        if kind is np.float16 and x.shape[3:] != shape[3:]:
            x = F.interpolate(x.flatten(0, 1), shape[3:], mode="bilinear", antialias=True).unflatten(0, x.shape[:2])
        if kind is not np.float16 and x.max() > np.iinfo(kind).max:
            return False
        kept[first : first + len(batch)] = x.transpose(0, 1).numpy()
        tell(first + len(batch))
    kept.flush()
    del kept
    os.replace(part, path)
    return True
