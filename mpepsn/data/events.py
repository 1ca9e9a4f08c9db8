"""N-MNIST, DVS Gesture, CIFAR10-DVS and N-Caltech101, as frames of equal numbers of events.

Frames are those of PSN, MPE-PSN and IMP: counts, OFF in channel 0 and ON in channel 1, the remainder in the last frame.
Augmentation is the same at all steps of a recording.

tonic's DVS Gesture has one recording for each gesture of a trial, 1,077 and 264; the sources' has 1,176 and 288, so
accuracies cannot be compared by a recording or two.

Chapter: 10
"""

from collections.abc import Sequence

import torch

from .. import arguments
from . import places, sets, split
from .framed import stored_frames
from .listing import classes_of, listed, number_in
from .recordings import read_aedat4, read_bin, read_npy
from .stored import Stored


def nmnist(
    part: str, seed: int = 0, *, steps: int = 10, folds: int | None = None, augment: Sequence[str] = ()
) -> Stored:
    """N-MNIST: MNIST's digits before a moving camera, `[T, B, 2, 34, 34]`. Any subset of the recordings will do.

    Args:
        part: "train" or "test", as its authors split it; or, of the training part, "validation" (a sixth of each class)
            or "fit" (what is left).
        seed: of what is kept aside for validation, and of the folds.
        steps: number of frames T.
        folds: for cross-validation, pool both parts and cut each class into so many folds. "test" is the fold
            number seed % folds, "train" all others: the seeds 0 … folds − 1 test every recording once, and
            the next as many do so with other folds. None: the official split.
        augment: names of functions of `mpepsn.data.augment` but "trivial", for "train" and "fit".

    Raises:
        OSError: the set is not there and could not be fetched, or holds no recordings.
        ValueError: a recording is cut, foreign or half-written; the message names it.
    """
    arguments.one_of(part, split.PARTS, "part")
    halves = ("Train", "Test") if folds else ("Test",) if part == "test" else ("Train",)
    files = [file for half in halves for file in listed(places.ready("nmnist") / half, "*/*.bin")]
    y = classes_of(files, [file.parent.name for file in files], 10)
    if folds is None:
        test = torch.full(y.shape, part == "test")
    else:
        arguments.count(folds, "folds")
        test = split.fold(y, seed, folds)
    rows = split.rows(part, seed, test, y)
    return stored_frames("nmnist", part, files, rows, y, 10, read_bin, steps, (34, 34, 2), None, augment)


def dvs_gesture(
    part: str,
    seed: int = 0,
    *,
    steps: int = 16,
    size: tuple[int, int] | None = (64, 64),
    augment: Sequence[str] = (),
) -> Stored:
    """DVS Gesture: eleven gestures of 29 people, `[T, B, 2, H, W]`.

    Mirrored, a wave of the right hand is one of the left: "flip" gives such samples a wrong class. The sources do it.

    Args:
        part: "train" (23 people) or "test" (6), as its authors split it; or, of the training part, "validation" (a
            sixth of the people) or "fit" (the others).
        seed: of who is kept aside for validation.
        steps: number of frames T.
        size: (H, W): MPE-PSN has (64, 64); None: as recorded, (128, 128), as IMP has it.
        augment: as for `nmnist`.

    Raises:
        OSError, ValueError: as for `nmnist`.
    """
    arguments.one_of(part, split.PARTS, "part")
    half = "ibmGestureTest" if part == "test" else "ibmGestureTrain"
    files = listed(places.ready("dvs_gesture") / half, "user*_*/*.npy")
    y = classes_of(files, [file.stem for file in files], 11)
    people = torch.tensor([number_in(file, file.parent.name) for file in files])
    rows = split.rows(part, seed, torch.full(y.shape, part == "test"), y, people)
    return stored_frames("dvs_gesture", part, files, rows, y, 11, read_npy, steps, (128, 128, 2), size, augment)


def cifar10_dvs(
    part: str,
    seed: int = 0,
    *,
    steps: int = 10,
    size: tuple[int, int] | None = (48, 48),
    augment: Sequence[str] = (),
) -> Stored:
    """CIFAR10-DVS: 10,000 images of CIFAR-10 that moved before a camera, `[T, B, 2, H, W]`.

    Its authors have no split. Here, as with PSN, MPE-PSN and IMP, the images 0 to 99 of each class are the test part;
    SpikingJelly warns that accuracy is much higher there than on a random tenth.

    Args:
        part: "train" (9,000), "test" (1,000), or, of the training part, "validation" (a sixth of each class) or "fit".
        seed: of what is kept aside for validation.
        steps: number of frames T.
        size: (H, W): (48, 48) in the sources; None: as recorded, (128, 128).
        augment: as for `nmnist`.

    Raises:
        OSError, ValueError: as for `nmnist`.
    """
    folder = places.ready("cifar10_dvs")
    files = [file for name in sets.CIFAR10_CLASSES for file in listed(folder / name, "*.aedat4")]
    y = torch.tensor([sets.CIFAR10_CLASSES.index(file.parent.name) for file in files])
    test = torch.tensor([number_in(file, file.stem) < 100 for file in files])
    rows = split.rows(part, seed, test, y)
    return stored_frames("cifar10_dvs", part, files, rows, y, 10, read_aedat4, steps, (128, 128, 2), size, augment)


def ncaltech101(
    part: str,
    seed: int = 0,
    *,
    steps: int = 10,
    size: tuple[int, int] | None = (128, 128),
    augment: Sequence[str] = (),
) -> Stored:
    """N-Caltech101: pictures of 101 kinds before a moving camera, `[T, B, 2, H, W]`; classes by the folders' names.

    The pictures have many sizes; each stays where it was on the sensor of 240 × 180, and the sensor is squeezed to
    `size`. Its authors have no split: as with MPE-PSN, the first tenth of each class is the test part.

    Args:
        part: "train", "test", or, of the training part, "validation" (a sixth of each class) or "fit".
        seed: of what is kept aside for validation.
        steps: number of frames T.
        size: (H, W): (128, 128) with MPE-PSN; None: as recorded, (180, 240).
        augment: as for `nmnist`.

    Raises:
        OSError, ValueError: as for `nmnist`.
    """
    files = listed(places.ready("ncaltech101") / "Caltech101", "*/*.bin")
    names = sorted({file.parent.name for file in files})
    y = torch.tensor([names.index(file.parent.name) for file in files])
    counts = y.bincount()
    test = torch.cat([torch.arange(count) < count // 10 for count in counts.tolist()])
    rows = split.rows(part, seed, test, y)
    return stored_frames("ncaltech101", part, files, rows, y, len(names), read_bin, steps, (240, 180, 2), size, augment)
