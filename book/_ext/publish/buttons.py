"""A chapter's buttons, which open or download its notebook; at its end, when it last ran with Colab's pins."""

import hashlib
import json
from html import escape
from pathlib import Path, PurePosixPath

from . import site
from .notebooks import FOLDER

RUNS = "book/lane.json"
LINE = '<p class="last-run">{}</p>\n'


def code_hash(path):
    """A short hash over a notebook's code, which prose does not change."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
    return hashlib.sha256(json.dumps(["".join(text) for text in code]).encode()).hexdigest()[:16]


def last_run(runs, path):
    """One line in words; runs is the content of book/lane.json."""
    run = runs.get("chapters", {}).get(path.stem)
    if run is None:
        return "Not yet run with Colab's pins."
    pins = ", ".join(f"{name} {version}" for name, version in runs["pins"][run["month"]].items())
    since = "" if run["code"] == code_hash(path) else " Its code has changed since."
    return (
        f"Last run on {run['date']} with Colab's pins of {run['month']} ({pins}), "
        f"python {run['python']} and torch {run['torch']}, in {run['seconds']} s.{since}"
    )


def read_runs(app, config):
    """Make the runs a value of the build: when they change, the pages are written again."""
    path = Path(app.srcdir, RUNS)
    config.lane_runs = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def add(app, pagename, templatename, context, doctree):
    """Give a chapter its buttons instead of the theme's download of its source, and its last line."""
    context["site"] = site.of(app)
    buttons = [other for other in context.get("header_buttons", []) if other.get("label") != "download-buttons"]
    path = Path(app.env.doc2path(pagename)) if pagename in app.env.found_docs else None
    if path and path.suffix == ".ipynb":
        name = f"{FOLDER}/{PurePosixPath(pagename).name}.ipynb"
        own = [button("Download the notebook", context["pathto"](name, 1), "fa-solid fa-download", "download")]
        if context["site"]:
            own.insert(0, button("Open in Colab", context["site"].colab(name), "fa-solid fa-play", "colab", "Colab"))
        buttons = own + buttons
        if app.config.lane_runs:
            context["body"] += LINE.format(escape(last_run(app.config.lane_runs, path)))
    context["header_buttons"] = buttons


def button(tooltip, url, icon, label, text=None):
    """A button of the theme."""
    return {"type": "link", "url": url, "tooltip": tooltip, "icon": icon, "label": f"{label}-button", "text": text}


def setup(app):
    """Register the value and the events, the second after the theme has made its own buttons."""
    app.add_config_value("lane_runs", {}, "html", dict)
    app.connect("config-inited", read_runs)
    app.connect("html-page-context", add, priority=800)
