"""Image files in the formats of their authors, read with a check of every size and class.

CIFAR     a record an image: 1 byte (CIFAR-10: class) or 2 (CIFAR-100: coarse class, class), 3 × 32 × 32 pixels
idx       big-endian: 0 0 8 axes, the length of each axis in 4 bytes, then the bytes      (MNIST, Fashion-MNIST)
"""

from pathlib import Path

import numpy as np

PIXELS = 3 * 32 * 32


def cifar_file(path: Path, records: int, label_bytes: int, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Pixels `[records, 3, 32, 32]` and classes `[records]`, both uint8, of a file of CIFAR's binary version."""
    raw = _bytes(path, f"{records:,} images in CIFAR's binary version")
    size = records * (label_bytes + PIXELS)
    if len(raw) != size:
        raise ValueError(
            f"{path} must have {size:,} bytes, {records:,} images of {label_bytes + PIXELS:,}; got {len(raw):,}"
        )
    table = raw.reshape(records, label_bytes + PIXELS)
    _written(table[-1], path)
    y = table[:, label_bytes - 1]
    _classes(y, classes, path)
    return table[:, label_bytes:].reshape(records, 3, 32, 32), y


def idx_file(path: Path, axes: int) -> np.ndarray:
    """A uint8 array from an idx file that must have so many axes: 3 for images, 1 for classes."""
    raw = _bytes(path, f"an idx file with {axes} axes")
    start = 4 + 4 * axes
    if len(raw) < start or raw[:4].tolist() != [0, 0, 8, axes]:
        came = raw[:4].tobytes().hex(" ") or "nothing"
        packed = ", which is gzip: unpack it" if came.startswith("1f 8b") else ""
        raise ValueError(f"{path} must begin with 00 00 08 0{axes} (idx, bytes, {axes} axes); got {came}{packed}")
    shape = tuple(raw[4:start].view(">u4").tolist())
    size = start + int(np.prod(shape, dtype=np.int64))
    if len(raw) != size:
        raise ValueError(f"{path} must have {size:,} bytes for its shape {shape}; got {len(raw):,}")
    return raw[start:].reshape(shape)


def idx_pair(images: Path, labels: Path, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Pixels `[B, 1, H, W]` and classes `[B]` from two idx files that belong together."""
    x, y = idx_file(images, 3), idx_file(labels, 1)
    if len(x) != len(y) or not len(x):
        raise ValueError(f"{images} and {labels} must hold one class for each image; got {len(x):,} and {len(y):,}")
    _written(x[-1], images)
    _classes(y, classes, labels)
    return x[:, None], y


def _bytes(path: Path, what: str) -> np.ndarray:
    if not path.is_file():
        raise FileNotFoundError(f"{path} must be there, and hold {what}")
    return np.fromfile(path, np.uint8)


def _written(last: np.ndarray, path: Path) -> None:
    """Refuse a file whose room was reserved but whose end was never written."""
    if not last.any():
        raise ValueError(f"{path} must end in an image; its last {last.size:,} bytes are zero, as if half-written")


def _classes(y: np.ndarray, classes: int, path: Path) -> None:
    if y.max() >= classes:
        at = int((y >= classes).argmax())
        raise ValueError(f"{path} must hold classes from 0 to {classes - 1}; got {y[at]} for image {at:,}")
