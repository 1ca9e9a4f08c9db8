"""What the stock theme adds to a page and should not, and what it lacks."""

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
# Copied along with the theme, and loaded by no page of ours.
UNUSED = (
    "scripts/fontawesome.js*",
    "*webpack-macros.html",
    "vendor/fontawesome/webfonts/*.ttf",
    "*/*.map",
    "locales/*/*/*",
)
# Roles that the rules of accessible pages do not allow where Sphinx puts them; a name that hides the words on a cell.
WRONG = (' role="list" class="citation-list"', ' role="doc-biblioentry"', ' aria-label="Toggle hidden content"')
ENTRY = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title><link rel="icon" href="_static/favicon.svg">
<meta http-equiv="refresh" content="0; url={page}"></head>
<body><main><h1>{title}</h1><p><a href="{page}">Open the book</a></p></main></body>
</html>
"""


def use_templates(app, config):
    """Put our templates before the theme's."""
    config.templates_path.insert(0, str(TEMPLATES))


def mend_attributes(app, pagename, templatename, context, doctree):
    """Take the wrong roles out of the bibliography and off the cells that open."""
    for attribute in WRONG:
        context["body"] = context.get("body", "").replace(attribute, "")


def write_entry(app, error):
    """Write index.html, which leads to the first page, and remove what no page loads."""
    if error or app.builder.name != "html":
        return
    out = Path(app.outdir)
    page = f"{app.config.master_doc}.html"
    (out / "index.html").write_text(ENTRY.format(title=app.config.html_title, page=page), encoding="utf-8")
    for pattern in UNUSED:
        for path in (out / "_static").glob(pattern):
            path.unlink()


def setup(app):
    """Register the events."""
    app.add_config_value("comments_config", {}, "")  # Jupyter Book always sets it, for an extension that we do not load
    app.connect("config-inited", use_templates)
    app.connect("html-page-context", mend_attributes)
    app.connect("build-finished", write_entry, priority=400)
