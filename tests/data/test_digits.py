"""The digits: how many, in what range, split by the seed alone."""

import pytest
import torch

from mpepsn.data import digits, sequential_digits, still_digits


def rows(part):
    return {tuple(image.flatten().tolist()) for image in part.x}


def test_counts_ranges_and_classes():
    train, test = digits("train"), digits("test")
    assert train.x.shape == (1352, 1, 8, 8) and test.x.shape == (445, 1, 8, 8)
    for part in (train, test):
        assert part.x.dtype == torch.float32 and part.x.min() == 0 and part.x.max() == 1
        assert torch.equal(part.x * 16, (part.x * 16).round())
        assert part.y.dtype == torch.int64 and part.y.unique().tolist() == list(range(10))
    together = torch.bincount(train.y) + torch.bincount(test.y)
    assert torch.equal(torch.bincount(test.y), together // 4)


def test_nothing_is_in_both_parts_and_nothing_is_lost():
    train, test = rows(digits("train")), rows(digits("test"))
    assert not train & test
    assert len(train | test) == 1797


def test_pixels_and_classes_belong_together():
    from sklearn.datasets import load_digits

    found = load_digits()
    known = {tuple(image.flatten().tolist()): int(y) for image, y in zip(found.images, found.target, strict=True)}
    for part in (digits("train"), digits("test", seed=4)):
        assert [known[tuple((image * 16).flatten().tolist())] for image in part.x] == part.y.tolist()


def test_the_split_belongs_to_the_seed_and_leaves_torchs_generator_alone():
    torch.manual_seed(0)
    state = torch.get_rng_state()
    first = digits("test", seed=1)
    assert torch.equal(torch.get_rng_state(), state)
    torch.manual_seed(99)
    again, other = digits("test", seed=1), digits("test", seed=2)
    assert torch.equal(first.x, again.x) and torch.equal(first.y, again.y)
    assert rows(first) != rows(other)


@pytest.mark.parametrize("part", ["train", "test"])
def test_a_sequence_is_the_image_column_by_column(part):
    images, y = digits(part, seed=3)
    x, labels = sequential_digits(part, seed=3)
    assert x.shape == (8, len(y), 8) and torch.equal(labels, y)
    for t in range(8):
        assert torch.equal(x[t], images[:, 0, :, t])


def test_still_digits_are_the_whole_image_at_every_step():
    images, digit = digits("test", seed=2)
    x, y = still_digits("test", seed=2, steps=3)
    assert x.shape == (3, len(digit), 64) and torch.equal(y, digit)
    assert all(torch.equal(step.reshape(images.shape), images) for step in x)
