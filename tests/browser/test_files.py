"""The built files as text: links, equation numbers, words for pictures, nothing from elsewhere."""

import re
from urllib.parse import unquote, urldefrag

import pytest
from bs4 import BeautifulSoup

FETCHED = {"script": "src", "img": "src", "source": "src", "iframe": "src", "embed": "src", "object": "data"}
FETCHING = {"stylesheet", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "icon", "manifest"}


@pytest.fixture(scope="session")
def soup(site):
    """soup(path): a built page, parsed once."""
    parsed = {}

    def parse(path):
        if path not in parsed:
            parsed[path] = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        return parsed[path]

    return parse


def test_links_within_the_book_lead_to_a_place(site, soup, name):
    here = site / f"{name}.html"
    links = {a["href"] for a in soup(here).find_all("a", href=True) if not re.match(r"[a-z]+:", a["href"])}
    assert links
    dead = []
    for link in links:
        path, mark = urldefrag(link)
        target = (here.parent / unquote(path)).resolve() if path else here
        if not target.is_file() or (mark and not soup(target).find(id=unquote(mark))):
            dead.append(link)
    assert dead == []


def test_every_reference_to_an_equation_shows_the_number_beside_it(site, soup, toc):
    printed, seen = {}, 0
    for name in toc:
        for row in soup(site / f"{name}.html").select(".formula-row:has(.eqno)"):
            printed[name, row["id"]] = row.select_one(".eqno").find(string=True).strip()
    assert len(set(printed.values())) == len(printed) > 0
    for name in toc:
        here = site / f"{name}.html"
        for link in soup(here).select("article a[href*='#equation-']:not(.headerlink)"):
            path, mark = urldefrag(link["href"])
            target = (here.parent / path).resolve() if path else here
            page = target.relative_to(site.resolve()).with_suffix("").as_posix()
            assert link.get_text() == printed[page, mark], f"{name}: {link}"
            seen += 1
    assert seen


def test_formulas_are_mathml(site, soup, name, toc):
    page = soup(site / f"{name}.html")
    assert not page.find_all(string=re.compile(r"\\\(|\\\[|\$\$|\\(frac|mathbf|theta|kappa)\b"))
    assert not re.search(r"mathjax|katex", str(page), re.IGNORECASE)
    assert [row for row in page.select(".formula") if not row.find("math")] == []
    assert sum(len(soup(site / f"{other}.html").find_all("math")) for other in toc) > 20


def test_every_picture_is_told_in_words(site, soup, name):
    page = soup(site / f"{name}.html")
    told = [figure.get("aria-label", "") for figure in page.select(".mpepsn-picture")]
    assert [words for words in told if len(words.split()) < 6] == []
    assert len(set(told)) == len(told)
    assert [figure for figure in page.select(".mpepsn-picture") if figure.get("role") != "img"] == []
    assert [image for image in page.find_all("img") if len(image.get("alt", "")) < 3] == []


def test_no_page_would_fetch_from_elsewhere(site, soup):
    found = []
    for path in site.rglob("*.html"):
        page = soup(path)
        wanted = [tag.get(FETCHED[tag.name]) or "" for tag in page.find_all(list(FETCHED))]
        wanted += [tag["href"] for tag in page.find_all("link", rel=True) if FETCHING & set(tag["rel"])]
        wanted += [tag["href"] for tag in page.find_all(["use", "image"]) if tag.get("href")]
        wanted += [address for style in page.find_all("style") for address in addresses(style.get_text())]
        wanted += [address for tag in page.find_all(style=True) for address in addresses(tag["style"])]
        found += [f"{path.name}: {address}" for address in wanted if is_elsewhere(address)]
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        found += [f"{path.name}: {address}" for address in addresses(text) if is_elsewhere(address)]
    assert found == []


def addresses(style):
    """What a style sheet fetches."""
    return re.findall(r"url\(\s*['\"]?([^'\")]+)", style) + re.findall(r"@import\s+['\"]([^'\"]+)", style)


def is_elsewhere(address):
    return re.match(r"(https?:)?//", address.strip()) is not None
