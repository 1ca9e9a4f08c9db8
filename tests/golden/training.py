"""The cases of what training does: κ under the released optimisers, and losses; `make.py` writes them."""

import itertools
from functools import partial

import torch

from mpepsn.losses import lts_loss, sdt_loss, tet_loss, tet_s_loss
from mpepsn.measure.kappa import RELEASED, kappa_path
from mpepsn.widgets import leads

EVERY = 25


def released_cases():
    """What each run's optimiser is set to."""
    for name, run in RELEASED.items():
        settings = run.optimiser.keywords
        numbers = {"rate": settings["lr"], "decay": settings.get("weight_decay", 0), "weight": run.weight}
        yield name, {"optimiser": run.optimiser.func.__name__, **numbers, "error": run.error}


def kappa_path_cases():
    """Every 25th update; before κ < 0 and long after, with one κ and with many, without error and with much."""
    for name in RELEASED:
        for error, steps, updates in ((0.24, 4, 1000), (1.18, 15, 500), (0.0, 4, 50), (0.01, 16, 200), (1.5, 1, 500)):
            path = kappa_path(name, error=error, steps=steps, updates=updates)
            given = {"released": name, "error": error, "steps": steps, "updates": updates, "every": EVERY}
            yield given, path[::EVERY].tolist()


def leads_cases():
    """The leads by name."""
    for name in ("rising", "one wrong", "sure", "late"):
        yield {"name": name}, leads(name).tolist()


def pulls(loss, m):
    """The loss of two classes whose scores are m/2 and −m/2, and autograd's −∂loss/∂m."""
    m = torch.as_tensor(m, dtype=torch.float64).requires_grad_()
    value = loss(torch.stack([m / 2, -m / 2], dim=-1).unsqueeze(1), torch.tensor([0]))
    value.backward()
    return value.item(), (-m.grad).tolist()


def settings_of_losses():
    """Every loss of the figure by name, with the strengths of its regulariser or its smooth target."""
    yield from (("SDT", sdt_loss, {}), ("TET", tet_loss, {}), ("LTS", lts_loss, {}))
    for part in (0.0, 0.001, 0.05, 1.0):
        yield "TET + reg", partial(tet_loss, rate_weight=part), {"rate_weight": part}
        yield "TET-S", partial(tet_s_loss, smoothing=part), {"smoothing": part}


def lead_loss_cases():
    """Every loss, on runs of four steps, of one and of many; leads at which exp overflows in the wrong form."""
    runs = [leads(name).tolist() for name in ("rising", "one wrong", "sure", "late")]
    runs += [[0.0], [6.0, -6.0, 5.75, -0.25], [800.0, -800.0, 0.5]]
    for (name, loss, given), m in itertools.product(settings_of_losses(), runs):
        value, pull = pulls(loss, m)
        yield {"loss": name, "m": m, **given}, {"value": value, "pull": pull}


def lead_rest_cases():
    """Where the pull on one step changes sign, halved down to from [0, 40]; the loss there is the least."""
    for name, loss, given in settings_of_losses():
        low, high = 0.0, 40.0
        if pulls(loss, [high])[1][0] > 0:
            yield {"loss": name, **given}, {"rest": None, "floor": 0.0}
            continue
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if pulls(loss, [middle])[1][0] > 0 else (low, middle)
        yield {"loss": name, **given}, {"rest": high, "floor": pulls(loss, [high])[0]}


FILES = {
    "released": released_cases,
    "kappaPath": kappa_path_cases,
    "leads": leads_cases,
    "leadLoss": lead_loss_cases,
    "leadRest": lead_rest_cases,
}
