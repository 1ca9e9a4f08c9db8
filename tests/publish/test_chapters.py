"""The sources: one setup cell each, the same in all; no outputs; what asks for a GPU has finished without one."""

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


def test_a_chapter_that_asks_for_a_gpu_has_finished_without_one(chapter):
    """The lane hides every GPU. Chapters 0 to 4 gain nothing from one and ask for none."""
    path, notebook = chapter
    asked = notebook["metadata"].get("accelerator")
    assert asked in (None, "GPU")
    assert asked is None or path.stem in RUNS["chapters"]
    assert asked is None or not "00" <= path.stem[:2] <= "04"


def test_the_lanes_record_is_whole():
    assert set(RUNS) == {"pins", "chapters"}
    for name, run in RUNS["chapters"].items():
        assert (ROOT / f"book/{name}.ipynb").is_file()
        assert set(run) == {"date", "seconds", "code", "month", "commit", "python", "torch"}
        assert run["month"] in RUNS["pins"] and len(run["commit"]) == 40
    assert sum(run["seconds"] for run in RUNS["chapters"].values()) <= 240
