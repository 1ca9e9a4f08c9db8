"""The live figures of losses by name, with their arguments."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .named import figure

if TYPE_CHECKING:
    from anywidget import AnyWidget


def kappa(released: str = "cifar10dvs", error: float | None = None, steps: int = 4) -> "AnyWidget":
    """The learned weight κ of L_mem, update by update, under three released optimisers: `measure.kappa.kappa_path`.

    Args:
        released: the run that is looked at: "cifar10dvs", "dvsgesture" or "cifar10".
        error: mean square distance of estimate and potential, in [0, 1.5], the same for all three; None is what the
            neuron of each run has for currents of mean 0 and variance 1: 0.24, 1.18 and 0.24.
        steps: number of steps T, 1 to 16; κ begins at 1/T.
    """
    return figure("kappa", locals())


def losses(
    loss: str = "TET",
    preset: str = "one wrong",
    drawn: Sequence[float] = (),
    rate_weight: float = 0.05,
    smoothing: float = 0.1,
) -> "AnyWidget":
    """By how much the right one of two classes leads at each of four steps, and how a loss pulls at each of them.

    Args:
        loss: "SDT", "TET", "TET + reg", "LTS" or "TET-S": see `mpepsn.losses`.
        preset: "rising", "one wrong", "sure", "late" or "drawn": see `leads`.
        drawn: the leads where preset is "drawn": at most 4 numbers in [−6, 6].
        rate_weight: λ of the regulariser of "TET + reg", in [0, 1]; its φ is 1.
        smoothing: ε of "TET-S", in [0, 1].
    """
    return figure("losses", locals())


def pull(current: float = 0.6, before: float = 0.0, coin: str = "mean") -> "AnyWidget":
    """How L_mem of one step of MPE-PSN pulls the step's current: −∂(v̂ − v)²/∂x, threshold 1, surrogate triangle.

    Args:
        current: the current x, in [−2, 2].
        before: what the step before adds to h, decay · v̂[t−1], in [−0.5, 0.5].
        coin: what v̂ = (1 − b) · x is made with: "b = 0", "b = 1", or "mean", the average of both pulls.
    """
    return figure("pull", locals())
