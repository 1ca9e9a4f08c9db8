"""Chapter 7: a weight with another optimum, and a distance without a scale."""

import torch

from .compare import Wrong, fit
from .family import Exercise, Mistake
from .inputs import ask, currents

FORMULAS = {0.5: r"1 / \sqrt{D}", 0.25: "D^{-1/4}", 2.0: "1 / D^2"}
GRID = torch.linspace(-9, 9, 1801, dtype=torch.float64)


def _optimum(spec, answer, case):
    """Where over log κ the cost is least for each distance, and whether it still pulls at the distance."""
    found, pulls = [], []
    for distance in case[0].tolist():
        far = torch.full_like(GRID, distance, requires_grad=True)
        cost = fit(ask(answer, (far, GRID)), tuple(GRID.shape), "costs")
        found.append(GRID[cost.detach().argmin()])
        if not cost.requires_grad:
            raise Wrong("Expected costs with a gradient; none leads from them back to the distance.")
        (gradient,) = torch.autograd.grad(cost.sum(), far, allow_unused=True)
        pulls.append(0.0 if gradient is None else float((gradient > 0).double().mean()))
    return {"best log κ": torch.stack(found), "pulls": torch.tensor(pulls).double()}


def _best(place):
    """A cost is known by where it is least."""

    def expected(spec, case, got):
        return {"best log κ": place(case[0].double().log(), spec.power), "pulls": torch.ones(len(case[0])).double()}

    return expected


def _logs(factor):
    """The best log κ where the power of κ that counts has this many logarithms taken off."""
    return _best(lambda log, power: -power * (log - torch.log(torch.tensor(factor(power)))))


WEIGHT = Exercise(
    name="7.2",
    level=2,
    minutes=20,
    goal="say why a free weight in front of a loss runs below zero, and name three weights that do not",
    choices={"power": tuple(FORMULAS)},
    words=lambda spec: (
        f"Write a cost of a distance $D$ and a weight $\\kappa$ that is least at $\\kappa = {FORMULAS[spec.power]}$, "
        "and that always pulls the distance down. So that the weight stays positive, it is given by its logarithm. "
        "What keeps it from running to 0, and what from growing without end?"
    ),
    code=lambda spec: (
        'def cost(distance, log_kappa):\n    """The cost for tensors of one shape, element by element."""\n    ...'
    ),
    answer="cost",
    cases=lambda spec, seed: [(torch.tensor([0.2, 0.4, 1.0, 2.0 + seed % 7 / 10], dtype=torch.float64),)],
    observe=_optimum,
    expected=_best(lambda log, power: -power * log),
    mistakes=(
        Mistake(
            "runs to zero",
            "Nothing holds your weight: the cost falls as it goes to 0. Something must be added that grows there.",
            _best(lambda log, power: torch.full_like(log, -9.0)),
        ),
        Mistake(
            "as uncertainty", "This is the cost of the chapter, whose optimum is 1/D.", _best(lambda log, power: -log)
        ),
        Mistake(
            "one logarithm",
            "Nearly: the optimum is off by a constant factor. Set the derivative to 0.",
            _logs(lambda power: power),
        ),
        Mistake(
            "power turned over",
            "The optimum is at a power of D, but at the inverse of the power that is asked for.",
            _best(lambda log, power: -log / power),
        ),
        Mistake(
            "grows with the distance",
            "Your weight is large where the distance is large; it must be the other way round.",
            _best(lambda log, power: power * log),
        ),
    ),
    tolerance=0.03,
)


def _relative_cases(spec, seed):
    v, noise = currents(seed, 6, 8, -1.0, 1.0), currents(seed + 1, 6, 8, -0.5, 0.5)
    growing = torch.linspace(0.3, 2.0, 6).unsqueeze(1) * torch.linspace(0.4, 1.6, 8)
    return [(growing * (v + noise), growing * v + 0.05)]


def _loss_and_pulls(spec, answer, case):
    v_hat, v = (part.clone().requires_grad_() for part in case)
    loss = fit(ask(lambda *_: answer(v_hat, v), ()), (), "loss")
    if not loss.requires_grad:
        raise Wrong("Expected a loss with a gradient; none leads from it back to the guess.")
    pulls = torch.autograd.grad(loss, (v_hat, v), allow_unused=True)
    on_guess, on_result = (torch.zeros(6, 8) if pull is None else pull for pull in pulls)
    return {"loss": loss.detach(), "pulls at v_hat": on_guess.double(), "pulls at v": on_result.double()}


def _relative(of=lambda v_hat, v: v.detach(), over=None, pull=None, root=False, at_once=False):
    """Measured in units of its own size, taken as given, every distance is a plain one."""

    def expected(spec, case, got):
        v_hat, v = (part.double().requires_grad_() for part in case)
        axis = {"neurons": 1, "steps": 0}[over(spec) if over else spec.over]
        size = of(v_hat, v).square().mean(None if at_once else axis, keepdim=True).sqrt()
        target = v if (pull(spec) if pull else spec.pull) == "both" else v.detach()
        parts = ((v_hat - target) / size).square()
        loss = parts.mean(axis).sqrt().mean() if root else parts.mean()
        pulls = torch.autograd.grad(loss, (v_hat, v), allow_unused=True)
        on_guess, on_result = (torch.zeros_like(v) if part is None else part for part in pulls)
        return {"loss": loss.detach(), "pulls at v_hat": on_guess, "pulls at v": on_result}

    return expected


def _other(name, values):
    return lambda spec: values[1 - values.index(getattr(spec, name))]


OVER, PULL = ("neurons", "steps"), ("both", "guess")

RELATIVE = Exercise(
    name="7.3",
    level=2,
    minutes=20,
    goal="write $L_\\text{mem}$ for a layer, and say where paper and code part",
    choices={"over": OVER, "pull": PULL},
    words=lambda spec: (
        "Replace the distance by the *relative* one: for each {0} the mean square of $\\hat v - v$ over "
        "the {1}s by that of $v$, then the mean over the {0}s. ".format(
            *(("step", "neuron") if spec.over == "neurons" else ("neuron", "step"))
        )
        + "What it is divided by is a unit and gets no gradient; "
        + {"both": "in the difference both sides get theirs. ", "guess": "in the difference only $\\hat v$ gets one. "}[
            spec.pull
        ]
        + "What happens to it, and to the plain distance, when all potentials shrink to a half?"
    ),
    code=lambda spec: (
        'def relative_loss(v_hat, v):\n    """One number from guesses and results, both [T, N]."""\n    ...'
    ),
    answer="relative_loss",
    cases=_relative_cases,
    observe=_loss_and_pulls,
    expected=_relative(),
    mistakes=(
        Mistake(
            "unit not detached",
            "The loss is right, its gradient is not: what you divide by must be detached, or v grows to make it small.",
            _relative(of=lambda v_hat, v: v),
        ),
        Mistake(
            "ratio of means",
            "Yours is a ratio of two means over all; asked for is the mean of the ratios.",
            _relative(at_once=True),
        ),
        Mistake("other axis", "Your means run over the other axis.", _relative(over=_other("over", OVER))),
        Mistake(
            "other side",
            "The loss is right; look again at which side of the difference gets a gradient.",
            _relative(pull=_other("pull", PULL)),
        ),
        Mistake(
            "guess below",
            "Divide by the mean square of v, not of the guess.",
            _relative(of=lambda v_hat, v: v_hat.detach()),
        ),
        Mistake("root", "These are mean squares; do not take roots of the ratios.", _relative(root=True)),
    ),
    tolerance=1e-4,
)

EXERCISES = (WEIGHT, RELATIVE)
