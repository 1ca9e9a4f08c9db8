"""Sort what an LMS gives back into nbgrader's folders, repair it, and say of every file what became of it."""

import csv
import re
import zipfile
from dataclasses import astuple, dataclass, fields
from pathlib import Path, PurePosixPath

from .archive import UNREADABLE, Member, members
from .build import recorded
from .notebook import Notebook, load, parse, write
from .repair import fit, repaired

REPORT = "collected.csv"
STUDENT = re.compile(r"^STUDENT\s*=\s*[\"'](.*)[\"']", re.M)


@dataclass
class Row:
    """One file: who handed it in, for what, where its bytes are kept, what became of it and what was changed.

    `outcome` is "collected", "not used" (a newer file is) or "not a hand-in".
    """

    student: str
    assignment: str
    file: str
    kept: str
    outcome: str
    notes: str


def collect(archive: Path, course: Path) -> list[Row]:
    """Write submitted/STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb for all that an archive holds, and collected.csv.

    Every file that can be read is kept as it came in received/. No file is written where a path in the archive says.

    Args:
        archive: a zip, as Moodle, Canvas and others give it; or with a folder or a file a student.
        course: the folder that `build` made.

    Raises:
        FileNotFoundError: if there is no such archive, no course, or no released copy in it.
    """
    names = [f"chapter_{chapter}" for chapter in recorded(course)["chapters"]]
    if not archive.is_file():
        raise FileNotFoundError(f"submissions must be a zip file; there is no file {archive}")
    releases = {name: load(course / "release" / name / f"{name}.ipynb") for name in names}
    try:
        with zipfile.ZipFile(archive) as opened:
            found = list(members(opened))
    except UNREADABLE as error:
        rows = [Row("", "", archive.name, "", "not a hand-in", f"the archive is broken: {error}; fetch it again")]
    else:
        rows = _sorted(found, releases, archive, course)
    with (course / REPORT).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([[field.name for field in fields(Row)], *map(astuple, rows)])
    return rows


def _sorted(found: list[Member], releases: dict[str, Notebook], archive: Path, course: Path) -> list[Row]:
    rows, latest, whose = [], {}, {}
    for place, member in sorted(enumerate(found), key=lambda pair: (pair[1].when, pair[0])):
        row = Row(member.student, "", member.path, _keep(member, place, archive, course), "not a hand-in", "")
        rows.append(row)
        try:
            row.assignment, notebook, said = _read(member, releases)
            write(course / "submitted" / row.student / row.assignment / f"{row.assignment}.ipynb", notebook)
        except ValueError as wrong:
            row.notes = str(wrong)
            continue
        if earlier := latest.get((row.student, row.assignment)):
            earlier.outcome, earlier.notes = "not used", f"{member.path} is newer"
        latest[row.student, row.assignment] = row
        row.outcome, row.notes = "collected", "; ".join([*said, *_named(notebook, row, whose)])
    return sorted(rows, key=lambda row: (row.student, row.assignment, row.file))


def _keep(member: Member, place: int, archive: Path, course: Path) -> str:
    """Write a file as it came, under a name of ours."""
    if member.content is None:
        return ""
    name = re.sub(r"[^\w.-]+", "_", PurePosixPath(member.path.replace("\\", "/")).name)[-80:]
    path = Path("received", re.sub(r"[^\w-]+", "_", archive.stem), f"{place:04d}_{name}")
    (course / path).parent.mkdir(parents=True, exist_ok=True)
    (course / path).write_bytes(member.content)
    return path.as_posix()


def _read(member: Member, releases: dict[str, Notebook]) -> tuple[str, Notebook, list[str]]:
    """Which assignment a file is, its notebook repaired, and what was changed. Raises ValueError that says why not."""
    if member.wrong or member.content is None:
        raise ValueError(member.wrong)
    if not member.student:
        raise ValueError("its path does not say who handed it in")
    notebook = parse(member.content)
    likeness = {name: fit(notebook, release) for name, release in releases.items()}
    best = max(likeness, key=likeness.__getitem__)
    if likeness[best] < 2:
        raise ValueError("a notebook, but none of the assignments")
    return best, *repaired(notebook, releases[best])


def _named(notebook: Notebook, row: Row, whose: dict) -> list[str]:
    """What is odd about the name from which the student's data come."""
    found = STUDENT.search("\n".join(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"))
    name = found[1].strip().casefold() if found else ""
    if not name:
        return ["STUDENT is empty: the data are nobody's own"]
    other = whose.setdefault((name, row.assignment), row.student)
    return [f"STUDENT is {name!r}, as in the hand-in of {other}"] if other != row.student else []
