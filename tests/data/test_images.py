"""Image sets from small files in their native formats: what comes out, and what a broken file is told."""

import numpy as np
import pytest
import torch

from mpepsn import data as sets
from mpepsn.data import images, split

COUNT = 60


@pytest.fixture
def pixels():
    return np.random.default_rng(0).integers(0, 256, (COUNT, 3, 32, 32))


@pytest.fixture
def cifar10(data, write, pixels, monkeypatch):
    monkeypatch.setattr(images, "RECORDS", COUNT)
    folder = data / "cifar10/cifar-10-batches-bin"
    for number in range(1, 6):
        write["cifar"](folder / f"data_batch_{number}.bin", np.arange(COUNT) % 10, (pixels + number) % 256)
    write["cifar"](folder / "test_batch.bin", np.arange(COUNT)[::-1] % 10, pixels)
    return folder


@pytest.fixture
def mnist(data, write, pixels):
    for half in ("train", "t10k"):
        write["idx"](data / f"smnist/{half}-images-idx3-ubyte", pixels[:, 0, :28, :28])
        write["idx"](data / f"smnist/{half}-labels-idx1-ubyte", np.arange(COUNT) % 10)
    return data / "smnist"


def normal(pixels, scale):
    mean, deviation = (torch.tensor(values).view(-1, 1, 1) for values in scale)
    return (torch.tensor(pixels).float() / 255 - mean) / deviation


def test_cifar10_is_the_normalised_image_at_every_step(cifar10, pixels):
    part = sets.cifar10("test", steps=3)
    x, y = part.take(torch.tensor([5, 1]))
    assert x.shape == (3, 2, 3, 32, 32) and x.dtype == torch.float32
    assert part.classes == 10 and part.y.tolist() == [k % 10 for k in range(COUNT)][::-1]
    assert y.tolist() == part.y[[5, 1]].tolist()
    for step in x:
        torch.testing.assert_close(step, normal(pixels[[5, 1]], images.CIFAR10))


def test_the_training_files_stand_one_after_another(cifar10, pixels):
    part = sets.cifar10("train", steps=1)
    assert len(part.y) == 5 * COUNT
    x, _ = part.take(torch.tensor([2 * COUNT + 7]))
    torch.testing.assert_close(x[0, 0], normal((pixels[7] + 3) % 256, images.CIFAR10))


def test_validation_is_a_sixth_of_each_class_and_belongs_to_the_seed(cifar10):
    fit, aside = sets.cifar10("fit", 1), sets.cifar10("validation", 1)
    assert aside.y.bincount().tolist() == [5] * 10 and fit.y.bincount().tolist() == [25] * 10
    assert sorted(fit.rows.tolist() + aside.rows.tolist()) == list(range(5 * COUNT))
    assert torch.equal(aside.rows, sets.cifar10("validation", 1).rows)
    assert not torch.equal(aside.rows, sets.cifar10("validation", 2).rows)


def test_cifar100_has_the_fine_classes(data, write, pixels, monkeypatch):
    monkeypatch.setattr(images, "RECORDS", COUNT)
    labels = np.stack([np.arange(COUNT) % 20, 99 - np.arange(COUNT)], axis=1)
    write["cifar"](data / "cifar100/cifar-100-binary/test.bin", labels, pixels)
    part = sets.cifar100("test", steps=2)
    assert part.classes == 100 and part.y.tolist() == labels[:, 1].tolist()
    torch.testing.assert_close(part.take(torch.tensor([4])).x[1, 0], normal(pixels[4], images.CIFAR100))


def test_columns_are_the_steps(cifar10, mnist, pixels):
    x, _ = sets.sequential_cifar10("test").take(torch.tensor([9]))
    assert x.shape == (32, 1, 3, 32)
    image = normal(pixels[9], images.CIFAR10)
    assert all(torch.allclose(x[t, 0], image[:, :, t]) for t in range(32))
    x, _ = sets.sequential_mnist("train").take(torch.tensor([3, 4]))
    assert x.shape == (28, 2, 1, 28)
    torch.testing.assert_close(x[6, 0, 0], normal(pixels[3, 0, :28, 6], images.MNIST).flatten())


def test_only_what_is_trained_with_is_augmented(cifar10):
    chosen = torch.arange(40)
    for part, changes in (("train", True), ("fit", True), ("validation", False), ("test", False)):
        plain = sets.cifar10(part, steps=1).take(chosen).x
        augmented = sets.cifar10(part, steps=1, augment=["crop"]).take(chosen).x
        assert torch.equal(plain, augmented) != changes, part


def test_the_same_generator_gives_the_same_batch(cifar10):
    part = sets.cifar10("train", augment=("crop", "flip", "trivial", "erasing", "mixup_or_cutmix"))
    torch.manual_seed(3)
    state = torch.get_rng_state()
    first = part.take(torch.arange(20))
    torch.set_rng_state(state)
    again, other = part.take(torch.arange(20)), part.take(torch.arange(20))
    assert torch.equal(first.x, again.x) and torch.equal(first.y, again.y)
    assert not torch.equal(first.x, other.x)
    assert first.y.shape == (20, 10) and torch.allclose(first.y.sum(1), torch.ones(20))


@pytest.mark.parametrize(
    ("size", "told"),
    [(None, "must be there"), (1000, "must have 184,380 bytes"), (184381, "must have 184,380 bytes")],
)
def test_a_missing_or_cut_cifar_file_is_named(cifar10, size, told):
    file = cifar10 / "data_batch_4.bin"
    raw = file.read_bytes() + b"\1"
    file.unlink() if size is None else file.write_bytes(raw[:size])
    with pytest.raises((OSError, ValueError), match=told) as error:
        sets.cifar10("train")
    assert str(file) in str(error.value)


def test_a_foreign_or_half_written_cifar_file_is_named(cifar10, write, pixels):
    labels = np.arange(COUNT) % 10
    labels[17] = 11
    write["cifar"](cifar10 / "test_batch.bin", labels, pixels)
    with pytest.raises(ValueError, match=r"test_batch.bin must hold classes from 0 to 9; got 11 for image 17"):
        sets.cifar10("test")
    raw = (cifar10 / "data_batch_1.bin").read_bytes()
    (cifar10 / "data_batch_1.bin").write_bytes(raw[:100_000].ljust(len(raw), b"\0"))
    with pytest.raises(ValueError, match=r"data_batch_1.bin must end in an image; its last 3,073 bytes are zero"):
        sets.cifar10("train")


def test_mnist_refuses_what_is_not_idx(mnist, write):
    file, labels = mnist / "train-images-idx3-ubyte", mnist / "train-labels-idx1-ubyte"
    raw = file.read_bytes()
    for broken, told in (
        (b"\x1f\x8b" + raw[2:], "which is gzip: unpack it"),
        (b"", "got nothing"),
        (labels.read_bytes(), "must begin with 00 00 08 03"),
        (raw[:-1], rf"must have {len(raw):,} bytes for its shape \(60, 28, 28\); got {len(raw) - 1:,}"),
    ):
        file.write_bytes(broken)
        with pytest.raises(ValueError, match=told) as error:
            sets.mnist("train")
        assert str(file) in str(error.value)
    file.write_bytes(raw)
    write["idx"](labels, np.arange(COUNT - 1) % 10)
    with pytest.raises(ValueError, match="one class for each image; got 60 and 59"):
        sets.mnist("train")


def test_arguments_are_checked_at_once(cifar10):
    with pytest.raises(ValueError, match="steps must be a whole number of at least 1; got 0"):
        sets.cifar10("train", steps=0)
    with pytest.raises(ValueError, match="part must be one of"):
        sets.cifar10("tests")
    with pytest.raises(ValueError, match="augment must be one of"):
        sets.cifar10("test", augment=["turn"])


def save(path, colour, size=(40, 50)):
    image = pytest.importorskip("PIL.Image")
    path.parent.mkdir(parents=True, exist_ok=True)
    image.new("RGB", size, colour).save(path)


def test_a_folder_of_images_with_its_own_split(tmp_path):
    for half, count in (("train", 6), ("val", 2)):
        for number in range(count):
            save(tmp_path / half / "red" / f"{number}.png", (255, 0, 0))
            save(tmp_path / half / "blue" / f"{number}.png", (0, 0, 255), size=(90, 20))
    part = sets.image_folder("test", path=tmp_path, steps=2, size=(16, 24))
    x, y = part.take(torch.arange(4))
    assert x.shape == (2, 4, 3, 16, 24) and part.classes == 2 and y.tolist() == [0, 0, 1, 1]
    assert (x[:, :2, 2] > 2).all() and (x[:, :2, 0] < -2).all() and (x[:, 2:, 0] > 2).all()
    assert len(sets.image_folder("train", path=tmp_path).y) == 12
    assert sets.image_folder("validation", path=tmp_path).y.tolist() == [0, 1]


def test_a_folder_without_a_split_and_what_it_refuses(tmp_path):
    with pytest.raises(FileNotFoundError, match="folder of images"):
        sets.image_folder("train", path=tmp_path)
    for number in range(8):
        for name in ("a", "b"):
            save(tmp_path / name / f"{number}.png", (number, 0, 0))
    train, test = (sets.image_folder(part, 3, path=tmp_path) for part in ("train", "test"))
    assert test.y.tolist() == [0, 0, 1, 1] and len(train.y) == 12
    file = tmp_path / "b" / "2.png"
    file.write_bytes(file.read_bytes()[:60])
    with pytest.raises(OSError, match=r"b/2.png must be a whole image"):
        [sets.image_folder(part, 3, path=tmp_path) for part in ("train", "test")]


def test_a_part_without_samples_is_refused():
    with pytest.raises(ValueError, match="'validation' has none of the 5 that are there"):
        split.rows("validation", 0, torch.zeros(5, dtype=torch.bool), torch.arange(5))
