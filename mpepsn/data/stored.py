"""Samples that are kept small and become sequences when they are taken."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from .digits import Labelled


@dataclass(frozen=True)
class Stored:
    """A part of a data set, kept as bytes in memory or in a mapped file.

    Attributes:
        kept: `[N, ...]` all samples, as images of bytes or as frames of counts.
        rows: `[B]` which of them are in this part.
        y: `[B]` their classes, int64.
        classes: number of classes K of the set.
        sequences: makes sequences `[T, b, ...]` of samples `[b, ...]` and their classes `[b]`, and gives both. Where it
            augments, it draws from torch's default generator, and the classes may become shares `[b, K]`.
    """

    kept: np.ndarray
    rows: Tensor
    y: Tensor
    classes: int
    sequences: Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]

    def take(self, chosen: Tensor) -> Labelled:
        """Some of the part's samples as sequences `[T, b, ...]`, and their classes, for the indices `[b]`."""
        samples = torch.from_numpy(self.kept[self.rows[chosen].numpy()])
        return Labelled(*self.sequences(samples, self.y[chosen]))
