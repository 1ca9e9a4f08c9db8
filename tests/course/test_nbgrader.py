"""The round trip through nbgrader 0.9.6 itself (`make course`): three students, from the source to the grades."""

import copy
import csv
import json
import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from mpepsn import __main__ as main
from mpepsn.course.build import build, recorded
from mpepsn.course.notebook import grade_id, load, marks

ROOT = Path(__file__).parents[2]
COURSE = ROOT / ".course"
NAME = "chapter_1"


def nbgrader(course, *words):
    paths = {"PYTHONPATH": str(COURSE), "PATH": f"{COURSE / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    own = {"JUPYTER_CONFIG_DIR": str(course / "none"), "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "nbgrader", *words]
    done = subprocess.run(command, cwd=course, env=os.environ | paths | own, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stderr


def hand_in(release, **answers):
    """The released notebook with cells filled, by their id."""
    found = copy.deepcopy(release)
    for cell in found["cells"]:
        cell["source"] = answers.get(cell["id"].replace("-", "_"), cell["source"])
    return found


def references(source):
    return {cell["id"].replace("-", "_"): cell["source"] for cell in source["cells"] if marks(cell).get("solution")}


def computed():
    """Seconds of processor time of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.fixture(scope="module")
def trip(tmp_path_factory):
    """One course, made, handed out, handed in, collected, graded and reported."""
    if not (COURSE / ".stamp").exists():
        pytest.skip("nbgrader is not there; make course installs it into .course")
    course = tmp_path_factory.mktemp("trip") / "course"
    build([1], 2027, course)
    ours = load(course / "release" / NAME / f"{NAME}.ipynb")
    nbgrader(course, "generate_assignment", NAME, "--create", "--force")
    release = load(course / "release" / NAME / f"{NAME}.ipynb")
    right = hand_in(release, student='STUDENT = "Ada"', **references(load(course / "source" / NAME / f"{NAME}.ipynb")))
    for cell in right["cells"]:  # as from a place that drops what it does not know
        cell["metadata"] = {}
    endless = hand_in(
        release,
        answer_1_2="def refractory(x):\n    while True:\n        pass",
        answer_1_3="while True:\n    pass",
        check_1_2="pass",
    )
    with zipfile.ZipFile(course.parent / "submissions.zip", "w") as made:
        for student, notebook in {"ada": right, "bob": release, "eve": endless}.items():
            made.writestr(f"{student}/{NAME}.ipynb", json.dumps(notebook))
        made.writestr("zoe/answers.ipynb", "no notebook")
    main.main(["course", "collect", str(course.parent / "submissions.zip"), "--course", str(course)])
    start = computed()
    nbgrader(course, "autograde", NAME, "--create", "--Execute.timeout=15")
    seconds = computed() - start
    main.main(["course", "report", "--course", str(course)])
    nbgrader(course, "generate_feedback", NAME)
    nbgrader(course, "export")
    return SimpleNamespace(course=course, ours=ours, release=release, seconds=seconds)


def test_nbgrader_releases_what_build_released(trip):
    theirs = copy.deepcopy(trip.release)
    for cell in theirs["cells"]:
        cell["metadata"].get("nbgrader", {}).pop("checksum", None)
    assert theirs == trip.ours


def grades(trip):
    with (trip.course / "grades.csv").open(newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


def test_the_reference_gets_all_points_of_tests_and_the_others_none(trip):
    assert grades(trip) == {"ada": 8.0, "bob": 0.0, "eve": 0.0}


def test_the_report_has_the_same_points_and_a_row_for_each_fault(trip):
    with (trip.course / "report.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert [(rows[name]["points"], rows[name]["of"], rows[name]["by hand"]) for name in ("ada", "bob", "eve")] == [
        ("8", "8", "4"),
        ("0", "8", "4"),
        ("0", "8", "4"),
    ]
    assert rows["ada"]["notes"] == "" and "check-1-2: AssertionError" in rows["bob"]["notes"]
    assert "answer-1-3: stopped, it did not end" in rows["eve"]["notes"]
    assert "zoe/answers.ipynb: not a hand-in, no notebook" in rows["zoe"]["notes"]


def test_the_key_to_the_trace_is_that_of_the_student(trip):
    graded = load(trip.course / "autograded/ada" / NAME / f"{NAME}.ipynb")
    said = {
        grade_id(cell): "".join(line for output in cell.get("outputs", []) for line in output["text"])
        for cell in graded["cells"]
    }
    assert said["key-trace"].startswith("decay ") and ", reset " in said["key-trace"]
    assert "At step " in said["trace"]
    hidden = next(cell for cell in graded["cells"] if grade_id(cell) == "hidden-1-2")
    assert str(recorded(trip.course)["private"]) in hidden["source"]


def test_each_student_gets_feedback(trip):
    pages = {path.parts[-3]: path.read_text(encoding="utf-8") for path in trip.course.glob("feedback/*/*/*.html")}
    assert set(pages) == {"ada", "bob", "eve"} and "AssertionError" in pages["bob"]


def test_a_hundred_hand_ins_take_less_than_half_an_hour(trip):
    """An estimate, from the processor time of three, of which one ran in a loop until it was stopped; on one core."""
    assert trip.seconds / 3 * 100 < 30 * 60
