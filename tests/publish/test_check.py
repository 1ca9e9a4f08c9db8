"""The gate of `make publish`: a sound folder passes, and each fault is found."""

import json

import pytest

PAGE = '<html><body id="top"><a href="{}">on</a><a href="#top">up</a><script src="../_static/a.js?v=1"></script></body>'
INSTALL = "%pip install -q --no-deps https://a.github.io/b/mpepsn-1.0-py3-none-any.whl"


def notebook(code, outputs=()):
    cell = {"cell_type": "code", "source": [code], "outputs": list(outputs), "metadata": {}}
    return json.dumps({"cells": [cell]})


SOUND = {
    "index.html": '<a href="book/one.html">Open</a>',
    "search.html": "<p>Search</p>",
    "book/one.html": PAGE.format("two.html#top"),
    "book/two.html": PAGE.format("../notebooks/two.ipynb"),
    "_static/a.js": "",
    "notebooks/two.ipynb": notebook(INSTALL),
    "mpepsn-1.0-py3-none-any.whl": "",
}
FAULTS = {
    "page missing": ({"book/two.html": None}, "pages missing: ['book/two']"),
    "page too many": ({"book/three.html": "<p>"}, "too many: ['book/three']"),
    "dead link": ({"book/one.html": PAGE.format("nowhere.html")}, "one.html leads to nowhere.html, which is not there"),
    "dead place": (
        {"book/one.html": PAGE.format("two.html#x")},
        "one.html leads to two.html#x, where no such place is",
    ),
    "placeholder": ({"book/one.html": "<p>git clone @REPOSITORY@"}, "one.html holds an unfilled placeholder"),
    "solution in a page": ({"book/one.html": "<p># BEGIN SOLUTION"}, "one.html holds the text of a solution"),
    "solution to download": ({"notebooks/two.ipynb": notebook(f"{INSTALL}\n### BEGIN HIDDEN TESTS")}, "of a solution"),
    "outputs": ({"notebooks/two.ipynb": notebook(INSTALL, [{"text": "1"}])}, "two.ipynb holds outputs"),
    "other wheel": ({"mpepsn-1.0-py3-none-any.whl": None}, "two.ipynb installs ['mpepsn-1.0-py3-none-any.whl']"),
    "no wheel": ({"notebooks/two.ipynb": notebook("import mpepsn")}, "two.ipynb installs []"),
    "heavy page": ({"book/one.html": "x" * 800_001}, "one.html has 800001 bytes"),
    "heavy rest": ({"_static/a.js": "x" * 2_500_001}, "what the pages share has 2500001 bytes"),
}


def faults(room, folder, changes):
    for name, text in (SOUND | changes).items():
        if text is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    return list(room("check").faults(folder, ["book/one", "book/two"]))


def test_a_sound_folder_has_no_faults(room, tmp_path):
    assert faults(room, tmp_path, {}) == []


@pytest.mark.parametrize("kind", FAULTS)
def test_each_fault_is_found(room, tmp_path, kind):
    changes, said = FAULTS[kind]
    found = faults(room, tmp_path, changes)
    assert [line for line in found if said in line], found
