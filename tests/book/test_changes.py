"""A change in the package, the results, the extension or the style shows in the pages; without one nothing runs."""

import pytest

CODE = [
    "# Numbers",
    ["import sys\nsys.path.insert(0, '..')\nimport mpepsn\nprint('value', mpepsn.VALUE)"],
    ["print('result', open('results/runs.jsonl').read())"],
    ["import os, pathlib\npathlib.Path('../ran').open('a').write('once ')\nNone"],
]


@pytest.fixture(scope="module")
def book(small_book):
    book = small_book()
    book.write("book/results/runs.jsonl", "old")
    book.add("01_numbers.ipynb", CODE)
    book.add("02_text.md", "# Text\n\nSee {eq}`mass`.\n")
    book.add("03_formula.md", "# Formula\n\n$$\nm = 1\n$$ (mass)\n")
    rebuild(book)
    return book


def rebuild(book):
    code, said = book.build()
    assert code == 0, said


def times_run(book):
    return (book.folder / "ran").read_text().count("once")


def test_nothing_changed_runs_nothing(book):
    before, page = times_run(book), book.folder / "_build/html/book/01_numbers.html"
    written = page.stat().st_mtime_ns
    rebuild(book)
    assert times_run(book) == before and page.stat().st_mtime_ns == written


def test_package_and_results_show(book):
    assert "value first" in book.page("01_numbers") and "result old" in book.page("01_numbers")
    book.write("mpepsn/__init__.py", "VALUE = 'second'\n")
    rebuild(book)
    assert "value second" in book.page("01_numbers")
    book.write("book/results/runs.jsonl", "new")
    rebuild(book)
    assert "result new" in book.page("01_numbers")
    caches = list((book.folder / "_build/.jupyter_cache").iterdir())
    assert len(caches) == 1


def test_extension_shows_and_runs_no_chapter(book):
    before = times_run(book)
    source = (book.folder / "book/_ext/mathml.py").read_text(encoding="utf-8")
    book.write("book/_ext/mathml.py", source.replace('class="formula"', 'class="formula changed"'))
    rebuild(book)
    assert 'class="formula changed"' in book.page("03_formula")
    assert times_run(book) == before


def test_number_changes_where_it_is_referred_to(book):
    assert ">(3.1)</a>" in book.page("02_text")
    book.write("book/03_formula.md", "# Formula\n\n$$\na = 0\n$$ (before)\n\n$$\nm = 1\n$$ (mass)\n")
    rebuild(book)
    assert ">(3.2)</a>" in book.page("02_text")
