"""A change in the package, the results or this extension shows in the pages; without one nothing is done twice.

The stock cache compares notebook cells alone, so it would show what an older package computed; and Sphinx leaves a
page alone whose own source did not change.
"""

import hashlib
import shutil
from pathlib import Path

# What a chapter's outputs come from, and what else a page comes from (a live figure's script changes no output).
OUTPUTS_COME_FROM = ("mpepsn", "book/results", "requirements.txt")
PAGES_COME_FROM = ("book/_ext", "book/_static", "mpepsn/widgets")
CODE_AND_DATA = {".py", ".toml", ".json", ".jsonl", ".txt"}
SHOWN = {".py", ".js", ".css", ".html", ".svg"}


def digest(root, names, suffixes):
    """A short hash over the files with these suffixes under `names`, by path and content."""
    total = hashlib.sha256()
    for name in names:
        top = Path(root, name)
        for path in sorted([top] if top.is_file() else top.rglob("*")):
            if path.suffix in suffixes and path.is_file():
                total.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def choose_folders(app, config):
    """One execution cache per state of the code; a new state makes Sphinx read every page again."""
    outputs = digest(app.srcdir, OUTPUTS_COME_FROM, CODE_AND_DATA)
    caches = Path(app.outdir).parent / ".jupyter_cache"
    for old in caches.glob("*"):
        if old.name != outputs:
            shutil.rmtree(old)
    config.nb_execution_cache_path = str(caches / outputs)
    config.pages_come_from = outputs + digest(app.srcdir, PAGES_COME_FROM, SHOWN)


def note_reading(app, env, docnames):
    """Remember whether anything is read in this build."""
    env.temp_anything_read = bool(docnames)


def write_all(app, env):
    """Write all pages when one was read: an equation's number may have changed in a page that refers to it."""
    return sorted(env.found_docs) if env.__dict__.pop("temp_anything_read", False) else []


def setup(app):
    """Register the events; the value `pages_come_from` is of the kind whose change makes Sphinx read all again."""
    app.add_config_value("pages_come_from", "", "env", str)
    app.connect("config-inited", choose_folders)
    app.connect("env-before-read-docs", note_reading)
    app.connect("env-updated", write_all)
