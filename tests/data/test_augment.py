"""Augmentation: what each does to pixels and classes; TrivialAugment against Pillow, which it was written for."""

from collections import Counter

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from mpepsn import losses
from mpepsn.data import augment, trivial

COUNT = 400
X = torch.rand(COUNT, 3, 12, 10, generator=torch.Generator().manual_seed(0)) + 0.1
Y = torch.arange(COUNT) % 10
SHARES = F.one_hot(Y, 10).float()


@pytest.fixture(autouse=True)
def seeded():
    torch.manual_seed(0)


def test_crop_moves_each_image_by_up_to_four_pixels():
    x, y = augment.crop(X, Y)
    assert x.shape == X.shape and y is Y
    padded = F.pad(X, (4, 4, 4, 4))
    found = Counter()
    for number in range(COUNT):
        places = [
            (i, j)
            for i in range(9)
            for j in range(9)
            if torch.equal(x[number], padded[number, :, i : i + 12, j : j + 10])
        ]
        assert len(places) == 1
        found.update(places)
    assert len(found) > 75 and {i for i, _ in found} == {j for _, j in found} == set(range(9))


def test_flip_mirrors_half():
    x, _ = augment.flip(X, Y)
    mirrored = (x == X.flip(3)).flatten(1).all(1)
    assert ((x == X).flatten(1).all(1) ^ mirrored).all() and 160 < mirrored.sum() < 240


def test_cutout_blackens_one_square():
    x, _ = augment.cutout(X, Y)
    black = (x == 0).all(1)
    assert torch.equal(x[~(x == 0)], X[~(x == 0)])
    sizes = black.sum((1, 2))
    assert sizes.max() == 16 and sizes.min() == 4
    inside = black[sizes == 16]
    assert (inside.any(1).sum(1) == 4).all() and (inside.any(2).sum(1) == 4).all()


def test_erasing_takes_a_rectangle_out_of_a_share():
    x, _ = augment.erasing(X, Y, share=1.0)
    gone = (x == 0).all(1)
    areas = gone.sum((1, 2)) / 120
    assert areas.min() > 0.005 and areas.max() < 0.4 and 0.14 < areas.mean() < 0.21
    assert torch.equal(gone.any(1).sum(1) * gone.any(2).sum(1), gone.sum((1, 2)))
    x, _ = augment.erasing(X, Y)
    assert 20 < (x != X).flatten(1).any(1).sum() < 65


def test_mixup_mixes_images_and_shares_alike():
    x, y = augment.mixup(X, SHARES)
    part = y[0, 0].item()
    assert 0 < part < 1
    torch.testing.assert_close(x, part * X + (1 - part) * X.roll(1, 0))
    torch.testing.assert_close(y, part * SHARES + (1 - part) * SHARES.roll(1, 0))
    parts = torch.tensor([augment.mixup(X[:2], SHARES[:2])[1][0, 0] for _ in range(300)])
    assert abs(parts.mean() - 0.5) < 0.1 and abs(parts.var() - 0.25 / 1.4) < 0.03


def test_cutmix_shares_follow_the_area():
    sides = set()
    for _ in range(30):
        x, y = augment.cutmix(X, SHARES)
        other = (x == X.roll(1, 0)).all(1)
        assert torch.equal(other, other[:1].expand_as(other))
        assert torch.equal(x, torch.where(other.unsqueeze(1), X.roll(1, 0), X))
        torch.testing.assert_close(y[5, 4], other[0].float().mean())
        torch.testing.assert_close(y.sum(1), torch.ones(COUNT))
        sides.add(int(other[0].sum()))
    assert len(sides) > 10


def test_majority_mixup_keeps_one_class():
    seen = set()
    for _ in range(40):
        x, y = augment.majority_mixup(X, Y)
        if torch.equal(x, X):
            seen.add("none")
            assert torch.equal(y, Y)
            continue
        own = (x - X).abs().mean() < (x - X.roll(1, 0)).abs().mean()
        seen.add(bool(own))
        assert torch.equal(y, Y if own else Y.roll(1))
    assert seen == {"none", True, False}


def test_either_mixing_is_drawn_and_the_losses_take_the_shares():
    kinds = set()
    for _ in range(10):
        x, y = augment.augmented(X[:30], Y[:30], ["mixup_or_cutmix"], 10)
        kinds.add(bool(torch.isin(x, X).all()))
        scores = torch.randn(3, 30, 10)
        for loss in (losses.sdt_loss, losses.tet_loss, losses.lts_loss, losses.tet_s_loss):
            assert loss(scores, y).isfinite()
    assert kinds == {True, False}


def test_normalisation_stands_between_the_two_kinds():
    x, _ = augment.augmented(X, Y, ["cutout", "erasing"], 10, lambda x: x - 5)
    assert (x == -5).any() and (x == 0).any()


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("crop", "must be a list of names"),
        (["autoaugment"], "must be one of 'crop'"),
        (["erasing", "flip"], "must name crop, flip, trivial, cutout before the others"),
        (["mixup", "cutmix"], "must mix images in one way"),
    ],
)
def test_names_that_cannot_act_are_refused(names, told):
    with pytest.raises(ValueError, match=f"augment {told}"):
        augment.known(names)


IMAGES = torch.randint(256, (6, 3, 32, 32), generator=torch.Generator().manual_seed(1))
IMAGES[:3] = IMAGES[:3] // 3 + 40
STRENGTH = torch.tensor([0, 0.2, 0.4, 0.6, 0.8, 1.0])
SIGN = torch.tensor([1.0, -1, 1, -1, 1, -1])


def by_pillow(name, image, strength, sign):
    ops, enhance, pillow = (pytest.importorskip(f"PIL.{module}") for module in ("ImageOps", "ImageEnhance", "Image"))
    picture = pillow.fromarray(image.permute(1, 2, 0).to(torch.uint8).numpy())
    factor, move = 1 + 0.99 * strength * sign, int(32 * strength) * sign
    lean = 0.99 * strength * sign
    warp = {"shear_x": (1, lean, 0, 0, 1, 0), "shear_y": (1, 0, 0, lean, 1, 0)}
    warp |= {"move_x": (1, 0, move, 0, 1, 0), "move_y": (1, 0, 0, 0, 1, move)}
    if name in warp:
        done = picture.transform(picture.size, pillow.Transform.AFFINE, warp[name], pillow.Resampling.BILINEAR)
    else:
        done = {
            "turn": lambda: picture.rotate(135 * strength * sign, pillow.Resampling.BILINEAR),
            "brightness": lambda: enhance.Brightness(picture).enhance(factor),
            "colour": lambda: enhance.Color(picture).enhance(factor),
            "contrast": lambda: enhance.Contrast(picture).enhance(factor),
            "sharpness": lambda: enhance.Sharpness(picture).enhance(factor),
            "fewer_bits": lambda: ops.posterize(picture, 8 - round(6 * strength)),
            "invert_bright": lambda: ops.solarize(picture, 255 - 255 * strength),
            "stretch": lambda: ops.autocontrast(picture),
            "equalise": lambda: ops.equalize(picture),
            "same": lambda: picture,
        }[name]()
    return torch.tensor(np.asarray(done)).permute(2, 0, 1)


@pytest.mark.parametrize("act", trivial.OPERATIONS, ids=lambda act: act.__name__)
def test_each_operation_is_pillows(act):
    ours = (act(IMAGES / 255, STRENGTH, SIGN) * 255).clamp(0, 255)
    theirs = torch.stack(
        [by_pillow(act.__name__, *given) for given in zip(IMAGES, STRENGTH.tolist(), SIGN.tolist(), strict=True)]
    )
    # Pillow leaves out pixels whose centre lies outside, where we fade to black: the edge of what was warped differs.
    whole = act in (trivial.same, trivial.fewer_bits, trivial.invert_bright, trivial.equalise)
    near = (ours - theirs).abs() <= (0.01 if whole else 3 if act in (trivial.contrast, trivial.sharpness) else 2)
    assert near.float().mean() > (0.9 if act in (trivial.shear_x, trivial.shear_y, trivial.turn) else 0.999)


def test_trivial_draws_every_operation_and_stays_in_range():
    drawn = []
    original = trivial.OPERATIONS
    spies = tuple(lambda x, s, g, act=act: drawn.append((act, len(x), s, g)) or act(x, s, g) for act in original)
    x = torch.rand(1400, 3, 8, 8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trivial, "OPERATIONS", spies)
        out = trivial.trivial_augment(x)
    assert out.shape == x.shape and out.min() >= 0 and out.max() <= 1
    counts = {act: count for act, count, *_ in drawn}
    assert len(counts) == 14 and all(65 < count < 140 for count in counts.values()) and sum(counts.values()) == 1400
    strengths, signs = (torch.cat(column) for column in list(zip(*drawn, strict=True))[2:])
    assert signs.unique().tolist() == [-1, 1]
    assert len((strengths * 30).round().unique()) == 31 and strengths.min() == 0 and strengths.max() == 1
    assert trivial.trivial_augment(torch.rand(200, 1, 28, 28)).shape == (200, 1, 28, 28)
