"""Each fault that a chapter can have makes the build red, and the next build too while it is not mended."""

import re

import pytest

# name of the page: (its content, what the build must say in a line that names the page)
FAULTS = {
    "10_error.ipynb": (["# Error", ["1 / 0"]], "ZeroDivisionError"),
    "11_stderr.ipynb": (["# Warns", ["import sys\nprint('careful', file=sys.stderr)"]], "stderr"),
    "12_timeout.ipynb": (["# Sleeps", ["import time\ntime.sleep(30)"]], "CellTimeoutError"),
    "13_heading.md": ("# Title\n\n### Skips a level\n", "Non-consecutive header level"),
    "14_reference.md": ("# Reference\n\nSee {eq}`nowhere`.\n", "equation not found"),
    "15_link.md": ("# Link\n\nSee [](99_nowhere.ipynb).\n", "99_nowhere"),
    "16_function.md": ("# Function\n\nSee {py:func}`mpepsn.nothing`.\n", "mpepsn.nothing"),
    "17_citation.md": ("# Citation\n\n{cite}`nobody1999` wrote.\n", "nobody1999"),
    "18_latex.md": ("# Formula\n\nA bad $\\nosuchcommand{x}$ formula.\n", "nosuchcommand"),
    "19_latex.ipynb": (["# Formula\n\n$$\n\\frac{1}{\n$$ (broken)"], "bad formula"),
    "20_numbers.md": ("# Formula\n\n$$\n\\begin{align} a &= b \\end{align}\n$$ (twice)\n", "numbers itself"),
}


def timeout(name):
    return 1 if "timeout" in name else 60


@pytest.fixture(scope="module")
def faulty(small_book):
    """All faults in one book, a page each, and one page that is not there; built twice."""
    book = small_book()
    for name, (text, _) in FAULTS.items():
        book.add(name, text, timeout(name))
    book.list("21_missing.md")
    return book.build(), book.build()


def reports(said):
    """What a build said, cut into its single reports."""
    return re.split(r"\n(?=\S+: (?:WARNING|ERROR): )", said)


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("turn", [0, 1], ids=["first", "again"])
def test_fault_is_reported_with_its_page(faulty, name, turn):
    _, said = faulty[turn]
    assert any(f"book/{name}" in report and FAULTS[name][1] in report for report in reports(said)), said


def test_missing_page_is_reported(faulty):
    for _, said in faulty:
        assert "_toc.yml names book/21_missing.html, which was not built" in said


def test_faults_fail_the_build_again_and_again(faulty):
    assert [code for code, _ in faulty] == [1, 1]


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_is_enough(small_book, name):
    book = small_book()
    book.add(name, FAULTS[name][0], timeout(name))
    code, said = book.build()
    assert code == 1, said


def test_missing_page_is_enough(small_book):
    book = small_book()
    book.list("21_missing.md")
    code, said = book.build()
    assert code == 1, said
