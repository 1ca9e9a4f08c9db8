"""The small books of tests/book, with a chapter that uses every kind of markup that Colab would not understand."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("small_books", ROOT / "tests/book/conftest.py")
small_books = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(small_books)

SETUP = """
from importlib.util import find_spec

if find_spec("json") is None:
    %pip install -q --no-deps @WHEEL@
"""
FIRST = r"""(the-start)=
# First chapter

A claim {cite}`known2023,pair2024`, which {cite:t}`known2023` made. Not a role: `{eq}`, `code`, nor

```python
x = "{eq}`inside`"
```

$$
v = 1
$$ (one)

$$w = 2$$ (two)

In a line $$u = 3$$ (three), and {eq}`one` before {eq}`two` of {doc}`the other <02_second>`; {doc}`02_second` again, or
[](02_second.ipynb), or [`here`](02_second.ipynb), or [above](#the-start), or {ref}`the place <the-start>`.

:::{note}
See {eq}`one`.

Two paragraphs.
:::

```{figure} dot.svg
:alt: A dot.

The caption.
```

{.wide}
- a list
"""
LIST = "## Sources\n\n```{bibliography}\n:filter: docname in docnames\n```\n"
PLACES = {
    "alice/mpe-book": "https://alice.github.io/mpe-book/",
    "Bob/bob.github.io": "https://bob.github.io/",
    None: "../",
}
RUN = {"date": "2026-11-22", "seconds": 4.2, "code": "old", "month": "2026-08", "commit": "abc"}
RUNS = {
    "pins": {"2026-08": {"ipython": "7.34.0", "ipywidgets": "7.7.1"}},
    "chapters": {"01_first": RUN | {"python": "3.11.7", "torch": "2.13.0"}},
}


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    """A book of two chapters, the second of which asks for a GPU; not yet built."""
    book = small_books.SmallBook(tmp_path_factory.mktemp("published"))
    book.write("mpepsn/version.py", '__version__ = "1.2.3"\n')
    sources = "@misc{known2023, title = {A title}, author = {Known, Ada}, year = 2023}\n"
    sources += "@misc{pair2024, title = {Both}, author = {One, A. and Two, B. and Three, C.}, year = 2024}\n"
    book.write("book/references.bib", sources)
    book.write("book/intro.md", "# First page\n\n```\ngit clone @REPOSITORY@ && cd @FOLDER@\n```\n")
    book.write("book/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    book.write("book/lane.json", json.dumps(RUNS))
    book.add("01_first.ipynb", [FIRST, [SETUP], ["print('ran')"], LIST])
    book.add("02_second.ipynb", ["# Second chapter\n\nSee {eq}`one`.", [SETUP]])
    for name, asked in {"01_first": {}, "02_second": {"accelerator": "GPU", "colab": {"gpuType": "T4"}}}.items():
        notebook = json.loads((book.folder / f"book/{name}.ipynb").read_text(encoding="utf-8"))
        notebook["metadata"] |= asked
        notebook["cells"][1]["metadata"]["tags"] = ["setup", "remove-cell"]
        book.write(f"book/{name}.ipynb", json.dumps(notebook))
    return book


@pytest.fixture(scope="session")
def built(book):
    """{owner/name: (what the build said, {page: HTML}, {notebook: its text})}, built one after the other."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        for owner in PLACES:
            patch.setenv("GITHUB_REPOSITORY", owner or "")
            code, said = book.build()
            assert code == 0, said
            pages = {name: book.page(name) for name in ("intro", "01_first", "02_second")}
            copies = (book.folder / "_build/html/notebooks").glob("*.ipynb")
            found[owner] = said, pages, {path.stem: path.read_text(encoding="utf-8") for path in copies}
    return found


@pytest.fixture(scope="session")
def places():
    """{owner/name: where its pages are}."""
    return PLACES


def load(name):
    """A module of book/_ext/publish by its path, without the whole extension."""
    spec = importlib.util.spec_from_file_location(f"publish_{name}", ROOT / f"book/_ext/publish/{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def room():
    """Loads a module that stands alone."""
    return load


@pytest.fixture(scope="session")
def site():
    return load("site")


@pytest.fixture(scope="session")
def small_book(tmp_path_factory):
    """Makes small books."""
    return lambda: small_books.SmallBook(tmp_path_factory.mktemp("book"))
