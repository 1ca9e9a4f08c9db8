"""The figures of chapters 5, 6 and 8: what they tell is what Python finds."""

import pytest
import torch
from playwright.sync_api import expect

from mpepsn import estimate, lif, mpe, widgets
from mpepsn.neurons.estimate import ESTIMATES
from mpepsn.surrogate import triangle


def wrong_spikes(sweeps, decay, kind, input):
    x = widgets.currents(input)
    start = estimate(x, kind, seed=torch.tensor(2**32))
    return mpe(x, start, decay=decay, sweeps=sweeps).s != lif(x, decay=decay).s


def test_the_dial_counts_the_wrong_spikes_that_python_counts(show):
    page = show("dial", {"sweeps": 3})
    told = page.locator(".mpepsn-readout")
    for kind, input in (("bernoulli", "noise"), ("threshold", "noise"), ("bernoulli", "constant")):
        page.get_by_role("combobox", name="input").select_option(input)
        page.get_by_role("combobox", name="estimate").select_option(kind)
        wrong = wrong_spikes(3, 0.5, kind, input)
        share = f"{int(wrong.sum())} wrong spikes in 24 × 32 steps ({100 * wrong.double().mean():.1f} %)"
        expect(told).to_have_text(f"k = 3: {share}; steps 0 to 2 are exact whatever the input.")
    page.get_by_role("slider", name="sweeps k").press("End")
    expect(told).to_have_text("k = 32 = T: no wrong spike in 24 × 32 steps, whatever the input. This is the LIF.")
    assert page.locator("svg .mpepsn-missing").get_attribute("d") == ""


def test_the_four_estimates_are_told_as_python_measures_them(show):
    page = show("estimate", {"decay": 0.5, "mean": 0.25})
    x = 0.25 + widgets.bell(2000)
    real = lif(x, decay=0.5)
    told = {}
    for kind in ESTIMATES:
        v_hat = estimate(x, kind, seed=torch.tensor(2**32))
        wrong = (mpe(x.unsqueeze(1), v_hat.unsqueeze(1), decay=0.5).s.squeeze(1) != real.s).double().mean()
        told[kind] = ((v_hat - real.v).square().mean().item(), 100 * wrong.item() + 1e-9)  # JavaScript rounds ties up
    near, right = (min(told, key=lambda kind: told[kind][i]) for i in (0, 1))
    least = f"Least of the four: {told[near][0]:.3f} ({near}) and {told[right][1]:.1f} % ({right})."
    for kind, (distance, wrong) in told.items():
        page.get_by_role("combobox", name="estimate").select_option(kind)
        words = f"{kind}: mean square distance {distance:.3f}, {wrong:.1f} % wrong spikes. {least}"
        expect(page.locator(".mpepsn-readout")).to_have_text(words)


def test_two_neurons_meet_by_a_spike_or_never(show):
    page = show("rain", {"start": -0.5})
    told = page.locator(".mpepsn-readout")
    x = widgets.current("noise", steps=60, seed=48)
    first, second = (lif(x, decay=0.9, v_init=start) for start in (0.0, -0.5))
    met = int(((first.v == second.v) & (first.s + second.s == 2)).nonzero()[0])
    alone = int((first.s != second.s).sum())
    assert (first.v[:met] != second.v[:met]).all() and (first.h[met + 1 :] == second.h[met + 1 :]).all()
    expect(told).to_have_text(
        f"Met at step {met}, by a spike at the same step; before it, {alone} spikes of one alone."
    )
    page.get_by_role("radio", name="none").check(force=True)
    expect(told).to_contain_text("Never equal, but the gap fades: below 0.005 from step 43 on;")
    assert 0.5 * 0.9**44 < 0.005 <= 0.5 * 0.9**43
    page.get_by_role("radio", name="hard").check(force=True)
    page.get_by_role("combobox", name="input").select_option("constant")
    page.get_by_role("slider", name="start").fill("0.8")
    expect(told).to_have_text("Never met in 60 steps: the gap is still 0.60; 60 spikes of one alone.")
    page.get_by_role("slider", name="start").fill("0")
    expect(told).to_contain_text("Both start at 0")


def patterns(x, v_init, reset, strict):
    """How many patterns of four steps come out of the columns of x."""
    s = lif(x, decay=1.0, reset=reset, v_init=v_init, spike=triangle(strict=strict)).s
    return {tuple(column) for column in s.T.tolist()}


@pytest.mark.parametrize("strict", [False, True])
def test_the_patterns_of_all_binary_inputs_are_those_of_python(show, strict):
    page = show("patterns", {"weight": 0.6, "strict": strict})
    x = 0.6 * torch.tensor([[n >> bit & 1 for n in range(16)] for bit in (3, 2, 1, 0)], dtype=torch.float64)
    for reset in ("hard", "soft"):
        page.get_by_role("radio", name=reset).check(force=True)
        free = set().union(*(patterns(x, -1 + i / 40, reset, strict) for i in range(101)))
        for v_init in (-0.5, 0.25, 1.0):
            page.get_by_role("slider", name="v_init").fill(str(v_init))
            reached = len(patterns(x, v_init, reset, strict))
            told = f"{reached} of 16 patterns are reached; with v_init free from −1 to 1.5, {len(free)} are."
            expect(page.locator(".mpepsn-readout")).to_have_text(told)


@pytest.mark.parametrize("reset, reached, free", [("soft", (7, 11, 10), 16), ("hard", (5, 7, 6), 10)])
def test_constant_currents_reach_as_many_patterns_as_python_counts(show, reset, reached, free):
    page = show("patterns", {"input": "constant", "reset": reset, "weight": 0.4})
    told = page.locator(".mpepsn-readout")
    for v_init, many in zip(("0", "0.25", "0.5"), reached, strict=True):
        page.get_by_role("slider", name="v_init").fill(v_init)
        expect(told).to_contain_text(f"{many} of 16 patterns are reached; with v_init free from −1 to 1.5, {free} are.")
    x = torch.full((4, 1), 0.4, dtype=torch.float64)
    (pattern,) = patterns(x, 0.5, reset, False)
    expect(told).to_contain_text(f"x = 0.40 gives {''.join(str(int(spike)) for spike in pattern)}.")
