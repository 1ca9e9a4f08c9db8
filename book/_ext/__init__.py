"""The book's Sphinx extension: one idea a file, each with its own `setup`."""

from . import cache, fonts, kernel, live, mathml, publish, recipes, reference, report, theme

PARTS = (kernel, cache, mathml, fonts, live, reference, recipes, theme, publish, report)


def setup(app):
    """Sphinx calls this once."""
    for part in PARTS:
        part.setup(app)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": False}
