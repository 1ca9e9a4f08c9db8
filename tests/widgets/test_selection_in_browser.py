"""The figure of chapter 11: what it tells of the choice of an epoch is what Python finds."""

from statistics import mean

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("epochs", [1, 7, 30])
def test_it_tells_the_last_and_the_best_of_each_run(show, runs, epochs):
    page = show("selection", {"epochs": epochs})
    told, slider = page.locator(".mpepsn-readout"), page.get_by_role("slider", name="run")
    best = [max(curve[-epochs:]) for curve in runs]
    worth = 100 * (mean(best) - mean(curve[-1] for curve in runs))
    for run, curve in enumerate(runs):
        slider.fill(str(run))
        when = len(curve) - epochs + curve[-epochs:].index(best[run]) + 1
        words = f"{100 * curve[-1]:.2f} % after the last epoch, at best {100 * best[run]:.2f} %, after epoch {when}."
        expect(told).to_contain_text(f"Run {run + 1}: {words}")
    expect(told).to_contain_text(f"choosing is worth {worth:.2f} points.")
    assert (worth == 0) == (epochs == 1)


def test_a_drag_chooses_the_epochs(show):
    page = show("selection")
    box, slider = page.get_by_role("img").bounding_box(), page.get_by_role("slider", name="last E")
    page.mouse.click(box["x"] + 42, box["y"] + 60)
    expect(slider).to_have_value("30")
    page.mouse.click(box["x"] + box["width"] - 82, box["y"] + 60)
    expect(slider).to_have_value("1")


def test_the_other_runs_can_be_left_out(show, runs):
    page = show("selection")
    lines, line = page.locator("svg .mpepsn-here"), page.locator("svg .mpepsn-h").get_attribute("d")
    assert lines.get_attribute("d").count("M") == len(runs)
    page.get_by_role("checkbox", name="show the other runs").uncheck()
    expect(lines).to_have_attribute("d", "")
    assert page.locator("svg .mpepsn-h").get_attribute("d") == line


def test_more_epochs_or_runs_than_there_are_mean_all(show, runs):
    page = show("selection", {"epochs": 1024, "run": 63})
    expect(page.locator(".mpepsn-readout")).to_contain_text(f"Run {len(runs)}: ")
    expect(page.get_by_role("slider", name="last E")).to_have_value("30")


@pytest.mark.parametrize("curves", [[[0.5]], [[0.5, 0.5], [0.5, 0.5]], [[0.0, 1.0]]])
def test_short_and_flat_curves_are_drawn(show, curves):
    page = show("selection", {"curves": curves})
    assert "NaN" not in page.content() and "Infinity" not in page.content()


def test_without_runs_it_says_so(show):
    page = show("selection", {"curves": []})
    expect(page.locator(".mpepsn-readout")).to_have_text("No runs: nothing to choose from.")
    expect(page.get_by_role("slider")).to_have_count(0)
