"""What must hold of the published folder before anyone sees it."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urlsplit

PLACEHOLDER = re.compile(r"@(?:WHEEL|REPOSITORY|FOLDER)@")
# The marks that enclose solutions and hidden tests in the sources of exercises.
SOLUTION = re.compile(r"(?:BEGIN|END) (?:SOLUTION|HIDDEN TESTS)")
TEXT = {".html", ".ipynb", ".js", ".json", ".txt", ".md"}
PAGE_BYTES = 800_000
SHARED_BYTES = 2_500_000  # styles, scripts, fonts, the wheel


class Places(HTMLParser):
    """The ids of a page, and where it leads."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Note what one element says."""
        found = dict(attrs)
        self.ids |= {found[key] for key in ("id", "name") if found.get(key)}
        self.links |= {found[key] for key in ("href", "src") if found.get(key)}


def dead_links(folder):
    """Links within the folder that lead nowhere."""
    places = {path: Places(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}
    for path, page in places.items():
        for link in sorted(link for link in page.links if not urlsplit(link).scheme):
            name, mark = urldefrag(urlsplit(link)._replace(query="").geturl())
            target = (path.parent / unquote(name)).resolve() if name else path
            if not target.is_file():
                yield f"{path.name} leads to {link}, which is not there"
            elif mark and target in places and unquote(mark) not in places[target].ids:
                yield f"{path.name} leads to {link}, where no such place is"


def notebook_faults(path):
    """A notebook must be one, without outputs, and name a wheel that lies beside the pages."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    if any(cell["outputs"] for cell in code):
        yield f"{path.name} holds outputs"
    wheels = re.findall(r"pip install .*?([^/\s]+\.whl)", "".join("".join(cell["source"]) for cell in code))
    if len(wheels) != 1 or not (path.parents[1] / wheels[0]).is_file():
        yield f"{path.name} installs {wheels}, which must be the one wheel beside the pages"


def text_faults(path):
    """Placeholders and solutions."""
    text = path.read_text(encoding="utf-8")
    for words, kind in ((PLACEHOLDER, "an unfilled placeholder"), (SOLUTION, "the text of a solution")):
        if found := words.search(text):
            yield f"{path.name} holds {kind}: {found[0]}"


def faults(folder, pages):
    """All faults of a published folder, a line each; `pages` are the documents of _toc.yml."""
    folder = folder.resolve()
    there = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.html")}
    wanted = {*pages, "index", "search"}
    if there != wanted:
        yield f"pages missing: {sorted(wanted - there)}; too many: {sorted(there - wanted)}"
    yield from dead_links(folder)
    for path in sorted(folder.rglob("*")):
        if path.suffix in TEXT and path.is_file():
            yield from text_faults(path)
    for path in sorted(folder.glob("notebooks/*.ipynb")):
        yield from notebook_faults(path)
    sizes = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    for path, size in sizes.items():
        if path.suffix in (".html", ".ipynb") and size > PAGE_BYTES:
            yield f"{path.name} has {size} bytes, more than {PAGE_BYTES}"
    shared = sum(size for path, size in sizes.items() if path.suffix not in (".html", ".ipynb"))
    if shared > SHARED_BYTES:
        yield f"what the pages share has {shared} bytes, more than {SHARED_BYTES}"
