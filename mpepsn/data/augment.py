"""Augmentation of batches, in torch: `x, y = f(x, y)` for x `[B, C, H, W]`.

    crop        4 black pixels around, cut out at a random place       flip     left to right, for half of the images
    trivial     TrivialAugment, see `mpepsn.data.trivial`              cutout   a black square, 4 wide
    erasing     a rectangle at the mean colour, in 1 of 10             mixup    x ← λ·x + (1 − λ)·x', λ ~ Beta(.2, .2)
    cutmix      a rectangle out of x', λ ~ Beta(1, 1)                  mixup_or_cutmix    one of them for a batch
    majority_mixup    mixup with λ ~ Beta(.5, .5), for half of the batches; y stays the class with the larger share

x' is the next of the batch. Mixed classes are shares `[B, K]`, as the losses take them. The first four act on
brightness in [0, 1], the others after normalisation. All draws are from torch's default generator, so a run that is
resumed draws the same.

Source: PSN (flip, trivial, erasing, mixup or cutmix on CIFAR), MPE-PSN (crop, flip, cutout on CIFAR; crop, flip,
majority mixup on frames); TrivialAugment: Müller and Hutter 2021. MPE-PSN's AutoAugment is not here.
"""

from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from .. import arguments
from .trivial import trivial_augment

Batch = tuple[Tensor, Tensor]


def crop(x: Tensor, y: Tensor, padding: int = 4) -> Batch:
    """Every image moved by up to `padding` pixels each way; zeros come in."""
    count, _, height, width = x.shape
    rows, columns = (torch.randint(2 * padding + 1, (count, 1)) + torch.arange(length) for length in (height, width))
    padded = F.pad(x, (padding,) * 4)
    each = torch.arange(count).view(-1, 1, 1)
    return padded[each, :, rows.unsqueeze(2), columns.unsqueeze(1)].movedim(3, 1), y


def flip(x: Tensor, y: Tensor) -> Batch:
    """Half of the images mirrored, left to right."""
    return torch.where(torch.rand(len(x), 1, 1, 1) < 0.5, x.flip(3), x), y


def trivial(x: Tensor, y: Tensor) -> Batch:
    """One of fourteen operations for each image, at a random strength."""
    return trivial_augment(x), y


def cutout(x: Tensor, y: Tensor, length: int = 4) -> Batch:
    """A black square in each image. Its centre lies anywhere, so the edge may cut it."""
    count, _, height, width = x.shape
    top, left = (torch.randint(size, (count,)) - length // 2 for size in (height, width))
    return x.masked_fill(_box(x, top, left, top + length, left + length), 0), y


def erasing(x: Tensor, y: Tensor, share: float = 0.1) -> Batch:
    """A rectangle of zeros in a share of the images: 2 to 33 % of the area, its sides 0.3 to 3.3 to 1.

    Source: Zhong et al. 2020, with ten tries for a rectangle that fits, as torchvision has them.
    """
    count, _, height, width = x.shape
    area = torch.empty(count, 10).uniform_(0.02, 0.33) * height * width
    ratio = torch.empty(count, 10).uniform_(*torch.tensor([0.3, 3.3]).log().tolist()).exp()
    high, wide = (area * ratio).sqrt().round().long(), (area / ratio).sqrt().round().long()
    fits = (high < height) & (wide < width)
    first = fits.int().argmax(1, keepdim=True)
    high, wide = high.gather(1, first).squeeze(1), wide.gather(1, first).squeeze(1)
    top = (torch.rand(count) * (height - high + 1)).long()
    left = (torch.rand(count) * (width - wide + 1)).long()
    chosen = (torch.rand(count) < share) & fits.any(1)
    return x.masked_fill(_box(x, top, left, top + high, left + wide) & chosen.view(-1, 1, 1, 1), 0), y


def mixup(x: Tensor, y: Tensor, alpha: float = 0.2) -> Batch:
    """Each image mixed with the next one, and their shares of classes `[B, K]` with them."""
    part = _beta(alpha)
    return part * x + (1 - part) * x.roll(1, 0), part * y + (1 - part) * y.roll(1, 0)


def cutmix(x: Tensor, y: Tensor, alpha: float = 1.0) -> Batch:
    """The same rectangle of each image taken from the next one; shares `[B, K]` follow the area.

    Source: Yun et al. 2019: sides √(1 − λ) of the image's, the centre anywhere.
    """
    height, width = x.shape[2:]
    half = 0.5 * (1 - _beta(alpha)) ** 0.5
    centre_y, centre_x = (int(torch.randint(size, ())) for size in (height, width))
    top, bottom = max(0, int(centre_y - half * height)), min(height, int(centre_y + half * height))
    left, right = max(0, int(centre_x - half * width)), min(width, int(centre_x + half * width))
    mixed = x.clone()
    mixed[:, :, top:bottom, left:right] = x.roll(1, 0)[:, :, top:bottom, left:right]
    other = (bottom - top) * (right - left) / (height * width)
    return mixed, (1 - other) * y + other * y.roll(1, 0)


def mixup_or_cutmix(x: Tensor, y: Tensor) -> Batch:
    """One of both for the whole batch, each as often."""
    return mixup(x, y) if torch.rand(()) < 0.5 else cutmix(x, y)


def majority_mixup(x: Tensor, y: Tensor, alpha: float = 0.5, share: float = 0.5) -> Batch:
    """What MPE-PSN's code does: images are mixed, but the class is that of the larger share alone, `[B]`."""
    if torch.rand(()) >= share:
        return x, y
    part = _beta(alpha)
    return part * x + (1 - part) * x.roll(1, 0), y if part >= 0.5 else y.roll(1, 0)


BRIGHTNESS = {"crop": crop, "flip": flip, "trivial": trivial, "cutout": cutout}
SHARES = {"mixup": mixup, "cutmix": cutmix, "mixup_or_cutmix": mixup_or_cutmix}
NORMALISED = {"erasing": erasing, "majority_mixup": majority_mixup} | SHARES


def known(names: Sequence[str], without: Sequence[str] = ()) -> tuple[str, ...]:
    """Refuse names that are no augmentation, or that stand in an order in which they cannot act."""
    if isinstance(names, str) or not isinstance(names, Sequence):
        raise ValueError(f"augment must be a list of names, such as ['crop', 'flip']; got {names!r}")
    for name in names:
        arguments.one_of(name, tuple(n for n in BRIGHTNESS | NORMALISED if n not in without), "augment")
    late = [name in NORMALISED for name in names]
    mixing = [name for name in names if name in SHARES or name == "majority_mixup"]
    if late != sorted(late):
        raise ValueError(f"augment must name {', '.join(BRIGHTNESS)} before the others; got {list(names)}")
    if len(mixing) > 1:
        raise ValueError(f"augment must mix images in one way; got {mixing}")
    return tuple(names)


def augmented(
    x: Tensor, y: Tensor, names: Sequence[str], classes: int, normalise: Callable[[Tensor], Tensor] = lambda x: x
) -> Batch:
    """A batch after the named augmentations, normalised between the first kind and the second."""
    for name in (name for name in names if name in BRIGHTNESS):
        x, y = BRIGHTNESS[name](x, y)
    x = normalise(x)
    for name in (name for name in names if name in NORMALISED):
        x, y = NORMALISED[name](x, F.one_hot(y, classes).float() if name in SHARES else y)
    return x, y


def _beta(alpha: float) -> float:
    return float(torch.distributions.Beta(alpha, alpha).sample())


def _box(x: Tensor, top: Tensor, left: Tensor, bottom: Tensor, right: Tensor) -> Tensor:
    """`[B, 1, H, W]`, true inside each image's rectangle."""
    rows, columns = torch.arange(x.shape[2]), torch.arange(x.shape[3])
    inside_rows = (rows >= top.unsqueeze(1)) & (rows < bottom.unsqueeze(1))
    inside_columns = (columns >= left.unsqueeze(1)) & (columns < right.unsqueeze(1))
    return (inside_rows.unsqueeze(2) & inside_columns.unsqueeze(1)).unsqueeze(1)
