"""Pixels to currents: shapes, views, and spikes as frequent as a pixel is bright."""

import torch

from mpepsn import columns, rate, repeat


def test_repeat_shows_the_same_images_at_every_step_without_copies():
    images = torch.rand(2, 1, 4, 5)
    x = repeat(images, 7)
    assert x.shape == (7, 2, 1, 4, 5) and all(torch.equal(step, images) for step in x)
    assert x.data_ptr() == images.data_ptr()


def test_columns_sweeps_from_left_to_right_without_copies():
    images = torch.rand(2, 3, 4, 5)
    x = columns(images)
    assert x.shape == (5, 2, 3, 4) and all(torch.equal(x[t], images[..., t]) for t in range(5))
    assert x.data_ptr() == images.data_ptr()


def test_rate_is_as_frequent_as_the_pixel_is_bright():
    images = torch.tensor([[0.0, 0.1, 0.5, 0.9, 1.0]])
    x = rate(images, 4000, seed=torch.tensor(3))
    assert x.shape == (4000, 1, 5) and set(x.unique().tolist()) == {0.0, 1.0}
    error = (images * (1 - images) / 4000).sqrt()
    assert ((x.mean(0) - images).abs() <= 6 * error).all()


def test_rate_repeats_with_its_seed_and_with_torchs():
    images = torch.full((3, 8), 0.5)
    seed = torch.tensor(11)
    assert torch.equal(rate(images, 9, seed), rate(images, 9, seed))
    torch.manual_seed(5)
    first, second = rate(images, 9), rate(images, 9)
    torch.manual_seed(5)
    assert torch.equal(rate(images, 9), first) and not torch.equal(first, second)


def test_rate_takes_a_batch_of_nothing():
    assert rate(torch.zeros(0, 3), 4).shape == (4, 0, 3)
