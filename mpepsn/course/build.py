"""Make a course for nbgrader in a folder: source, release, rubrics, and how to run it."""

import json
import runpy
import secrets
from pathlib import Path

from ..version import __version__
from . import solutions
from .assignment import CODE_STUB, TEXT_STUB, exercises, source
from .notebook import write
from .release import released
from .rubric import rubric

RECORD = "course.json"
CONFIG = '''"""For nbgrader 0.9.6, which reads this file in the folder that it is called in."""

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "mpepsn-{seed}"
c.ClearSolutions.code_stub = {{"python": {code!r}}}
c.ClearSolutions.text_stub = {text!r}
c.Execute.timeout = 30  # seconds a cell; a loop without end costs this much, once
c.Execute.store_widget_state = False
'''


def build(chapters: list[int], seed: int, out: Path) -> list[str]:
    """Write a course and return the names of its assignments.

    Args:
        chapters: one assignment each.
        seed: of the course; another seed, another specification of every exercise.
        out: a folder that is not there yet, or empty.

    Raises:
        ValueError: if chapters is empty or names one without checked exercises, or a number comes twice.
        FileExistsError: if there is something in out.
        FileNotFoundError: if the solutions are not there, because this is no checkout.
    """
    if not chapters or len(set(chapters)) != len(chapters):
        raise ValueError(f"chapters must be different numbers, at least one; got {chapters}")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FileExistsError(f"out must be a new or empty folder; there is something in {out}")
    private, install = 2**30 + secrets.randbelow(2**30), _wheel()
    made = {f"chapter_{n}": source(n, seed, private, install) for n in chapters if exercises(n)}
    for (name, notebook), chapter in zip(made.items(), chapters, strict=True):
        write(out / "source" / name / f"{name}.ipynb", notebook)
        write(out / "release" / name / f"{name}.ipynb", released(notebook))
        page = out / "rubric" / f"{name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(rubric(chapter, seed), encoding="utf-8")
    config = CONFIG.format(seed=seed, code=CODE_STUB, text=TEXT_STUB)
    (out / "nbgrader_config.py").write_text(config, encoding="utf-8")
    record = {"seed": seed, "chapters": chapters, "private": private, "mpepsn": __version__}
    (out / RECORD).write_text(json.dumps(record) + "\n", encoding="utf-8")
    return list(made)


def recorded(course: Path) -> dict:
    """What `build` noted of a course: seed, chapters, private, mpepsn. Raises FileNotFoundError where there is none."""
    if not (course / RECORD).exists():
        raise FileNotFoundError(f"course must be a folder that `course build` made; there is no {course / RECORD}")
    return json.loads((course / RECORD).read_text(encoding="utf-8"))


def _wheel() -> str:
    """Where this checkout's book publishes the package, or "" where it has no home on GitHub."""
    root = solutions.FOLDER.parents[1]
    try:
        site = runpy.run_path(str(root / "book/_ext/publish/site.py"))
    except FileNotFoundError:
        return ""
    home, _ = site["find"](root)
    return home.pages + site["wheel_name"](root) if home else ""
