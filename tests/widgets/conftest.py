"""A page without a kernel to show a figure in."""

from pathlib import Path

import pytest

from mpepsn import widgets
from mpepsn.widgets.settings import FIGURES

ROOT = Path(__file__).parents[2]
WIDGETS = ROOT / "mpepsn/widgets"
FIRST = {kind: {name: setting.value for name, setting in settings.items()} for kind, settings in FIGURES.items()}


@pytest.fixture
def show(browser):
    """Opens a figure as the book shows it; `start=False` leaves it unmounted. Any error of the page fails the test."""
    errors, contexts = [], []

    def open_page(kind, values=None, width=900, start=True):
        contexts.append(browser.new_context(viewport={"width": width, "height": 640}, has_touch=True))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        place = widgets.static(kind, {**FIRST.get(kind, {}), **(values or {})})
        style = (WIDGETS / "style.css").read_text(encoding="utf-8")
        page.set_content(
            f"<!doctype html><html lang=en><meta name=viewport content='width=device-width'><style>{style}</style>"
            f"<body style='margin: 16px; font-family: sans-serif'>{place}<p style='height: 2000px'></p>"
        )
        host = (ROOT / "book/_ext/host.js").read_text(encoding="utf-8")
        page.add_script_tag(content=host)
        page.evaluate("source => (window.start = () => mountFigures(source))", (WIDGETS / "bundle.js").read_text())
        if start:
            page.evaluate("start()")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
