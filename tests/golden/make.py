"""Write the cases that hold the JavaScript of the live figures to Python: `python tests/golden/make.py [--check]`.

Each file in this folder is {"cases": [{"given": …, "result": …}, …]}: the arguments and the float64 result of the
reference. With --check nothing is written, and a file that differs from the reference fails.
"""

import itertools
import json
import sys
from pathlib import Path

import estimates
import events
import torch
import training

from mpepsn import lif, no_reset, sliding_psn, surrogate
from mpepsn.draw import draws, philox
from mpepsn.neurons.no_reset import no_reset_weight
from mpepsn.widgets import current, window
from mpepsn.widgets.settings import FIGURES

HERE = Path(__file__).parent
RESETS = ("hard", "soft", "none")


def philox_cases():
    """The published known-answer counters, and some of ours."""
    pi = (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0)
    for counter, key in [((0,) * 4, (0,) * 2), ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2), pi, ((1, 2, 3, 4), (5, 6))]:
        words = philox(tuple(map(torch.tensor, counter)), tuple(map(torch.tensor, key)))
        yield {"counter": counter, "key": key}, [int(word) for word in words]


def draws_cases():
    """Seeds are strings: a JSON number does not hold an int64."""
    for seed, neuron in itertools.product((0, 1, -1, 2**63 - 1, -(2**63), 81985529216486895), (0, 1, 70_000)):
        bits = draws(torch.tensor(seed), 21, (neuron + 1,))[:, neuron]
        yield {"seed": str(seed), "neuron": neuron, "steps": 21}, bits.tolist()


def lif_cases():
    """Noise over a grid of neurons; every third case on halves, so that h meets the threshold."""
    grid = itertools.product(RESETS, (0.0, 0.5, 0.9, 1.0), (False, True), (0.0, 0.4))
    for i, (reset, decay, strict, v_init) in enumerate(grid):
        generator = torch.Generator().manual_seed(i)
        x = torch.randn(60, generator=generator, dtype=torch.float64) + 0.5
        gain, threshold = (0.7, 1.3) if i % 2 else (1.0, 1.0)
        if i % 3 == 0:
            x, gain, threshold, v_init = x.mul(2).round() / 2, 1.0, 1.0, round(v_init)
        given = {"decay": decay, "gain": gain, "threshold": threshold, "reset": reset, "v_init": v_init}
        trace = lif(x, spike=surrogate.triangle(strict=strict), **given)
        result = {name: getattr(trace, name).tolist() for name in "hsv"}
        yield {"x": x.tolist(), "strict": strict, **given}, result
    for i in range(8):
        # The highest potential of a free run is the threshold: the last bit, so the order of operations, decides.
        x = torch.rand(30, generator=torch.Generator().manual_seed(100 + i), dtype=torch.float64)
        neuron = {"decay": 0.9, "gain": 0.7, "reset": "soft"}
        neuron["threshold"] = lif(x, **{**neuron, "reset": "none"}).h.max().item()
        yield {"x": x.tolist(), **neuron}, {name: getattr(lif(x, **neuron), name).tolist() for name in "hsv"}
    x = torch.full((12,), 0.75, dtype=torch.float64)
    yield {"x": x.tolist(), "decay": 0.5}, {name: getattr(lif(x, decay=0.5), name).tolist() for name in "hsv"}


def no_reset_row_cases():
    """Rows of W, the first one and the last."""
    for t, decay, gain in itertools.product((0, 5, 31), (0.0, 0.5, 0.9, 1.0), (1.0, 0.3)):
        yield {"t": t, "decay": decay, "gain": gain}, no_reset_weight(32, decay, gain)[t, : t + 1].tolist()


def no_reset_cases():
    """The product h = W x; on halves, with decay 1 or 0.5, its sums are exact and meet the threshold."""
    for i, (decay, gain) in enumerate(itertools.product((0.0, 0.5, 0.9, 1.0), (1.0, 0.5))):
        x = torch.randn(24, generator=torch.Generator().manual_seed(2000 + i), dtype=torch.float64) + 0.3
        x = x if decay == 0.9 else x.mul(2).round() / 2
        given = {"decay": decay, "gain": gain, "threshold": (1.0, 0.75)[i % 2]}
        trace = no_reset(x, form="matrix", **given)
        yield {"x": x.tolist(), **given}, {name: getattr(trace, name).tolist() for name in "hsv"}


def sliding_psn_cases():
    """Every order, windows longer than the input too; every second case on halves, so that h meets the threshold."""
    for i, (order, strict) in enumerate(itertools.product((1, 2, 3, 5, 8), (False, True))):
        generator = torch.Generator().manual_seed(3000 + i)
        x = torch.randn(6 if order == 8 else 40, generator=generator, dtype=torch.float64) + 0.4
        weight = torch.randn(order, generator=generator, dtype=torch.float64) * 0.6
        if order % 2:
            x, weight = x.mul(2).round() / 2, weight.mul(4).round().add(1) / 2
        trace = sliding_psn(x, weight, 1.0, spike=surrogate.atan(strict=strict))
        given = {"x": x.tolist(), "weight": weight.tolist(), "threshold": 1.0, "strict": strict}
        yield given, {name: getattr(trace, name).tolist() for name in "hsv"}


def windows_cases():
    """The weights of every preset and order."""
    for name, order in itertools.product(("exponential", "difference", "delay", "average"), range(1, 9)):
        yield {"name": name, "order": order}, window(name, order).tolist()


def sizes_cases():
    """The default of each surrogate."""
    for name in surrogate.SLOPES:
        word = getattr(surrogate, name).__code__.co_varnames[0]
        yield name, {"name": word, "value": getattr(surrogate, name)().size}


def slopes_cases():
    """Both sides of every kink, and 0."""
    z = torch.tensor([-3, -1.0001, -1, -0.5, -0.4999, -0.1, 0, 0.1, 0.4999, 0.5, 1, 2.5], dtype=torch.float64)
    for name, size in itertools.product(surrogate.SLOPES, (0.5, 1.0, 4.0)):
        yield {"name": name, "size": size, "z": z.tolist()}, getattr(surrogate, name)(size).slope(z).tolist()


def lif_backward_cases():
    """Autograd on the whole graph; for `same_step`, on a graph cut at every v[t−1]."""
    grid = itertools.product(RESETS, surrogate.SLOPES, (False, True), (False, True))
    for i, (reset, name, detach_reset, same_step) in enumerate(grid):
        generator = torch.Generator().manual_seed(1000 + i)
        x = (torch.randn(20, generator=generator, dtype=torch.float64) * 0.6 + 0.5).requires_grad_()
        ds = torch.randn(20, generator=generator, dtype=torch.float64)
        size = (0.8, 2.0)[i % 2]
        given = {"decay": 0.8, "gain": 0.9, "threshold": 1.1, "reset": reset, "detach_reset": detach_reset}
        neuron = {**given, "spike": getattr(surrogate, name)(size)}
        trace = lif(x, **neuron)
        s = trace.s
        if same_step:
            before = [torch.zeros((), dtype=torch.float64), *trace.v[:-1].detach()]
            s = torch.cat([lif(x[t : t + 1], v_init=v, **neuron).s for t, v in enumerate(before)])
        (s * ds).sum().backward()
        case = {"h": trace.h.tolist(), "s": trace.s.tolist(), "ds": ds.tolist(), "surrogate": name, "size": size}
        yield {**case, **given, "same_step": same_step}, x.grad.tolist()


def rate_cases():
    """Staircases of IF and LIF."""
    for reset, decay, value in itertools.product(RESETS, (1.0, 0.5), (-0.2, 0.3, 0.5, 0.6, 1.0, 1.7)):
        x = torch.full((200,), value, dtype=torch.float64)
        rate = lif(x, decay=decay, reset=reset).s.sum() / 200
        yield {"current": value, "steps": 200, "decay": decay, "reset": reset}, rate.item()


def presets_cases():
    """The input currents."""
    for name, steps, seed in [("constant", 40, 0), ("pulses", 120, 0), *(("noise", 80, s) for s in (0, 7, 2**32 - 1))]:
        yield {"name": name, "steps": steps, "seed": seed}, current(name, steps, seed).tolist()


def settings_cases():
    """First value and bounds of every argument of every figure."""
    for kind, settings in FIGURES.items():
        for name, setting in settings.items():
            yield {"kind": kind, "name": name}, {"value": setting.value, "allowed": setting.allowed}


FILES = {
    "philox": philox_cases,
    "draws": draws_cases,
    "lif": lif_cases,
    "noResetRow": no_reset_row_cases,
    "noReset": no_reset_cases,
    "slidingPsn": sliding_psn_cases,
    "windows": windows_cases,
    "sizes": sizes_cases,
    "slopes": slopes_cases,
    "lifBackward": lif_backward_cases,
    "rate": rate_cases,
    "presets": presets_cases,
    **estimates.FILES,
    **training.FILES,
    **events.FILES,
    "settings": settings_cases,
}


def text(cases):
    """One case a line, so that a change reads well."""
    lines = (json.dumps({"given": given, "result": result}, ensure_ascii=False) for given, result in cases)
    return '{"cases": [\n' + ",\n".join(lines) + "\n]}\n"


def same(old, new):
    """Equal, but for the last bits of a float that another machine's exp rounds otherwise."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(same(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(same, old, new))
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) <= 1e-13 * max(1, abs(old))
    return old == new


def main(check):
    """Write the files, or compare them. Returns the names of those that differ."""
    moved = []
    for name, cases in FILES.items():
        path, new = HERE / f"{name}.json", text(cases())
        if not check:
            path.write_text(new, encoding="utf-8")
        elif not path.is_file() or not same(json.loads(path.read_text(encoding="utf-8")), json.loads(new)):
            moved.append(path.name)
    return moved


if __name__ == "__main__":
    moved = main("--check" in sys.argv[1:])
    if moved:
        sys.exit(f"the Python reference no longer gives {', '.join(moved)}; if it is right, run tests/golden/make.py")
