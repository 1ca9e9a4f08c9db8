"""Checkpoints: the whole state after an epoch, in a file that is either whole or not there.

A file is written beside its place, brought to disk, and then moved over the old one in one step: whoever is killed in
between leaves the old one. Loading runs no code from the file.
"""

import io
import os
from pathlib import Path

import torch


def save(path: Path, state: dict) -> None:
    """Put `state` in place of what `path` holds.

    Raises:
        OSError: it could not be written, for instance because the disk is full; what was there before is still there.
    """
    made = io.BytesIO()
    torch.save(state, made)
    beside = path.with_name(f"{path.name}.half")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(beside, "wb") as file:
            file.write(made.getbuffer())
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def load(path: Path, belongs: dict) -> dict | None:
    """The state that `path` holds, or None where there is no file.

    Args:
        path: file.
        belongs: what the state must say of itself, such as recipe and seed.

    Raises:
        ValueError: the file is no checkpoint, or one of something else.
    """
    if not path.exists():
        return None
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
        found = {name: state[name] for name in belongs}
    except Exception as broken:
        raise ValueError(
            f"{path} must be a checkpoint of mpepsn; it cannot be read ({type(broken).__name__})"
        ) from broken
    if found != belongs:
        raise ValueError(f"{path} must be a checkpoint of {belongs}; it is one of {found}. Use another folder")
    return state
