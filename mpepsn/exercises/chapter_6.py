"""Chapter 6: the dial for another reset, and the same neuron one step at a time."""

import torch

from ..neurons import lif
from .compare import Wrong, fit
from .family import Exercise, Mistake
from .inputs import later, noise_and_ties, series
from .shifted import leaving, rule

RESETS = ("soft", -0.25, -0.5)
TIES = ("fires", "stays silent")


def _neuron(x, spec, reset, other_tie=False):
    word = TIES[1 - TIES.index(spec.tie)] if other_tie else spec.tie
    if isinstance(reset, float):
        return leaving(x, reset, decay=spec.decay, tie=word).s
    return lif(x, decay=spec.decay, reset=reset, spike=rule(word)).s


def _window(k=lambda given: given, reset=None, ahead=0, **changes):
    """After k sweeps from 0 a neuron fires as one that was started k steps ago: it has heard the last k currents."""

    def expected(spec, case, got):
        x = case[0].double()
        length = k(case[1] if len(case) > 1 else spec.sweeps)
        heard = torch.stack([later(x, lag - ahead) for lag in reversed(range(length))]) if length else x[None]
        return {"spikes": _neuron(heard, spec, spec.reset if reset is None else reset, **changes)[-1]}

    return expected


def _what(reset):
    return "with a soft reset" if reset == "soft" else f"that a spike takes to ${reset}$ instead of 0"


def _exact(spec, case, got):
    return {"spikes": _neuron(case[0].double(), spec, spec.reset)}


MISTAKES = (
    Mistake("one fewer", "These are the spikes after one sweep fewer.", _window(lambda k: k - 1)),
    Mistake("one more", "These are the spikes after one sweep more.", _window(lambda k: k + 1)),
    Mistake("exact", "These are the spikes of the exact neuron: it has heard all that came before.", _exact),
    Mistake("to zero", "Your spikes take the potential to 0: that is the dial of the chapter.", _window(reset="hard")),
    Mistake("no reset", "The reset is missing: what goes on is the potential before it.", _window(reset="none")),
    Mistake("tie", "Look at potentials of exactly 1: ≥ and > part there.", _window(other_tie=True)),
)

DIAL = Exercise(
    name="6.2",
    level=2,
    minutes=20,
    goal="say what a sweep is, and prove that k of them make k steps exact",
    choices={"decay": (0.75, 0.875, 0.5), "reset": RESETS, "tie": TIES},
    words=lambda spec: (
        f"Build the dial for a LIF {_what(spec.reset)} (decay {spec.decay}, threshold 1; a potential of exactly 1 "
        f"{spec.tie}): start from the guess 0 for all potentials and sweep k times, each sweep all steps at once. How "
        "many sweeps make how many steps exact?"
    ),
    code=lambda spec: (
        'def dial(x, k):\n    """Spikes [T, N] of the last of k sweeps over the currents x [T, N]."""\n    ...'
    ),
    answer="dial",
    cases=lambda spec, seed: [
        (x, k) for (x,), sweeps in zip(noise_and_ties(spec, seed), ((2, 1, 5), (3,)), strict=True) for k in sweeps
    ],
    observe=series("spikes"),
    expected=_window(),
    mistakes=MISTAKES,
)


def _streamed(spec, answer, case):
    """The answer fed one step at a time, beside a second stream that shares nothing with it."""
    x, other = case[0], case[0].flip(1)
    spikes, state, second = [], None, None
    for t in range(len(x)):
        found = answer(x[t].clone(), state)
        if found is None or found is ...:
            return {"spikes": fit(found, tuple(x.shape), "spikes")}
        try:
            s, state = found
            _, second = answer(other[t].clone(), second)
        except (TypeError, ValueError):
            raise Wrong(f"Expected a pair, spikes and state; got {type(found).__name__}.") from None
        spikes.append(fit(s, tuple(x[t].shape), "spikes"))
    return {"spikes": torch.stack(spikes)}


STREAM = Exercise(
    name="6.3",
    level=3,
    minutes=25,
    goal="read k as a window: of memory, of gradient, and of what a streaming neuron must store",
    choices={"decay": (0.75, 0.875, 0.5), "sweeps": (3, 2, 4), "reset": RESETS, "tie": TIES},
    words=lambda spec: (
        "Write that neuron for a stream: `stream(x_t, state)` gets one current and what it returned as state a step "
        f"ago (`None` before the first), and gives the spikes that {spec.sweeps} sweeps give, with decay {spec.decay} "
        f"and {'a soft reset' if spec.reset == 'soft' else f'a reset to ${spec.reset}$'}; a potential of exactly 1 "
        f"{spec.tie}. How many numbers per neuron must the state hold, and why is the potential not enough?"
    ),
    code=lambda spec: 'def stream(x_t, state):\n    """(spikes [N], next state) for the currents x_t [N]."""\n    ...',
    answer="stream",
    cases=noise_and_ties,
    observe=_streamed,
    expected=_window(),
    mistakes=MISTAKES,
)

EXERCISES = (DIAL, STREAM)
