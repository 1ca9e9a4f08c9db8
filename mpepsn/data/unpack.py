"""Unpacking an archive beside its place, and moving what it gives there, each at once."""

import gzip
import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path

from .sets import Archive
from .told import say


def unpack(part: Path, archive: Archive, folder: Path) -> None:
    """Fill `folder` with what the archive gives; `part` is the archive's file.

    Raises:
        OSError: the archive does not hold what it should.
    """
    say(f"unpacking {archive.file}")
    with tempfile.TemporaryDirectory(dir=folder, prefix="unpacking-") as name:
        room = Path(name)
        if archive.file.endswith(".tar.gz"):
            with tarfile.open(part) as tar:
                tar.extractall(room, filter="data")
        elif archive.file.endswith(".zip"):
            _unzip(part, room)
        else:
            with gzip.open(part) as packed, (room / archive.gives[0]).open("wb") as plain:
                shutil.copyfileobj(packed, plain)
        for wanted in archive.gives:
            made = next((path for path in sorted(room.rglob("*")) if path.name == wanted), None)
            if made is None:
                raise OSError(f"{archive.file} must hold {wanted}; it holds {_names(room)}")
            if not (folder / wanted).exists():
                made.replace(folder / wanted)


def _unzip(path: Path, room: Path) -> None:
    """Unpack a zip, and the zips in it."""
    with zipfile.ZipFile(path) as packed:
        packed.extractall(room)
    for inner in sorted(room.rglob("*.zip")):
        with zipfile.ZipFile(inner) as packed:
            packed.extractall(inner.parent)
        inner.unlink()


def _names(room: Path) -> str:
    return ", ".join(sorted(path.name for path in room.iterdir())[:8]) or "nothing"
