"""A course as `build` makes it, and what `doctor` finds in good ones and bad ones."""

import json

import pytest

from mpepsn import __main__ as main
from mpepsn import __version__
from mpepsn.course import doctor, solutions
from mpepsn.course.assignment import source
from mpepsn.course.build import build, recorded
from mpepsn.course.notebook import grade_id, load, marks, write
from mpepsn.course.seeds import of_exercise
from mpepsn.exercises import EXERCISES


def notebook(course, part, name="chapter_1"):
    return load(course / part / name / f"{name}.ipynb")


def cells(notebook):
    return {cell["id"]: cell for cell in notebook["cells"]}


def test_an_assignment_has_its_exercises_points_hidden_tests_and_a_trace(made):
    found = cells(notebook(made, "source"))
    assert set(found) >= {"student", "own", "trace", "answer-trace", "key-trace"}
    for name in ("1.2", "1.3"):
        number, exercise = name.replace(".", "-"), EXERCISES[name]
        seed = of_exercise(exercise, 2027)
        assert found[f"task-{number}"]["source"] == exercise.text(exercise.spec(seed))
        assert f'"{name}", {exercise.answer}, seed={seed}, inputs=own)' in found[f"check-{number}"]["source"]
        assert f"seed={seed}, inputs={recorded(made)['private']})" in found[f"hidden-{number}"]["source"]
        assert [marks(found[f"{kind}-{number}"])["points"] for kind in ("check", "hidden")] == [exercise.level] * 2
    assert marks(found["answer-trace"])["points"] == 4 and marks(found["answer-trace"])["solution"]
    names = [grade_id(cell) for cell in found.values() if marks(cell)]
    assert len(names) == len(set(names)) == 10


def test_students_get_the_empty_cell_and_nothing_that_is_held_back(made):
    found = cells(notebook(made, "release"))
    stub = EXERCISES["1.2"].stub(EXERCISES["1.2"].spec(of_exercise(EXERCISES["1.2"], 2027)))
    assert found["answer-1-2"]["source"].startswith(stub)
    assert found["hidden-1-2"]["source"] == "# Tests of 1.2 that are held back."
    text = "".join(path.read_text(encoding="utf-8") for path in (made / "release").rglob("*.ipynb"))
    assert "BEGIN" not in text and str(recorded(made)["private"]) not in text and "awake" not in text
    assert not (made / "release/chapter_1/rubric.md").exists()


def test_the_rubric_says_minutes_points_and_mistakes(made):
    page = (made / "rubric/chapter_1.md").read_text(encoding="utf-8")
    assert "12 points, 8 of them from tests; about 45 minutes; any computer, no GPU." in page
    assert all(mistake.hint in page for mistake in EXERCISES["1.3"].mistakes)


def test_two_courses_differ_in_the_private_number_alone(made, tmp_path):
    build([1, 2], 2027, tmp_path / "again")
    first, again = recorded(made), recorded(tmp_path / "again")
    assert first.pop("private") != again.pop("private")
    assert first == again == {"seed": 2027, "chapters": [1, 2], "mpepsn": __version__}
    for path in (made / "release").rglob("*.ipynb"):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(made)).read_bytes()


def test_with_a_home_the_setup_installs_the_wheel_and_upgrades_nothing():
    setup = cells(source(1, 1, 2, "https://ada.github.io/book/mpepsn.whl"))["setup"]["source"]
    assert 'if find_spec("mpepsn") is None:' in setup and "-q --no-deps https://ada.github.io/book/mpepsn.whl" in setup


def test_the_commands(tmp_path, capsys):
    folder = str(tmp_path / "c")
    assert main.main(["course", "build", "--chapters", "4,1-2", "--seed", "2027", "--out", folder]) == 0
    assert main.main(["course", "doctor", folder]) == 0
    said = capsys.readouterr().out
    assert "made chapter_4, chapter_1, chapter_2 in" in said
    assert "chapter_1: reference 8 of 8 points, released copy 0\n" in said
    assert said.endswith("answers of the course with seed 2026 that still pass: 0 of 6\nnothing is wrong\n")
    assert main.main(["course", "doctor", folder, "--last", "2027"]) == 1
    assert "WRONG 1.2: the answer of the course with seed 2027 still passes" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("chapters", "message"),
    [
        ("99", "chapters must have checked exercises, as 1, 2, 3"),
        ("1,1", "chapters must be different numbers, at least one; got [1, 1]"),
        ("4-2", "chapters must be different numbers, at least one; got []"),
    ],
)
def test_wrong_chapters_are_named(tmp_path, capsys, chapters, message):
    command = ["course", "build", "--chapters", chapters, "--seed", "1", "--out", str(tmp_path / "c")]
    assert main.main(command) == 1
    assert message in capsys.readouterr().err and not (tmp_path / "c").exists()
    with pytest.raises(SystemExit):
        main.main(["course", "build", "--chapters", "one", "--seed", "1", "--out", str(tmp_path / "c")])


def test_no_course_is_written_over_and_none_is_found_where_none_is(made, tmp_path, capsys):
    assert main.main(["course", "build", "--chapters", "1", "--seed", "1", "--out", str(made)]) == 1
    assert main.main(["course", "doctor", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "out must be a new or empty folder" in said and "course must be a folder that `course build` made" in said


def test_without_the_checkout_it_says_what_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError, match="run this in a checkout of the book"):
        solutions.solution("1.2", tmp_path)
    (tmp_path / "chapter_1.md").write_text("nothing")
    with pytest.raises(ValueError, match="it has 0"):
        solutions.solution("1.2", tmp_path)


def changed(course, part, name, change):
    found = notebook(course, part)
    cell = cells(found)[name]
    cell["source"] = change(cell["source"])
    write(course / part / "chapter_1/chapter_1.ipynb", found)
    return doctor.doctor(course)[1]


def test_the_doctor_finds_a_reference_that_fails(course):
    wrong = changed(course, "source", "answer-1-2", lambda text: text.replace("rest, (wait", "rest - 1, (wait"))
    assert wrong == ["chapter_1: the reference gets 4 of 8 points"]


def test_the_doctor_finds_a_released_copy_that_earns_points(course):
    wrong = changed(
        course, "release", "answer-1-2", lambda text: cells(notebook(course, "source"))["answer-1-2"]["source"]
    )
    assert "chapter_1: the released copy gets 4 points" in wrong
    assert "chapter_1: what is released holds 'BEGIN SOLUTION'" in wrong


def test_the_doctor_finds_a_line_of_a_solution_in_any_file(course):
    (course / "release/chapter_1/hints.txt").write_text("try this:\n  awake = wait == 0\n")
    assert doctor.doctor(course)[1] == ["chapter_1: what is released holds 'awake = wait == 0'"]


def test_what_another_exercise_hands_out_is_no_leak(tmp_path):
    """5.4 asks what the answer of 5.3 does, so its solution holds a line of that stub."""
    build([5], 2027, tmp_path / "c")
    assert doctor._leaks(5, tmp_path / "c/release/chapter_5", recorded(tmp_path / "c")["private"]) == []


def test_the_doctor_finds_outputs_and_the_private_number(course):
    path = course / "release/chapter_1/chapter_1.ipynb"
    found = json.loads(path.read_text(encoding="utf-8"))
    found["cells"][4]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "1"}]
    found["cells"][0]["source"] += str(recorded(course)["private"])
    write(path, found)
    held = [f"an output in {path.name}", str(recorded(course)["private"])]
    assert doctor.doctor(course)[1] == [f"chapter_1: what is released holds {leak!r}" for leak in held]
