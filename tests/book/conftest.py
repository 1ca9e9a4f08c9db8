"""A book of a few pages under this repository's own configuration and extension, built as `make book` builds."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = re.search(r"jupyter-book (build .*)", (ROOT / "Makefile").read_text())[1].split()


class SmallBook:
    """Pages in a folder of their own, with a package `mpepsn` of one value."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("book/_ext", "book/_static"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "_config.yml", folder)
        self.write("book/references.bib", "@misc{known2023, title = {A title}, author = {Known, Ada}, year = 2023}")
        self.write("mpepsn/__init__.py", "VALUE = 'first'\n")
        self.write("mpepsn/widgets/bundle.js", "export default { render({ el }) { el.textContent = 'drawn'; } };\n")
        self.write("mpepsn/widgets/style.css", ".mpepsn-live { min-height: 10px; }\n")
        self.write("book/intro.md", "# First page\n")
        self.pages = []

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def add(self, name, text, timeout=60):
        """A page in Markdown, or with the suffix .ipynb a notebook of Markdown (text) and code (one-element lists)."""
        if name.endswith(".ipynb"):
            cells = [notebook_cell(number, source) for number, source in enumerate(text)]
            kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
            metadata = {"kernelspec": kernel, "execution": {"timeout": timeout}}
            text = json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})
        self.write(f"book/{name}", text)
        self.list(name)

    def list(self, name):
        """Name a page in _toc.yml."""
        self.pages.append(name)
        chapters = "".join(f"      - file: book/{Path(page).stem}\n" for page in self.pages)
        toc = "format: jb-book\nroot: book/intro\nparts:\n  - caption: Part\n    chapters:\n"
        self.write("_toc.yml", toc + chapters)

    def build(self):
        """Build; gives the exit code and all that was printed, without colours."""
        command = [Path(sys.executable).with_name("jupyter-book"), *BUILD]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=120)
        return done.returncode, re.sub(r"\x1b\[[\d;]*m", "", done.stdout + done.stderr)

    def page(self, name):
        """The HTML of a built page."""
        return (self.folder / f"_build/html/book/{name}.html").read_text(encoding="utf-8")


def notebook_cell(number, source):
    cell = {"id": f"c{number}", "metadata": {}, "cell_type": "markdown", "source": source}
    if isinstance(source, list):
        cell |= {"cell_type": "code", "source": source[0], "outputs": [], "execution_count": None}
    return cell


@pytest.fixture(scope="session")
def small_book(tmp_path_factory):
    """Makes small books."""
    return lambda: SmallBook(tmp_path_factory.mktemp("book"))
