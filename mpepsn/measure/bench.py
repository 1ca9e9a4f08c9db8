"""`python -m mpepsn measure speed|memory|network`: this machine beside the book's, and one JSON block at the end.

Chapter: 12
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import torch

from . import memory, network, results
from .machine import commit, machine, versions
from .speed import DTYPES, Shape, apart
from .table import Table

STEPS, NEURONS = (2, 4, 8, 16, 32, 64), tuple(1 << power for power in range(8, 21, 2))
GRID_NAMES = (
    *("LIF, eager loop", "LIF, fused", "LIF, SpikingJelly", "PSN, SpikingJelly", "PSN, eager", "PSN, fused"),
    *("MPE-PSN, released", "MPE-PSN, eager", "MPE-PSN, fused", "MPE-PSN, fused, threshold estimate"),
)
"""What is timed at every shape; the rest, for which compilation takes long, at one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `measure`."""
    parser.add_argument("what", choices=["speed", "memory", "network"])
    parser.add_argument("--steps", type=int, default=16, help="T (default: 16)")
    parser.add_argument("--neurons", type=int, default=65536, help="N, all neurons of a batch (default: 65536)")
    parser.add_argument("--dtype", choices=list(DTYPES), default="float32")
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--rounds", type=int, default=7, help="readings of each neuron (default: 7)")
    parser.add_argument("--peers", type=Path, help="folder with SpikingJelly, such as .peers after `make peers`")
    parser.add_argument("--grid", action="store_true", help="time T = 2 … 64 and N = 2^8 … 2^20 too")
    parser.add_argument("--store", type=Path, help="folder for JSON lines; needs a clean checkout")


def run(chosen: argparse.Namespace) -> None:
    """Measure, print a table and a JSON block, and store lines where asked."""
    if chosen.store is not None:
        commit()
    {"speed": _speed, "memory": _memory, "network": _network}[chosen.what](chosen)


def _speed(chosen: argparse.Namespace) -> None:
    about = dict(dtype=chosen.dtype, device=chosen.device, rounds=chosen.rounds)
    shape = Shape(chosen.steps, chosen.neurons, **about)
    (figures,) = apart([shape], chosen.peers)
    print(_overlay(figures))
    print(json.dumps({"machine": machine(), "versions": versions(), "figures": figures}), flush=True)
    _store(chosen, "speed", _command(chosen, shape), asdict(shape), figures)
    for steps in STEPS if chosen.grid else ():
        shapes = [Shape(steps, neurons, names=GRID_NAMES, **about) for neurons in NEURONS]
        for shape, figures in zip(shapes, apart(shapes, chosen.peers), strict=True):
            print(f"T = {shape.steps}, N = {shape.neurons}: " + _short(figures), flush=True)
            _store(chosen, "speed", _command(chosen, shape), asdict(shape), figures)


def _overlay(figures: dict) -> str:
    """Rows here beside the book's, where the book has the shape."""
    book = _of_book(figures)
    head = ["ns per neuron-step", "forward", "and backward", "% of copy", "first call", "book: forward", "and backward"]
    rows = []
    for name, row in figures["rows"].items():
        share = f"{figures['copy'] / row['forward']:.0%}"
        here = [name, f"{row['forward']:.2f}", f"{row['both']:.2f}", share, f"{row['cold']:.1f} s"]
        theirs = book.get(name, {})
        rows.append([*here, *(f"{theirs[way]:.2f}" if way in theirs else "–" for way in ("forward", "both"))])
    title = f"T = {figures['steps']}, N = {figures['neurons']}, {figures['dtype']}, {figures['device']}"
    return f"{title}; a copy takes {figures['copy']:.2f}\n{Table(head, rows)!r}"


def _of_book(figures: dict) -> dict:
    same = ("steps", "neurons", "dtype", "device")
    try:
        stored = results.stored("speed")
    except FileNotFoundError:
        return {}
    found = [run["figures"] for run in stored if all(run["figures"][key] == figures[key] for key in same)]
    return max((run["rows"] for run in found), key=len, default={})


def _short(figures: dict) -> str:
    return ", ".join(f"{name} {row['forward']:.2f}/{row['both']:.2f}" for name, row in figures["rows"].items())


def _memory(chosen: argparse.Namespace) -> None:
    kept = memory.table(chosen.steps, dtype=DTYPES[chosen.dtype])
    rows = [[name, *(f"{count:.1f}" for count in counts)] for name, counts in kept.items()]
    print(repr(Table(["bytes kept per neuron-step", "saved", "alive"], rows)))
    figures = {
        "steps": chosen.steps,
        "dtype": chosen.dtype,
        "rows": {name: list(counts) for name, counts in kept.items()},
    }
    print(json.dumps({"machine": machine(), "versions": versions(), "figures": figures}))
    _store(
        chosen, "memory", f"python -m mpepsn measure memory --steps {chosen.steps} --dtype {chosen.dtype}", {}, figures
    )


def _network(chosen: argparse.Namespace) -> None:
    figures = network.training_steps(rounds=chosen.rounds)
    rows = [
        [name, *(row.get(way, "–") for way in ("reference", "auto", "cold"))] for name, row in figures["rows"].items()
    ]
    print(repr(Table(["seconds of an update", "reference", "auto", "first with auto"], rows)))
    print(json.dumps({"machine": machine(), "versions": versions(), "figures": figures}))
    _store(chosen, "network", "python -m mpepsn measure network", {"rounds": chosen.rounds}, figures)


def _command(chosen: argparse.Namespace, shape: Shape) -> str:
    words = ["python -m mpepsn measure speed", f"--steps {shape.steps}", f"--neurons {shape.neurons}"]
    words += [f"--dtype {shape.dtype}", f"--device {shape.device}", *(["--peers .peers"] if chosen.peers else [])]
    return " ".join(words + (["--grid"] if shape.names else []))


def _store(chosen: argparse.Namespace, experiment: str, command: str, settings: dict, figures: dict) -> None:
    if chosen.store is not None:
        record = results.line(experiment, command=command, recipe=settings, seed=0, figures=figures)
        results.store(chosen.store / f"{experiment}.jsonl", record)
