"""The speed explorer in a page: what it tells is what the records say, and nothing overlaps in any of its states."""

import math
import re
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import expect

from mpepsn.widgets.speeds import BASELINES, NEURONS, PASSES, ROWS

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
OVERLAPS = """() => {
  const words = [...document.querySelectorAll('svg text')].filter((e) => e.textContent.trim());
  const boxes = words.map((e) => [e.textContent, e.getBoundingClientRect()]);
  return boxes.flatMap(([word, one], i) => boxes.slice(i + 1).filter(([, other]) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4).map(([other]) => `${word} | ${other}`));
}"""
# Words on a bar of their row, or out of the page.
ASTRAY = """() => [...document.querySelectorAll('svg text')].filter((e) => e.textContent.trim()).filter((e) => {
  const box = e.getBoundingClientRect();
  const on = ([, from, y, to, high], origin) => {
    const middle = Number(y) + Number(high) / 2 + origin.top;
    const [low, end] = [Math.min(from, to) + origin.left, Math.max(from, to) + origin.left];
    return box.left < end - 1 && box.right > low + 1 && Math.abs((box.top + box.bottom) / 2 - middle) < 4;
  };
  const bars = [...document.querySelectorAll('.mpepsn-bars path')];
  return box.left < 0 || box.right > innerWidth + 1 || bars.some((path) => {
    const origin = path.ownerSVGElement.getBoundingClientRect();
    const all = (path.getAttribute('d') ?? '').matchAll(/M([\\d.]+) ([\\d.]+)H([\\d.]+)v([\\d.]+)/g);
    return [...all].some((bar) => on(bar, origin));
  });
}).map((e) => e.textContent)"""


def figures_of(speeds, steps, neurons, device="cpu", dtype="float32"):
    asked = {"steps": steps, "neurons": neurons, "device": device, "dtype": dtype}
    (found,) = (r["figures"] for r in speeds if asked.items() <= r["figures"].items())
    return found


def digits(value):
    """Two of them, and all that stand before the point."""
    return f"{value:,.0f}" if value >= 99.5 else f"{value:#.2g}".rstrip(".")


@pytest.mark.parametrize("passes", PASSES)
def test_words_and_map_say_what_the_records_say(show, speeds, passes):
    page = show("speed", {"passes": passes})
    told, (area, bars) = page.locator(".mpepsn-readout"), page.get_by_role("img").all()
    baseline, neuron = page.get_by_role("combobox", name="baseline"), page.get_by_role("combobox", name="neuron")
    for other, own in product(BASELINES, NEURONS):
        baseline.select_option(other)
        neuron.select_option(own)
        rows = figures_of(speeds, 16, 65536)["rows"]
        a, b = rows[other][passes], rows[own][passes]
        expect(told).to_contain_text(f"{own.replace(' estimate', '')} takes {digits(b)} ns per neuron-step, ")
        expect(told).to_contain_text(f"{other} {digits(a)}: {digits(a / b)} times as long; ")
        shown = area.locator(".mpepsn-values text").all_text_contents()
        assert len(shown) == 42 and shown[5 * 7] == "–"
        for at, (t, n) in enumerate(product(range(1, 7), range(8, 21, 2))):
            if (t, n) not in ((6, 8), (6, 20)):
                rows = figures_of(speeds, 2**t, 2**n)["rows"]
                assert shown[at] == digits(rows[other][passes] / rows[own][passes]), (t, n)
    rows = figures_of(speeds, 16, 65536)["rows"]
    for row in ROWS:
        expect(bars).to_have_attribute("aria-label", re.compile(re.escape(f"{row}: {digits(rows[row][passes])}")))


def test_the_floor_is_a_copy_of_the_bytes_that_must_move(show, speeds):
    page = show("speed")
    copy = figures_of(speeds, 16, 65536)["copy"]
    told, line = page.locator(".mpepsn-readout"), page.locator("svg .mpepsn-say-floor")
    expect(told).to_contain_text(f"; copying takes {digits(copy)}.")
    expect(line).to_have_text(f"floor (copy) {digits(copy)}")
    page.get_by_role("radio", name="both").check(force=True)
    expect(told).to_contain_text(f"; the floor is {digits(2.5 * copy)}.")
    expect(line).to_have_text(f"floor (2.5 × copy) {digits(2.5 * copy)}")


def test_bars_begin_at_the_floor_which_stays_in_its_place(show, speeds):
    page = show("speed")
    floor, places = page.locator("svg .mpepsn-floor"), set()

    def length(name):
        path = page.locator(f"svg .mpepsn-bar-{name}").get_attribute("d")
        start, end = map(float, re.match(r"M([\d.]+) [\d.]+H([\d.]+)", path).groups())
        places.add(start)
        assert floor.get_attribute("d").startswith(f"M{start:.1f} ")
        return end - start

    for place, steps in ((3, 16), (0, 2)):
        page.get_by_role("slider", name="steps T").fill(str(place))
        figures = figures_of(speeds, steps, 65536)
        floors = [figures["rows"][row]["forward"] / figures["copy"] for row in ("LIF, eager loop", "MPE-PSN, fused")]
        expected = math.log(floors[0]) / math.log(floors[1])
        assert length("other") / length("h") == pytest.approx(expected, rel=0.01)
    assert len(places) == 1


def test_a_press_on_a_cell_and_the_sliders_choose_it(show):
    page = show("speed")
    area = page.get_by_role("img").first
    steps, neurons = page.get_by_role("slider", name="steps T"), page.get_by_role("slider", name="neurons N")
    expect(steps).to_have_attribute("aria-valuetext", "16")
    expect(neurons).to_have_attribute("aria-valuetext", "65,536")
    box = area.locator("rect").nth(7 + 2).bounding_box()
    page.mouse.click(box["x"] + 10, box["y"] + 8)
    expect(steps).to_have_attribute("aria-valuetext", "4")
    expect(neurons).to_have_attribute("aria-valuetext", "4,096")
    expect(area.locator(".mpepsn-values .mpepsn-chosen")).to_have_count(1)
    expect(page.locator(".mpepsn-readout")).to_contain_text("At T = 4 and 4,096 neurons ")
    neurons.press("ArrowRight")
    expect(page.locator(".mpepsn-readout")).to_contain_text("At T = 4 and 16,384 neurons ")


def test_what_is_not_measured_is_said(show):
    page = show("speed", {"steps": 64, "neurons": 256})
    told = page.locator(".mpepsn-readout")
    expect(told).to_have_text(
        "At T = 64 and 256 neurons MPE-PSN, fused is not measured, LIF, eager loop is not measured; "
        "copying is not measured."
    )
    assert page.locator("svg .mpepsn-none").count() == len(ROWS)
    page.get_by_role("combobox", name="device").select_option(label="cuda, bfloat16")
    page.get_by_role("slider", name="neurons N").press("End")
    page.get_by_role("combobox", name="baseline").select_option("LIF, SpikingJelly")
    expect(told).to_contain_text(", LIF, SpikingJelly is not measured; copying takes 0.0012.")
    assert page.locator("svg .mpepsn-none").count() == 1
    assert set(page.locator("svg .mpepsn-ratios ~ .mpepsn-values text").all_text_contents()) == {"–"}


def test_without_records_the_figure_says_so(show):
    page = show("speed", {"runs": []})
    expect(page.locator(".mpepsn-readout")).to_contain_text("MPE-PSN, fused is not measured, ")
    expect(page.get_by_role("combobox", name="device")).to_have_count(0)


def test_sizes_that_were_not_measured_become_the_nearest_ones(show, speeds):
    page = show("speed", {"steps": 1024, "neurons": 2, "device": 63})
    expect(page.locator(".mpepsn-readout")).to_contain_text("At T = 64 and 256 neurons ")
    expect(page.get_by_role("combobox", name="device")).to_have_value("2")


@pytest.mark.parametrize("width", [360, 620, 900])
def test_no_words_overlap_and_no_control_moves_in_any_state(show, width):
    page = show("speed", width=width)
    found, heights = [], set()
    ranges = {name: page.locator(f"input[name={name}]") for name in ("steps", "neurons")}
    for device, passes, neuron in product(range(3), PASSES, NEURONS):
        page.get_by_role("combobox", name="device").select_option(str(device))
        page.locator(f"input[value={passes}]").check(force=True)
        page.get_by_role("combobox", name="neuron").select_option(neuron)
        page.get_by_role("combobox", name="baseline").select_option(BASELINES[device])
        for t, n in ((0, 0), (2, 3), (5, 6)):
            ranges["steps"].fill(str(t))
            ranges["neurons"].fill(str(n))
            found += page.evaluate(OVERLAPS) + page.evaluate(ASTRAY)
            heights.add(page.locator(".mpepsn-figure").bounding_box()["height"])
            assert page.evaluate("document.documentElement.scrollWidth") == width
    assert found == []
    assert len(heights) == 1, heights


@pytest.mark.parametrize("width", [360, 900])
def test_axe_finds_nothing(show, width):
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make js")
    page = show("speed", width=width)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    broken = page.evaluate(
        """async () => (await axe.run(document.querySelector('.mpepsn-figure'))).violations.flatMap(
          (rule) => rule.nodes.map((node) => `${rule.id} ${node.target} ${node.failureSummary}`))"""
    )
    assert broken == []
