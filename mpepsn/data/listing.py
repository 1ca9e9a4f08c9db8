"""Recordings in a folder, and what their names say."""

import re
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor


def listed(folder: Path, pattern: str) -> list[Path]:
    """The files that fit a pattern such as "*/*.bin", sorted; at least one."""
    files = sorted(folder.glob(pattern))
    if not files:
        raise FileNotFoundError(f"{folder / pattern} must be there, one file for each recording; got none")
    return files


def classes_of(files: Sequence[Path], words: Sequence[str], classes: int) -> Tensor:
    """Classes from words in the files' names."""
    for file, word in zip(files, words, strict=True):
        if not word.isdecimal() or int(word) >= classes:
            raise ValueError(f"{file} must stand for a class from 0 to {classes - 1}; got {word!r}")
    return torch.tensor([int(word) for word in words])


def number_in(file: Path, word: str) -> int:
    """The last number in a name."""
    found = re.findall(r"\d+", word)
    if not found:
        raise ValueError(f"{file} must have a number in {word!r}; got none")
    return int(found[-1])
