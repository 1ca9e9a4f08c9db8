"""The fonts of the pages, cut down to what the pages show: one for formulas and headings, one for the theme's icons.

The first is STIX Two Math, taken from the package ziamath. Without a mathematical font θ, κ and bold W become boxes on
a machine that has none of its own.
"""

import hashlib
import re
import unicodedata
from html import unescape
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset

MATH_SOURCE = Path(find_spec("ziamath").origin).parent / "fonts/STIXTwoMath-Regular.ttf"
MATH_NAME = "stix-two-math.woff2"
THEME_STATIC = Path(find_spec("pydata_sphinx_theme").origin).parent / "theme/pydata_sphinx_theme/static"
ICON_FONTS = "vendor/fontawesome/webfonts"
PRINTABLE = {chr(code) for code in range(0x20, 0x7F)}
# The mathematical italics in which browsers show a lone letter of a formula: Latin, dotless, Greek and ∂.
ITALICS = (0x210E, *range(0x1D434, 0x1D468), 0x1D6A4, 0x1D6A5, *range(0x1D6E2, 0x1D71C))
SLANTED = {
    chr(int(unicodedata.decomposition(chr(code)).split()[1], 16)): chr(code)
    for code in ITALICS
    if unicodedata.decomposition(chr(code))
}


def characters_in(pages, elements):
    """Every character that an element of these names shows on some page."""
    shown = set()
    for page in pages:
        for _, inside in re.findall(rf"<({elements})\b[^>]*>(.*?)</\1>", page, re.DOTALL):
            shown.update(unescape(re.sub(r"<[^>]*>", "", inside)))
    return shown


def math_characters(pages):
    """What formulas show; and what headings show, which are set in the same font."""
    letters = characters_in(pages, "math")
    slanted = {SLANTED[letter] for letter in letters & SLANTED.keys()}
    return letters | slanted | characters_in(pages, "h1|h2|h3") | PRINTABLE


def icon_characters(pages, styles, scripts):
    """What icons show: those that a page or a script names by class, and those that a style names outright."""
    code_of = {}
    for selectors, code in re.findall(r"([^{}]*)\{content:\"\\([0-9a-f]+)\"\}", styles):
        code_of.update(dict.fromkeys(re.findall(r"\.(fa-[a-z0-9-]+):+before", selectors), code))
    named = {name for text in (*pages, scripts) for name in re.findall(r"\bfa-[a-z0-9-]+", text)}
    own = re.findall(r"--pst-icon-[a-z-]+:\s*\"(\\?[^\"]+)\"", styles)
    return {chr(int(code_of[name], 16)) for name in named & set(code_of)} | {
        chr(int(code[1:], 16)) if code.startswith("\\") else code for code in own
    }


def cut(source, characters, store):
    """The bytes of the font `source` with these characters alone, as woff2; kept in the folder `store`."""
    key = hashlib.sha256(source.read_bytes() + "".join(sorted(characters)).encode()).hexdigest()[:16]
    kept = store / f"{key}.woff2"
    if not kept.exists():
        options = subset.Options(flavor="woff2", layout_features=["*"], hinting=False, notdef_outline=True)
        font = subset.load_font(source, options)
        cutter = subset.Subsetter(options)
        cutter.populate(text="".join(characters))
        cutter.subset(font)
        store.mkdir(parents=True, exist_ok=True)
        subset.save_font(font, kept, options)
    return kept.read_bytes()


def write_fonts(app, error):
    """After the pages are written: read what they show, and write the fonts."""
    if error or app.builder.name != "html":
        return
    out = Path(app.outdir)
    static, store = out / "_static", out.parent / ".fonts"
    pages = [path.read_text(encoding="utf-8") for path in sorted(out.rglob("*.html"))]
    (static / MATH_NAME).write_bytes(cut(MATH_SOURCE, math_characters(pages), store))
    styles = "".join(
        (static / "styles" / name).read_text() for name in ("pydata-sphinx-theme.css", "sphinx-book-theme.css")
    )
    icons = icon_characters(pages, styles, (static / "scripts/pydata-sphinx-theme.js").read_text())
    for source in (THEME_STATIC / ICON_FONTS).glob("*.ttf"):
        (static / ICON_FONTS / f"{source.stem}.woff2").write_bytes(cut(source, icons, store))


def setup(app):
    """Register the event."""
    app.connect("build-finished", write_fonts)
