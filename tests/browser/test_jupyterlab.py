"""A live figure in JupyterLab: what the reader moves reaches Python, and what Python sets moves the picture."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
CELLS = [
    "from mpepsn import widgets\n\nfigure = widgets.trace(decay=0.5)\nfigure",
    "print('Python sees', round(figure.decay, 2))",
    "figure.decay = 0.25\nfigure.reset = 'none'",
    "figure.decay = 7",
]


@pytest.fixture
def notebook(tmp_path):
    """Address of a notebook in a running JupyterLab, which has its settings in a folder of its own."""
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "source": code, "outputs": [], "execution_count": None}
        for i, code in enumerate(CELLS)
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    content = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "figure.ipynb").write_text(json.dumps(content))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = {
        name: str(tmp_path / name)
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    options = [
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={tmp_path}",
        "--IdentityProvider.token=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    log = (tmp_path / "lab.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options],
        env={**os.environ, **folders, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/api", tmp_path / "lab.log")
        yield f"http://127.0.0.1:{port}/lab/tree/figure.ipynb"
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def wait_for(address, log):
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start in 30 s:\n{log.read_text()[-2000:]}")


def run_cell(page, index):
    cell = page.locator(".jp-CodeCell").nth(index)
    cell.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    return cell


def test_slider_and_trait_follow_each_other(notebook, browser):
    with browser.new_context(viewport={"width": 1200, "height": 1400}) as context:
        page = context.new_page()
        page.goto(notebook)
        expect(page.locator(".jp-CodeCell")).to_have_count(len(CELLS), timeout=60_000)
        expect(page.get_by_text("| Idle")).to_be_visible(timeout=60_000)

        figure = run_cell(page, 0)
        slider = figure.get_by_role("slider", name="decay", exact=True)
        expect(slider).to_be_visible(timeout=60_000)
        picture = figure.get_by_role("img")
        before = picture.locator(".mpepsn-h").get_attribute("d")
        for _ in range(10):
            slider.press("ArrowUp")
        expect(picture).to_have_attribute("aria-label", re.compile("decay 0.60"))
        assert picture.locator(".mpepsn-h").get_attribute("d") != before
        expect(run_cell(page, 1).locator(".jp-OutputArea-output")).to_have_text("Python sees 0.6", timeout=30_000)

        run_cell(page, 2)
        expect(picture).to_have_attribute("aria-label", re.compile("decay 0.25, reset none"), timeout=30_000)
        expect(slider).to_have_value("0.25")
        expect(figure.get_by_role("radio", name="none")).to_be_checked()

        wrong = run_cell(page, 3).locator(".jp-OutputArea-output")
        expect(wrong).to_contain_text("decay must be a number from 0 to 1; got 7", timeout=30_000)
