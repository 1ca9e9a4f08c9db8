"""The figure of chapter 10: what it tells of a frame is what Python counts."""

import numpy as np
import pytest
from playwright.sync_api import expect

from mpepsn.data import frames

FIELDS = [(name, np.int64) for name in "xytp"]


@pytest.mark.parametrize("by", ["number", "time"])
def test_every_frame_is_told_as_python_cuts_it(show, recording, by):
    page = show("cloud", {"by": by, "steps": 7})
    events = np.array(list(recording), FIELDS)
    told, slider = page.locator(".mpepsn-readout"), page.get_by_role("slider", name="frame t")
    for step, frame in enumerate(frames(events, 7, (16, 16, 2), by)):
        slider.fill(str(step))
        off, on = (int(channel.sum()) for channel in frame)
        expect(told).to_contain_text(f"Frame {step} of 7, by {by}: {off + on} events ({on} ON, {off} OFF) in ")
        pixels = [int((channel > 0).sum()) for channel in frame]
        most = f"at most {int(frame.max())} in one"
        words = f"Frame {step}: ON events in {pixels[1]} pixels, OFF events in {pixels[0]}, {most}."
        expect(page.get_by_role("img").last).to_have_attribute("aria-label", words)
    rest = len(events) % 7
    assert rest, "no remainder to tell of"
    assert (f"It takes the {rest} left over." in told.inner_text()) == (by == "number")


def test_without_events_it_says_so(show):
    page = show("cloud", {"events": []})
    expect(page.locator(".mpepsn-readout")).to_have_text("No events: every frame is empty.")
