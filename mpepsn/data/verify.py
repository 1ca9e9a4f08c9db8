"""`python -m mpepsn data`: which sets are here, and whether every file of one can be read."""

from . import images, places
from .listing import listed
from .recordings import read_aedat4, read_bin, read_npy
from .sets import SETS
from .told import told_in_tenths

RECORDINGS = {
    "nmnist": ("*/*/*.bin", read_bin, (34, 34, 2)),
    "dvs_gesture": ("*/user*_*/*.npy", read_npy, (128, 128, 2)),
    "cifar10_dvs": ("*/*.aedat4", read_aedat4, (128, 128, 2)),
    "ncaltech101": ("Caltech101/*/*.bin", read_bin, (240, 180, 2)),
}


def overview() -> str:
    """A line for each set: its name, what it holds, and where it is or how much there is to fetch."""
    return "\n".join(f"{name:14} {data.holds:40} {_state(name)}" for name, data in SETS.items())


def verified(name: str) -> str:
    """Fetch what is missing of a set and read all of it; how much there is, and where.

    Raises:
        OSError, ValueError: a file is missing, cut, foreign or half-written; the message names it.
    """
    folder = places.ready(name)
    if name not in RECORDINGS:
        train, test = (len(getattr(images, name)(part).y) for part in ("train", "test"))
        return f"{name}: {train:,} + {test:,} images in {folder}, all read"
    pattern, read, sensor_size = RECORDINGS[name]
    files = listed(folder, pattern)
    tell = told_in_tenths(len(files), "recordings")
    for number, file in enumerate(files, 1):
        read(file, sensor_size)
        tell(number)
    return f"{name}: {len(files):,} recordings in {folder}, all read"


def _state(name: str) -> str:
    left = places.missing(name)
    if not left:
        return str(places.where(name))
    sizes = [archive.size for archive in left]
    size = "its server says how much" if None in sizes else f"{sum(sizes) / 1e6:,.0f} MB"
    return f"to be fetched: {size}"
