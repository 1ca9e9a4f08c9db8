"""The sources: one setup cell each, the same in all; no outputs; what asks for a GPU has finished without one."""

import importlib
import json
import re
from pathlib import Path

import pytest
from sphinx_external_toc.parsing import parse_toc_yaml

ROOT = Path(__file__).parents[2]
CHAPTERS = [ROOT / f"{name}.ipynb" for name in parse_toc_yaml(ROOT / "_toc.yml") if (ROOT / f"{name}.ipynb").is_file()]
RUNS = json.loads((ROOT / "book/lane.json").read_text(encoding="utf-8"))
INTRO = (ROOT / "book/intro.md").read_text(encoding="utf-8")
SETUP = """\
# @title Setup: run this first
from importlib.util import find_spec

if find_spec("mpepsn") is None:  # nothing that is there is upgraded
    %pip install -q --no-deps @WHEEL@
import mpepsn

print(mpepsn.info())"""


@pytest.fixture(params=CHAPTERS, ids=lambda path: path.stem)
def chapter(request):
    return request.param, json.loads(request.param.read_text(encoding="utf-8"))


def code(notebook):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def test_there_are_chapters():
    assert len(CHAPTERS) >= 3


def test_the_first_code_cell_is_the_setup(chapter):
    _, notebook = chapter
    first = code(notebook)[0]
    assert "".join(first["source"]) == SETUP
    assert first["metadata"]["tags"] == ["setup", "remove-cell"]
    assert notebook["cells"][0]["cell_type"] == "markdown" and notebook["cells"][1] == first


def test_a_numbered_chapter_opens_with_a_live_figure(chapter):
    path, notebook = chapter
    assert not path.stem[0].isdigit() or "widgets." in "".join(code(notebook)[1]["source"])


def words(notebook):
    return "\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")


def test_the_title_has_the_number_of_the_file(chapter):
    path, notebook = chapter
    number = re.match(r"\d+", path.stem)
    title = words(notebook).splitlines()[0]
    assert title.startswith(f"# {int(number[0])}. " if number else "# ")
    assert number or not title[2].isdigit()


def test_the_map_and_the_chapter_name_the_same_minutes(chapter):
    path, notebook = chapter
    told = re.search(r"\*It\s+takes\*\s+(?:about\s+)?(\d+)\s+minutes", words(notebook))
    row = re.search(rf"^\| \[\]\({path.name}\) .* (\d+) min \|$", INTRO, re.MULTILINE)
    assert (told and told[1]) == (row and row[1])


def test_chapter_0_has_at_most_a_thousand_words():
    notebook = json.loads((ROOT / "book/00_spike.ipynb").read_text(encoding="utf-8"))
    assert 0 < len(re.findall(r"\w+", words(notebook))) <= 1000


def test_nothing_else_installs(chapter):
    others = "".join(line for cell in code(chapter[1])[1:] for line in cell["source"])
    assert not [word for word in ("@WHEEL@", "pip ", "conda ", "apt", "%pip", "!") if f"\n{word}" in f"\n{others}"]


def test_the_source_holds_no_output(chapter):
    assert [cell for cell in code(chapter[1]) if cell["outputs"] or cell["execution_count"]] == []


@pytest.fixture(scope="module")
def code_hash():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "book")
        return importlib.import_module("_ext.publish.buttons").code_hash


def test_the_lane_has_run_the_chapter_as_it_is(chapter, code_hash):
    path, _ = chapter
    assert RUNS["chapters"].get(path.stem, {}).get("code") == code_hash(path), "run make lane"


def gpu_fault(path, runs, code_hash):
    """What is wrong with the machine that a chapter asks Colab for; the lane, which has run it, hides every GPU."""
    asked = json.loads(path.read_text(encoding="utf-8"))["metadata"].get("accelerator")
    if asked not in (None, "GPU"):
        return f"Colab knows no accelerator {asked!r}"
    if asked and runs.get(path.stem, {}).get("code") != code_hash(path):
        return "it asks for a GPU, and has not finished without one"
    return None


def test_a_chapter_that_asks_for_a_gpu_has_finished_without_one(chapter, code_hash):
    assert gpu_fault(chapter[0], RUNS["chapters"], code_hash) is None


@pytest.mark.parametrize(
    ("asked", "ran", "fault"),
    [
        (None, False, None),
        ("GPU", True, None),
        ("GPU", False, "it asks for a GPU, and has not finished without one"),
        ("TPU", True, "Colab knows no accelerator 'TPU'"),
    ],
)
def test_a_made_up_chapter_that_asks_for_a_gpu_is_judged(tmp_path, code_hash, asked, ran, fault):
    path = tmp_path / "14_made_up.ipynb"
    cells = [{"cell_type": "code", "source": ["1 + 1"]}]
    path.write_text(json.dumps({"cells": cells, "metadata": {"accelerator": asked} if asked else {}}))
    runs = {"14_made_up": {"code": code_hash(path)}} if ran else {"14_made_up": {"code": "older"}}
    assert gpu_fault(path, runs, code_hash) == fault


def test_the_lanes_record_is_whole():
    assert set(RUNS) == {"pins", "chapters"}
    for name, run in RUNS["chapters"].items():
        assert (ROOT / f"book/{name}.ipynb").is_file()
        assert set(run) == {"date", "seconds", "code", "month", "commit", "python", "torch"}
        assert run["month"] in RUNS["pins"] and len(run["commit"]) == 40
    assert sum(run["seconds"] for run in RUNS["chapters"].values()) <= 240
