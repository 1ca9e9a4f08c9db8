"""After the build: every page of the table of contents is there, where to open it, how long each chapter ran."""

from pathlib import Path

from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)
ENVIRONMENT = "environment.pickle"


def missing_pages(app):
    """The documents of _toc.yml that have no HTML page."""
    documents = (str(name).removesuffix(".md").removesuffix(".ipynb") for name in app.config.external_site_map)
    return [name for name in documents if not Path(app.outdir, f"{name}.html").is_file()]


def chapter_times(app):
    """Lines such as `  2.1 s  Charge, fire, reset`, in the order of the book."""
    for name in app.config.external_site_map:
        document = str(name).removesuffix(".md").removesuffix(".ipynb")
        execution = NbMetadataCollector.get_exec_data(app.env, document) if document in app.env.found_docs else None
        if execution and execution["runtime"] is not None:
            yield f"{execution['runtime']:6.1f} s  {app.env.titles[document].astext()}"


def report(app, error):
    """Say what came out, and make a build with any warning start afresh next time, so that it cannot pass unmended."""
    if error or app.builder.name != "html":
        return
    for name in missing_pages(app):
        LOGGER.warning("the page %s of _toc.yml was not built", name)
    if app._warncount:
        Path(app.doctreedir, ENVIRONMENT).unlink(missing_ok=True)
        print("The book has faults: see the warnings above.")
        return
    print("Time each chapter took to run:", *chapter_times(app), sep="\n")
    index = Path(app.outdir, "index.html").resolve()
    print(f"Open {index.relative_to(Path.cwd()) if index.is_relative_to(Path.cwd()) else index}")


def setup(app):
    """Register the event, after all others of the same name."""
    app.connect("build-finished", report, priority=900)
