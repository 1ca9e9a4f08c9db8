"""What a good build's pages hold: one book of three pages, built once."""

import io
import re

import pytest
from fontTools.ttLib import TTFont

FORMULAS = """
$$
h[t] = \\lambda\\, v[t-1] + x[t]
$$ ({0}-charge)

Between them, see {{eq}}`{0}-fire`, and ($\\theta$), a letter in a line.

$$
\\mathbf{{W}} = \\kappa
$$ ({0}-fire)

After them, see {{eq}}`{0}-charge` and, in the other page, {{eq}}`{1}-fire`.
"""
SOURCES = """
See {cite}`known2023`.

```{bibliography}
:filter: docname in docnames
```
"""
WIDGET = """
import anywidget

class Figure(anywidget.AnyWidget):
    _esm = "export default {}"

    def _repr_mimebundle_(self, **kwargs):
        bundle, metadata = super()._repr_mimebundle_(**kwargs)
        return bundle | {"text/html": '<div class="mpepsn-live" data-figure="{}"></div>'}, metadata

Figure()
"""


@pytest.fixture(scope="module")
def built(small_book):
    book = small_book()
    book.add("00_text.md", "# Text\n" + FORMULAS.format("text", "code") + SOURCES)
    book.add("03_code.ipynb", ["# Code\n" + FORMULAS.format("code", "text"), [WIDGET]])
    book.add("04_live.md", "# Live\n\n```{live} trace\n:decay: 0.5\n:input: noise\n:drive: [1, 2]\n```\n" + SOURCES)
    book.add("references.md", "# References\n\n```{bibliography}\n```\n")
    code, said = book.build()
    assert code == 0, said
    return book, said


def printed_numbers(page):
    """{id of the equation: the number beside it}."""
    rows = re.findall(r'<div class="formula-row" id="equation-([\w-]+)">.*?<span class="eqno">\(([\d.]+)\)', page, re.S)
    return dict(rows)


@pytest.mark.parametrize("name, chapter", [("00_text", "text"), ("03_code", "code")])
def test_printed_equation_numbers_equal_reference_numbers(built, name, chapter):
    book, _ = built
    printed = printed_numbers(book.page("00_text")) | printed_numbers(book.page("03_code"))
    number = int(name[:2])
    assert printed[f"{chapter}-charge"] == f"{number}.1" and printed[f"{chapter}-fire"] == f"{number}.2"
    referred = re.findall(r'<a class="reference internal" href="[^"]*#equation-([\w-]+)">\(([\d.]+)\)', book.page(name))
    assert len(referred) == 3
    assert all(printed[equation] == shown for equation, shown in referred)


@pytest.mark.parametrize("name", ["00_text", "03_code"])
def test_formulas_are_mathml_without_a_script(built, name):
    page = built[0].page(name)
    assert page.count("<math") == 3 and page.count('<math display="block">') == 2
    assert not re.search("mathjax.*\\.js|katex", page, re.I)


def test_no_line_breaks_between_a_formula_and_its_signs(built):
    for name in ("00_text", "03_code"):
        assert re.search(r'and <span class="unbroken">\(<math.*?</math>\),</span> a letter', built[0].page(name), re.S)


def test_only_pages_with_a_live_figure_load_its_script(built):
    book, _ = built
    loads = {name: "live.js" in book.page(name) for name in ("00_text", "03_code", "04_live", "references")}
    assert loads == {"00_text": False, "03_code": True, "04_live": True, "references": False}


def test_live_directive_reads_numbers_and_words(built):
    page = built[0].page("04_live")
    assert (
        'data-figure="{&quot;kind&quot;: &quot;trace&quot;, &quot;decay&quot;: 0.5, '
        '&quot;input&quot;: &quot;noise&quot;, &quot;drive&quot;: [1, 2]}"' in page
    )


def test_widget_of_a_notebook_shows_its_html_and_no_state(built):
    page = built[0].page("03_code")
    assert 'class="mpepsn-live"' in page
    assert 'type="application/vnd.jupyter.widget' not in page


@pytest.mark.parametrize("name", ["00_text", "04_live"])
def test_citation_leads_to_the_sources_of_its_page(built, name):
    page = built[0].page(name)
    leads_to = re.search(r'<a class="reference internal" href="#(\w+)"[^>]*>Known, 2023', page)
    assert leads_to and f'<div class="citation" id="{leads_to[1]}">' in page


def test_pages_load_nothing_from_elsewhere(built):
    html = [path.read_text(encoding="utf-8") for path in (built[0].folder / "_build/html").rglob("*.html")]
    assert len(html) == 7
    loaded = [
        address for page in html for address in re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="([^"]+)"', page)
    ]
    assert loaded and not [address for address in loaded if "//" in address]


def test_math_font_holds_what_the_formulas_show(built):
    data = (built[0].folder / "_build/html/_static/stix-two-math.woff2").read_bytes()
    font = TTFont(io.BytesIO(data))
    assert "MATH" in font
    theta, planck = ord("\N{MATHEMATICAL ITALIC SMALL THETA}"), ord("\N{PLANCK CONSTANT}")
    assert {theta, planck, ord("\N{MATHEMATICAL BOLD CAPITAL W}")} <= set(font.getBestCmap())
    assert len(data) < 60_000


def test_build_says_where_the_book_is_and_what_each_chapter_took(built):
    _, said = built
    assert re.search(r"\d+\.\d s  Code\n", said)
    assert "Open _build/html/index.html" in said
