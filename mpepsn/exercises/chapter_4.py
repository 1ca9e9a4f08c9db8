"""Chapter 4: how short a window can stand for a leak, and a window with a view of the future."""

import torch

from ..neurons import psn
from ..neurons.no_reset import no_reset_weight
from .compare import fit
from .family import Exercise, Mistake
from .inputs import ask, noise_and_ties, series
from .shifted import rule

TIES = ("fires", "stays silent")


def _weights(spec, answer, case):
    return {"weights": fit(ask(answer, case), (None,), "weights")}


def _row(more=0, change=lambda weight, spec: weight, tail=lambda spec: 1 - spec.decay):
    """The last row of a long matrix, cut where what lies before it sums up to no more than the error."""

    def expected(spec, case, got):
        row = no_reset_weight(100, spec.decay, spec.gain)[-1]
        before = row.cumsum(0) * (1 - spec.decay) / tail(spec)
        return {"weights": change(row[int((before <= spec.error).sum()) - more :], spec)}

    return expected


SHORTEST = Exercise(
    name="4.2",
    level=2,
    minutes=15,
    goal="write PSN, masked PSN and sliding PSN in two lines each, and count their parameters",
    choices={"decay": (0.75, 0.7, 0.8), "gain": (1.5, 0.75, 2.0), "error": (0.1, 0.05, 0.2)},
    words=lambda spec: (
        f"A LIF without reset has decay {spec.decay} and gain {spec.gain}. Give the weights of the shortest sliding "
        f"PSN whose $h$ is never more than {spec.error} from it, for inputs in [0, 1] of any length. How many "
        "parameters is that for a layer, and how many for a PSN of 64 steps?"
    ),
    code=lambda spec: "weights = ...",
    answer="weights",
    cases=lambda spec, seed: [()],
    observe=_weights,
    expected=_row(),
    mistakes=(
        Mistake(
            "reversed", "The last weight acts on the present current.", _row(change=lambda weight, spec: weight.flip(0))
        ),
        Mistake(
            "one step only",
            "Too short: not one input is cut off but all before the window, and their weights add up.",
            _row(tail=lambda spec: 1.0),
        ),
        Mistake("one too long", "Right, but for one weight fewer the error is small enough, too.", _row(1)),
        Mistake("one too short", "One weight more is needed.", _row(-1)),
        Mistake(
            "no gain",
            "The gain is missing from the weights.",
            _row(change=lambda weight, spec: weight / spec.gain),
        ),
        Mistake(
            "faded at once",
            "The present current has not faded yet: its weight is the gain.",
            _row(change=lambda weight, spec: weight * spec.decay),
        ),
    ),
    tolerance=2e-3,
)


def _band(back=None, flip=False, other_tie=False, wraps=False):
    """One row for each step, as a PSN has them."""

    def expected(spec, case, got):
        x = case[0].double()
        weight = torch.tensor(spec.weight, dtype=torch.float64)
        first = spec.back if back is None else back(spec)
        lag = torch.arange(len(x)) - torch.arange(len(x)).unsqueeze(1) + first
        lag = lag % len(x) if wraps else lag
        inside = (lag >= 0) & (lag < len(weight))
        rows = torch.where(inside, (weight.flip(0) if flip else weight)[lag.clamp(0, len(weight) - 1)], 0.0)
        word = TIES[1 - TIES.index(spec.tie)] if other_tie else spec.tie
        return {"spikes": psn(x, rows, torch.ones(len(x), dtype=torch.float64), spike=rule(word)).s}

    return expected


VIEW = Exercise(
    name="4.3",
    level=2,
    minutes=20,
    goal="tell which of them reads the future, and test it on a neuron you did not write",
    choices={
        "back": (1, 2),
        "weight": ((0.5, -1.0, 1.5, 0.75, 0.25), (-0.5, 1.25, 0.5, -1.0, 0.75), (1.0, 0.25, -0.75, 1.5, 0.5)),
        "tie": TIES,
    },
    words=lambda spec: (
        f"Write a window with a view: {len(spec.weight)} weights, {', '.join(f'{w:g}' for w in spec.weight)}, the "
        f"first for $x[t-{spec.back}]$ and the last for $x[t+{len(spec.weight) - 1 - spec.back}]$; the neuron fires "
        f"where their sum reaches 1, and a sum of exactly 1 {spec.tie}. Before and after the sequence $x$ is 0. What "
        "will `mpepsn.audit` say of it, packed into a module? Ask it."
    ),
    code=lambda spec: 'def window(x):\n    """Spikes [T, N] of the currents x [T, N]."""\n    ...',
    answer="window",
    cases=noise_and_ties,
    observe=series("spikes"),
    expected=_band(),
    mistakes=(
        Mistake(
            "causal",
            "Your window ends at the present: it never reads ahead.",
            _band(back=lambda spec: len(spec.weight) - 1),
        ),
        Mistake("wraps", "Your first steps read the last ones: the sequence is no ring.", _band(wraps=True)),
        Mistake("reversed", "Your weights act in the opposite order.", _band(flip=True)),
        Mistake(
            "one step late",
            "Your window looks one step further back, and one less ahead.",
            _band(back=lambda spec: spec.back + 1),
        ),
        Mistake(
            "one step early",
            "Your window looks one step further ahead, and one less back.",
            _band(back=lambda spec: spec.back - 1),
        ),
        Mistake("tie", "Look at sums of exactly 1: ≥ and > part there.", _band(other_tie=True)),
    ),
)

EXERCISES = (SHORTEST, VIEW)
