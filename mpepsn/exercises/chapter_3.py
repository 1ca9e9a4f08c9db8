"""Chapter 3: the matrix of a neuron that hears late, and what a scan with longer arms costs."""

import math

import torch

from ..neurons import no_reset
from .compare import fit
from .family import Exercise, Mistake
from .inputs import ask, later


def _matrix(spec, answer, case):
    return {"weights": fit(ask(answer, case), (case[0], case[0]), "weights")}


def _response(late=0, gain=None, change=lambda weight, spec: weight):
    """Column i of the matrix is the answer of the neuron to a single kick at step i."""

    def expected(spec, case, got):
        kicks = torch.eye(case[0], dtype=torch.float64)
        heard = later(kicks, spec.delay + late)
        h = no_reset(heard, decay=spec.decay, gain=spec.gain if gain is None else gain).h
        return {"weights": change(h, spec)}

    return expected


DELAYED = Exercise(
    name="3.2",
    level=2,
    minutes=20,
    goal="write down the matrix of an IF or LIF neuron without reset, and read its decay off a picture",
    choices={"decay": (0.75, 0.5, 0.9), "gain": (0.5, 2.0, 1.5), "delay": (2, 3, 4)},
    words=lambda spec: (
        f"The input arrives {spec.delay} steps late: $h[t] = {spec.decay} \\cdot h[t-1] + {spec.gain} \\cdot "
        f"x[t-{spec.delay}]$, where $x$ is 0 before step 0. Write a function that returns the matrix of this neuron "
        "for any T, without a loop over steps."
    ),
    code=lambda spec: 'def matrix(steps):\n    """W [T, T], so that h = W x, for T = steps."""\n    ...',
    answer="matrix",
    cases=lambda spec, seed: [(7,), (12,), (spec.delay,), (1,)],
    observe=_matrix,
    expected=_response(),
    mistakes=(
        Mistake(
            "no delay",
            "Your neuron hears its input at once.",
            lambda spec, case, got: _response(-spec.delay)(spec, case, got),
        ),
        Mistake("one step early", "Your input arrives one step too early.", _response(-1)),
        Mistake("one step late", "Your input arrives one step too late.", _response(1)),
        Mistake(
            "transposed",
            "Rows are the steps of h, columns those of x. In yours the past listens to the future.",
            _response(change=lambda weight, spec: weight.T),
        ),
        Mistake(
            "faded on the way",
            "Nothing fades on the way: when an input arrives its weight is the gain, and only then the decay begins.",
            _response(change=lambda weight, spec: weight * spec.decay**spec.delay),
        ),
        Mistake("no gain", "The gain is missing.", _response(gain=1.0)),
    ),
    tolerance=5e-3,
)


def _cost(spec, answer, case):
    return {"rounds and additions": fit(ask(answer, case), (2,), "rounds and additions")}


def _counts(rounds=None, additions=None):
    """Each step hears of all before it: in the base of the arms, the digits of the last step say how many rounds."""

    def expected(spec, case, got):
        steps, arms = case[0], spec.arms
        powers = [arms**n for n in range(32) if arms**n < steps]
        exact = sum(min(arms - 1, t // power) for power in powers for t in range(steps))
        found = rounds(steps, arms, len(powers)) if rounds else len(powers)
        return {
            "rounds and additions": torch.tensor(
                [found, additions(steps, arms, len(powers)) if additions else exact]
            ).double()
        }

    return expected


SCAN = Exercise(
    name="3.3",
    level=2,
    minutes=20,
    goal='say what "O(log T)" counts, and what it leaves out',
    choices={"arms": (3, 4, 5)},
    words=lambda spec: (
        "Give the scan longer arms: in a round of distance $d$ every step adds what the steps "
        f"{', '.join(f'${n if n > 1 else str()}d$' for n in range(1, spec.arms))} before it hold, and $d$ = 1, "
        f"{spec.arms}, {spec.arms**2}, … Count, for one neuron and any T, the rounds until all steps have heard of "
        "all before them, and the additions, without those that would reach before step 0. Is it worth it?"
    ),
    code=lambda spec: 'def cost(steps):\n    """(rounds, additions) for T = steps."""\n    ...',
    answer="cost",
    cases=lambda spec, seed: [(100,), (1,), (2,), (spec.arms**2,), (spec.arms**3 + 1,), (1000 + seed % 100,)],
    observe=_cost,
    expected=_counts(),
    mistakes=(
        Mistake(
            "rounded down",
            "The additions are right, the rounds are not: a last round that is not full is a round.",
            _counts(rounds=lambda steps, arms, rounds: int(math.log(steps + 1e-9, arms))),
        ),
        Mistake(
            "all steps",
            "The rounds are right. Not every step adds in every round: the first ones have nothing so far before them.",
            _counts(additions=lambda steps, arms, rounds: steps * (arms - 1) * rounds),
        ),
        Mistake(
            "as the loop",
            "The rounds are right. A scan has more additions than a loop: steps are added again and again.",
            _counts(additions=lambda steps, arms, rounds: steps - 1),
        ),
        Mistake(
            "one addition",
            "The rounds are right. In a round each step adds more than one number.",
            _counts(additions=lambda steps, arms, rounds: sum(steps - arms**n for n in range(rounds))),
        ),
        Mistake(
            "two arms",
            "You have counted the scan of the chapter, whose distance doubles.",
            lambda spec, case, got: {
                "rounds and additions": _counts()(type(spec)(arms=2), case, got)["rounds and additions"]
            },
        ),
    ),
    tolerance=0.1,
)

EXERCISES = (DELAYED, SCAN)
