"""Where the data sets are, and fetching them where they are nowhere.

    MPEPSN_DATA/FOLDER        where that variable names a folder which holds the set
    ~/.cache/mpepsn/FOLDER    else: what was fetched before, or is fetched now; XDG_CACHE_HOME moves it

The folders are laid out as the official releases and tonic lay them out.
"""

import os
from pathlib import Path

from .. import arguments
from .fetch import fetch
from .lock import locked
from .sets import SETS, Archive


def cache() -> Path:
    """Folder of what is fetched, and of frames made before."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mpepsn"


def missing(name: str) -> list[Archive]:
    """The archives that are still to be fetched; none where MPEPSN_DATA holds the set."""
    folder = where(name)
    if folder.parent != cache():
        return []
    return [archive for archive in SETS[name].archives if not all((folder / made).exists() for made in archive.gives)]


def where(name: str) -> Path:
    """The folder of a set: in MPEPSN_DATA where it is there, else in the cache, there or not."""
    arguments.one_of(name, tuple(SETS), "name")
    given = os.environ.get("MPEPSN_DATA")
    if given and not Path(given).is_dir():
        raise FileNotFoundError(f"MPEPSN_DATA must name a folder; got {given}")
    if given and (Path(given) / SETS[name].folder).is_dir():
        return Path(given) / SETS[name].folder
    return cache() / SETS[name].folder


def ready(name: str) -> Path:
    """The folder of a set, after fetching what is missing.

    Raises:
        OSError: it could not be fetched; what has arrived is kept, and the next call goes on from there.
    """
    folder = where(name)
    if missing(name):
        with locked(folder / "fetching"):
            for archive in missing(name):
                fetch(archive, folder)
    return folder
