"""Chapter 9: a loss between that of every step and that of the last."""

import torch

from ..draw import draws
from ..losses import sdt_loss
from .compare import Wrong, fit
from .family import Exercise, Mistake
from .inputs import currents


def _scores(spec, seed):
    return [
        (
            torch.stack([currents(seed + k, steps, 8, -3.0, 3.0) for k in range(5)], dim=2),
            draws(torch.tensor(seed + 9), 1, (8,))[0] % 5,
        )
        for steps in (4, 7)
    ]


def _loss_and_pulls(spec, answer, case):
    y = case[0].clone().requires_grad_()
    loss = fit(answer(y, case[1].clone()), (), "loss")
    if not loss.requires_grad:
        raise Wrong("Expected a loss with a gradient; none leads from it back to the scores.")
    return {"loss": loss.detach(), "pulls": torch.autograd.grad(loss, y)[0].double()}


def _shares(spec, steps, turned=False):
    weight = torch.tensor(spec.base, dtype=torch.float64).log().mul(torch.arange(steps)).softmax(0)
    return weight.flip(0) if turned else weight


def _weighted(factor=lambda spec, steps: 1.0, turned=False, even=False, of_mean=False, last=False):
    """Each step alone has a mean score, and the loss of that."""

    def expected(spec, case, got):
        y = case[0].double().requires_grad_()
        steps = len(y)
        shares = torch.full((steps,), 1 / steps, dtype=torch.float64) if even else _shares(spec, steps, turned)
        if last:
            shares = torch.eye(steps, dtype=torch.float64)[-1]
        if of_mean:
            loss = sdt_loss((shares[:, None, None] * y).sum(0, keepdim=True), case[1])
        else:
            loss = sum(share * sdt_loss(step, case[1]) for share, step in zip(shares, y.split(1), strict=True))
        loss = factor(spec, steps) * loss
        return {"loss": loss.detach(), "pulls": torch.autograd.grad(loss, y)[0]}

    return expected


BETWEEN = Exercise(
    name="9.2",
    level=2,
    minutes=15,
    goal="write the four losses and the regulariser, and say for each which step gets which gradient",
    choices={"base": (2.0, 3.0, 1.5)},
    words=lambda spec: (
        f"Write a loss between TET and LTS: the cross entropy of step $t$ has the weight ${spec.base:g}^t$, and the "
        "weights are divided by their sum. Which step gets which share of the gradient now, and which of the two "
        "losses is it for a base of 1, and for one without end?"
    ),
    code=lambda spec: (
        'def weighted_loss(y, target):\n    """One number from scores y [T, B, K] and classes target [B]."""\n    ...'
    ),
    answer="weighted_loss",
    cases=_scores,
    observe=_loss_and_pulls,
    expected=_weighted(),
    mistakes=(
        Mistake(
            "of the mean",
            (
                "This is the cross entropy of the weighted mean score; asked for is the weighted mean of the cross "
                "entropies."
            ),
            _weighted(of_mean=True),
        ),
        Mistake(
            "not divided",
            "The weights must add up to 1.",
            _weighted(factor=lambda spec, steps: sum(spec.base**t for t in range(steps))),
        ),
        Mistake("turned", "Your first step weighs most; it should be the last.", _weighted(turned=True)),
        Mistake("even", "All your steps weigh alike: this is TET.", _weighted(even=True)),
        Mistake("last alone", "Only the last step counts: this is LTS.", _weighted(last=True)),
        Mistake(
            "divided twice", "Your loss is too small by a factor of T.", _weighted(factor=lambda spec, steps: 1 / steps)
        ),
    ),
    tolerance=1e-4,
)

EXERCISES = (BETWEEN,)
