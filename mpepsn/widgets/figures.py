"""The live figures of neurons by name, with their arguments."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .named import figure

if TYPE_CHECKING:
    from anywidget import AnyWidget


def trace(
    decay: float = 0.5,
    gain: float = 1.0,
    threshold: float = 1.0,
    reset: str = "hard",
    steps: int = 80,
    input: str = "noise",
    drawn: Sequence[float] = (),
    seed: int = 0,
    compact: bool = False,
) -> "AnyWidget":
    """One LIF neuron over time: potential, threshold, spikes, and the input, which the reader may draw.

    Args:
        decay: share of the potential kept from step to step, in [0, 1].
        gain: factor of the current, in [0, 2].
        threshold: potential at which the neuron fires, in [0.2, 2].
        reset: "hard", "soft" or "none".
        steps: number of steps, 40 to 120.
        input: "constant", "noise", "pulses" or "drawn".
        drawn: the current where input is "drawn": numbers in [−1, 2], filled up with 0.
        seed: of the noise.
        compact: fewer controls, for a first screen.
    """
    return figure("trace", locals())


def rate(current: float = 0.6, decay: float = 0.5, reset: str = "hard") -> "AnyWidget":
    """A constant current and the rate it gives: IF and LIF beside a ReLU.

    Args:
        current: the constant current, in [−0.5, 2].
        decay: share of the potential that the LIF keeps, in [0, 1]; the IF keeps all.
        reset: "hard", "soft" or "none".
    """
    return figure("rate", locals())


def gradient(
    surrogate: str = "triangle",
    size: float | None = None,
    decay: float = 0.5,
    reset: str = "hard",
    detach_reset: bool = False,
    steps: int = 16,
    seed: int = 29,
) -> "AnyWidget":
    """The slope of a spike, and how far back in time the gradient of the last spike reaches.

    Args:
        surrogate: "triangle", "atan", "sigmoid" or "rectangle".
        size: its width or slope, in [0.2, 8]; None is the usual one of that surrogate.
        decay: share of the potential kept from step to step, in [0, 1].
        reset: "hard", "soft" or "none".
        detach_reset: whether the gradient goes around the spike in the reset.
        steps: number of steps, 8 to 24.
        seed: of the noise that drives the neuron.
    """
    return figure("gradient", locals())


def matrix(
    decay: float = 0.9, gain: float = 1.0, reset: str = "hard", steps: int = 24, step: int = 16, seed: int = 0
) -> "AnyWidget":
    """One LIF with its reset and without: the trace, and the matrix that makes the potential where nothing is reset.

    The input is 0.4 times the noise of `current`.

    Args:
        decay: share of the potential kept from step to step, in [0, 1].
        gain: factor of the current, in [0, 2].
        reset: "hard", "soft" or "none".
        steps: number of steps, 16 to 32.
        step: the row of the matrix that is looked at, from 0; the last one where there are not so many.
        seed: of the noise.
    """
    return figure("matrix", locals())


def weights(
    order: int = 4,
    preset: str = "exponential",
    drawn: Sequence[float] = (),
    threshold: float = 1.0,
    input: str = "noise",
    compare: bool = False,
    step: int = 20,
    seed: int = 0,
) -> "AnyWidget":
    """A sliding PSN whose weights the reader drags, over 40 steps, and beside it a LIF.

    Args:
        order: number of steps k that the neuron sees, 1 to 8.
        preset: "exponential", "difference", "delay", "average" or "drawn": see `window`.
        drawn: the weights where preset is "drawn": at most 8 numbers in [−1, 1], the last one on x[t].
        threshold: potential at which both neurons fire, in [0.2, 2].
        input: "noise", "pulses" or "constant": see `current`.
        compare: whether to show the LIF too, with decay 0.5 and hard reset.
        step: the step whose window of inputs is looked at, 0 to 39.
        seed: of the noise.
    """
    return figure("weights", locals())


def dial(
    sweeps: int = 1,
    decay: float = 0.5,
    estimate: str = "bernoulli",
    input: str = "noise",
    steps: int = 32,
    neurons: int = 24,
    seed: int = 0,
) -> "AnyWidget":
    """The spikes of MPE-PSN after k sweeps, those that the LIF does not fire lit up, and their share against k.

    Args:
        sweeps: number of sweeps k, 1 to 32; the number of steps where there are not so many.
        decay: share of the potential kept from step to step, in [0, 1].
        estimate: what the first sweep starts from: "bernoulli", "expected", "threshold" or "zero".
        input: "noise", "constant" or "pulses": see `currents`.
        steps: number of steps T, 16 to 32.
        neurons: how many, 8 to 24.
        seed: of the noise; the Bernoulli draws have their own.
    """
    return figure("dial", locals())


def estimate(
    estimate: str = "bernoulli",
    threshold: float = 1.0,
    scale: float = 1.0,
    mean: float = 0.0,
    decay: float = 0.25,
    seed: int = 0,
) -> "AnyWidget":
    """How likely a current makes the neuron fire, as measured and as an estimate takes it; v̂ against v, step by step.

    The current is mean + scale · `bell(2000, seed)`. The Bernoulli estimate is drawn with `torch.tensor(seed + 2**32)`.

    Args:
        estimate: "bernoulli", "expected", "threshold" or "zero".
        threshold: potential at which the neuron fires, in [0.2, 2].
        scale: standard deviation of the current, in [0.1, 2].
        mean: of the current, in [−1, 1].
        decay: share of the potential kept from step to step, in [0, 1].
        seed: of the noise.
    """
    return figure("estimate", locals())


def rain(
    decay: float = 0.9, reset: str = "hard", input: str = "noise", start: float = 0.8, seed: int = 48
) -> "AnyWidget":
    """Two LIFs with one input and different starts, over 60 steps: do they meet?

    Args:
        decay: share of the potential kept from step to step, in [0, 1].
        reset: "hard", "soft" or "none".
        input: "noise", "constant" or "pulses": see `current`.
        start: potential that the second one starts from, in [−1, 1]; the first one starts from 0.
        seed: of the noise.
    """
    return figure("rain", locals())


def patterns(
    v_init: float = 0.0, reset: str = "soft", strict: bool = False, input: str = "binary", weight: float = 1.0
) -> "AnyWidget":
    """Which patterns of four steps an IF neuron (decay 1, threshold 1) emits, and for which inputs.

    Args:
        v_init: potential before the first step, in [−1, 1.5].
        reset: "hard" or "soft".
        strict: whether a potential exactly on the threshold fires not.
        input: "binary" (all 16 patterns of spikes) or "constant" (currents from 0 to 1.5 in steps of 0.01).
        weight: current of one spike, in [0, 1.5]; where the input is constant, the current that is looked at.
    """
    return figure("patterns", locals())
