"""Chapter 1: a neuron that rests after each spike, and one with a reset potential of its own."""

import torch

from ..neurons import lif
from .family import Exercise, Mistake
from .inputs import later, noise_and_ties, series
from .shifted import fires, leaving, replay, rested, rule

TIES = ("fires", "stays silent")


def _rests(more=0, faded=False, other_tie=False):
    """Where an answer's own spikes let the neuron rest, its current is as good as 0: then it is a LIF again."""

    def expected(spec, case, got):
        current = case[0].double() * rested(got["spikes"], spec.rest + more)
        gain = spec.decay if faded else 1.0
        return {"spikes": lif(current, decay=spec.decay, gain=gain, spike=rule(_tie(spec, other_tie))).s}

    return expected


def _tie(spec, other):
    return TIES[1 - TIES.index(spec.tie)] if other else spec.tie


def _charges_while_resting(spec, case, got):
    s = got["spikes"].detach()
    return {"spikes": fires(replay(case[0], s, spec.decay), spec.tie) * rested(s, spec.rest)}


REFRACTORY = Exercise(
    name="1.2",
    level=2,
    minutes=15,
    goal="compute a trace by hand, step by step, from a decay, a threshold and a reset",
    choices={"decay": (0.75, 0.5, 0.875), "rest": (2, 1, 3), "tie": TIES},
    words=lambda spec: (
        f"After a spike a real neuron cannot fire again for a moment. Write a LIF neuron with decay {spec.decay}, "
        f"threshold 1 and a hard reset whose potential stays at 0 for {spec.rest} further step{'s' * (spec.rest > 1)} "
        f"after each spike, whatever the current is. A potential of exactly 1 {spec.tie}. At which rate does it fire "
        "when the current is very large?"
    ),
    code=lambda spec: 'def refractory(x):\n    """Spikes [T, N] of the currents x [T, N]."""\n    ...',
    answer="refractory",
    cases=noise_and_ties,
    observe=series("spikes"),
    expected=_rests(),
    mistakes=(
        Mistake(
            "spike after the reset",
            (
                "No spike at all. Compare h, the potential before the reset, with the threshold; after it nothing is "
                "above."
            ),
            lambda spec, case, got: {"spikes": torch.zeros_like(got["spikes"])},
        ),
        Mistake(
            "one step short",
            "Your neuron is back one step too early: the step of the spike does not count.",
            _rests(-1),
        ),
        Mistake("one step long", "Your neuron comes back one step too late.", _rests(1)),
        Mistake(
            "charges while resting",
            "Your neuron keeps quiet but goes on charging: while it rests its potential must stay at 0.",
            _charges_while_resting,
        ),
        Mistake(
            "decay on the current",
            "The decay belongs to the potential that is left from the step before, not to the current.",
            _rests(faded=True),
        ),
        Mistake("tie", "Look at potentials of exactly 1: ≥ and > part there.", _rests(other_tie=True)),
    ),
)


def _leaves(field="v", to_zero=False, starts_there=False, faded=False, other_tie=False):
    def expected(spec, case, got):
        found = leaving(
            case[0].double(),
            0.0 if to_zero else spec.v_reset,
            decay=spec.decay,
            gain=spec.decay if faded else 1.0,
            start=spec.v_reset if starts_there else 0.0,
            tie=_tie(spec, other_tie),
        )
        return {"v after the reset": getattr(found, field)}

    return expected


def _added(spec, case, got):
    h = spec.decay * later(got["v after the reset"].detach()) + case[0]
    return {"v after the reset": h + spec.v_reset * fires(h, spec.tie)}


RESET_POTENTIAL = Exercise(
    name="1.3",
    level=2,
    minutes=15,
    goal="tell from a trace which reset the neuron has, and say what each reset throws away",
    choices={"decay": (0.75, 0.5, 0.875), "v_reset": (-0.25, -0.5, 0.25), "tie": TIES},
    words=lambda spec: (
        f"Give a LIF neuron of decay {spec.decay} and threshold 1 a reset potential of its own: a spike takes it to "
        f"${spec.v_reset}$ instead of 0. It starts from 0, and a potential of exactly 1 {spec.tie}. For a constant "
        "current of 1.1, how many steps pass between two spikes, and how many with a reset to 0?"
    ),
    code=lambda spec: 'def potential(x):\n    """v after the reset [T, N] for the currents x [T, N]."""\n    ...',
    answer="potential",
    cases=noise_and_ties,
    observe=series("v after the reset"),
    expected=_leaves(),
    mistakes=(
        Mistake(
            "added", "A spike takes the potential to the reset potential; yours adds it to what was there.", _added
        ),
        Mistake("to zero", "Your spikes take the potential to 0.", _leaves(to_zero=True)),
        Mistake(
            "starts there", "The first step starts from 0, not from the reset potential.", _leaves(starts_there=True)
        ),
        Mistake("before the reset", "These are the potentials before the reset, h.", _leaves("h")),
        Mistake("spikes", "These are the spikes; asked for is v.", _leaves("s")),
        Mistake(
            "decay on the current",
            "The decay belongs to the potential that is left from the step before, not to the current.",
            _leaves(faded=True),
        ),
        Mistake("tie", "Look at potentials of exactly 1: ≥ and > part there.", _leaves(other_tie=True)),
    ),
)

EXERCISES = (REFRACTORY, RESET_POTENTIAL)
