"""1,797 real handwritten digits of 8 × 8 pixels: small enough to train on a laptop within seconds.

They come with scikit-learn: the test part of "Optical Recognition of Handwritten Digits" (Alpaydin and Kaynak 1998,
UCI Machine Learning Repository), 43 writers, each pixel a count 0…16 that is scaled to [0, 1] here.

Chapter: 2, 8
"""

from typing import NamedTuple

import torch
from torch import Tensor

from .. import arguments


class Labelled(NamedTuple):
    """Samples and their classes.

    Attributes:
        x: `[B, ...]` samples, or `[T, B, ...]` for sequences (time first, as everywhere).
        y: `[B]` classes, int64.
    """

    x: Tensor
    y: Tensor

    @property
    def classes(self) -> int:
        """Number of classes."""
        return int(self.y.max()) + 1

    def take(self, chosen: Tensor) -> "Labelled":
        """Some of the sequences: `[T, b, ...]` and their classes, for the indices `[b]`."""
        return Labelled(self.x[:, chosen], self.y[chosen])


PARTS = ("train", "fit", "validation", "test")


def digits(part: str, seed: int = 0) -> Labelled:
    """Images `[B, 1, 8, 8]` with values in [0, 1], and their digits.

    Of every class a quarter is held out. The split belongs to the seed and to nothing else.

    Args:
        part: "train" (1,352 images) or "test" (445 images); or, of the training part, "validation" (a sixth, 220
            images) or "fit" (what is left, 1,132).
        seed: which split.
    """
    arguments.one_of(part, PARTS, "part")
    try:
        from sklearn.datasets import load_digits
    except ModuleNotFoundError as missing:
        raise ImportError("the digits come with scikit-learn: pip install 'mpepsn[train]'") from missing
    found = load_digits()
    x = torch.tensor(found.images, dtype=torch.float32).unsqueeze(1) / 16
    y = torch.tensor(found.target, dtype=torch.int64)
    order = torch.randperm(len(y), generator=torch.Generator().manual_seed(seed))
    of_class = [order[y[order] == digit] for digit in range(10)]
    chosen = torch.cat([_members(members, part) for members in of_class])
    return Labelled(x[chosen], y[chosen])


def _members(members: Tensor, part: str) -> Tensor:
    """The images of one class that belong to a part."""
    test = len(members) // 4
    validation = test + (len(members) - test) // 6
    begin, end = {
        "train": (test, None),
        "fit": (validation, None),
        "validation": (test, validation),
        "test": (0, test),
    }[part]
    return members[begin:end]


def sequential_digits(part: str, seed: int = 0) -> Labelled:
    """Digits swept from left to right: `[T = 8 columns, B, 8 pixels]`, and their digits."""
    images, y = digits(part, seed)
    return Labelled(images.squeeze(1).permute(2, 0, 1), y)


def still_digits(part: str, seed: int = 0, steps: int = 4) -> Labelled:
    """Digits shown whole at every step, as still images usually are: `[T = 4, B, 64 pixels]`, and their digits."""
    images, y = digits(part, seed)
    return Labelled(images.flatten(1).repeat(steps, 1, 1), y)
