"""Event sets from small recordings in their native formats: frames, parts, folds, and what a broken file is told."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from mpepsn import data as sets
from mpepsn.data import frames
from mpepsn.data.camera import EVENT
from mpepsn.data.recordings import read_aedat4, read_bin, read_npy
from mpepsn.data.sets import CIFAR10_CLASSES

pytest.importorskip("tonic")
SIZES = {"bin": (34, 34, 2), "npy": (128, 128, 2), "aedat4": (128, 128, 2)}
READERS = {"bin": read_bin, "npy": read_npy, "aedat4": read_aedat4}


@pytest.fixture
def nmnist(data, write, made_events):
    for half, count in (("Train", 12), ("Test", 8)):
        for number in range(count):
            events = made_events(203, (34, 34), seed=number + 100 * (half == "Test"))
            write["bin"](data / f"NMNIST/{half}/{number % 2}/{number:05d}.bin", events)
    return data / "NMNIST"


def as_events(table):
    return np.rec.fromarrays(table.T, dtype=EVENT).view(EVENT, np.ndarray)


@pytest.mark.parametrize("kind", READERS)
def test_each_format_gives_the_events_that_were_written(kind, write, made_events, tmp_path):
    if kind == "aedat4":
        pytest.importorskip("aedat")
    table = made_events(500, SIZES[kind])
    write[kind](tmp_path / f"a.{kind}", table)
    events = READERS[kind](tmp_path / f"a.{kind}", SIZES[kind])
    assert events.dtype == EVENT
    for column, name in enumerate(("x", "y", "t", "p")):
        assert events[name].tolist() == table[:, column].tolist()


@pytest.mark.parametrize("kind", READERS)
def test_a_cut_foreign_empty_or_missing_recording_is_named(kind, write, made_events, tmp_path):
    if kind == "aedat4":
        pytest.importorskip("aedat")
    path = tmp_path / f"a.{kind}"
    table = made_events(500, SIZES[kind])
    write[kind](path, table)
    raw = path.read_bytes()
    far = table.copy()
    far[7, 0] = SIZES[kind][0]
    write[kind](path, far)
    refused = [path.read_bytes(), b"", raw[:-4], raw[:-1], raw[: len(raw) // 2 + 1], b"\xff" * len(raw)]
    for content in refused:
        path.write_bytes(content)
        with pytest.raises(ValueError, match="must") as error:
            READERS[kind](path, SIZES[kind])
        assert str(path) in str(error.value)
    path.unlink()
    with pytest.raises(FileNotFoundError, match=f"a.{kind} must be there"):
        READERS[kind](path, SIZES[kind])


def test_a_recording_whose_end_was_not_written_is_refused_and_few_events_out_of_order_are_sorted(
    write, made_events, tmp_path
):
    table = made_events(300, (34, 34))
    table[0, 2] = 5
    write["bin"](tmp_path / "a.bin", table)
    raw = (tmp_path / "a.bin").read_bytes()
    (tmp_path / "a.bin").write_bytes(raw[:700].ljust(len(raw), b"\0"))
    with pytest.raises(ValueError, match=r"a.bin must go on in time; its last event is at 0 µs"):
        read_bin(tmp_path / "a.bin", (34, 34, 2))
    swapped = table[[0, 2, 1, *range(3, 300)]]
    write["bin"](tmp_path / "a.bin", swapped)
    assert read_bin(tmp_path / "a.bin", (34, 34, 2))["t"].tolist() == sorted(table[:, 2].tolist())


def test_a_table_of_something_else_is_refused(tmp_path):
    for table in (np.zeros((5, 3)), np.zeros(4), np.full((5, 4), np.nan), np.array([["a"] * 4])):
        np.save(tmp_path / "a.npy", table)
        with pytest.raises(ValueError, match=r"a.npy must hold"):
            read_npy(tmp_path / "a.npy", (128, 128, 2))


def test_tonics_own_recordings_are_read(recorded):
    pytest.importorskip("aedat")
    events = read_bin(recorded("sample_nmnist.bin"), (34, 34, 2))
    assert len(events) == 21625 // 5
    events = read_aedat4(recorded("sample.aedat4"), (320, 240, 2))
    assert len(events) == 111954 and events["x"].max() == 319 and events["y"].max() == 239
    with pytest.raises(ValueError, match=r"x in 0…127, a sensor of 128 × 128; got 0 to 319"):
        read_aedat4(recorded("sample.aedat4"), (128, 128, 2))


def test_nmnist_is_frames_by_number_with_the_remainder(nmnist, made_events):
    part = sets.nmnist("train", steps=4)
    x, y = part.take(torch.tensor([3, 0]))
    assert x.shape == (4, 2, 2, 34, 34) and x.dtype == torch.float32 and part.classes == 10
    assert x.sum((2, 3, 4)).tolist() == [[50, 50], [50, 50], [50, 50], [53, 53]]
    assert part.y.tolist() == [0] * 6 + [1] * 6 and y.tolist() == [0, 0]
    assert torch.equal(x[:, 0], frames(as_events(made_events(203, (34, 34), seed=6)), 4, (34, 34, 2)))
    assert len(sets.nmnist("test").y) == 8
    assert (len(sets.nmnist("fit").y), len(sets.nmnist("validation").y)) == (10, 2)


def test_the_folds_hold_every_recording_once_and_others_with_other_seeds(nmnist):
    folds = [sets.nmnist("test", seed, folds=4) for seed in range(8)]
    for shuffle in (folds[:4], folds[4:]):
        assert sorted(row for part in shuffle for row in part.rows.tolist()) == list(range(20))
        assert {len(part.y) for part in shuffle} == {4, 6} and all(len(part.y.unique()) == 2 for part in shuffle)
    assert folds[0].rows.tolist() != folds[4].rows.tolist()
    for seed in range(4):
        train = sets.nmnist("train", seed, folds=4)
        assert sorted(train.rows.tolist() + folds[seed].rows.tolist()) == list(range(20))
        inner = [sets.nmnist(part, seed, folds=4).rows.tolist() for part in ("fit", "validation")]
        assert sorted(inner[0] + inner[1]) == train.rows.tolist()


def test_frames_are_made_once_and_anew_when_a_file_has_changed(nmnist, write, made_events, capsys):
    first = sets.nmnist("test", steps=2)
    assert "making 2 frames of 8 recordings" in capsys.readouterr().err
    assert first.kept.dtype == np.uint8
    sets.nmnist("test", steps=2)
    assert capsys.readouterr().err == ""
    write["bin"](nmnist / "Test/1/00007.bin", made_events(900, (34, 34)))
    again = sets.nmnist("test", steps=2)
    assert "making 2 frames" in capsys.readouterr().err
    assert again.take(torch.arange(8)).x.sum() == first.take(torch.arange(8)).x.sum() + 697


def test_many_events_in_a_pixel_are_counted(nmnist, write, made_events):
    table = made_events(40_400, (34, 34), end=90)
    table[:, :2], table[:, 3] = 3, 1
    write["bin"](nmnist / "Test/0/00000.bin", table)
    part = sets.nmnist("test", steps=2)
    assert part.kept.dtype == np.int16 and part.take(torch.tensor([0])).x[1, 0, 1, 3, 3] == 20_200
    part = sets.nmnist("test", steps=1)
    assert part.kept.dtype == np.int32 and part.take(torch.tensor([0])).x[0, 0, 1, 3, 3] == 40_400


def test_a_broken_recording_leaves_no_frames_and_broken_frames_are_named(nmnist, tmp_path):
    file = nmnist / "Test/1/00003.bin"
    raw = file.read_bytes()
    file.write_bytes(raw[:-4])
    with pytest.raises(ValueError, match=r"Test/1/00003.bin must hold events of 5 bytes each"):
        sets.nmnist("test")
    kept = tmp_path / "cache/mpepsn/frames"
    assert not list(kept.glob("*.npy"))
    file.write_bytes(raw)
    sets.nmnist("test")
    (made,) = kept.glob("*.npy")
    made.write_bytes(made.read_bytes()[:5000])
    with pytest.raises(OSError, match=r"npy must hold frames that were made before; delete it"):
        sets.nmnist("test")


def test_a_folder_that_is_no_class_and_a_missing_half_are_named(nmnist, write, made_events):
    write["bin"](nmnist / "Train/ten/00001.bin", made_events(20, (34, 34)))
    with pytest.raises(ValueError, match=r"Train/ten/00001.bin must stand for a class from 0 to 9; got 'ten'"):
        sets.nmnist("train")
    for file in (nmnist / "Test").rglob("*.bin"):
        file.unlink()
    with pytest.raises(FileNotFoundError, match=r"NMNIST/Test/\*/\*.bin must be there"):
        sets.nmnist("test")


def test_gestures_keep_whole_people_aside_and_resize_as_the_sources_do(data, write, made_events):
    for user in range(1, 8):
        for label in (0, 10):
            path = data / f"DVSGesture/ibmGestureTrain/user{user:02d}_led/{label}.npy"
            write["npy"](path, made_events(640, (128, 128), seed=user))
    fit, aside = sets.dvs_gesture("fit", 2), sets.dvs_gesture("validation", 2)
    assert fit.classes == 11 and aside.y.tolist() == [0, 10] and len(fit.y) == 12
    people = {tuple(sets.dvs_gesture("validation", seed).rows.tolist()) for seed in range(12)}
    assert aside.rows[1] == aside.rows[0] + 1 and len(people) > 3
    x, _ = sets.dvs_gesture("train").take(torch.tensor([0]))
    assert x.shape == (16, 1, 2, 64, 64)
    native = frames(as_events(made_events(640, (128, 128), seed=1)), 16, (128, 128, 2))
    torch.testing.assert_close(
        x[:, 0], F.interpolate(native, (64, 64), mode="bilinear", antialias=True), rtol=1e-3, atol=1e-6
    )
    plain, _ = sets.dvs_gesture("train", size=None).take(torch.tensor([0]))
    assert torch.equal(plain[:, 0], native)


def test_cifar10_dvs_holds_out_the_first_hundred_of_each_class(data, write, made_events):
    pytest.importorskip("aedat")
    for name in CIFAR10_CLASSES:
        for number in (9, 99, 100, 1000):
            path = data / f"CIFAR10DVS/{name}/cifar10_{name}_{number}.aedat4"
            write["aedat4"](path, made_events(60, (128, 128), seed=number))
    train, test = sets.cifar10_dvs("train", steps=4), sets.cifar10_dvs("test", steps=4)
    assert test.y.tolist() == train.y.tolist() == [k for k in range(10) for _ in range(2)]
    assert train.take(torch.arange(2)).x.shape == (4, 2, 2, 48, 48)
    files = sorted((data / "CIFAR10DVS/bird").glob("*"))
    assert [files[row - 8].stem[13:] for row in test.rows[4:6]] == ["9", "99"]


def test_ncaltech101_stays_where_it_was_on_the_sensor(data, write, made_events):
    for name in ("chair", "BACKGROUND_Google"):
        for number in range(1, 21):
            table = made_events(30, (20, 20), seed=number)
            table[:, 0] += 220
            table[:, 1] += 160
            write["bin"](data / f"NCALTECH101/Caltech101/{name}/image_{number:04d}.bin", table)
    test = sets.ncaltech101("test", size=None, steps=2)
    assert test.classes == 2 and test.y.tolist() == [0, 0, 1, 1] and test.rows.tolist() == [0, 1, 20, 21]
    x, _ = test.take(torch.tensor([1]))
    assert x.shape == (2, 1, 2, 180, 240) and x[..., 160:, 220:].sum() == x.sum() == 30
    assert sets.ncaltech101("train").take(torch.arange(3)).x.shape == (10, 3, 2, 128, 128)


def test_all_steps_of_a_recording_are_augmented_alike(nmnist):
    plain = sets.nmnist("train", steps=3).take(torch.arange(12)).x
    x = sets.nmnist("train", steps=3, augment=["flip"]).take(torch.arange(12)).x
    for before, after in zip(plain.unbind(1), x.unbind(1), strict=True):
        assert torch.equal(before, after) or torch.equal(before.flip(3), after)
    assert not torch.equal(plain, x)
    with pytest.raises(ValueError, match="augment must be one of"):
        sets.nmnist("train", augment=["trivial"])
