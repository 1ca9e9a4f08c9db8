"""One book built as two owners and as nobody's: every link follows, in the same build folder, with no edit."""

import json
import re
import subprocess
from html import unescape

import pytest

OWNERS = ["alice/mpe-book", "Bob/bob.github.io"]
WHEEL = "mpepsn-1.2.3-py3-none-any.whl"


def colab_links(page):
    return re.findall(r'href="(https://colab[^"]+)"', page)


@pytest.mark.parametrize("owner", OWNERS)
def test_buttons_open_the_notebooks_of_the_owner(built, owner):
    _, pages, copies = built[owner]
    start = f"https://colab.research.google.com/github/{owner}/blob/gh-pages/notebooks"
    for name in ("01_first", "02_second"):
        assert colab_links(pages[name]) == [f"{start}/{name}.ipynb"]
        assert f'href="../notebooks/{name}.ipynb"' in pages[name]
    assert set(copies) == {"01_first", "02_second"}


def test_without_a_site_there_is_no_button_and_the_build_says_why(built):
    said, pages, _ = built[None]
    assert "No buttons for Colab: this checkout has no git remote origin, and GITHUB_REPOSITORY is not set." in said
    assert not any("colab.research" in page for page in pages.values())
    assert 'href="../notebooks/01_first.ipynb"' in pages["01_first"]
    assert not any("No buttons" in built[owner][0] for owner in OWNERS)


def test_the_first_page_has_no_button(built):
    for _, pages, _ in built.values():
        assert "colab.research" not in pages["intro"] and "notebooks/" not in pages["intro"]


@pytest.mark.parametrize("owner", [*OWNERS, None])
def test_install_lines_name_the_published_wheel(built, places, owner):
    for text in built[owner][2].values():
        code = "".join(json.loads(text)["cells"][1]["source"])
        assert f"    %pip install -q --no-deps {places[owner]}{WHEEL}\n" in code + "\n"


@pytest.mark.parametrize("owner", [*OWNERS, None])
def test_nothing_names_another_owner_or_a_placeholder(built, owner):
    _, pages, copies = built[owner]
    for text in (*pages.values(), *copies.values()):
        assert not re.search(r"@(WHEEL|REPOSITORY|FOLDER)@", text)
        others = [name for other in OWNERS if other != owner for name in other.split("/")]
        assert [name for name in others if name in text] == []


def test_the_address_to_clone_is_filled(built):
    words = {owner: unescape(re.sub("<[^>]+>", "", pages["intro"])) for owner, (_, pages, _) in built.items()}
    assert "git clone https://github.com/alice/mpe-book && cd mpe-book" in words["alice/mpe-book"]
    assert "git clone <its address> && cd <its folder>" in words[None]


def test_the_footer_leads_to_the_source_and_the_zip(built):
    assert 'href="https://bob.github.io/book.zip"' in built["Bob/bob.github.io"][1]["02_second"]
    assert 'href="https://github.com/alice/mpe-book"' in built["alice/mpe-book"][1]["intro"]
    assert "book.zip" not in built[None][1]["intro"]


@pytest.mark.parametrize(
    "remote, said",
    [
        ("https://github.com/carol/book.git", "https://carol.github.io/book/"),
        ("git@github.com:carol/book.git", "https://carol.github.io/book/"),
        ("https://token@github.com/carol/book", "https://carol.github.io/book/"),
        ("https://gitlab.com/carol/book.git", "the git remote origin is not on github.com"),
        (None, "this checkout has no git remote origin"),
    ],
)
def test_site_of_a_remote(tmp_path, monkeypatch, site, remote, said):
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    if remote:
        subprocess.run(["git", "-C", tmp_path, "remote", "add", "origin", remote], check=True)
    found, reason = site.find(tmp_path)
    assert (found.pages if found else reason) == said


def test_the_environment_wins_over_the_remote(tmp_path, monkeypatch, site):
    monkeypatch.setenv("GITHUB_REPOSITORY", "dora/fork")
    assert site.find(tmp_path)[0] == site.Site("dora", "fork")
