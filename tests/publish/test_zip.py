"""The zip that `make publish` wrote, unpacked and opened without a server; it holds no solution."""

import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx_external_toc.parsing import parse_toc_yaml

ROOT = Path(__file__).parents[2]
ZIP = ROOT / "_build/publish/book.zip"
PAGES = list(parse_toc_yaml(ROOT / "_toc.yml"))
SOLUTIONS = "book/solutions/"
DRAWN = "[...document.querySelectorAll('.mpepsn-live')].every((place) => place.querySelector('svg path'))"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    if not ZIP.is_file():
        pytest.skip("the book is not published: make publish")
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(ZIP) as packed:
        packed.extractall(folder)
    (top,) = folder.iterdir()
    return top


@pytest.fixture
def visit(browser, folder):
    """Opens a file; an error or a request to elsewhere fails the test."""
    context, faults = browser.new_context(), []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on(
        "request", lambda asked: None if asked.url.startswith(("file:", "blob:", "data:")) else faults.append(asked.url)
    )

    def open_page(name):
        page.goto(f"{folder.as_uri()}/{name}")
        return page

    yield open_page
    context.close()
    assert faults == []


def test_the_zip_holds_pages_notebooks_and_the_wheel(folder):
    assert (folder / "index.html").is_file() and list(folder.glob("mpepsn-*.whl"))
    notebooks = {path.stem for path in folder.glob("notebooks/*.ipynb")}
    assert notebooks == {Path(name).name for name in PAGES if (ROOT / f"{name}.ipynb").is_file()}


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith(SOLUTIONS)])
def test_every_page_reads_and_every_slider_moves(visit, folder, name):
    text = (folder / f"{name}.html").read_text(encoding="utf-8")
    page = visit(f"{name}.html")
    assert len(page.locator("article").inner_text()) > 300
    page.wait_for_function(DRAWN)
    places = page.locator(".mpepsn-live")
    assert places.count() == text.count('class="mpepsn-live"')
    for place in places.all():
        sliders = place.locator("input[type=range]:visible")
        assert sliders.count() or place.get_by_role("slider").count()
        for slider in sliders.all():
            before, drawn = slider.input_value(), place.inner_html()
            slider.focus()
            page.keyboard.press("ArrowLeft" if before == slider.get_attribute("max") else "ArrowRight")
            assert slider.input_value() != before
            page.wait_for_function("([place, drawn]) => place.innerHTML !== drawn", arg=[place.element_handle(), drawn])


def test_no_solution_is_in_it_and_no_link_leads_nowhere(room, folder):
    pages = sorted((ROOT / "_build/publish/book/solutions").glob("*.html"))
    assert len(pages) == 13
    for page in pages:
        answers = [
            cell.get_text() for cell in BeautifulSoup(page.read_bytes(), "html.parser").select("article pre, article p")
        ]
        copied = BeautifulSoup((folder / "book/solutions" / page.name).read_bytes(), "html.parser")
        (said,) = copied.select("article p, article pre")
        assert said.get_text() == room("emptied").NOT_HERE and said.get_text() not in answers and len(answers) > 3
        assert not any(answer in copied.get_text() for answer in answers if len(answer) > 40)
    assert list(room("check").dead_links(folder)) == []


def test_search_finds_without_a_server(visit):
    page = visit("search.html?q=surrogate")
    page.wait_for_selector("#search-results li a")
    found = [link.get_attribute("href") for link in page.locator("#search-results li a").all()]
    assert any("02_learning.html" in href for href in found)
