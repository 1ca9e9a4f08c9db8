"""A notebook that came back from other hands, with its names lost, doubled or moved."""

import copy

import pytest

from mpepsn.course.notebook import grade_id, load
from mpepsn.course.repair import repaired
from mpepsn.exercises import EXERCISES


@pytest.fixture(scope="module")
def release(made):
    return load(made / "release/chapter_1/chapter_1.ipynb")


@pytest.fixture
def work(release):
    """A hand-in in which two cells are filled."""
    found = copy.deepcopy(release)
    cell(found, "answer-1-2")["source"] = "def refractory(x):\n    return x\n"
    cell(found, "answer-trace")["source"] = "The decay is a half."
    return found


def cell(notebook, name):
    return next(cell for cell in notebook["cells"] if grade_id(cell) == name)


def names(notebook):
    return [grade_id(cell) for cell in notebook["cells"] if grade_id(cell)]


def insert(notebook, before, kind, source, **more):
    place = next(n for n, cell in enumerate(notebook["cells"]) if cell.get("id") == before)
    notebook["cells"].insert(place, {"cell_type": kind, "metadata": {}, "source": source, **more})


def test_a_whole_notebook_is_left_alone(release, work):
    assert repaired(release, release) == (release, []) and repaired(work, release) == (work, [])


@pytest.mark.parametrize("lose", ["metadata", "all but text"])
def test_lost_names_are_found(release, work, lose):
    lost = copy.deepcopy(work)
    for part in lost["cells"]:
        part["metadata"] = {}
        if lose == "all but text":
            part.pop("id")
    found, said = repaired(lost, release)
    assert [(grade_id(part), part["source"], part["metadata"]) for part in found["cells"]] == [
        (grade_id(part), part["source"], part["metadata"]) for part in work["cells"]
    ]
    assert "answer-1-2 had lost its name: found it by what it defines" in said
    assert "check-1-2 had lost its name: found it by its text" in said
    assert "answer-trace had lost its name: found it by its place" in said
    assert len({part["id"] for part in found["cells"]}) == len(found["cells"])


def test_of_copies_the_last_with_an_answer_is_taken_and_the_empty_one_does_not_run(release, work):
    empty, better = copy.deepcopy(cell(release, "answer-1-2")), copy.deepcopy(cell(work, "answer-1-2"))
    better["source"] = "def refractory(x):\n    return 2 * x\n"
    place = work["cells"].index(cell(work, "answer-1-2"))
    work["cells"][place + 1 : place + 1] = [better, empty]
    found, said = repaired(work, release)
    assert said == [
        "answer-1-2 was there 3 times: took the last one with an answer",
        "2 cells had no id of their own: got new ones",
    ]
    assert cell(found, "answer-1-2")["source"] == better["source"] and names(found) == names(release)
    assert [part["cell_type"] for part in found["cells"][place : place + 3]] == ["code", "code", "raw"]


def test_of_untouched_copies_one_stays(release):
    doubled = copy.deepcopy(release)
    doubled["cells"].append(copy.deepcopy(cell(release, "check-1-2")))
    found, said = repaired(doubled, release)
    assert "check-1-2 was there 2 times: took the last one" in said and names(found).count("check-1-2") == 1


@pytest.mark.parametrize("name", ["own", "answer-1-2", "check-1-2", "hidden-1-3", "trace", "answer-trace", "key-trace"])
def test_a_cell_that_is_gone_is_put_in_its_place(release, name):
    lacking = copy.deepcopy(release)
    lacking["cells"].remove(cell(lacking, name))
    found, said = repaired(lacking, release)
    assert names(found) == names(release) and said[0] == f"{name} was not there: put in as it was handed out"
    assert cell(found, name)["source"] == cell(release, name)["source"]


def test_a_changed_check_is_put_back_and_a_changed_kind_too(release, work):
    cell(work, "check-1-2")["source"] = "pass"
    cell(work, "answer-1-2")["cell_type"] = "markdown"
    cell(work, "answer-trace")["cell_type"] = "code"
    found, said = repaired(work, release)
    assert "check-1-2 was changed: its text put back" in said
    assert "answer-1-2 was turned into markdown: turned back" in said
    assert cell(found, "check-1-2") == cell(release, "check-1-2")
    assert cell(found, "answer-1-2")["outputs"] == [] and "outputs" not in cell(found, "answer-trace")


def test_an_answer_in_another_cell_behind_its_check_counts(release, work):
    answer = cell(work, "answer-1-2")["source"]
    cell(work, "answer-1-2")["source"] = cell(release, "answer-1-2")["source"]
    insert(work, "task-trace", "code", answer)
    found, said = repaired(work, release)
    assert "check-1-2 stood before the answer: moved behind it" in said
    order = [grade_id(part) or part["source"] for part in found["cells"]]
    assert order.index(answer) + 1 == order.index("check-1-2") == order.index("hidden-1-2") - 1
    assert set(names(found)) == set(names(release))


def test_a_later_trial_moves_nothing(release, work):
    insert(work, "task-trace", "code", "def refractory(x):\n    return 0\n")
    assert names(repaired(work, release)[0]) == names(release)


def test_cells_of_the_student_and_pictures_stay_and_outputs_go(release, work):
    insert(work, "task-1-3", "code", "1 + 1", outputs=[{"bad": 1}], execution_count="?")
    insert(work, "task-1-3", "markdown", "see", attachments={"a.png": {"image/png": "AA"}})
    found, _ = repaired(work, release)
    sources = [part["source"] for part in found["cells"]]
    assert len(sources) == len(release["cells"]) + 2
    assert found["cells"][sources.index("1 + 1")]["outputs"] == []
    assert "a.png" in found["cells"][sources.index("see")]["attachments"]


def test_another_kernel_and_names_of_another_assignment_are_told(release, work):
    work["metadata"] = {"kernelspec": {"name": "my-env"}}
    insert(work, "task-trace", "code", "x = 1", metadata={"nbgrader": {"grade_id": "answer-9-9"}})
    found, said = repaired(work, release)
    assert said[0] == "took away names of another assignment: answer-9-9"
    assert said[-1] == "kernel 'my-env' changed to 'python3'" and found["metadata"] == release["metadata"]


def test_nothing_at_all_can_be_repaired(release):
    found, said = repaired({"cells": [], "metadata": None}, release)
    assert names(found) == names(release) and len(said) == len(names(release))
    assert EXERCISES["1.2"].answer in cell(found, "answer-1-2")["source"]
