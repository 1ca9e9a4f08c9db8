"""The cases of estimates, sweeps and the noise they are shown on; `make.py` writes them."""

import itertools

import torch

from mpepsn import estimate, lif, mpe, surrogate
from mpepsn.draw import draws
from mpepsn.neurons.estimate import ESTIMATES
from mpepsn.widgets import bell, currents


def bell_cases():
    """Three neurons' noise."""
    for seed, neuron in itertools.product((0, 2**32 - 1), (0, 1, 23)):
        yield {"steps": 20, "seed": seed, "neuron": neuron}, bell(20, seed, neuron + 1)[:, neuron].tolist()


def crowds_cases():
    """The first, the second and the last neuron of each kind of crowd."""
    for name, neuron, seed in itertools.product(("noise", "constant", "pulses"), (0, 1, 23), (0, 7)):
        x = currents(name, 32, 24, seed)[:, neuron]
        yield {"name": name, "steps": 32, "neuron": neuron, "seed": seed}, x.tolist()


def fired_cases():
    """What each estimate takes to have fired, from one step of which it knows the current alone; ties too."""
    x = torch.tensor([-3.0, -0.5, 0.0, 0.7, 1.0, 1.0 + 2**-52, 2.5], dtype=torch.float64)
    for kind, strict in itertools.product(("expected", "threshold", "zero"), (False, True)):
        kept = estimate(x, kind, threshold=1.0, spike=surrogate.triangle(strict=strict)) / x
        chance = torch.where(x == 0, {"expected": 0.5, "threshold": 0.0, "zero": 1.0}[kind], 1 - kept)
        for name in (kind, "bernoulli") if kind == "expected" else (kind,):
            given = {"name": name, "x": x.tolist(), "threshold": 1.0, "strict": strict}
            yield given, chance.tolist()


def estimate_cases():
    """Every kind, many draws, seeds past 32 bits; for "threshold" every second case on halves, so that x meets it."""
    for i, (kind, strict, seed) in enumerate(itertools.product(ESTIMATES, (False, True), (0, 2**32, 2**33 - 1))):
        x = torch.randn(200, 3, generator=torch.Generator().manual_seed(4000 + i), dtype=torch.float64) + 0.5
        x = x.mul(2).round() / 2 if i % 2 else x
        spike = surrogate.triangle(strict=strict)
        v_hat = estimate(x, kind, threshold=1.0, seed=torch.tensor(seed), spike=spike)[:, 2]
        given = {"x": x[:, 2].tolist(), "kind": kind, "threshold": 1.0, "strict": strict, "seed": seed, "neuron": 2}
        yield given, v_hat.tolist()
    # Chances just above a draw: rounded to 32 bits they are the draw itself, which is then not below them.
    drawn = draws(torch.tensor(0), 40, ()).double().clamp(1, 65534)
    x = torch.logit((drawn + 1e-5) / 65536)
    given = {"x": x.tolist(), "kind": "bernoulli", "seed": 0}
    yield given, estimate(x, "bernoulli", seed=torch.tensor(0)).tolist()


def mpe_cases():
    """Sweeps from 1 to past T; every second case on halves, so that h meets the threshold."""
    grid = itertools.product((0.0, 0.5, 0.9, 1.0), (1, 2, 5, 30), (False, True))
    for i, (decay, sweeps, strict) in enumerate(grid):
        generator = torch.Generator().manual_seed(5000 + i)
        x, v_hat = torch.randn(2, 24, generator=generator, dtype=torch.float64) + 0.4
        if i % 4 < 2:
            x, v_hat = x.mul(2).round() / 2, v_hat.mul(2).round() / 2
        given = {"decay": decay, "threshold": 1.0, "sweeps": sweeps}
        trace = mpe(x, v_hat, spike=surrogate.triangle(strict=strict), **given)
        result = {name: getattr(trace, name).tolist() for name in ("h", "s", "v", "v_hat")}
        yield {"x": x.tolist(), "v_hat": v_hat.tolist(), "strict": strict, **given}, result


def firing_share_cases():
    """The share of a run's steps at which a current would fire, ties on halves."""
    x = torch.arange(-6, 7, dtype=torch.float64) / 2
    for i, (decay, threshold) in enumerate(itertools.product((0.0, 0.5, 0.9), (1.0, 0.5))):
        run = torch.randn(100, generator=torch.Generator().manual_seed(6000 + i), dtype=torch.float64)
        v = lif(run.mul(2).round() / 2, decay=decay, threshold=threshold).v
        share = (decay * v + x.unsqueeze(1) >= threshold).double().mean(dim=1)
        yield {"x": x.tolist(), "v": v.tolist(), "decay": decay, "threshold": threshold}, share.tolist()


def membrane_pull_cases():
    """Autograd on (v̂ − v)² of the second of two steps; currents at the threshold, on the kinks and far off."""
    for b, before, threshold in itertools.product((0, 1), (-0.5, 0.0, 0.25), (1.0, 0.75)):
        for value in (-2.0, -0.25, 0.0, 0.6, threshold - before, 1.2, 1.75, 3.0):
            x = torch.tensor([0.0, value], dtype=torch.float64, requires_grad=True)
            v_hat = torch.stack([x[0] + before / 0.5, (1 - b) * x[1]])
            trace = mpe(x, v_hat, decay=0.5, threshold=threshold)
            (v_hat[1] - trace.v[1]).square().backward()
            yield {"x": value, "b": b, "before": before, "threshold": threshold}, -x.grad[1].item()


FILES = {
    "bell": bell_cases,
    "crowds": crowds_cases,
    "fired": fired_cases,
    "estimate": estimate_cases,
    "mpe": mpe_cases,
    "firingShare": firing_share_cases,
    "membranePull": membrane_pull_cases,
}
