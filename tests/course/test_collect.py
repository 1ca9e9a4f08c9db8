"""Archives from an LMS, good and bad: every file ends in a row, and none where its path says."""

import csv
import io
import json
import zipfile

import pytest

from mpepsn import __main__ as main
from mpepsn.course import archive
from mpepsn.course.collect import collect
from mpepsn.course.notebook import load


@pytest.fixture
def handed_in(course):
    return (course / "release/chapter_1/chapter_1.ipynb").read_bytes()


def packed(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name, (2027, 5, 1, 12, 0, 0)) if isinstance(name, str) else name, content)
    return path


def rows_of(course, tmp_path, files):
    return {row.file: row for row in collect(packed(tmp_path / "submissions.zip", files), course)}


NAMES = {
    ("ada.ipynb", "bob.ipynb"): {"ada", "bob"},
    ("ada/chapter_1.ipynb", "bob/hw/chapter_1.ipynb"): {"ada", "bob"},
    ("all/ada/chapter_1.ipynb", "all/bob/x.ipynb"): {"ada", "bob"},
    ("all/ada.ipynb", "all/bob.ipynb"): {"ada", "bob"},
    ("ada/chapter_1.ipynb", "ada/chapter_2.ipynb"): {"ada"},
    ("Ada L_17_assignsubmission_file_/chapter_1.ipynb", "Bob_18_assignsubmission_file_chapter_1.ipynb"): {
        "Ada_L_17",
        "Bob_18",
    },
    ("lovelaceada_LATE_17_930_chapter_1-2.ipynb", "bob_18_931_x.ipynb"): {"lovelaceada_17", "bob_18"},
    ("Zoë Ünal [x]/chapter_1.ipynb", "../b/chapter_1.ipynb"): {"Zoë_Ünal_x", ""},
}


@pytest.mark.parametrize("paths", NAMES, ids=" ".join)
def test_the_path_says_who_it_is(tmp_path, paths):
    with zipfile.ZipFile(packed(tmp_path / "a.zip", dict.fromkeys(paths, b"1"))) as opened:
        assert {member.student for member in archive.members(opened)} == NAMES[paths]


def test_a_good_hand_in_lands_where_nbgrader_looks(course, tmp_path, handed_in, capsys):
    path = packed(
        tmp_path / "submissions.zip", {"ada/mine (1).ipynb": handed_in, "__MACOSX/ada/._mine": b"", "ada/": b""}
    )
    assert main.main(["course", "collect", str(path), "--course", str(course)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("collected: ada chapter_1 ada/mine (1).ipynb: STUDENT is empty")
    assert said.endswith("1 of 1 files collected; collected.csv has it all\n")
    release = load(course / "release/chapter_1/chapter_1.ipynb")
    assert load(course / "submitted/ada/chapter_1/chapter_1.ipynb") == release
    assert (course / "received/submissions/0000_mine_1_.ipynb").read_bytes() == handed_in
    with (course / "collected.csv").open(newline="") as file:
        assert [row["outcome"] for row in csv.DictReader(file)] == ["collected"]


def test_what_is_no_hand_in_gets_a_row_that_says_why(course, tmp_path, handed_in):
    deep = b'{"cells": ' + b"[" * 200000
    other = json.dumps({"cells": [{"cell_type": "code", "source": "1", "metadata": {}}], "nbformat": 4})
    files = {
        "a/chapter_1.ipynb": b"",
        "b/answers.docx": b"PK\x03\x04 and so on",
        "c/chapter_1.ipynb": handed_in[:1000],
        "d/chapter_1.ipynb": deep,
        "e/chapter_1.ipynb": b'{"cells": [1], "nbformat": 4}',
        "f/chapter_1.ipynb": b'{"worksheets": [], "nbformat": 3}',
        "g/chapter_1.ipynb": b'{"cells": [], "nbformat": 3}',
        "h/chapter_1.ipynb": b'{"cells": [{"cell_type": "code", "source": [1]}], "nbformat": 4}',
        "i/other.ipynb": other,
        "j/chapter_1.ipynb": b"\xff\xfe\x00",
        "k/inner.zip": b"PK broken",
        "l/chapter_1.ipynb": handed_in,
    }
    rows = rows_of(course, tmp_path, files)
    assert len(rows) == 12 and rows.pop("l/chapter_1.ipynb").outcome == "collected"
    assert {row.outcome for row in rows.values()} == {"not a hand-in"} and all(row.student for row in rows.values())
    notes = {name[0]: row.notes for name, row in rows.items()}
    assert all("no notebook" in notes[name] for name in "abcdefghj")
    assert "deeply" in notes["d"] and "no cells" in notes["f"] and "format 4 but 3" in notes["g"]
    assert notes["i"] == "a notebook, but none of the assignments" and "a broken archive" in notes["k"]
    assert all((course / row.kept).read_bytes() == files[name] or name == "i/other.ipynb" for name, row in rows.items())


@pytest.mark.parametrize(
    "path", ["../../evil.ipynb", "/tmp/evil.ipynb", "ada/../../evil.ipynb", "C:\\evil.ipynb", "..\\evil"]
)
def test_no_path_leads_out(course, tmp_path, handed_in, path):
    before = {found for found in tmp_path.rglob("*") if course not in found.parents}
    rows = rows_of(course, tmp_path, {path: handed_in, "ada/chapter_1.ipynb": handed_in})
    (bad,) = (row for name, row in rows.items() if not name.startswith("ada/ch"))
    assert bad.notes == "its path leads out of the archive" and (course / bad.kept).read_bytes() == handed_in
    assert (course / bad.kept).resolve().is_relative_to(course / "received")
    assert rows["ada/chapter_1.ipynb"].outcome == "collected"
    after = {found for found in tmp_path.rglob("*") if course not in found.parents}
    assert after - before == {tmp_path / "submissions.zip"}


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04" + b"\0" * 40])
def test_a_broken_archive_is_a_row(course, tmp_path, capsys, content):
    path = tmp_path / "submissions.zip"
    path.write_bytes(content)
    assert main.main(["course", "collect", str(path), "--course", str(course)]) == 1
    assert "not a hand-in: submissions.zip: the archive is broken" in capsys.readouterr().out
    assert "fetch it again" in (course / "collected.csv").read_text()


def test_a_cut_archive_is_a_row(course, tmp_path, handed_in):
    path = packed(tmp_path / "submissions.zip", {"ada/chapter_1.ipynb": handed_in})
    path.write_bytes(path.read_bytes()[:-30])
    assert collect(path, course)[0].outcome == "not a hand-in"


def test_a_damaged_or_huge_member_costs_no_other(course, tmp_path, handed_in, monkeypatch):
    path = packed(tmp_path / "submissions.zip", {"ada/chapter_1.ipynb": handed_in, "bob/chapter_1.ipynb": handed_in})
    content = bytearray(path.read_bytes())
    content[100] ^= 255  # inside the first member
    path.write_bytes(content)
    first, second = collect(path, course)
    assert "cannot be read" in first.notes and first.kept == "" and second.outcome == "collected"
    monkeypatch.setattr(archive, "LIMIT", 1000)
    assert "is larger than" in collect(path, course)[1].notes


def test_archives_in_an_archive_are_opened(course, tmp_path, handed_in):
    inner = io.BytesIO()
    packed(inner, {"work/chapter_1.ipynb": handed_in, "../x.ipynb": handed_in})
    rows = rows_of(course, tmp_path, {"ada/all.zip": inner.getvalue(), "bob/chapter_1.ipynb": handed_in})
    assert rows["ada/all.zip/work/chapter_1.ipynb"].outcome == "collected"
    assert rows["ada/all.zip/work/chapter_1.ipynb"].student == "ada"
    assert rows["ada/all.zip/../x.ipynb"].notes == "its path leads out of the archive"


def test_of_two_hand_ins_the_newer_counts(course, tmp_path, handed_in):
    newer = zipfile.ZipInfo("ada/a.ipynb", (2027, 5, 2, 12, 0, 0))
    files = {newer: handed_in.replace(b'\\"\\"', b'\\"Ada\\"'), "ada/b.ipynb": handed_in, "bob/b.ipynb": handed_in}
    rows = rows_of(course, tmp_path, files)
    assert (rows["ada/a.ipynb"].outcome, rows["ada/b.ipynb"].outcome) == ("collected", "not used")
    assert rows["ada/b.ipynb"].notes == "ada/a.ipynb is newer" and (course / rows["ada/b.ipynb"].kept).exists()
    assert "Ada" in (course / "submitted/ada/chapter_1/chapter_1.ipynb").read_text()


def test_a_borrowed_name_is_told(course, tmp_path, handed_in):
    named = handed_in.replace(b'STUDENT = \\"\\"', b'STUDENT = \\"Ada\\"')
    rows = rows_of(course, tmp_path, {"ada/chapter_1.ipynb": named, "bob/chapter_1.ipynb": named})
    assert rows["ada/chapter_1.ipynb"].notes == ""
    assert rows["bob/chapter_1.ipynb"].notes == "STUDENT is 'ada', as in the hand-in of ada"


def test_without_archive_or_course_it_says_so(made, tmp_path, capsys):
    assert main.main(["course", "collect", str(tmp_path / "none.zip"), "--course", str(made)]) == 1
    assert main.main(["course", "collect", __file__, "--course", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "submissions must be a zip file; there is no file" in said and "a folder that `course build` made" in said
