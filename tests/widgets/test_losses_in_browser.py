"""The figures of chapters 7 and 9: what they tell is what Python finds."""

import re

import pytest
import torch
from playwright.sync_api import expect

from mpepsn import mpe
from mpepsn.losses import lts_loss, sdt_loss, tet_loss, tet_s_loss
from mpepsn.measure.kappa import RELEASED, kappa_path
from mpepsn.widgets import leads

LOSSES = {"SDT": sdt_loss, "TET": tet_loss, "TET + reg": lambda y, target: tet_loss(y, target, 0.05)}
LOSSES |= {"LTS": lts_loss, "TET-S": tet_s_loss}


def first_below(released, **given):
    return int((kappa_path(released, **given) < 0).nonzero()[0])


def test_kappa_is_told_to_cross_zero_where_python_finds_it(show):
    page = show("kappa", {"steps": 4})
    told, picture = page.locator(".mpepsn-readout"), page.get_by_role("img")
    for released in RELEASED:
        page.get_by_role("radio", name=released, exact=True).check(force=True)
        first = first_below(released, steps=4, updates=1500)
        expect(told).to_contain_text(f"κ < 0 from update {first:,} on.")
        expect(page.locator("svg .mpepsn-say-title")).to_have_text(f"κ < 0 from update {first:,} on")
        expect(page.get_by_role("slider", name="error of v̂")).to_have_value(str(RELEASED[released].error))
    expect(told).to_contain_text("Adam, λ = 0.01, error 0.24: ")
    expect(told).to_contain_text("From there L_mem is taken to be 0, and nothing trains the estimate; κ stops at")
    page.get_by_role("slider", name="error of v̂").fill("0.5")
    page.get_by_role("slider", name="steps T").fill("8")
    for released in RELEASED:
        when = first_below(released, error=0.5, steps=8, updates=3000)
        expect(picture).to_have_attribute(
            "aria-label", re.compile(re.escape(f"error 0.50) below 0 from update {when:,} on"))
        )


def test_without_error_kappa_is_told_to_stay_above_zero(show):
    page = show("kappa", {"error": 0, "released": "cifar10"})
    end = 4 * kappa_path("cifar10", error=0.0, steps=4, updates=50)[-1]
    told = f"Adam, λ = 0.01, error 0.00: κ stays above 0; after 10,000 updates it is {end:.2f} times its start."
    expect(page.locator(".mpepsn-readout")).to_have_text(told)
    page.get_by_role("radio", name="dvsgesture").check(force=True)
    expect(page.get_by_role("slider", name="error of v̂")).to_have_value("1.18")


def test_a_finger_that_scrolls_past_leaves_each_run_its_own_error(show):
    page = show("kappa", width=360)
    words = page.get_by_role("img").get_attribute("aria-label")
    assert "error 0.24" in words and "error 1.18" in words
    box = page.get_by_role("slider", name="error of v̂").bounding_box()
    x, y = box["x"] + 150, box["y"] + 10
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 12 * step}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") > 50
    expect(page.get_by_role("img")).to_have_attribute("aria-label", words)


def pulls(loss, m):
    """Loss and −∂loss/∂m of two classes with the scores m/2 and −m/2."""
    m = m.clone().requires_grad_()
    value = LOSSES[loss](torch.stack([m / 2, -m / 2], dim=-1).unsqueeze(1), torch.tensor([0]))
    value.backward()
    return value.item(), (0 - m.grad).tolist()


@pytest.mark.parametrize("preset", ["rising", "one wrong", "sure", "late"])
def test_every_loss_pulls_as_autograd_does(show, preset):
    page = show("losses", {"preset": preset})
    for loss in LOSSES:
        page.get_by_role("radio", name=loss, exact=True).check(force=True)
        value, pull = pulls(loss, leads(preset))
        numbers = ", ".join(f"{one:.3f}".replace("-", "−") for one in pull)
        expect(page.get_by_role("img")).to_have_attribute("aria-label", re.compile(f"pulls {numbers}\\.$"))
        expect(page.locator(".mpepsn-readout")).to_contain_text(f"loss {value:.3f}, floor ")
        assert page.locator("svg[role=img] .mpepsn-values text").all_text_contents() == numbers.split(", ")


def test_a_lead_is_moved_by_keyboard_and_given_back(show):
    page = show("losses", {"loss": "LTS"})
    last, leads_ = page.get_by_role("slider", name="lead at step 3"), page.get_by_role("combobox", name="leads")
    last.press("Home")
    expect(last).to_have_attribute("aria-valuetext", "−6.00")
    expect(leads_).to_have_value("drawn")
    _, pull = pulls("LTS", torch.tensor([3.0, -2.0, 3.0, -6.0], dtype=torch.float64))
    assert page.locator("svg[role=img] .mpepsn-values text").all_text_contents()[3] == f"↑ {pull[3]:.3f}"
    last.fill("3")
    expect(leads_).to_have_value("one wrong")


def test_the_dashed_line_is_where_a_step_is_no_longer_pulled(show):
    page = show("losses", {"loss": "TET + reg", "preset": "drawn", "drawn": [2.5, 2.75, 0, 6]})
    expect(page.locator(".mpepsn-readout")).to_contain_text(
        "Above a lead of 2.61 (dashed) steps are pulled back: 2 of 4."
    )
    assert [one > 0 for one in pulls("TET + reg", torch.tensor([2.5, 2.75, 0, 6], dtype=torch.float64))[1]] == [
        True,
        False,
        True,
        False,
    ]
    assert page.locator("svg .mpepsn-limit").get_attribute("d") != ""
    page.get_by_role("radio", name="TET", exact=True).check(force=True)
    assert page.locator("svg .mpepsn-limit").get_attribute("d") == ""


def membrane_pull(x, before, b):
    """Autograd's −∂(v̂ − v)²/∂x at each of many currents; what the step before adds is its whole estimate, decay 1."""
    x = x.clone().requires_grad_()
    v_hat = torch.stack([torch.full_like(x, before), (1 - b) * x])
    error = v_hat[1] - mpe(torch.stack([torch.zeros_like(x), x]), v_hat, decay=1.0).v[1]
    error.square().sum().backward()
    return -x.grad


@pytest.mark.parametrize("before", [-0.5, 0.0, 0.25])
def test_the_membrane_loss_is_told_to_pull_as_autograd_does(show, before):
    page = show("pull", {"before": before})
    told = page.locator(".mpepsn-readout")
    shown = [*((i + 0.5) / 40 for i in range(-80, 80)), 1 - before - 1e-9]
    x = torch.tensor([*shown, -1.3, 0.6, 1.9], dtype=torch.float64)
    none, one = (membrane_pull(x, before, b) for b in (0, 1))
    for coin, pull in (("b = 0", none), ("b = 1", one), ("mean", none + torch.sigmoid(x) * (one - none))):
        page.get_by_role("radio", name=coin, exact=True).check(force=True)
        inwards = 100 * (pull * x < 0)[:161].double().mean()
        expect(told).to_contain_text(f"It is towards 0 for {inwards:.0f}\u00a0% of the currents shown.")
        for current, now in zip(x[161:].tolist(), pull[161:].tolist(), strict=True):
            page.get_by_role("slider", name="current x").fill(f"{current:.1f}")
            way = "" if now == 0 else ", towards 0." if now * current < 0 else ", away from 0."
            expect(told).to_contain_text(f" is {now:.2f}{way}".replace("-0.00", "0.00").replace("-", "−"))
