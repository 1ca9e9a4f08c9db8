"""Live figures: the directive ```{live} kind``` for Markdown pages, and the one script that runs them without a kernel.

A page gets the script and its style only if it holds a figure, from this directive or from a notebook's output.
"""

import json
from collections import defaultdict
from html import escape
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

LOGGER = logging.getLogger(__name__)
HERE = Path(__file__).parent
WIDGETS = "mpepsn/widgets"


def value(text):
    """An option's value: a number, list or truth value as JSON, everything else as it stands."""
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return text


class Live(SphinxDirective):
    """```{live} trace``` with `:decay: 0.5` and so on; the options are the traits of the widget of that kind."""

    required_arguments = 1
    option_spec: ClassVar = defaultdict(lambda: value, label=value)

    def run(self):
        """The figure's place in the page, which host.js fills."""
        figure = {"kind": self.arguments[0], **self.options}
        html = (
            f'<div class="mpepsn-live" data-figure="{escape(json.dumps(figure), quote=True)}">'
            "<noscript>This figure moves; it needs JavaScript, and fetches nothing from elsewhere.</noscript></div>"
        )
        return [nodes.raw("", html, format="html")]


def write_assets(app):
    """Write _static/live.js: the host, and the bundle as a string that it imports (so it works from file:// too)."""
    widgets = Path(app.srcdir, WIDGETS)
    if not (widgets / "bundle.js").is_file():
        return
    static = Path(app.outdir, "_static")
    static.mkdir(parents=True, exist_ok=True)
    bundle = (widgets / "bundle.js").read_text(encoding="utf-8")
    host = (HERE / "host.js").read_text(encoding="utf-8")
    (static / "live.js").write_text(f"{host}\nmountFigures({json.dumps(bundle)});\n", encoding="utf-8")
    (static / "live.css").write_text((widgets / "style.css").read_text(encoding="utf-8"), encoding="utf-8")


def link_assets(app, pagename, templatename, context, doctree):
    """Give the page the script, if it holds a live figure."""
    if 'class="mpepsn-live"' not in context.get("body", ""):
        return
    if not Path(app.outdir, "_static/live.js").is_file():
        LOGGER.warning("page %s has a live figure, but %s/bundle.js is missing", pagename, WIDGETS)
        return
    app.add_js_file("live.js", loading_method="defer")
    app.add_css_file("live.css")


def drop_widget_state(app, doctree):
    """Leave out what a page would store for a widget manager with a kernel; our figures need none of it."""
    NbMetadataCollector.get_js_files(app.env, app.env.docname).pop("ipywidgets_state", None)


def setup(app):
    """Register the directive and the assets."""
    app.add_directive("live", Live)
    app.connect("doctree-read", drop_widget_state)
    app.connect("builder-inited", write_assets)
    app.connect("html-page-context", link_assets)
