"""The cases of what training does: κ under the released optimisers; `make.py` writes them."""

from mpepsn.measure.kappa import RELEASED, kappa_path

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


FILES = {"released": released_cases, "kappaPath": kappa_path_cases}
