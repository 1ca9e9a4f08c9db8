"""The data of a recipe: a function of `mpepsn.data`, its options, and perhaps only some of the sequences."""

import inspect
from collections.abc import Callable
from dataclasses import replace

import torch

from .. import arguments, data
from ..data import Labelled, Stored
from ..data.augment import known

SEQUENCES = (
    "sequential_digits",
    "still_digits",
    "which_way_digits",
    "saccade_digits",
    "cifar10",
    "cifar100",
    "mnist",
    "fashion_mnist",
    "image_folder",
    "sequential_cifar10",
    "sequential_cifar100",
    "sequential_mnist",
    "nmnist",
    "dvs_gesture",
    "cifar10_dvs",
    "ncaltech101",
)
CHECKS: dict[str, Callable] = {
    "augment": lambda value, name: known(value),
    "size": arguments.sample_shape,
    "folds": arguments.count,
    "limit": arguments.count,
}


def check(table: str | dict, steps: int | None) -> None:
    """Refuse data that is not there, options that it has not, and values that cannot be."""
    name, given, limit = _read(table)
    arguments.one_of(name, SEQUENCES, "data.name" if isinstance(table, dict) else "data")
    has = set(inspect.signature(getattr(data, name)).parameters) - {"part", "seed"}
    if steps is not None:
        arguments.count(steps, "steps")
        if "steps" not in has:
            raise ValueError(f"steps must be left out: {name} has a number of its own; got {steps}")
    if unknown := sorted(set(given) - (has - {"steps"})):
        own = ", ".join(sorted((has - {"steps"}) | {"limit"}))
        raise ValueError(f"data must hold a name and options of {name}: {own}; got {', '.join(unknown)}")
    if "path" in has and not isinstance(given.get("path"), str):
        raise ValueError(f"data.path must name a folder; got {given.get('path')!r}")
    for key, value in {**given, "limit": limit}.items():
        if key in CHECKS and value is not None:
            CHECKS[key](value, f"data.{key}")


def part(table: str | dict, steps: int | None, name: str, seed: int) -> Labelled | Stored:
    """The part "train", "fit", "validation" or "test", split by `seed`; of each at most `limit` sequences."""
    function, given, limit = _read(table)
    if steps is not None:
        given["steps"] = steps
    whole = getattr(data, function)(name, seed, **given)
    if limit is None or limit >= len(whole.y):
        return whole
    chosen = torch.randperm(len(whole.y), generator=torch.Generator().manual_seed(seed))[:limit]
    if isinstance(whole, Stored):
        return replace(whole, rows=whole.rows[chosen], y=whole.y[chosen])
    return whole.take(chosen)


def _read(table: str | dict) -> tuple[str, dict, int | None]:
    """Name, options, limit."""
    given = {"name": table} if isinstance(table, str) else dict(table)
    name, limit = given.pop("name", None), given.pop("limit", None)
    return name, {key: tuple(value) if key == "size" else value for key, value in given.items()}, limit
