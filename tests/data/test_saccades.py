"""Saccade digits: what falls on the sensor, what is reported of it, and that it tells the digits."""

import time

import numpy as np
import pytest
import torch
from torch.nn.functional import one_hot

from mpepsn.data import digits, frames, saccade_digits, saccade_recordings, saccades
from mpepsn.data.camera import Camera
from mpepsn.data.saccades import SENSOR_SIZE


@pytest.fixture(scope="module")
def held_out():
    return saccade_recordings("test")


def same(first, second):
    return len(first) == len(second) and all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize("part", ["train", "test"])
def test_every_digit_of_the_part_is_recorded_as_tonic_gives_events(part):
    from tonic.datasets import NMNIST

    events, y = saccade_recordings(part, seed=2)
    assert torch.equal(y, digits(part, seed=2).y) and y.dtype == torch.int64 and len(events) == len(y)
    for recording in events:
        assert recording.dtype == NMNIST.dtype and (np.diff(recording["t"]) >= 0).all()
        assert recording["t"][0] >= 0 and recording["t"][-1] <= 300_000
        for name, limit in zip("xyp", SENSOR_SIZE, strict=True):
            assert recording[name].min() >= 0 and recording[name].max() < limit
    assert SENSOR_SIZE == (16, 16, 2)


def test_an_unknown_part_is_refused_as_by_digits():
    with pytest.raises(ValueError, match="part must be"):
        saccade_recordings("all")


def test_recordings_belong_to_the_seed_and_leave_torchs_generator_alone(held_out):
    torch.manual_seed(0)
    state = torch.get_rng_state()
    again = saccade_recordings("test")
    assert torch.equal(torch.get_rng_state(), state)
    assert same(again.events, held_out.events) and torch.equal(again.y, held_out.y)
    assert not same(saccade_recordings("test", seed=1).events[:1], held_out.events[:1])


def test_an_image_is_recorded_alike_whatever_else_is(monkeypatch, held_out):
    chosen = torch.tensor([300, 7, 444])
    images, y = digits("test")
    monkeypatch.setattr(saccades, "digits", lambda part, seed: (images[chosen], y[chosen]))
    events, labels = saccade_recordings("test")
    assert same(events, [held_out.events[n] for n in chosen]) and torch.equal(labels, y[chosen])


def test_no_two_images_share_their_noise(monkeypatch):
    monkeypatch.setattr(saccades, "CAMERA", Camera(threshold=100.0))
    noise = {events.tobytes() for part in ("train", "test") for events in saccade_recordings(part).events}
    assert len(noise) == 1797


def test_what_is_seen_is_the_digit_enlarged_and_moved():
    images = digits("test").x[:3]
    sensor = (torch.arange(16) - 7.5) / 1.5
    light = saccades.seen(images)
    for step, (x, y) in enumerate(saccades.path()):
        place = torch.stack(torch.meshgrid(sensor - y / 1.5, sensor - x / 1.5, indexing="ij")[::-1], dim=-1) / 4
        grid = place.float().expand(3, -1, -1, -1)
        expected = torch.nn.functional.grid_sample(images, grid, padding_mode="zeros", align_corners=False)[:, 0]
        assert torch.allclose(light[step], expected, atol=2 / 256)


def test_what_is_seen_is_exact_so_that_no_batch_changes_it():
    images = digits("test").x
    light = saccades.seen(images)
    assert torch.equal(light * 2**20, (light * 2**20).round())
    assert torch.equal(light[:, 5:6], saccades.seen(images[5:6]))


def test_the_path_is_a_triangle_from_rest_to_rest():
    path = saccades.path()
    assert path.shape == (31, 2) and torch.equal(path[0], path[-1])
    assert path[10].tolist() == [0.0, 1.5] and path[20].tolist() == [1.5, -1.5]
    speed = path.diff(dim=0).norm(dim=1).reshape(3, 10)
    assert (speed[:, [0, -1]] < 0.2 * speed[:, 4:6]).all()
    assert torch.allclose(path[5], (path[0] + path[10]) / 2)


def test_a_bright_digit_goes_ahead_with_on_and_leaves_off_behind(held_out):
    ahead = []
    for events in held_out.events:
        saccade, on = events["t"] // 100_001, events["p"] == 1
        gap = [
            [events[axis][on & (saccade == n)].mean() - events[axis][~on & (saccade == n)].mean() for axis in "xy"]
            for n in range(3)
        ]
        ahead.append(gap)
    down, up, left = np.array(ahead).transpose(1, 2, 0)
    for right_way in down[1] > 0, up[1] < 0, left[0] < 0:
        assert right_way.mean() > 0.95
    on = np.mean([events["p"].mean() for events in held_out.events])
    assert 0.45 < on < 0.55


def test_saccade_digits_are_the_recordings_frames(held_out):
    x, y = saccade_digits("test")
    assert x.shape == (6, 445, 512) and x.dtype == torch.float32 and torch.equal(y, held_out.y)
    for n in 0, 444:
        assert torch.equal(x[:, n], frames(held_out.events[n], 6, SENSOR_SIZE).flatten(1))
    assert saccade_digits("test", seed=1, steps=4).x.shape == (4, 445, 512)


def test_the_digits_can_be_told_from_their_events():
    train, test = (saccade_digits(part) for part in ("train", "test"))
    x, other = (torch.cat([part.x.sum(0), torch.ones(len(part.y), 1)], 1).double() for part in (train, test))
    target = one_hot(train.y, 10).double()
    weight = torch.linalg.solve(x.T @ x + 100 * torch.eye(513), x.T @ target)
    assert ((other @ weight).argmax(1) == test.y).double().mean() > 0.85


@pytest.fixture
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_a_thousand_recordings_a_second(one_thread):
    """Of one core's own time, so that what else runs on the machine counts little; digits are read within it.

    One thread: a thread that waits for another, which has to wait for a core, burns time of its own.
    """
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        count = len(saccade_recordings("test").y)
        best = min(best, time.process_time() - start)
    assert count / best > 1000


@pytest.mark.parametrize(
    "make",
    [
        lambda t: t.ToFrame(SENSOR_SIZE, n_event_bins=6),
        lambda t: t.ToFrame(SENSOR_SIZE, n_time_bins=6),
        lambda t: t.ToVoxelGrid(SENSOR_SIZE, n_time_bins=6),
        lambda t: t.Denoise(filter_time=10_000),
        lambda t: t.Downsample(sensor_size=SENSOR_SIZE, target_size=(8, 8)),
        lambda t: t.TimeJitter(std=100, clip_negative=True, sort_timestamps=True),
        lambda t: t.SpatialJitter(SENSOR_SIZE, clip_outliers=True),
        lambda t: t.RandomFlipLR(SENSOR_SIZE, p=1.0),
        lambda t: t.DropEvent(p=0.2),
        lambda t: t.CropTime(max=100_000),
    ],
    ids=["number", "time", "voxels", "denoise", "downsample", "jitter", "spatial jitter", "flip", "drop", "crop"],
)
def test_tonics_transforms_take_them(make, held_out):
    from tonic import transforms

    np.random.seed(0)
    before = held_out.events[3].copy()
    after = make(transforms)(held_out.events[3])
    assert np.array_equal(held_out.events[3], before)
    assert len(after) > 0 and (after["x"].max() if after.dtype.names else np.abs(after).max()) > 0


def test_tonics_frames_of_them_are_ours_but_for_the_remainder(held_out):
    from tonic.transforms import ToFrame

    for events in held_out.events[:5]:
        theirs = torch.from_numpy(ToFrame(SENSOR_SIZE, n_event_bins=6)(events)).float()
        assert torch.equal(frames(events, 6, SENSOR_SIZE)[:-1], theirs[:-1])
