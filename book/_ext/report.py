"""After the build: every page of the table of contents is there, where to open it, how long each chapter ran."""

from pathlib import Path

from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)
ENVIRONMENT = "environment.pickle"


def documents(app):
    """The documents of _toc.yml, without their suffix, in the order of the book."""
    return [str(name).removesuffix(".md").removesuffix(".ipynb") for name in app.config.external_site_map]


def check_pages(app):
    """Warn of each page that is not there; remove those that the book no longer has."""
    out = Path(app.outdir)
    wanted = {out / f"{name}.html" for name in documents(app)}
    for page in sorted(wanted):
        if not page.is_file():
            LOGGER.warning("_toc.yml names %s, which was not built", page.relative_to(out))
    for page in {page for page in out.rglob("*.html") if "_static" not in page.parts} - wanted:
        if page.name not in ("index.html", "search.html"):
            page.unlink()


def chapter_times(app):
    """Lines such as `   2.1 s  Charge, fire, reset`."""
    for name in documents(app):
        execution = NbMetadataCollector.get_exec_data(app.env, name)
        if execution and execution["runtime"] is not None:
            yield f"{execution['runtime']:6.1f} s  {app.env.titles[name].astext()}"


def report(app, error):
    """Say what came out, and make a build with any warning start afresh next time, so that it cannot pass unmended."""
    if error or app.builder.name != "html":
        return
    check_pages(app)
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
