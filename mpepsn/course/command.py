"""`python -m mpepsn course …`: what a teacher types."""

import argparse
from pathlib import Path

from .build import build
from .collect import REPORT as COLLECTED
from .collect import collect
from .doctor import doctor
from .report import REPORT, report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The four commands and their arguments."""
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    make = steps.add_parser("build", help="write source, release and rubrics of a course for nbgrader")
    make.add_argument("--chapters", type=_chapters, required=True, help="such as 1-4 or 1,3,5")
    make.add_argument("--seed", type=int, required=True, help="such as the year; picks every specification")
    make.add_argument("--out", type=Path, required=True, help="a new folder")
    prove = steps.add_parser("doctor", help="prove that a course keeps what it promises")
    prove.add_argument("course", type=Path, nargs="?", default=Path(), help="the folder (default: this one)")
    prove.add_argument("--last", type=int, help="whose answers to try, a seed (default: this seed − 1)")
    sort = steps.add_parser("collect", help="sort and repair what students handed in")
    sort.add_argument("submissions", type=Path, help="the zip that the LMS gives")
    tell = steps.add_parser("report", help="say what came of each hand-in, after nbgrader autograde")
    for step in (sort, tell):
        step.add_argument("--course", type=Path, default=Path(), help="the folder (default: this one)")


def run(chosen: argparse.Namespace) -> int:
    """Do what was asked, say what was done, and return the exit status: 1 where something is wrong."""
    if chosen.step == "build":
        made = build(chosen.chapters, chosen.seed, chosen.out)
        print(f"made {', '.join(made)} in {chosen.out}; next: python -m mpepsn course doctor {chosen.out}")
        return 0
    if chosen.step == "collect":
        rows = collect(chosen.submissions, chosen.course)
        for row in rows:
            about = " ".join(filter(None, (row.student, row.assignment, row.file)))
            print(f"{row.outcome}: {about}: {row.notes or 'nothing to repair'}")
        used = sum(row.outcome == "collected" for row in rows)
        print(f"{used} of {len(rows)} files collected; {COLLECTED} has it all")
        return int(used == 0)
    if chosen.step == "report":
        rows = report(chosen.course)
        for student, assignment, points, of, _, notes in rows:
            graded = f"{points} of {of} points" if of != "" else ""
            whose = " ".join(filter(None, (student, assignment))) or "nobody"
            print(f"{whose}: {'; '.join(filter(None, (graded, notes)))}")
        print(f"{len(rows)} rows in {REPORT}; the points are those of tests alone")
        return 0
    said, wrong = doctor(chosen.course, chosen.last)
    print("\n".join([*said, *(f"WRONG {line}" for line in wrong)] + ["nothing is wrong"] * (not wrong)))
    return int(bool(wrong))


def _chapters(text: str) -> list[int]:
    try:
        ends = [[int(end) for end in part.split("-")] for part in text.split(",")]
        return [number for first, *rest in ends for number in range(first, (rest or [first])[0] + 1)]
    except ValueError:
        raise argparse.ArgumentTypeError(f"chapters must be like 1-4 or 1,3,5; got {text!r}") from None
