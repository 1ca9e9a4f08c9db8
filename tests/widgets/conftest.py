"""A page without a kernel to show a figure in, and made-up records of the experiment "speed"."""

from pathlib import Path

import pytest
import torch

from mpepsn import widgets
from mpepsn.data import digits
from mpepsn.data.camera import film
from mpepsn.data.saccades import CAMERA, seen
from mpepsn.widgets.settings import FIGURES, check

ROOT = Path(__file__).parents[2]
WIDGETS = ROOT / "mpepsn/widgets"
FIRST = {kind: {name: setting.value for name, setting in settings.items()} for kind, settings in FIGURES.items()}

# Calls a step, calls besides, and nanoseconds of work for each neuron-step: forward, and forward + backward.
MADE_UP = {
    "LIF, eager loop": (7, 1, 2.9, 6.4),
    "LIF, compiled loop": (0, 2, 0.9, 2.4),
    "LIF, fused": (0, 1, 0.42, 1.1),
    "LIF, SpikingJelly": (3, 4, 1.7, 4.8),
    "PSN, SpikingJelly": (0, 3, 1.1, 3.1),
    "PSN, eager": (0, 3, 1.0, 2.9),
    "PSN, fused": (0, 1, 0.6, 1.6),
    "MPE-PSN, released": (0, 11, 13.0, 19.0),
    "MPE-PSN, eager": (0, 9, 2.2, 5.2),
    "MPE-PSN, fused": (0, 1, 0.9, 2.1),
    "MPE-PSN, fused, threshold estimate": (0, 1, 0.45, 1.2),
    "MPE-PSN, fused, 4 sweeps": (0, 1, 1.9, 4.0),
}
MACHINE = {"cpu": "Intel(R) Xeon(R) Platinum 8481C CPU @ 2.70GHz", "gpu": "NVIDIA H100 80GB HBM3", "cores": 2}


def record(steps, neurons, dtype="float32", device="cpu"):
    """A record of one cell: calls that cost 5000 ns each, and work that a GPU does 150 times as fast."""
    fast = {"cpu": 1, "cuda": 150}[device] * {"float32": 1, "bfloat16": 2}[dtype]

    def time(per_step, besides, work):
        return round(5000 * (per_step * steps + besides) / (steps * neurons) + work / fast, 4)

    ways = {"forward": (1, 2), "both": (3, 3)}
    rows = {
        row: {way: time(more * cost[0], more * cost[1], cost[at]) for way, (more, at) in ways.items()} | {"cold": 3.2}
        for row, cost in MADE_UP.items()
    }
    if neurons == 2**20 and steps == 64:
        rows["MPE-PSN, released"]["both"] = None
    if device == "cuda" and dtype == "bfloat16":
        del rows["LIF, SpikingJelly"]
    figures = {"steps": steps, "neurons": neurons, "dtype": dtype, "device": device, "copy": time(0, 1, 0.35)}
    return {"machine": MACHINE, "figures": figures | {"rows": rows}}


def records():
    """Two devices and two dtypes; one cell is missing."""
    tables = [("float32", "cpu"), ("float32", "cuda"), ("bfloat16", "cuda")]
    sizes = [(2**t, 2**n) for t in range(1, 7) for n in range(8, 21, 2)]
    return [record(t, n, *table) for table in tables for t, n in sizes if (t, n) != (64, 256)]


def curves():
    """Five runs of 30 epochs that rise to about 0.96 and waver there."""
    noise = torch.randn(5, 30, generator=torch.Generator().manual_seed(0))
    rise = 1 - torch.exp(-torch.arange(1, 31) / 3)
    return (0.96 * rise + 0.006 * noise).clamp(0, 1).tolist()


digit = seen(digits("test").x[:1])
FIRST["cloud"]["events"] = check("cloud", "events", film(CAMERA, digit, 10_000, seed=0, numbers=[0])[0])
FIRST["speed"]["runs"] = check("speed", "runs", records())
FIRST["selection"]["curves"] = check("selection", "curves", curves())


@pytest.fixture
def recording():
    """The events of the figure `cloud`: one digit, as the simulated camera sees it."""
    return FIRST["cloud"]["events"]


@pytest.fixture
def speeds():
    """The made-up records of the experiment "speed"."""
    return records()


@pytest.fixture
def runs():
    """The made-up curves of the figure `selection`."""
    return FIRST["selection"]["curves"]


@pytest.fixture
def show(browser):
    """Opens a figure as the book shows it; `start=False` leaves it unmounted. Any error of the page fails the test."""
    errors, contexts = [], []

    def open_page(kind, values=None, width=900, start=True):
        contexts.append(browser.new_context(viewport={"width": width, "height": 640}, has_touch=True))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        place = widgets.static(kind, {**FIRST.get(kind, {}), **(values or {})})
        style = (WIDGETS / "style.css").read_text(encoding="utf-8")
        page.set_content(
            f"<!doctype html><html lang=en><meta name=viewport content='width=device-width'><style>{style}</style>"
            f"<body style='margin: 16px; font-family: sans-serif'>{place}<p style='height: 2000px'></p>"
        )
        host = (ROOT / "book/_ext/host.js").read_text(encoding="utf-8")
        page.add_script_tag(content=host)
        page.evaluate("source => (window.start = () => mountFigures(source))", (WIDGETS / "bundle.js").read_text())
        if start:
            page.evaluate("start()")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
