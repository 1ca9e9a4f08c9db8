"""`python -m mpepsn COMMAND`: what the package does from a shell."""

import argparse
import os
import shlex
import sys
from pathlib import Path

import torch

from . import arguments
from .course import command as course
from .data import verify
from .measure import bench, results, training
from .measure.audit import audit
from .measure.machine import commit, info
from .measure.target import named
from .train import Recipe, fit
from .train.toml import named as recipe_name


def main(words: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m mpepsn", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("info", help="this machine, and the versions that matter")
    train = commands.add_parser("train", help="train a recipe, once per seed")
    train.add_argument("recipe", help="a TOML file, or the name of a recipe that comes with mpepsn")
    train.add_argument("--seeds", type=int, nargs="+", default=[0], help="one run each (default: 0)")
    train.add_argument("--set", nargs="+", default=[], metavar="KEY=VALUE", help="changes, such as neuron.decay=0.9")
    train.add_argument(
        "--keep", type=Path, help="folder for checkpoints; the same command goes on where it was stopped"
    )
    train.add_argument("--device", help="such as cpu or cuda:1 (default: a GPU where there is one)")
    train.add_argument(
        "--threads", type=int, default=1, help="of torch on the CPU; other sums, other numbers (default: 1)"
    )
    train.add_argument("--store", type=Path, help="folder for one JSON line a run; needs a clean checkout")
    examine = commands.add_parser("audit", help="what a neuron does, found out from outside")
    examine.add_argument("neuron", help="MODULE:NEURON, such as mpepsn:LIF: a module, or what makes one")
    examine.add_argument("options", nargs="*", metavar="NAME=VALUE", help="what to make it with, such as decay=0.9")
    examine.add_argument("--shape", type=int, nargs="+", default=[4], help="shape of one sample (default: 4)")
    bench.add_arguments(commands.add_parser("measure", help="time or weigh neurons, or a network, on this machine"))
    data = commands.add_parser("data", help="which data sets are here; with a name, fetch it and read all of it")
    data.add_argument("name", nargs="?", choices=tuple(verify.SETS), help="a set; without one, all are listed")
    course.add_arguments(commands.add_parser("course", help="for teachers: make, prove, collect and report a course"))
    chosen = parser.parse_args(words)
    if chosen.command == "train":
        return _train(chosen)
    if chosen.command == "measure":
        return _measure(chosen)
    if chosen.command == "data":
        return _data(chosen.name)
    if chosen.command == "course":
        return _course(chosen)
    if chosen.command == "audit":
        try:
            print(audit(named(chosen.neuron, chosen.options), shape=tuple(chosen.shape)))
        except (ImportError, AttributeError, TypeError, ValueError, RuntimeError) as wrong:
            examine.error(str(wrong))
    else:
        print(info())
    return 0


def _data(name: str | None) -> int:
    try:
        print(verify.verified(name) if name else verify.overview())
    except KeyboardInterrupt as stopped:
        return _told(stopped, "stopped", 130)
    except (ImportError, OSError, ValueError) as failed:
        return _told(failed, str(failed), 1)
    return 0


def _course(chosen: argparse.Namespace) -> int:
    try:
        return course.run(chosen)
    except (OSError, ValueError) as failed:
        return _told(failed, str(failed), 1)


def _measure(chosen: argparse.Namespace) -> int:
    try:
        for name in ("steps", "neurons", "rounds"):
            arguments.count(getattr(chosen, name), name)
        bench.run(chosen)
    except (RuntimeError, ValueError, OSError) as failed:
        return _told(failed, str(failed), 1)
    return 0


def _train(chosen: argparse.Namespace) -> int:
    before = torch.get_num_threads()
    try:
        arguments.count(chosen.threads, "threads")
        torch.set_num_threads(chosen.threads)
        recipe = Recipe.load(chosen.recipe, chosen.set)
        name = (recipe_name(chosen.recipe) or Path(chosen.recipe).stem).replace("/", "_")
        if chosen.store is not None:
            commit()
        for seed in chosen.seeds:
            _train_once(chosen, recipe, name, seed)
    except KeyboardInterrupt as stopped:
        return _told(stopped, "stopped", 130)
    except (FloatingPointError, ImportError, OSError, ValueError, RuntimeError) as failed:
        return _told(failed, str(failed), 1)
    finally:
        torch.set_num_threads(before)
    return 0


def _train_once(chosen: argparse.Namespace, recipe: Recipe, name: str, seed: int) -> None:
    first = os.environ.get("RANK", "0") == "0"
    if first:
        print(f"{recipe.title}, seed {seed}")
    keep = chosen.keep and chosen.keep / f"{name}-{recipe.sha}-seed{seed}.pt"
    bar = first and sys.stderr.isatty()
    run = fit(recipe, seed, bar=bar, device=chosen.device, keep=keep, watch=training.watch)
    if chosen.store is not None and first:
        changed = f" --set {shlex.join(chosen.set)}" if chosen.set else ""
        changed += f" --threads {chosen.threads}" if chosen.threads != 1 else ""
        command = f"python -m mpepsn train {_typed(chosen.recipe)} --seeds {seed}{changed}"
        figures = training.figures(run, recipe, seed)
        record = results.line(name, command=command, recipe=recipe.stamp(), seed=seed, figures=figures)
        results.store(chosen.store / f"{name}.jsonl", record)


def _typed(recipe: str) -> str:
    """How to type a recipe: by its name where it comes with mpepsn, else as it was typed."""
    return recipe_name(recipe) or shlex.quote(recipe)


def _told(error: BaseException, message: str, status: int) -> int:
    print("; ".join([message, *getattr(error, "__notes__", [])]), file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
