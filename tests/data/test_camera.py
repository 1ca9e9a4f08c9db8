"""The simulated event camera: by hand, by its laws, its noise by statistics."""

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mpepsn.data.camera import EVENT, Camera, film

FLOOR = 0.25


def between_levels(brightness):
    """Whether no sample lies on a level, where rounding decides."""
    away = (np.array(brightness[1:]) - brightness[0]) / 0.5
    return (np.abs(away - away.round()) > 1e-3).all()


COURSES = st.lists(st.floats(-2, 2), min_size=2, max_size=8).filter(between_levels)


def camera(width, height=1, **changes):
    return Camera(width, height, **{"threshold": 0.5, "mismatch": 0.0, "noise": 0.0, "floor": FLOOR, **changes})


def light(brightness):
    """Light whose logarithm takes this course: `[S, pixels]` → `[S, 1, 1, pixels]`."""
    brightness = torch.as_tensor(brightness, dtype=torch.float64)
    return FLOOR * torch.expm1(brightness - brightness.min())[:, None, None]


def one_pixel(brightness, interval=1000, **changes):
    """Times and polarities of what one pixel reports."""
    (events,) = film(camera(1, **changes), light([[value] for value in brightness]), interval, seed=0, numbers=[0])
    return events["t"].tolist(), events["p"].tolist()


def same(first, second):
    return len(first) == len(second) and all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


def noise(scenes, seconds, rate, seed=0, numbers=None):
    """Background activity of a camera of 6 × 4 pixels before a still scene."""
    still = torch.full((2, scenes, 4, 6), 0.5)
    numbers = range(scenes) if numbers is None else numbers
    return film(camera(6, 4, noise=rate), still, int(seconds * 1e6), seed, list(numbers))


def test_a_ramp_on_two_pixels_by_hand():
    (events,) = film(camera(2), light([[0.0, 0.0], [1.2, -0.6]]), 1000, seed=0, numbers=[0])
    expected = [(0, 0, 417, 1), (0, 0, 833, 1), (1, 0, 833, 0)]
    assert np.array_equal(events, np.array(expected, dtype=EVENT))


def test_the_level_stays_where_the_last_event_was():
    assert one_pixel([0, 0.45, 0]) == ([], [])
    assert one_pixel([0, 0.6, 0.2]) == ([833], [1])
    assert one_pixel([0, 0.6, -0.1]) == ([833, 1857], [1, 0])
    assert one_pixel([0, 0.4, 0.8, 1.2]) == ([1250, 2500], [1, 1])


@settings(deadline=None, max_examples=50)
@given(st.lists(st.floats(0, 0.4), min_size=1, max_size=12), st.floats(0.05, 1))
def test_events_over_a_rise_count_its_thresholds(rises, threshold):
    brightness = np.cumsum([0.0, *rises])
    crossed = brightness[-1] / threshold
    assume(abs(crossed - round(crossed)) > 1e-3)
    times, polarities = one_pixel(brightness, threshold=threshold)
    assert polarities == [1] * int(crossed) and times == sorted(times)


@settings(deadline=None, max_examples=50)
@given(COURSES)
def test_reversed_brightness_swaps_the_polarities(brightness):
    times, polarities = one_pixel(brightness)
    reversed_times, reversed_polarities = one_pixel([-value for value in brightness])
    assert len(times) == len(reversed_times) and np.allclose(times, reversed_times, atol=1)
    assert polarities == [1 - p for p in reversed_polarities]


@settings(deadline=None, max_examples=50)
@given(COURSES, st.integers(2, 5))
def test_more_samples_of_the_same_course_change_nothing(brightness, finer):
    between = np.interp(np.arange((len(brightness) - 1) * finer + 1) / finer, np.arange(len(brightness)), brightness)
    times, polarities = one_pixel(brightness, interval=1200)
    finer_times, finer_polarities = one_pixel(between, interval=1200 // finer)
    assert polarities == finer_polarities and np.allclose(times, finer_times, atol=1)


def test_nothing_changes_nothing_fires():
    still = torch.rand(1, 3, 4, 6, generator=torch.Generator().manual_seed(0)).expand(5, -1, -1, -1)
    assert [len(events) for events in film(Camera(6, 4, noise=0.0), still, 1000, 0, [0, 1, 2])] == [0, 0, 0]


def test_thresholds_belong_to_the_camera_of_the_seed():
    c = Camera(200, 100, threshold=0.4, mismatch=0.2)
    on, off = (c.thresholds(3) / 0.4).log()
    for pattern in (on, off):
        assert abs(pattern.mean()) < 6 * 0.2 / 20_000**0.5 and abs(pattern.std() - 0.2) < 0.01
    assert abs((on * off).mean()) < 6 * 0.04 / 20_000**0.5
    assert torch.equal(c.thresholds(3), c.thresholds(3)) and not torch.equal(c.thresholds(3), c.thresholds(4))
    assert (Camera(threshold=0.4, mismatch=0.0).thresholds(0) == 0.4).all()


def test_a_pixel_fires_at_its_own_thresholds():
    c = camera(3, mismatch=0.3)
    on, off = c.thresholds(7)[:, 0]
    up, down = film(c, torch.cat([light([[0.0] * 3, [2.0] * 3]), light([[0.0] * 3, [-2.0] * 3])], 1), 1000, 7, [0, 1])
    for events, thresholds in (up, on), (down, off):
        for x in range(3):
            count = int(2 / thresholds[x])
            expected = [round(1000 * n * thresholds[x].item() / 2) for n in range(1, count + 1)]
            assert np.allclose(events["t"][events["x"] == x], expected, atol=1)


def test_noise_is_poisson_and_the_same_for_pixels_times_and_polarities():
    rate, seconds, scenes = 3.0, 2.0, 400
    recordings = noise(scenes, seconds, rate)
    counts, mean = np.array([len(events) for events in recordings]), rate * seconds * 24
    assert abs(counts.mean() - mean) < 6 * (mean / scenes) ** 0.5
    assert abs(counts.var() / mean - 1) < 6 * (2 / scenes) ** 0.5
    together = np.concatenate(recordings)
    pixel, part = together["y"] * 6 + together["x"], together["t"] * 10 // 2_000_001
    for which, kinds in (pixel, 24), (part, 10), (together["p"], 2), (part * 2 + together["p"], 20):
        found, expected = np.bincount(which, minlength=kinds), len(together) / kinds
        assert len(found) == kinds and (np.abs(found - expected) < 6 * expected**0.5).all()


def test_the_noise_of_a_scene_belongs_to_its_number_and_the_seed():
    several = noise(3, 1.0, 4.0, seed=5, numbers=[8, 2**32 - 1, 0])
    assert same(several, noise(3, 1.0, 4.0, seed=5, numbers=[8, 2**32 - 1, 0]))
    assert same(several[1:2], noise(1, 1.0, 4.0, seed=5, numbers=[2**32 - 1]))
    assert not same(several, noise(3, 1.0, 4.0, seed=6, numbers=[8, 2**32 - 1, 0]))
    assert not same(several[:1], several[1:2]) and not same(several[:1], several[2:])


@pytest.mark.parametrize("scenes", [1, 2, 7])
def test_a_scene_is_filmed_alike_beside_any_others(scenes):
    course = torch.rand(9, 11, 4, 6, generator=torch.Generator().manual_seed(1))
    c, numbers = Camera(6, 4, noise=5.0), list(range(100, 111))
    together = film(c, course, 1000, 2, numbers)
    assert min(map(len, together)) > 20
    assert same(together[3 : 3 + scenes], film(c, course[:, 3 : 3 + scenes], 1000, 2, numbers[3 : 3 + scenes]))


def test_events_are_sorted_and_on_the_sensor_and_of_tonics_type():
    from tonic.datasets import NMNIST

    course = torch.rand(9, 5, 4, 6, generator=torch.Generator().manual_seed(1))
    for events in film(Camera(6, 4, noise=50.0), course, 1000, 2, range(5)):
        assert events.dtype == NMNIST.dtype
        order = np.lexsort((events["p"], events["x"], events["y"], events["t"]))
        assert np.array_equal(events, events[order])
        for name, last in ("x", 5), ("y", 3), ("t", 8000), ("p", 1):
            assert events[name].min() >= 0 and events[name].max() <= last


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"light": torch.zeros(2, 1, 1, 3)}, r"light must be \[S ≥ 2, B, 1, 2\]; got \(2, 1, 1, 3\)"),
        ({"light": torch.zeros(1, 1, 1, 2)}, "light must be"),
        ({"light": torch.zeros(2, 1, 2)}, "light must be"),
        ({"light": -torch.ones(2, 1, 1, 2)}, "light must be finite and not negative; got -1 to -1"),
        ({"light": torch.full((2, 1, 1, 2), torch.inf)}, "light must be finite"),
        ({"light": torch.full((2, 1, 1, 2), torch.nan)}, "light must hold numbers"),
        ({"interval": 0}, "interval must be a whole number of at least 1; got 0"),
        ({"interval": 2**31}, "light must last at most"),
        ({"numbers": [0, 1]}, "numbers must be 1 whole numbers"),
        ({"numbers": [-1]}, "numbers must be 1 whole numbers"),
        ({"numbers": [2**32]}, "numbers must be 1 whole numbers"),
        ({"numbers": [0.5]}, "numbers must be 1 whole numbers"),
    ],
)
def test_what_cannot_be_filmed_is_refused(changes, named):
    with pytest.raises(ValueError, match=named):
        film(camera(2), **{"light": torch.zeros(2, 1, 1, 2), "interval": 1, "seed": 0, "numbers": [0], **changes})


@pytest.mark.parametrize(
    "broken", [{"width": 0}, {"height": 1.5}, {"threshold": 0.0}, {"floor": 0.0}, {"mismatch": -0.1}, {"noise": -1.0}]
)
def test_a_camera_that_cannot_be_is_refused(broken):
    with pytest.raises(ValueError, match=f"{next(iter(broken))} must .*; got"):
        Camera(**broken)
