"""Beside the pages, a copy of each chapter to run: references resolved, the setup cell naming the published wheel."""

import json
from pathlib import Path, PurePosixPath

from sphinx.util import logging

from ..mathml import number_by_chapter
from . import site
from .resolve import Resolver

LOGGER = logging.getLogger(__name__)
FOLDER = "notebooks"


class Book:
    """What the built book knows: numbers of equations, titles, sources, and where its pages are."""

    def __init__(self, app):
        self.env, self.site = app.env, site.of(app)
        number_by_chapter(app, app.env)

    def number(self, label):
        """The number that the page prints beside an equation."""
        docname, _ = self.env.domaindata["math"]["objects"][label]
        return ".".join(map(str, self.env.toc_fignumbers[docname]["displaymath"][f"equation-{label}"]))

    def title(self, docname):
        """A page's title."""
        return self.env.titles[docname].astext()

    def label(self, name):
        """Page, anchor and title of a place named in the text."""
        return self.env.domaindata["std"]["labels"][name]

    def address(self, path):
        """A page of the site; without a site, of the folder that the notebooks lie in."""
        return f"{self.site.pages if self.site else '../'}{path}.html"

    def image(self, docname, path):
        """A picture as it lies among the pages."""
        name, _ = self.env.relfn2path(path, docname)
        return f"{self.site.pages if self.site else '../'}_images/{self.env.images[name][1]}"

    def citation(self, key, *, in_text):
        """Authors and year, as the page shows them."""
        entry = self.env.get_domain("cite").bibdata.data.entries[key]
        people = [" ".join(person.last_names) for person in entry.persons["author"]]
        named = f"{people[0]} et al." if len(people) > 2 else " and ".join(people)
        year = entry.fields["year"]
        return f"{named} [{year}]" if in_text else f"{named}, {year}"

    def sources(self, docname):
        """The entries of a page's list of sources."""
        for cited in self.env.get_domain("cite").citations:
            if cited.bibliography_key.docname == docname:
                yield cited.formatted_entry.text.render_as("markdown").replace("\n", " ")


def chapters(app):
    """The notebooks of the book: (docname, source file)."""
    for docname in app.env.found_docs:
        path = Path(app.env.doc2path(docname))
        if path.suffix == ".ipynb":
            yield docname, path


def resolved(book, docname, notebook, wheel):
    """A notebook without MyST markup and without placeholders."""
    resolver = Resolver(book, docname)
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            text = resolver(text)
        cell["source"] = text.replace("@WHEEL@", wheel).splitlines(keepends=True)
    for markup in resolver.unknown:
        LOGGER.warning("Colab would show this as it is typed: %s", markup.strip(), location=docname)
    page = f"A chapter of [{book.env.config.html_title}]({book.address(docname)}). Text CC BY 4.0, code MIT."
    notebook["cells"].append({"cell_type": "markdown", "id": "origin", "metadata": {}, "source": [page]})
    return notebook


def write(app, error):
    """Write the copies, and remove those of chapters that are gone; nothing where the book has faults."""
    if error or app._warncount or app.builder.name != "html":
        return
    folder = Path(app.outdir, FOLDER)
    folder.mkdir(exist_ok=True)
    book, home, written = Book(app), site.of(app), set()
    for docname, path in chapters(app):
        text = path.read_text(encoding="utf-8")
        wheel = (home.pages if home else "../") + site.wheel_name(app.srcdir) if "@WHEEL@" in text else ""
        copy = folder / f"{PurePosixPath(docname).name}.ipynb"
        copied = resolved(book, docname, json.loads(text), wheel)
        copy.write_text(json.dumps(copied, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        written.add(copy)
    for old in set(folder.iterdir()) - written:
        old.unlink()


def setup(app):
    """Register the event, before report.py counts warnings."""
    app.connect("build-finished", write, priority=450)
