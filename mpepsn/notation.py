"""One notation for all neurons, and the only file that knows the papers' conflicting letters.

    h[t] = decay · v[t−1] + gain · x[t]      charge
    s[t] = Θ(h[t] − threshold)               fire
    v[t] = reset(h[t], s[t])                 reset

Time comes first in every tensor, `[T, B, ...]`, with t = 0…T−1, and v[−1] is `v_init`. Time is counted in steps;
x, h, v and threshold share one arbitrary unit, which threshold = 1 sets.
"""

from typing import Literal, NamedTuple, get_args

import torch
from torch import Tensor

from . import arguments

Reset = Literal["hard", "soft", "none"]


class Trace(NamedTuple):
    """What a neuron did: each field has the shape `[T, ...]` of the input current.

    Attributes:
        h: potential after the charge, before the neuron fires.
        s: spikes, 0 or 1 (an integer count for neurons of several levels).
        v: potential after the reset.
        v_hat: the estimate of v that the neuron charged from, where it has one.
    """

    h: Tensor
    s: Tensor
    v: Tensor
    v_hat: Tensor | None = None

    def to(self, dtype: torch.dtype) -> "Trace":
        """The same in another dtype."""
        return Trace(*(None if series is None else series.to(dtype) for series in self))


class State(NamedTuple):
    """What a causal layer carries from one `step` to the next.

    Attributes:
        v: potential after the reset at step t − 1, shaped like one step of the input.
        t: number of steps taken so far.
        seed: key of the random draws, for neurons that draw.
        past: the last currents, `[k − 1, ...]`, for neurons that read a window of k steps.
    """

    v: Tensor
    t: int = 0
    seed: Tensor | None = None
    past: Tensor | None = None


class Dynamics(NamedTuple):
    """The four numbers and words that fix a neuron. Pass them on: `lif(x, **dynamics._asdict())`.

    Each paper writes the share of the potential that is kept from step to step in its own way. The class methods
    take a paper's letter and return ours.

    >>> Dynamics.fang2023(tau=4.0)
    Dynamics(decay=0.75, gain=0.25, threshold=1.0, reset='hard')
    >>> Dynamics.chen2024(tau=0.25).decay, Dynamics.shen2024(tau=0.25).decay
    (0.25, 0.75)
    """

    decay: float
    gain: float = 1.0
    threshold: float = 1.0
    reset: Reset = "hard"

    @classmethod
    def fang2023(cls, tau: float = 2.0, threshold: float = 1.0, reset: Reset = "hard") -> "Dynamics":
        """PSN, Eq. 6: τ_m ≥ 1 is a time constant in steps; decay is 1 − 1/τ_m and the current is scaled by 1/τ_m."""
        arguments.at_least(tau, 1, "tau")
        return cls(1 - 1 / tau, 1 / tau, *_checked(threshold, reset))

    @classmethod
    def chen2024(cls, tau: float = 0.25, threshold: float = 1.0, reset: Reset = "hard") -> "Dynamics":
        """MPE-PSN, Eq. 4: τ_m multiplies the potential, so it is the decay itself; the current is not scaled."""
        arguments.fraction(tau, "tau")
        return cls(tau, 1.0, *_checked(threshold, reset))

    @classmethod
    def shen2024(cls, tau: float = 0.0, threshold: float = 1.0, reset: Reset = "soft") -> "Dynamics":
        """Slides on the initial potential, Eq. 1: τ is the share that is lost, so decay is 1 − τ; τ = 0 is the IF."""
        arguments.fraction(tau, "tau")
        return cls(1 - tau, 1.0, *_checked(threshold, reset))


class Name(NamedTuple):
    """What one thing is called: a name in code between backticks, a letter between dollars."""

    ours: str
    meaning: str
    psn: str
    mpe_paper: str
    mpe_code: str
    slides: str
    spikingjelly: str
    snntorch: str


NAMES = (
    Name("`x`", "input current", "$X[t]$", "$I_t$", "`x`", "$I[t]$", "`x`", "`input_`"),
    Name("`h`", "potential after the charge", "$H[t]$", "$h_t$", "`mem_memo`", "$h[t]$", "`v`", "`mem`"),
    Name("`s`", "spike", "$S[t]$", "$o_t$", "`o_t`", "$o[t]$", "`spike`", "`spk`"),
    Name("`v`", "potential after the reset", "$V[t]$", "$u_t$", "`mem_real`", "$s[t+1]$", "`v`", "`mem`"),
    Name("`v_hat`", "estimate of v", "–", r"$\hat{u}_t$", "`mem_hat`", "–", "–", "–"),
    Name("`v_init`", "potential before step 0", "0", "$u_{-1} = 0$", "`v_0`", "$s[0]$, learned", "`v_reset`", "`mem`"),
    Name("`decay`", "share kept", r"$1 - 1/\tau_m$", r"$\tau_m$", "`tau`", r"$1 - \tau$", "`1 - 1/tau`", "`beta`"),
    Name("`gain`", "factor of x", r"$1/\tau_m$", "1", "1", "1", "`1/tau`; 1 without `decay_input`", "1"),
    Name(
        "`threshold`", "firing level", "$V_{th}$", "$v_{th}$", "`threshold`", "$V_{th}$", "`v_threshold`", "`threshold`"
    ),
    Name("`strict`", "on the threshold", "fires", "fires", "silent", "silent", "fires", "silent"),
    Name("`reset`", "what a spike does", "hard, soft", "hard", "hard", "soft", "`v_reset`", "`reset_mechanism`"),
    Name("`weight`, `order`", "of the PSN family", "$W$, $k$", "–", "–", "–", "`weight`, `k`", "–"),
    Name("`mask_blend`", "how far the mask is closed", r"$\lambda$", "–", "–", "–", "`lambda_`", "–"),
    Name("`width`, `slope`", "of a surrogate", r"$\alpha$", r"$\alpha$", "`alpha`", "–", "`alpha`", "`spike_grad`"),
    Name("`kappa`", "weight of a step in L_mem", "–", r"$\kappa_i$", "`coef`", "–", "–", "–"),
    Name("`[T, B, ...]`", "axes", "$T, N$", "$T, C, H, W$", "`[N, T, ...]`", "$T, N$", "`[T, N, ...]`", "one step"),
)


def _checked(threshold: float, reset: Reset) -> tuple[float, Reset]:
    arguments.positive(threshold, "threshold")
    arguments.one_of(reset, get_args(Reset), "reset")
    return threshold, reset
