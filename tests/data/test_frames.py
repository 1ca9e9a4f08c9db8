"""Events to frames: by hand, the remainder, what is lost (nothing), and what tonic does."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from mpepsn.data import batch_frames, frames
from mpepsn.data.camera import EVENT

SIZE = (5, 3, 2)


def recording(count, seed=0, duration=1000):
    """Events at random pixels and times, sorted."""
    generator = np.random.default_rng(seed)
    events = np.empty(count, EVENT)
    for name, limit in zip("xyp", SIZE, strict=True):
        events[name] = generator.integers(0, limit, count)
    events["t"] = np.sort(generator.integers(0, duration, count))
    return events


def at(times):
    """ON events of one pixel."""
    events = np.zeros(len(times), EVENT)
    events["t"], events["p"] = times, 1
    return events


def per_frame(events, steps, by="number"):
    return frames(events, steps, SIZE, by).sum((1, 2, 3)).tolist()


@pytest.mark.parametrize("by", ["number", "time"])
def test_three_events_by_hand(by):
    events = np.array([(0, 2, 10, 1), (4, 1, 11, 0), (4, 1, 19, 0)], EVENT)
    expected = torch.zeros(2, 2, 3, 5)
    if by == "number":
        expected[0, 1, 2, 0] = 1
        expected[1, 0, 1, 4] = 2
    else:
        expected[0, 1, 2, 0] = expected[0, 0, 1, 4] = 1
        expected[1, 0, 1, 4] = 1
    found = frames(events, 2, SIZE, by)
    assert found.dtype == torch.float32 and torch.equal(found, expected)


def test_by_number_the_last_frame_takes_the_remainder():
    assert per_frame(recording(1003), 4) == [250, 250, 250, 253]
    assert per_frame(recording(1003), 16) == [62] * 15 + [73]
    assert per_frame(recording(8), 4) == [2, 2, 2, 2]
    assert per_frame(recording(3), 4) == [0, 0, 0, 3]


def test_by_time_spans_are_equal_and_the_last_event_is_in():
    assert per_frame(at([0, 24, 25, 49, 50, 74, 75, 99]), 4, "time") == [2, 2, 2, 2]
    assert per_frame(at([500, 510, 599]), 4, "time") == [2, 0, 0, 1]
    assert per_frame(at([7, 7, 7]), 4, "time") == [3, 0, 0, 0]
    assert per_frame(at([10, 11]), 5, "time") == [1, 0, 1, 0, 0]


@pytest.mark.parametrize("by", ["number", "time"])
def test_no_events_are_frames_of_zeros_in_the_right_axes(by):
    found = frames(recording(0), 4, SIZE, by)
    assert found.shape == (4, 2, 3, 5) and found.count_nonzero() == 0


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=5), st.integers(1, 9), st.sampled_from(["number", "time"]))
def test_a_batch_is_its_recordings_one_by_one_and_nothing_is_lost(counts, steps, by):
    recordings = [recording(count, seed) for seed, count in enumerate(counts)]
    together = batch_frames(recordings, steps, SIZE, by)
    assert together.shape == (steps, len(counts), 2, 3, 5)
    assert together.sum((0, 2, 3, 4)).tolist() == counts
    for number, events in enumerate(recordings):
        assert torch.equal(together[:, number], frames(events, steps, SIZE, by))


@pytest.mark.parametrize(
    "kinds", ["<i2 <i2 <i8 ?", "<u2 <u2 <u4 <u1", "<i8 <i8 <i8 <i8"], ids=["gesture", "unsigned", "n-mnist"]
)
def test_every_whole_number_type_of_the_readers_is_taken(kinds):
    events = recording(100)
    other = events.astype(list(zip("xytp", kinds.split(), strict=True)))
    for by in "number", "time":
        assert torch.equal(frames(other, 3, SIZE, by), frames(events, 3, SIZE, by))


def test_fields_in_another_order_and_more_of_them_are_fine():
    events = recording(50)
    other = np.zeros(50, [("t", np.int64), ("x", np.int64), ("y", np.int64), ("label", "U3"), ("p", bool)])
    for name in "xytp":
        other[name] = events[name]
    assert torch.equal(frames(other, 3, SIZE), frames(events, 3, SIZE))


@pytest.mark.parametrize("count", [1000, 1003])
def test_tonic_makes_the_same_frames_but_for_the_remainder(count):
    from tonic.transforms import ToFrame

    events = recording(count)
    theirs = torch.from_numpy(ToFrame(SIZE, n_event_bins=4)(events)).float()
    ours = frames(events, 4, SIZE)
    assert torch.equal(ours[:-1], theirs[:-1])
    assert ours[-1].sum() - theirs[-1].sum() == count % 4
    assert torch.equal(frames(events[: count // 4 * 4], 4, SIZE), theirs)


def changed(name, where, value):
    events = recording(20)
    events[name][where] = value
    return events


@pytest.mark.parametrize(
    ("events", "named"),
    [
        (changed("x", 3, 5), r"events must have x in 0…4; got 5 \(recording 0; 1 such events in all\)"),
        (changed("y", 3, -1), r"events must have y in 0…2; got -1"),
        (changed("p", slice(0, 2), -1), r"events must have p in 0…1; got -1 \(recording 0; 2"),
        (changed("t", 4, 10**6), r"events must be sorted by t; got \d+ after 1000000 .*argsort"),
    ],
)
@pytest.mark.parametrize("by", ["number", "time"])
def test_events_out_of_place_are_refused(events, named, by):
    with pytest.raises(ValueError, match=named):
        frames(events, 4, SIZE, by)


def test_the_recording_at_fault_is_named_and_time_may_start_anew_in_the_next():
    good, bad = recording(30), changed("x", 3, 5)
    assert batch_frames([good, good], 4, SIZE).sum() == 60
    with pytest.raises(ValueError, match="recording 2"):
        batch_frames([good, good, bad], 4, SIZE)


@pytest.mark.parametrize(
    ("events", "named"),
    [
        ([(0, 0, 0, 0)], "events must be a structured array with fields x, y, t, p; got list"),
        (np.zeros((4, 4)), r"got float64 of shape \(4, 4\)"),
        (np.zeros(4, [("x", int), ("t", int)]), "must have the fields x, y, t, p; y, p missing in x, t"),
        (np.zeros(4, [("x", int), ("y", int), ("t", float), ("p", int)]), "whole numbers, t in µs; got t of float64"),
    ],
)
def test_what_are_no_events_is_refused(events, named):
    with pytest.raises(TypeError, match=named):
        frames(events, 4, SIZE)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"steps": 0}, "steps must be a whole number of at least 1; got 0"),
        ({"by": "count"}, "by must be one of 'number', 'time'; got 'count'"),
        ({"sensor_size": (5, 3)}, r"sensor_size must be \(W, H, 2\); got \(5, 3\)"),
        ({"sensor_size": (5, 3, 1)}, "sensor_size must be"),
        ({"sensor_size": None}, "sensor_size must be"),
        ({"sensor_size": (0, 3, 2)}, "each length in sensor_size must be"),
        ({"recordings": []}, "recordings must hold at least one recording; got none"),
    ],
)
def test_other_arguments_are_refused_by_name(changes, named):
    with pytest.raises(ValueError, match=named):
        batch_frames(**{"recordings": [recording(5)], "steps": 2, "sensor_size": SIZE, **changes})
