"""What each figure can be told: names, first values and bounds, the same as in src/settings.js (a test compares)."""

import json
from html import escape
from typing import Any

from .bounds import Setting, between, flag, numbers, one_of, whole
from .clouds import EVENTS
from .curves import CURVES
from .speeds import AXES, BASELINES, NEURONS, PASSES, RUNS

NO_SCRIPT = "This figure moves; it needs JavaScript, and fetches nothing from elsewhere."


def check(kind: str, name: str, given: Any) -> Any:
    """The value as it is kept. Raises ValueError that names the argument, what came and what is allowed."""
    setting = FIGURES[kind][name]
    taken = setting.take(given)
    if taken is None and not (given is None and setting.value is None):
        raise ValueError(f"{name} must be {setting.allowed}; got {given!r}")
    return taken


def static(kind: str, values: dict[str, Any]) -> str:
    """The figure's place in a page without a kernel; a script of the page reads the values and draws it there."""
    state = escape(json.dumps({"kind": kind, **values}), quote=True)
    return f'<div class="mpepsn-live" data-figure="{state}"><noscript>{NO_SCRIPT}</noscript></div>'


_DECAY = between(0, 1, 0.5)
_GAIN = between(0, 2, 1.0)
_THRESHOLD = between(0.2, 2, 1.0)
_RESET = one_of(("hard", "soft", "none"), "hard")
_SIZE = between(0.2, 8, None)
_ERROR = between(0, 1.5, None)
_SEED = 2**32 - 1
_ESTIMATE = one_of(("bernoulli", "expected", "threshold", "zero"), "bernoulli")
_CROWD = one_of(("noise", "constant", "pulses"), "noise")

FIGURES: dict[str, dict[str, Setting]] = {
    "trace": {
        "decay": _DECAY,
        "gain": _GAIN,
        "threshold": _THRESHOLD,
        "reset": _RESET,
        "steps": whole(40, 120, 80),
        "input": one_of(("constant", "noise", "pulses", "drawn"), "noise"),
        "drawn": numbers(-1, 2, 120),
        "seed": whole(0, _SEED, 0),
        "compact": flag(False),
    },
    "rate": {"current": between(-0.5, 2, 0.6), "decay": _DECAY, "reset": _RESET},
    "gradient": {
        "surrogate": one_of(("triangle", "atan", "sigmoid", "rectangle"), "triangle"),
        "size": _SIZE._replace(allowed=f"{_SIZE.allowed}, or none for the usual one"),
        "decay": _DECAY,
        "reset": _RESET,
        "detach_reset": flag(False),
        "steps": whole(8, 24, 16),
        "seed": whole(0, _SEED, 29),
    },
    "matrix": {
        "decay": _DECAY._replace(value=0.9),
        "gain": _GAIN,
        "reset": _RESET,
        "steps": whole(16, 32, 24),
        "step": whole(0, 31, 16),
        "seed": whole(0, _SEED, 0),
    },
    "weights": {
        "order": whole(1, 8, 4),
        "preset": one_of(("exponential", "difference", "delay", "average", "drawn"), "exponential"),
        "drawn": numbers(-1, 1, 8),
        "threshold": _THRESHOLD,
        "input": one_of(("noise", "pulses", "constant"), "noise"),
        "compare": flag(False),
        "step": whole(0, 39, 20),
        "seed": whole(0, _SEED, 0),
    },
    "dial": {
        "sweeps": whole(1, 32, 1),
        "decay": _DECAY,
        "estimate": _ESTIMATE,
        "input": _CROWD,
        "steps": whole(16, 32, 32),
        "neurons": whole(8, 24, 24),
        "seed": whole(0, _SEED, 0),
    },
    "estimate": {
        "estimate": _ESTIMATE,
        "threshold": _THRESHOLD,
        "scale": between(0.1, 2, 1.0),
        "mean": between(-1, 1, 0.0),
        "decay": _DECAY._replace(value=0.25),
        "seed": whole(0, _SEED, 0),
    },
    "rain": {
        "decay": _DECAY._replace(value=0.9),
        "reset": _RESET,
        "input": _CROWD,
        "start": between(-1, 1, 0.8),
        "seed": whole(0, _SEED, 48),
    },
    "patterns": {
        "v_init": between(-1, 1.5, 0.0),
        "reset": one_of(("hard", "soft"), "soft"),
        "strict": flag(False),
        "input": one_of(("binary", "constant"), "binary"),
        "weight": between(0, 1.5, 1.0),
    },
    "kappa": {
        "released": one_of(("cifar10dvs", "dvsgesture", "cifar10"), "cifar10dvs"),
        "error": _ERROR._replace(allowed=f"{_ERROR.allowed}, or none for the usual one"),
        "steps": whole(1, 16, 4),
    },
    "losses": {
        "loss": one_of(("SDT", "TET", "TET + reg", "LTS", "TET-S"), "TET"),
        "preset": one_of(("rising", "one wrong", "sure", "late", "drawn"), "one wrong"),
        "drawn": numbers(-6, 6, 4),
        "rate_weight": between(0, 1, 0.05),
        "smoothing": between(0, 1, 0.1),
    },
    "pull": {
        "current": between(-2, 2, 0.6),
        "before": between(-0.5, 0.5, 0.0),
        "coin": one_of(("b = 0", "b = 1", "mean"), "mean"),
    },
    "cloud": {
        "events": EVENTS,
        "by": one_of(("number", "time"), "number"),
        "steps": whole(1, 16, 6),
        "step": whole(0, 15, 2),
    },
    "speed": {
        "runs": RUNS,
        "baseline": one_of(BASELINES, "LIF, eager loop"),
        "neuron": one_of(NEURONS, "MPE-PSN, fused"),
        "passes": one_of(PASSES, "forward"),
        **AXES,
        "device": whole(0, 63, 0),
    },
    "selection": {
        "curves": CURVES,
        "epochs": whole(1, 1024, 10),
        "run": whole(0, 63, 0),
        "others": flag(True),
    },
}
