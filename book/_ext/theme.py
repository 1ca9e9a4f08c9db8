"""What the stock theme adds to a page and should not."""

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
# Both are built with the theme and loaded by no page of ours.
UNUSED = ("_static/scripts/fontawesome.js", "_static/scripts/fontawesome.js.map")


def use_templates(app, config):
    """Put our templates before the theme's."""
    config.templates_path.insert(0, str(TEMPLATES))


def setup(app):
    """Register the events."""
    app.add_config_value("comments_config", {}, "")  # Jupyter Book always sets it, for an extension that we do not load
    app.connect("config-inited", use_templates)
