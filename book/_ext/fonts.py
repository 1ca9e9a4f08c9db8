"""The fonts of the pages, cut down to what the pages show: a mathematical font, and the theme's icons.

The mathematical font is STIX Two Math, taken from the package ziamath. Without one, θ, κ and bold W become boxes on a
machine that has no such font of its own.
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
ICON_FONTS = "_static/vendor/fontawesome/webfonts"
# Browsers show a lone letter of a formula in its slanted form; this one has its own old name.
SLANTED_H = "\N{PLANCK CONSTANT}"


def slanted(letter):
    """The mathematical italic of a Latin or Greek letter, or nothing."""
    name = unicodedata.name(letter, "").replace(" LETTER", "").replace("FINAL ", "FINAL")
    script, _, rest = name.partition(" ")
    if letter == "h":
        return SLANTED_H
    try:
        return unicodedata.lookup(f"MATHEMATICAL ITALIC {rest}") if script in ("LATIN", "GREEK") else ""
    except KeyError:
        return ""


def math_characters(pages):
    """Every character that some formula of the pages shows."""
    found = set()
    for page in pages:
        for formula in re.findall(r"<math.*?</math>", page, re.DOTALL):
            found.update(unescape(re.sub(r"<[^>]*>", "", formula)))
    return found | {slanted(letter) for letter in found if letter.isalpha()} - {""}


def icon_characters(pages, styles, scripts):
    """Every character of an icon that a page, or a script, names by its class, or a style outright."""
    table = dict(re.findall(r"\.(fa-[a-z0-9-]+)\{--fa:\"(\\?[^\"]+)\"", styles))
    named = {name for text in (*pages, scripts) for name in re.findall(r"\bfa-[a-z0-9-]+", text)}
    codes = {table[name] for name in named & set(table)} | set(re.findall(r"--pst-icon[a-z-]*: ?\"([^\"]+)\"", styles))
    return {chr(int(code[1:], 16)) if code.startswith("\\") else code[0] for code in codes}


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
    store = out.parent / ".fonts"
    pages = [path.read_text(encoding="utf-8") for path in out.rglob("*.html")]
    (out / "_static" / MATH_NAME).write_bytes(cut(MATH_SOURCE, math_characters(pages) or {"x"}, store))


def setup(app):
    """Register the event."""
    app.connect("build-finished", write_fonts)
