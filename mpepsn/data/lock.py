"""One process at a time: the processes of one training run all want the same file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time; the others wait. The lock ends with its process. Without effect on Windows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_name(f"{path.name}.lock")
    with lock.open("w") as file:
        try:
            import fcntl
        except ModuleNotFoundError:
            yield
            return
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
