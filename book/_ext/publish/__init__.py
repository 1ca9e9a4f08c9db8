"""What is handed out beside the pages: notebooks for Colab, the wheel they install, a zip of it all."""

from . import buttons, notebooks, site


def setup(app):
    """Register the parts that take place within the build; the others are commands (see the Makefile)."""
    for part in (site, notebooks, buttons):
        part.setup(app)
