"""CIFAR-10, CIFAR-100, MNIST and Fashion-MNIST: whole at every step, or swept column by column.

    x[t] = (image − mean)/deviation               t = 0 … T − 1, the same at every step
    x[t] = column t of that, from the left        T is the width; CIFAR with PSN (Fang et al. 2023, section 4.2)

The images are kept as bytes. Mean and deviation are those of each colour over the training images. What is augmented
is the training part alone ("train" or "fit"), anew each time it is taken, with draws from torch's default generator.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .. import arguments
from . import native, places, split
from .augment import augmented, known
from .stored import Stored

RECORDS = 10_000
"""Images in each file of CIFAR-10, and a fifth of those in CIFAR-100's training file."""

Pair = tuple[np.ndarray, np.ndarray]


def cifar10(part: str, seed: int = 0, *, steps: int = 4, augment: Sequence[str] = ()) -> Stored:
    """CIFAR-10, the same image at every step: `[T, B, 3, 32, 32]`, and 10 classes.

    Args:
        part: "train" (50,000 images) or "test" (10,000), as its authors split it; or, of the training part,
            "validation" (a sixth of each class) or "fit" (what is left).
        seed: of what is kept aside for validation.
        steps: T.
        augment: names of functions of `mpepsn.data.augment`, in their order.

    Raises:
        OSError: the set is not there and could not be fetched, or a file of it is missing.
        ValueError: a file is cut, foreign or half-written; the message names it.
    """
    return _stored(part, seed, _cifar10, 10, CIFAR10, augment, repeated(steps))


def cifar100(part: str, seed: int = 0, *, steps: int = 4, augment: Sequence[str] = ()) -> Stored:
    """CIFAR-100 with its 100 fine classes: `[T, B, 3, 32, 32]`. Arguments as for `cifar10`."""
    return _stored(part, seed, _cifar100, 100, CIFAR100, augment, repeated(steps))


def mnist(part: str, seed: int = 0, *, steps: int = 4, augment: Sequence[str] = ()) -> Stored:
    """MNIST: `[T, B, 1, 28, 28]`, 60,000 images to train with and 10,000 to test. Arguments as for `cifar10`."""
    return _stored(part, seed, partial(_idx, "mnist"), 10, MNIST, augment, repeated(steps))


def fashion_mnist(part: str, seed: int = 0, *, steps: int = 4, augment: Sequence[str] = ()) -> Stored:
    """Fashion-MNIST: `[T, B, 1, 28, 28]`, 60,000 training and 10,000 test images. Arguments as for `cifar10`."""
    return _stored(part, seed, partial(_idx, "fashion_mnist"), 10, FASHION_MNIST, augment, repeated(steps))


def sequential_cifar10(part: str, seed: int = 0, *, augment: Sequence[str] = ()) -> Stored:
    """CIFAR-10 swept from left to right: `[T = 32 columns, B, 3, 32]`. Other arguments as for `cifar10`."""
    return _stored(part, seed, _cifar10, 10, CIFAR10, augment, _columns)


def sequential_cifar100(part: str, seed: int = 0, *, augment: Sequence[str] = ()) -> Stored:
    """CIFAR-100 swept from left to right: `[T = 32 columns, B, 3, 32]`. Other arguments as for `cifar10`."""
    return _stored(part, seed, _cifar100, 100, CIFAR100, augment, _columns)


def sequential_mnist(part: str, seed: int = 0, *, augment: Sequence[str] = ()) -> Stored:
    """MNIST swept from left to right: `[T = 28 columns, B, 1, 28]`. Other arguments as for `cifar10`."""
    return _stored(part, seed, partial(_idx, "mnist"), 10, MNIST, augment, _columns)


CIFAR10 = (0.4914, 0.4822, 0.4465), (0.2470, 0.2435, 0.2616)
CIFAR100 = (0.5071, 0.4865, 0.4409), (0.2673, 0.2564, 0.2762)
MNIST = (0.1307,), (0.3081,)
FASHION_MNIST = (0.2860,), (0.3530,)


def stored(
    part: str,
    rows: Tensor,
    images: Pair,
    classes: int,
    scale: tuple[Sequence[float], Sequence[float]],
    augment: Sequence[str],
    over_time: Callable[[Tensor], Tensor],
) -> Stored:
    """A part of images of bytes; augmented where it is trained with."""
    mean, deviation = (torch.tensor(values).view(-1, 1, 1) for values in scale)
    names = known(augment)
    names = names if part in ("train", "fit") else ()

    def sequences(pixels: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        x, y = augmented(pixels.float() / 255, y, names, classes, lambda x: (x - mean) / deviation)
        return over_time(x), y

    pixels, y = images
    return Stored(pixels, rows, torch.from_numpy(y.astype(np.int64))[rows], classes, sequences)


def _stored(
    part: str,
    seed: int,
    read: Callable[[bool], Pair],
    classes: int,
    scale: tuple[Sequence[float], Sequence[float]],
    augment: Sequence[str],
    over_time: Callable[[Tensor], Tensor],
) -> Stored:
    arguments.one_of(part, split.PARTS, "part")
    images = read(part == "test")
    y = torch.from_numpy(images[1].astype(np.int64))
    rows = split.rows(part, seed, torch.full(y.shape, part == "test"), y)
    return stored(part, rows, images, classes, scale, augment, over_time)


def repeated(steps: int) -> Callable[[Tensor], Tensor]:
    """What shows images `[B, ...]` at every one of so many steps, without copies."""
    arguments.count(steps, "steps")
    return lambda x: x.expand(steps, *x.shape)


def _columns(x: Tensor) -> Tensor:
    return x.permute(3, 0, 1, 2)


def _cifar10(test: bool) -> Pair:
    folder = places.ready("cifar10") / "cifar-10-batches-bin"
    files = ["test_batch.bin"] if test else [f"data_batch_{number}.bin" for number in range(1, 6)]
    pairs = [native.cifar_file(folder / name, RECORDS, 1, 10) for name in files]
    pixels, y = (np.concatenate(arrays) for arrays in zip(*pairs, strict=True))
    return pixels, y


def _cifar100(test: bool) -> Pair:
    folder = places.ready("cifar100") / "cifar-100-binary"
    return native.cifar_file(folder / ("test.bin" if test else "train.bin"), RECORDS * (1 if test else 5), 2, 100)


def _idx(name: str, test: bool) -> Pair:
    folder, half = places.ready(name), "t10k" if test else "train"
    return native.idx_pair(_file(folder, half, "images-idx3"), _file(folder, half, "labels-idx1"), 10)


def _file(folder: Path, half: str, kind: str) -> Path:
    return folder / f"{half}-{kind}-ubyte"
