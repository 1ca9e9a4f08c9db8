"""The Python side of the live figures."""

import html
import importlib
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from mpepsn import lif, sliding_psn, widgets
from mpepsn.widgets.settings import FIGURES

GOLDEN = Path(__file__).parents[1] / "golden"
KINDS = tuple(FIGURES)
WITHOUT_DECAY = {
    "weights": ("order", 7),
    "patterns": ("weight", 0.25),
    "kappa": ("error", 0.5),
    "losses": ("loss", "LTS"),
    "pull": ("before", 0.5),
    "cloud": ("by", "time"),
    "speed": ("passes", "both"),
    "selection": ("run", 3),
}


def arguments(function):
    return {name: p.default for name, p in inspect.signature(function).parameters.items()}


def test_the_golden_cases_are_what_the_reference_gives(monkeypatch):
    monkeypatch.syspath_prepend(GOLDEN)
    make = importlib.import_module("make")
    assert make.main(check=True) == []


@pytest.mark.parametrize("kind", KINDS)
def test_traits_are_the_functions_arguments(kind):
    function = getattr(widgets, kind)
    figure = function()
    traits = {n for n in figure.trait_names(sync=True) if not n.startswith("_")}
    own = traits - {"layout", "tabbable", "tooltip", "kind"}
    assert {name: getattr(figure, name) for name in own} == arguments(function)
    assert figure.kind == kind


@pytest.mark.parametrize("kind", KINDS)
def test_arguments_named_as_in_lif_have_its_defaults(kind):
    neuron = {k: v for k, v in arguments(lif).items() if v is not inspect.Parameter.empty}
    if kind == "patterns":
        neuron["reset"] = "soft"  # the neuron of the slides
    for name, value in arguments(getattr(widgets, kind)).items():
        assert value == neuron.get(name, value), name


@pytest.mark.parametrize(
    "kind, name, bad",
    [
        ("trace", "decay", 1.5),
        ("trace", "decay", "0.5"),
        ("trace", "decay", float("nan")),
        ("trace", "decay", True),
        ("trace", "gain", -1),
        ("trace", "threshold", 0),
        ("trace", "threshold", None),
        ("trace", "reset", "warm"),
        ("trace", "steps", 39),
        ("trace", "steps", 80.0),
        ("trace", "input", "sine"),
        ("trace", "drawn", [0.0] * 121),
        ("trace", "drawn", [float("inf")]),
        ("trace", "drawn", 3),
        ("trace", "seed", -1),
        ("trace", "compact", 1),
        ("rate", "current", 3),
        ("gradient", "surrogate", "step"),
        ("gradient", "size", 0),
        ("gradient", "detach_reset", "yes"),
        ("matrix", "decay", -0.1),
        ("matrix", "step", 32),
        ("matrix", "steps", 15),
        ("weights", "order", 9),
        ("weights", "preset", "gauss"),
        ("weights", "drawn", [0.5, 1.5]),
        ("weights", "drawn", [0.0] * 9),
        ("weights", "input", "drawn"),
        ("weights", "compare", 0),
        ("dial", "sweeps", 0),
        ("dial", "input", "drawn"),
        ("dial", "estimate", "mean"),
        ("estimate", "scale", 0),
        ("rain", "start", 2),
        ("patterns", "reset", "none"),
        ("kappa", "released", "cifar100"),
        ("kappa", "error", -0.1),
        ("losses", "loss", "MSE"),
        ("losses", "drawn", [0.0] * 5),
        ("pull", "before", 0.6),
        ("cloud", "events", 3),
        ("cloud", "events", [[0, 0, 0]]),
        ("cloud", "events", [[64, 0, 0, 0]]),
        ("cloud", "events", [[0, 0, 0.5, 0]]),
        ("cloud", "events", [[0, 0, 0, 2]]),
        ("cloud", "events", [[0, 0, 2, 0], [0, 0, 1, 0]]),
        ("cloud", "by", "count"),
        ("cloud", "steps", 17),
        ("cloud", "step", 16),
        ("speed", "runs", 3),
        ("speed", "runs", "speed"),
        ("speed", "baseline", "PSN, fused"),
        ("speed", "neuron", "LIF, fused"),
        ("speed", "passes", "backward"),
        ("speed", "steps", 12),
        ("speed", "neurons", 2.0**16),
        ("speed", "device", -1),
        ("selection", "curves", 3),
        ("selection", "curves", "0.5"),
        ("selection", "curves", [0.5]),
        ("selection", "curves", [[0.5, 1.5]]),
        ("selection", "curves", [[0.5], [0.5, 0.5]]),
        ("selection", "curves", [[]]),
        ("selection", "epochs", 0),
        ("selection", "run", 64),
        ("selection", "others", 1),
    ],
)
def test_a_wrong_value_is_refused_by_name(kind, name, bad):
    expected = re.escape(f"{name} must be {FIGURES[kind][name].allowed}; got {bad!r}")
    with pytest.raises(ValueError, match=f"^{expected}"):
        getattr(widgets, kind)(**{name: bad})
    figure = getattr(widgets, kind)()
    before = getattr(figure, name)
    with pytest.raises(ValueError, match=f"^{expected}"):
        setattr(figure, name, bad)
    assert getattr(figure, name) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_notebook_gets_the_widget_and_the_page_its_place(kind):
    name, value = WITHOUT_DECAY.get(kind, ("decay", 0.75))
    data, _ = getattr(widgets, kind)(**{name: value})._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    (state,) = re.findall(r'<div class="mpepsn-live" data-figure="([^"]*)">', data["text/html"])
    figure = json.loads(html.unescape(state))
    assert figure["kind"] == kind and figure[name] == value
    assert figure.keys() == {"kind", *FIGURES[kind]}
    assert "<noscript>" in data["text/html"]


def test_colab_gets_the_widget_alone(monkeypatch):
    figure = widgets.trace()
    monkeypatch.setitem(sys.modules, "google.colab", None)
    data, _ = figure._repr_mimebundle_()
    assert "text/html" not in data and "application/vnd.jupyter.widget-view+json" in data


def test_the_words_of_a_figure_cannot_leave_its_attribute():
    assert '"><script>' not in widgets.static("trace", {"input": '"><script>'})


def test_without_anywidget_the_error_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    monkeypatch.delitem(sys.modules, "mpepsn.widgets.live", raising=False)
    with pytest.raises(ImportError, match=r'needs anywidget: pip install "mpepsn\[book\]"'):
        widgets.trace()


def test_the_core_does_not_import_anywidget():
    code = "import sys, mpepsn, mpepsn.widgets; sys.exit('anywidget' in sys.modules or 'ipywidgets' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_recording_is_kept_as_a_list_whatever_the_order_of_its_fields():
    events = np.array([(5, True, 3, 2), (7, False, 1, 0)], [("t", int), ("p", bool), ("y", np.uint8), ("x", np.int16)])
    assert widgets.cloud(events).events == ((2, 3, 5, 1), (0, 1, 7, 0))
    for wrong in (events[["x", "y", "t"]], events[::-1], events["t"], np.repeat(events[:1], 8193)):
        with pytest.raises(ValueError, match=r"^events must be a recording of at most 8192 .* got .{0,60}$"):
            widgets.cloud(wrong)


def test_a_drawn_current_is_filled_up_with_zeros():
    x = widgets.current("drawn", steps=40, drawn=(0.5, 1.0))
    assert x.shape == (40,) and x[:3].tolist() == [0.5, 1.0, 0.0]


def test_a_drawn_window_ends_at_the_present_step():
    assert widgets.window("drawn", order=3, drawn=(0.5, 1.0)).tolist() == [0.0, 0.5, 1.0]
    assert widgets.window("drawn", order=1, drawn=(0.5, 1.0)).tolist() == [1.0]


def test_drawn_leads_are_filled_up_with_zeros():
    assert widgets.leads("drawn", (1, -2)).tolist() == [1.0, -2.0, 0.0, 0.0]


def test_the_exponential_window_is_a_lif_without_reset_that_forgets():
    x = widgets.current("noise", steps=40)
    given = {"decay": 0.5, "reset": "none"}
    for t in range(3, 40):
        window = sliding_psn(x, widgets.window("exponential", order=4), 1.0).h[t]
        assert torch.isclose(window, lif(x[t - 3 : t + 1], **given).h[-1])
