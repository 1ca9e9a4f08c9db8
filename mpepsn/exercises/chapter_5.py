"""Chapter 5: a coin with better odds, the estimate of a soft reset, and how often it is wrong."""

import torch

from ..draw import uniform
from ..neurons import lif
from .compare import Wrong, fit
from .family import Exercise, Mistake
from .inputs import ask, currents, later, noise_and_ties, series
from .shifted import rule

TIES = ("fires", "stays silent")
SEEDS, NEURONS = 24, 3000


def _coin_cases(spec, seed):
    x, u = currents(seed, 16, 24, -2.0, 3.0, 80), uniform(torch.tensor(seed + 1), 16, (24,))
    return [(x, (u * 32).floor() / 32 + 0.0137)]  # off the odds of every current on this grid


def _coin(slope=None, at=None, fired=None, mean=False, turned=False):
    """A coin with odds σ(a) shows a spike where a is above the logit of its number."""

    def expected(spec, case, got):
        x, u = (part.double() for part in case)
        a = (spec.slope if slope is None else slope) * (x - (at(spec) if at else spec.threshold))
        spike = torch.logit(u) < (-a if turned else a)
        left = (
            (x - spec.threshold if spec.reset == "soft" else torch.zeros_like(x)) if fired is None else fired(spec, x)
        )
        kept = torch.sigmoid(-a) if mean else (~spike).double()
        return {"v_hat": kept * x + (1 - kept) * left}

    return expected


COIN = Exercise(
    name="5.2",
    level=2,
    minutes=15,
    goal="say why σ(x) is not the probability to fire, and where that does harm",
    choices={"slope": (3.0, 2.0, 5.0), "threshold": (1.5, 0.5, 2.0), "reset": ("soft", "hard")},
    words=lambda spec: (
        f"Give the coin better odds, $\\sigma({spec.slope:g} (x - {spec.threshold}))$, for a neuron with threshold "
        f"{spec.threshold} and a {spec.reset} reset. The coin shows a spike where a number `u`, uniform on (0, 1), "
        "lies below its odds. Write the estimate of what each step leaves. Which estimate do you reach when the "
        "slope grows without end?"
    ),
    code=lambda spec: (
        'def guess(x, u):\n    """v_hat [T, N] from the currents x and the numbers u, both [T, N]."""\n    ...'
    ),
    answer="guess",
    cases=_coin_cases,
    observe=series("v_hat"),
    expected=_coin(),
    mistakes=(
        Mistake("old odds", "These are the odds of the paper, σ(x).", _coin(slope=1.0, at=lambda spec: 0.0)),
        Mistake(
            "slope on x alone",
            "The slope multiplies the distance from the threshold, not the current alone.",
            _coin(at=lambda spec: spec.threshold / spec.slope),
        ),
        Mistake(
            "turned",
            "A spike is likely where the current is large; your coin has the opposite odds.",
            _coin(turned=True),
        ),
        Mistake("mean", "You return the mean over many coins; here each number u decides one.", _coin(mean=True)),
        Mistake(
            "other reset",
            "Your spikes leave what the other reset would leave.",
            _coin(fired=lambda spec, x: torch.zeros_like(x) if spec.reset == "soft" else x - spec.threshold),
        ),
        Mistake(
            "keeps all",
            "A spike takes something away: where it fired, the current is not all left.",
            _coin(fired=lambda spec, x: x),
        ),
    ),
)


def _pair(before=lambda x: later(x), reset="soft", other_tie=False):
    """One sweep from the best guess that one current allows is a neuron that was started a step ago."""

    def expected(spec, case, got):
        x = case[0].double()
        word = TIES[1 - TIES.index(spec.tie)] if other_tie else spec.tie
        arguments = {"decay": spec.decay, "threshold": spec.threshold, "reset": reset, "spike": rule(word)}
        return {"spikes": lif(torch.stack([before(x), x]), **arguments).s[1]}

    return expected


def _exact(spec, case, got):
    found = lif(case[0].double(), decay=spec.decay, threshold=spec.threshold, reset="soft", spike=rule(spec.tie))
    return {"spikes": found.s}


SOFT = Exercise(
    name="5.3",
    level=2,
    minutes=20,
    goal="write the estimate and the neuron in four lines, and say which potential is guessed from which current",
    choices={"decay": (0.5, 0.75, 0.875), "threshold": (1.0, 0.5, 0.75), "tie": TIES},
    words=lambda spec: (
        f"Build the parallel neuron for a *soft* reset (decay {spec.decay}, threshold {spec.threshold}): guess from "
        "each current alone what the step leaves if it was charged by that current only, then charge all steps at "
        "once from the guess of the step before, and fire. No coin, no loop over steps. A potential exactly on the "
        f"threshold {spec.tie}, in the guess and in the neuron. Before the first step nothing was left."
    ),
    code=lambda spec: 'def parallel(x):\n    """Spikes [T, N] of the currents x [T, N]."""\n    ...',
    answer="parallel",
    cases=noise_and_ties,
    observe=series("spikes"),
    expected=_pair(),
    mistakes=(
        Mistake(
            "hard guess",
            "Your guess is that of a hard reset: a soft one leaves what is above the threshold.",
            _pair(reset="hard"),
        ),
        Mistake(
            "no reset",
            "Your guess leaves out the reset: a step that fired keeps less than its current.",
            _pair(reset="none"),
        ),
        Mistake(
            "same step", "Your step t charges from the guess of step t; it must be that of t − 1.", _pair(lambda x: x)
        ),
        Mistake("future", "Your step t charges from the guess of step t + 1.", _pair(lambda x: later(x, -1))),
        Mistake("exact", "These are the spikes of the soft LIF itself; asked for is one step from a guess.", _exact),
        Mistake("tie", "Look at potentials exactly on the threshold: ≥ and > part there.", _pair(other_tie=True)),
    ),
)


def _shares(spec, seed):
    """For many seeds: how often one sweep and the soft LIF differ, and what is easily taken for it."""
    uniforms = torch.stack([uniform(torch.tensor(seed + i), 32, (NEURONS,)) for i in range(SEEDS)], dim=1)
    x = spec.scale * torch.special.ndtri(uniforms)
    exact = lif(x, decay=spec.decay, reset="soft").s
    pair = torch.stack([later(x), x])
    guess, no_reset = (lif(pair, decay=spec.decay, reset=reset).s[1] for reset in ("soft", "none"))
    shares = {
        "right": (guess != exact).float(),
        "more": (guess > exact).float(),
        "no reset": (no_reset != exact).float(),
        "rate": exact,
    }
    found = {name: share.double().mean((0, 2)) for name, share in shares.items()}
    return found | {"of spikes": found["right"] / found["rate"]}


def _band(values):
    """Where one more seed lies, almost surely: four standard deviations around the mean of the seeds."""
    return values.mean(), 4 * values.std()


def _share(spec, answer, case):
    found = fit(ask(answer, ()), (), "share")
    if found > 1:
        raise Wrong(f"Expected a share between 0 and 1; got {found.item():.4g}.", "Is that in percent?")
    return {"share": found}


def _within(kind):
    """What came, if it lies in the band of the seeds; else the middle of the band."""

    def expected(spec, case, got):
        middle, half = _band(case[0][kind])
        inside = (got["share"] - middle).abs() <= half
        return {"share": got["share"] if inside else middle}

    return expected


SHARE = Exercise(
    name="5.4",
    level=2,
    minutes=15,
    goal="choose among four estimates for a given input, with numbers",
    choices={"decay": (0.5, 0.25, 0.75), "scale": (1.0, 0.6)},  # no two of the six bands meet
    words=lambda spec: (
        f"Measure it: for currents from a normal distribution of mean 0 and scale {spec.scale}, 32 steps, "
        f"{NEURONS:,} neurons or more, at which share of all outputs does the neuron of 5.3 with decay {spec.decay} "
        "and threshold 1 differ from the LIF with a soft reset? Any seed will do; your share must lie within what "
        f"{SEEDS} other seeds gave. Then compare with the hard reset and the estimate *threshold*: which reset is "
        "easier to guess?"
    ),
    code=lambda spec: "share = ...",
    answer="share",
    cases=lambda spec, seed: [(_shares(spec, 1000 + SEEDS * seed),)],
    observe=_share,
    expected=_within("right"),
    mistakes=(
        Mistake(
            "of spikes",
            "You have divided by the number of spikes; asked for is the share of all outputs.",
            _within("of spikes"),
        ),
        Mistake("rate", "This is the rate of the LIF.", _within("rate")),
        Mistake("too many only", "Spikes that are missing count, too, not only those too many.", _within("more")),
        Mistake("no reset", "This is the share for a guess without a reset.", _within("no reset")),
    ),
    tolerance=0.0,
)

EXERCISES = (COIN, SOFT, SHARE)
