"""Time a neuron-step: `python -m mpepsn measure speed`, and what the book's results were made with.

Every fused neuron must first agree with its reference at that very shape, in spikes and in gradients; one that does not
is not timed. Times are nanoseconds per neuron-step, the lower quartile of interleaved readings.

Chapter: 12
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor

from ..neurons import MPEPSN
from .contenders import Neuron, contenders, references
from .stopwatch import QUIET, seconds

DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16}
CHECKED = 1 << 24
"""Neuron-steps up to which gradients are compared too: autograd keeps a dozen bytes for each."""


@dataclass(frozen=True)
class Shape:
    """What is timed.

    Attributes:
        steps: T.
        neurons: N, all neurons of a batch.
        dtype: "float32" or "bfloat16".
        device: "cpu" or "cuda".
        rounds: readings of each neuron.
        names: which neurons; empty for all.
    """

    steps: int = 16
    neurons: int = 65536
    dtype: str = "float32"
    device: str = "cpu"
    rounds: int = 7
    names: tuple[str, ...] = ()

    def current(self) -> Tensor:
        """The input: normal, as a batch norm leaves it."""
        made = torch.randn(self.steps, self.neurons, generator=torch.Generator().manual_seed(0))
        return made.to(self.device, DTYPES[self.dtype])


def measure(shape: Shape) -> dict:
    """Times of all neurons at one shape, in this process.

    Returns:
        The fields of the shape, and "copy", "rows" {name: {"forward", "both", "cold"}}: nanoseconds per neuron-step,
        and seconds of the first call of both directions, compilation included.
    """
    x, how = shape.current(), "triton" if shape.device == "cuda" else "compiled"
    found = contenders(shape.steps, how)
    chosen = {name: found[name] for name in shape.names or found if name in found}
    chosen = {name: run.to(x.device) if isinstance(run, torch.nn.Module) else run for name, run in chosen.items()}
    cold = {name: _cold(run, x) for name, run in chosen.items()}
    gate(chosen, x)
    other = torch.empty_like(x)
    forward = {name: _forward(run, x) for name, run in chosen.items()} | {"copy": lambda: other.copy_(x)}
    per_call = seconds(forward, shape.rounds)
    both = seconds({name: _both(run, x) for name, run in chosen.items()}, shape.rounds)
    scale = 1e9 / x.numel()
    rows = {
        name: {
            "forward": round(per_call[name] * scale, 4),
            "both": round(both[name] * scale, 4),
            "cold": round(cold[name], 2),
        }
        for name in chosen
    }
    about = {name: value for name, value in asdict(shape).items() if name not in ("rounds", "names")}
    return about | {"copy": round(per_call["copy"] * scale, 4), "rows": rows}


def gate(chosen: dict[str, Neuron], x: Tensor) -> None:
    """Refuse to go on with a kernel that does not give its reference's spikes and gradients at the shape of x."""
    for name, reference in references(len(x)).items():
        if name in chosen:
            wrong = _difference(chosen[name], reference.to(x.device), x)
            if wrong is not None:
                raise RuntimeError(f"{name} is not timed: it differs from its reference in {wrong} at {tuple(x.shape)}")


def _difference(neuron: Neuron, reference: Neuron, x: Tensor) -> str | None:
    """Sums in another order and σ's last bit may move one spike in a million, and one in ten thousand of a product."""
    results = []
    for run in (neuron, reference):
        leaf = x.detach().clone().requires_grad_(x.numel() <= CHECKED)
        s = _seeded(run)(leaf)
        if leaf.requires_grad:
            s.float().mul(torch.linspace(-1, 1, s.shape[1], device=x.device)).sum().backward()
        results.append((s.detach(), leaf.grad))
    (s, grad), (s_too, grad_too) = results
    moved = (s != s_too).float().mean().item()
    if moved > 1e-4:
        return f"{moved:.2e} of its spikes"
    if grad is not None:
        loose = 1e-3 if x.dtype == torch.float32 else 3e-2
        off = ((grad - grad_too).abs() > loose * (1 + grad_too.abs())).float().mean().item()
        if off > max(1e-4, 8 * moved):
            return f"{off:.2e} of its gradients"
    return None


def _seeded(run: Neuron) -> Neuron:
    seed = torch.tensor(12345)
    return (lambda x: run(x, seed.to(x.device))) if isinstance(run, MPEPSN) else run


def _forward(run: Neuron, x: Tensor) -> Callable[[], object]:
    def call() -> None:
        with torch.no_grad():
            run(x)

    return call


def _both(run: Neuron, x: Tensor) -> Callable[[], object]:
    leaf, grad = x.clone().requires_grad_(), torch.randn_like(x)

    def call() -> None:
        leaf.grad = None
        run(leaf).backward(grad)

    return call


def _cold(run: Neuron, x: Tensor) -> float:
    start = time.perf_counter()
    _forward(run, x)()
    _both(run, x)()
    return time.perf_counter() - start


def apart(shapes: list[Shape], peers: Path | None = None) -> list[dict]:
    """The same for several shapes, in a process of its own that keeps its memory and compiles everything anew.

    Args:
        shapes: what to time, one after the other; "cold" says something of the first of them.
        peers: folder in which SpikingJelly is installed, if any.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(__file__).parents[2]), *([str(peers)] if peers else []), os.environ.get("PYTHONPATH", "")]
        env = os.environ | QUIET | {"TORCHINDUCTOR_CACHE_DIR": folder, "PYTHONPATH": os.pathsep.join(paths)}
        command = [sys.executable, "-c", _CHILD, json.dumps([asdict(shape) for shape in shapes])]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise RuntimeError(f"timing failed: {said[-1]}")
    return [json.loads(line) for line in done.stdout.splitlines()[-len(shapes) :]]


_CHILD = """
import json, sys, warnings
warnings.simplefilter("ignore")
from mpepsn.measure.speed import Shape, measure
for given in json.loads(sys.argv[1]):
    print(json.dumps(measure(Shape(**given | {"names": tuple(given["names"])}))))
"""
