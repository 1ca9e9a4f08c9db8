"""The book that `make book` built, served to a headless Chromium."""

import html
import json
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build/html"
DRAWN = "[...document.querySelectorAll('.mpepsn-live')].every(place => place.querySelector('.mpepsn-figure svg path'))"


def names(part):
    """The pages of _toc.yml below this part of it, in the order of the book."""
    if isinstance(part, list):
        return [name for item in part for name in names(item)]
    if isinstance(part, dict):
        here = [part[key] for key in ("root", "file") if key in part]
        return here + [name for key in ("parts", "chapters", "sections") for name in names(part.get(key, []))]
    return []


def figures(name):
    """What the places for live figures of a built page ask for, in their order."""
    page = SITE / f"{name}.html"
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    return [json.loads(html.unescape(asked)) for asked in re.findall(r'"mpepsn-live" data-figure="([^"]*)"', text)]


PAGES = names(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8")))
FIGURES = [(name, index, figure) for name in PAGES for index, figure in enumerate(figures(name))]


def pytest_generate_tests(metafunc):
    """An argument `name` takes each page of the book, `figure` each live figure."""
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", PAGES)
    if "figure" in metafunc.fixturenames:
        metafunc.parametrize("figure", FIGURES, ids=[f"{name}-{index}" for name, index, _ in FIGURES])


@pytest.fixture(scope="session")
def toc():
    return PAGES


@pytest.fixture(scope="session")
def site():
    """The folder of the built book."""
    if not (SITE / "index.html").is_file():
        pytest.skip("the book is not built: make book")
    return SITE


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def address(site):
    """Where the built book is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site)) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def visit(browser, address):
    """Opens a page of the book and waits for its figures. An error or a request to elsewhere fails the test."""
    contexts, faults = [], []

    def open_page(name, *, base=address, width=1280, height=800, chromium=browser, **options):
        contexts.append(chromium.new_context(viewport={"width": width, "height": height}, **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("console", lambda said: faults.append(f"{said.type}: {said.text}") if said.type != "log" else None)
        page.on("requestfailed", lambda request: faults.extend(failed(request)))
        page.on("response", lambda got: faults.append(f"{got.status}: {got.url}") if got.status >= 400 else None)
        page.on("request", lambda asked: faults.extend(elsewhere(asked.url, base)))
        page.goto(f"{base}/{name}.html")
        page.evaluate("document.fonts.ready.then(() => null)")
        page.wait_for_function(DRAWN)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def failed(request):
    """A request that the browser gave up because the page was left is no fault."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"failed: {request.url}: {request.failure}"]


def elsewhere(url, base):
    return [] if url.startswith((f"{base}/", "blob:", "data:")) else [f"request to elsewhere: {url}"]
