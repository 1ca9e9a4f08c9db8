"""Formulas on a machine that has one plain font and none for mathematics: the book's own font must draw them."""

import html
import io
from pathlib import Path

import matplotlib
import pytest
from bs4 import BeautifulSoup
from PIL import Image

PLAIN = Path(matplotlib.get_data_path(), "fonts/ttf/DejaVuSans.ttf")
CELL, COLUMNS = 80, 12
GRID = f"""#shown {{ display: grid; grid-template-columns: repeat({COLUMNS}, {CELL}px); width: {CELL * COLUMNS}px; }}
#shown span {{ height: {CELL}px; font-size: 30px; line-height: {CELL}px; overflow: hidden; background: white; }}
"""
INVISIBLE = " \u00a0\u2061\u2062\u2063\u2064\u200b"
MISSING = "<mi>\U000f0000</mi>"  # in no font: drawn as the box that stands for a missing letter


@pytest.fixture(scope="module")
def bare(launch, tmp_path_factory):
    """A Chromium whose only font is a plain one."""
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "plain.ttf").symlink_to(PLAIN)
    config = folder / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig><dir>{html.escape(str(folder))}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    browser = launch(env={"FONTCONFIG_FILE": str(config)})
    yield browser
    browser.close()


def fonts_of(page, selector):
    """{font family: how many letters it draws} over what the selector finds; a font of the page ends with *."""
    tools = page.context.new_cdp_session(page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
    drawn = {}
    for node in tools.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"]:
        for font in tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
            name = font["familyName"] + "*" * font["isCustomFont"]
            drawn[name] = drawn.get(name, 0) + font["glyphCount"]
    return drawn


def test_the_books_font_draws_every_letter_of_every_formula(visit, bare, name):
    page = visit(name, chromium=bare)
    page.evaluate("document.querySelectorAll('details').forEach((closed) => (closed.open = true))")
    page.evaluate("document.fonts.ready.then(() => null)")
    drawn = fonts_of(page, "math")
    assert drawn or not page.locator("math").count()
    assert set(drawn) <= {"STIX Two Math*"}


def letters(site, toc):
    """Every sign of the book's formulas, as the piece of MathML that shows it alone."""
    found = set()
    for name in toc:
        page = BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        for part in page.select("math mi, math mo, math mn, math mtext"):
            text = [sign for sign in part.get_text().strip() if sign not in INVISIBLE]
            found.update([str(part)] if len(text) == 1 else [f"<mtext>{sign}</mtext>" for sign in text])
    return sorted(found)


def pictures(page, pieces):
    """What each piece of MathML looks like, as the pixels of a cell of its own."""
    cells = "".join(f"<span><math>{piece}</math></span>" for piece in pieces)
    page.evaluate("cells => (document.querySelector('#shown').innerHTML = cells)", cells)
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    image = Image.open(io.BytesIO(page.locator("#shown").screenshot())).convert("L")
    corners = [(i % COLUMNS * CELL, i // COLUMNS * CELL) for i in range(len(pieces))]
    return [image.crop((x, y, x + CELL, y + CELL)).tobytes() for x, y in corners]


@pytest.fixture
def blank(visit, bare):
    """A page of the book, emptied but for a grid of cells; without the book's font if so asked."""

    def open_page(*, font):
        page = visit("book/references", chromium=bare)
        page.evaluate("document.body.innerHTML = '<div id=shown></div>'")
        page.add_style_tag(content=GRID + ("" if font else "math { font-family: math, sans-serif !important; }"))
        return page

    return open_page


def test_no_sign_of_a_formula_is_a_box(blank, site, toc):
    signs = letters(site, toc)
    ours, plain = (pictures(blank(font=font), [MISSING, "", *signs]) for font in (True, False))
    assert len(signs) > 20
    assert [sign for sign, shown in zip(signs, ours[2:], strict=True) if shown in ours[:2]] == []
    assert [sign for sign, shown, other in zip(signs, ours[2:], plain[2:], strict=True) if shown == other] == []
    assert plain[0] in plain[2:], "the plain font would do: this machine does not test the book's font"
