"""`python -m mpepsn COMMAND`: what the package does from a shell."""

import argparse
import shlex
import sys
from pathlib import Path

from . import data
from .measure import results
from .measure.audit import audit
from .measure.dial import accuracy_by_sweeps
from .measure.machine import commit, info
from .measure.target import named
from .train import Recipe, fit


def main(words: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m mpepsn", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("info", help="this machine, and the versions that matter")
    train = commands.add_parser("train", help="train a recipe, once per seed")
    train.add_argument("recipe", help="a TOML file, or the name of a recipe that comes with mpepsn")
    train.add_argument("--seeds", type=int, nargs="+", default=[0], help="one run each (default: 0)")
    train.add_argument("--set", nargs="+", default=[], metavar="KEY=VALUE", help="changes, such as neuron.decay=0.9")
    train.add_argument("--store", type=Path, help="folder for one JSON line a run; needs a clean checkout")
    examine = commands.add_parser("audit", help="what a neuron does, found out from outside")
    examine.add_argument("neuron", help="MODULE:NEURON, such as mpepsn:LIF: a module, or what makes one")
    examine.add_argument("options", nargs="*", metavar="NAME=VALUE", help="what to make it with, such as decay=0.9")
    examine.add_argument("--shape", type=int, nargs="+", default=[4], help="shape of one sample (default: 4)")
    chosen = parser.parse_args(words)
    if chosen.command == "train":
        _train(chosen.recipe, chosen.set, chosen.seeds, chosen.store)
    elif chosen.command == "audit":
        try:
            print(audit(named(chosen.neuron, chosen.options), shape=tuple(chosen.shape)))
        except (ImportError, AttributeError, TypeError, ValueError, RuntimeError) as wrong:
            examine.error(str(wrong))
    else:
        print(info())
    return 0


def _train(name: str, changes: list[str], seeds: list[int], store: Path | None) -> None:
    recipe, name = Recipe.load(name, changes), Path(name).stem
    if store is not None:
        commit()
    for seed in seeds:
        print(f"{recipe.title}, seed {seed}")
        run = fit(recipe, seed)
        if store is not None:
            figures = {
                "test_accuracy": [round(share, 5) for share in run.test_accuracy],
                "train_accuracy": [round(share, 5) for share in run.train_accuracy],
                "loss": [round(loss, 5) for loss in run.loss],
                "seconds": round(run.seconds, 2),
            }
            if recipe.neuron["name"] == "MPEPSN" and recipe.neuron.get("reading", "previous") == "previous":
                test = getattr(data, recipe.data)("test", seed)
                dial = accuracy_by_sweeps(run.network, test, (1, 2, 4, len(test.x)))
                figures["accuracy_by_sweeps"] = {str(k): round(share, 5) for k, share in dial.items()}
            changed = f" --set {shlex.join(changes)}" if changes else ""
            command = f"python -m mpepsn train {name} --seeds {seed}{changed}"
            record = results.line(name, command=command, recipe=recipe.stamp(), seed=seed, figures=figures)
            results.store(store / f"{name}.jsonl", record)


if __name__ == "__main__":
    sys.exit(main())
