"""The files of an archive from an LMS. Each is read, or said to be unreadable; none is written where its path says."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

LIMIT = 20 * 2**20  # bytes of one file
UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    RuntimeError,  # encrypted
    NotImplementedError,  # a compression that Python has not
    EOFError,
    OSError,
    ValueError,
)
IGNORED = re.compile(r"(^|/)(__MACOSX|\.ipynb_checkpoints)/|(^|/)(\.DS_Store|Thumbs\.db)$|/$")
MOODLE = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_\w+?(?:_(?P<file>[^_].*)?)?$")
CANVAS = re.compile(r"(?P<name>[^_]+)(?:_LATE)?_(?P<number>\d+)_\d+_(?P<file>.+)$")


@dataclass(frozen=True)
class Member:
    """A file as it was handed in.

    Attributes:
        path: its path in the archive.
        student: who handed it in, as a name for a folder; "" where the path does not say.
        when: its date in the archive.
        content: its bytes, or None where they cannot be had.
        wrong: why not, or what else is wrong with it.
    """

    path: str
    student: str
    when: tuple
    content: bytes | None
    wrong: str = ""


def members(archive: zipfile.ZipFile, above: str = "") -> Iterator[Member]:
    """All files of an archive, and those of archives in it. Never raises for one of them."""
    infos = [info for info in archive.infolist() if not IGNORED.search(info.filename)]
    wrapper = "" if above else _wrapper([info.filename for info in infos if not _climbs(info.filename)])
    for info in infos:
        path = f"{above}{info.filename}"
        content, wrong = _read(archive, info)
        if _climbs(info.filename):
            yield Member(path, "", info.date_time, content, wrong or "its path leads out of the archive")
        elif content is not None and not above and path.lower().endswith(".zip"):
            yield from _inner(path, who(path, wrapper), info.date_time, content)
        else:
            yield Member(path, who(path, wrapper), info.date_time, content, wrong)


def _inner(path: str, student: str, when: tuple, content: bytes) -> Iterator[Member]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as inner:
            yield from (
                replace(member, student=student if member.student else "") for member in members(inner, f"{path}/")
            )
    except UNREADABLE as error:
        yield Member(path, student, when, content, f"a broken archive ({error})")


def who(path: str, wrapper: str = "") -> str:
    """The student that a path names: Moodle's and Canvas's names, else the first folder, else the file's own name."""
    first, *rest = PurePosixPath(path.removeprefix(wrapper)).parts or ("",)
    found = [MOODLE.fullmatch(part) for part in PurePosixPath(path).parts] + [None if rest else CANVAS.fullmatch(first)]
    for name in filter(None, found):
        return _folder(f"{name['name']}_{name['number']}")
    return _folder(first if rest else PurePosixPath(first).stem)


def _folder(name: str) -> str:
    return re.sub(r"[^\w.-]+", "_", name).strip("._")


def _wrapper(paths: list[str]) -> str:
    """A folder around everything that names no student: in it are folders, or files without an assignment's name."""
    tops = {path.partition("/")[0] for path in paths}
    inside = [path.partition("/")[2] for path in paths]
    if len(tops) != 1 or not all(inside) or (len(inside) == 1 and "/" not in inside[0]):
        return ""
    students = all("/" in path for path in inside) or not any("chapter_" in path for path in inside)
    return f"{tops.pop()}/" if students else ""


def _climbs(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return ".." in parts or path[:1] in "/\\" or bool(re.match(r"[A-Za-z]:", path))


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> tuple[bytes | None, str]:
    try:
        with archive.open(info) as file:
            content = file.read(LIMIT + 1)
    except UNREADABLE as error:
        return None, f"cannot be read ({type(error).__name__}: {error}); it is in the archive only"
    if len(content) > LIMIT:
        return None, f"is larger than {LIMIT >> 20} MB; it is in the archive only"
    return content, ""
