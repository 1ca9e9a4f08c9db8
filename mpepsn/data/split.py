"""Which samples belong to which part. A split belongs to its seed, and leaves torch's generator alone.

test         what the authors held out
train        the rest
validation   a sixth of each class of the training part, or of the people in it
fit          what is left to fit the network to
"""

import torch
from torch import Tensor

from .. import arguments
from .digits import PARTS


def rows(part: str, seed: int, test: Tensor, y: Tensor, people: Tensor | None = None) -> Tensor:
    """The samples of a part, as indices in their order.

    Args:
        part: "train", "fit", "validation" or "test".
        seed: of what is kept aside for validation.
        test: `[N]` bool, which samples are held out.
        y: `[N]` classes.
        people: `[N]`, who is in the sample; a sixth of the people, at least one, is kept aside, each as a whole.
    """
    arguments.one_of(part, PARTS, "part")
    if part in ("train", "test"):
        chosen = test if part == "test" else ~test
    else:
        aside = _some_people(people, ~test, seed) if people is not None else shares(y, seed, 6, among=~test) == 0
        chosen = ~test & (aside if part == "validation" else ~aside)
    found = chosen.nonzero().squeeze(1)
    if not len(found):
        raise ValueError(f"part must hold at least one sample; {part!r} has none of the {len(y):,} that are there")
    return found


def shares(y: Tensor, seed: int, number: int, among: Tensor | None = None) -> Tensor:
    """Cut every class into `number` shares at random: `[N]`, the share of each sample, −1 outside `among`.

    Shares of one class differ by one sample at most; share 0 has ⌊n/number⌋.
    """
    order = torch.randperm(len(y), generator=torch.Generator().manual_seed(seed))
    share = torch.full_like(y, -1)
    for k in y.unique():
        members = order[(y[order] == k) & (True if among is None else among[order])]
        share[members] = number - 1 - torch.arange(len(members)) % number
    return share


def fold(y: Tensor, seed: int, folds: int) -> Tensor:
    """The held-out fold of a cross-validation, `[N]` bool: number seed % folds of the shuffle number seed // folds."""
    return shares(y, seed // folds, folds) == seed % folds


def _some_people(people: Tensor, training: Tensor, seed: int) -> Tensor:
    known = people[training].unique()
    order = torch.randperm(len(known), generator=torch.Generator().manual_seed(seed))
    return torch.isin(people, known[order[: max(1, len(known) // 6)]])
