"""Chapter 2: a surrogate of one's own, and a gradient that goes back a few steps and no further."""

import torch

from ..neurons import lif
from .compare import Wrong, fit
from .family import Exercise, Mistake
from .inputs import ask, currents
from .shifted import fires

BUMPS = {
    "e^{-|z|/w}": lambda z, w: torch.exp(-z.abs() / w) / (2 * w),
    "(1 + |z|/w)^{-2}": lambda z, w: (1 + z.abs() / w) ** -2 / (2 * w),
    "(1 + |z|/w)^{-3}": lambda z, w: (1 + z.abs() / w) ** -3 / w,
}
HEIGHTS = {"e^{-|z|/w}": r"\frac{1}{2w}", "(1 + |z|/w)^{-2}": r"\frac{1}{2w}", "(1 + |z|/w)^{-3}": r"\frac{1}{w}"}
TIES = ("fires", "stays silent")


def _gradient(weight, s, x):
    """∂(Σ weight · s)/∂x of what an answer gave."""
    if not s.requires_grad:
        raise Wrong("Expected spikes with a gradient; no gradient leads from them back to the input.")
    return torch.autograd.grad((weight * s).sum(), x, allow_unused=True)[0]


def _observe(spec, answer, case):
    x, weight = case[0].clone().requires_grad_(), case[1]
    s = fit(ask(answer, (x,)), tuple(x.shape), "spikes")
    gradient = _gradient(weight, s, x)
    return {"spikes": s.detach(), "gradients": torch.zeros_like(s) if gradient is None else gradient.double()}


def _bump_cases(spec, seed):
    z = torch.cat([torch.arange(-3, 3.25, 0.25), torch.tensor([0.1, -0.1])])
    return [(z, currents(seed, len(z), 1, -1.0, 1.0)[:, 0] + 0.2)]


def _bump(slope=lambda z, spec, g: g * BUMPS[spec.bump](z, spec.w), tie=False, soft=False):
    def expected(spec, case, got):
        z, g = (part.double() for part in case)
        word = TIES[1 - TIES.index(spec.tie)] if tie else spec.tie
        smooth = soft and bool((got["spikes"] % 1 > 0).any())
        return {"spikes": got["spikes"] if smooth else fires(z, word, 0.0), "gradients": slope(z, spec, g)}

    return expected


def _height(spec):
    """Of the bump at 0: what makes its area 1."""
    return BUMPS[spec.bump](torch.zeros(()), spec.w)


SURROGATE = Exercise(
    name="2.2",
    level=2,
    minutes=15,
    goal="say why a spike passes no gradient, and what is put in its place",
    choices={"bump": tuple(BUMPS), "w": (2.0, 1.5, 0.25), "tie": TIES},
    words=lambda spec: (
        f"Write a step Θ whose slope in the backward pass is ${HEIGHTS[spec.bump]} {spec.bump}$ with $w$ = "
        f"{spec.w:g}, as a `torch.autograd.Function`. At $z$ = 0 it {spec.tie}. Show that the area of the bump is 1."
    ),
    code=lambda spec: 'def spike(z):\n    """Θ(z) with this slope, for z of any shape."""\n    ...',
    answer="spike",
    cases=_bump_cases,
    observe=_observe,
    expected=_bump(),
    mistakes=(
        Mistake(
            "slope alone",
            "The backward pass gets the gradient from above and must multiply it by the slope.",
            _bump(lambda z, spec, g: BUMPS[spec.bump](z, spec.w)),
        ),
        Mistake(
            "no slope",
            "Your step passes the gradient on as it came; the slope is missing.",
            _bump(lambda z, spec, g: g),
        ),
        Mistake(
            "height one",
            "The slope has the right form and not the area 1: a factor is missing.",
            _bump(lambda z, spec, g: g * BUMPS[spec.bump](z, spec.w) / _height(spec)),
        ),
        Mistake("tie", "Look at z = 0: ≥ and > part there.", _bump(tie=True)),
        Mistake(
            "soft",
            "The gradient is right, but what goes forward must be 0 or 1, not something softer.",
            _bump(soft=True),
        ),
    ),
    tolerance=1e-4,
)


def _short_cases(spec, seed):
    return [
        (currents(seed + i, steps, 12, -0.25, 1.25), currents(seed + 7, steps, 12, -1.0, 1.0) + 0.01)
        for i, steps in enumerate((11, 4 * spec.steps))
    ]


def _cut(block=lambda spec, t: t // spec.steps, **changes):
    """The gradient of a part of the sum with respect to a step is the full one where both lie in one block, else 0."""

    def expected(spec, case, got):
        x, weight = case[0].double().requires_grad_(), case[1].double()
        arguments = {"reset": spec.reset, "detach_reset": False} | changes
        s = lif(x, decay=spec.decay, **arguments).s
        place = torch.tensor([block(spec, t) for t in range(len(x))])
        total = torch.zeros_like(x)
        for number in place.unique():
            inside = (place == number).unsqueeze(1)
            (full,) = torch.autograd.grad((weight * s * inside).sum(), x, retain_graph=True)
            total = total + full * inside
        return {"spikes": s.detach(), "gradients": total}

    return expected


def _restarts(spec, case, got):
    x = case[0].double().requires_grad_()
    s = torch.cat([lif(part, decay=spec.decay, reset=spec.reset).s for part in x.split(spec.steps)])
    return {"spikes": s.detach(), "gradients": torch.autograd.grad((case[1] * s).sum(), x)[0]}


TRUNCATED = Exercise(
    name="2.3",
    level=2,
    minutes=20,
    goal="draw the graph of three steps and name what autograd has to keep",
    choices={"decay": (0.75, 0.875, 0.5), "steps": (4, 3, 5), "reset": ("hard", "soft")},
    words=lambda spec: (
        f"A long sequence does not fit into memory. Write a LIF (decay {spec.decay}, threshold 1, {spec.reset} reset, "
        f"slope `mpepsn.triangle()`) that fires as ever, but whose graph is cut before steps {spec.steps}, "
        f"{2 * spec.steps}, {3 * spec.steps}, …: no gradient crosses a cut. Which arrows of the figure are cut, and "
        "how many bytes per neuron must now be kept at a time?"
    ),
    code=lambda spec: 'def truncated(x):\n    """Spikes [T, N] of the currents x [T, N]; T may be any."""\n    ...',
    answer="truncated",
    cases=_short_cases,
    observe=_observe,
    expected=_cut(),
    mistakes=(
        Mistake(
            "no detach",
            "The spikes are right; the gradient still runs back through all steps. What passes a cut must be detached.",
            _cut(lambda spec, t: 0),
        ),
        Mistake("every step", "Your graph is cut before every step.", _cut(lambda spec, t: t)),
        Mistake(
            "one step late", "Your cuts come one step too late.", _cut(lambda spec, t: max(t - 1, 0) // spec.steps)
        ),
        Mistake("one step early", "Your cuts come one step too early.", _cut(lambda spec, t: (t + 1) // spec.steps)),
        Mistake(
            "spike detached",
            "You cut the way of the spike through the reset, at every step; to be cut is the way of v, at some steps.",
            _cut(lambda spec, t: 0, detach_reset=True),
        ),
        Mistake(
            "restarts", "Your neuron forgets its potential at each cut; only the gradient shall stop there.", _restarts
        ),
    ),
    tolerance=1e-4,
)

EXERCISES = (SURROGATE, TRUNCATED)
