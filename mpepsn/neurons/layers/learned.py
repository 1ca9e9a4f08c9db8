"""PLIF and KLIF: the LIF with one learned number a layer.

Source: the equations stand in `neurons/plif.py` and `neurons/klif.py`. Chapter: 4
"""

from math import log

import torch
from torch import Tensor, nn

from ... import arguments
from ...notation import Reset, State, Trace
from ...surrogate import Surrogate, atan
from ..klif import klif
from ..lif import RESETS
from ..plif import plif
from .base import LOOPS, Neuron


class PLIF(Neuron):
    """Parametric LIF, which learns its decay: see `mpepsn.plif` for equations and sources.

    It has one parameter `w`, with decay = 1 − σ(w) and gain = σ(w). Reset, its gradient and the surrogate are those of
    the released code by default.

    Args:
        decay: share of the potential that is left one step later at the start, between 0 and 1.
        threshold: potential at which the neuron fires; greater than 0.
        reset: "hard", "soft" or "none".
        v_init: potential before the first step.
        detach_reset: whether the gradient goes around the spike in the reset.
        spike: surrogate; it also decides ties.
        backend: "auto" or "reference".

    Shape: input current `[T, B, ...]` → spikes of the same shape and dtype.
    """

    def __init__(
        self,
        decay: float = 0.5,
        threshold: float = 1.0,
        reset: Reset = "hard",
        v_init: float = 0.0,
        detach_reset: bool = True,
        spike: Surrogate = atan(),  # noqa: B008
        backend: str = "auto",
    ):
        super().__init__()
        arguments.share(decay, "decay")
        if decay in (0, 1):
            raise ValueError(f"decay must lie between 0 and 1, which σ(w) never reaches; got {decay!r}")
        arguments.positive(threshold, "threshold")
        arguments.one_of(reset, RESETS, "reset")
        arguments.finite(v_init, "v_init")
        arguments.surrogate(spike)
        arguments.one_of(backend, LOOPS, "backend")
        self.w = nn.Parameter(torch.tensor(log((1 - decay) / decay)))
        self.threshold, self.reset, self.v_init = threshold, reset, v_init
        self.detach_reset, self.spike, self.backend = detach_reset, spike, backend

    def trace(self, x: Tensor, state: State | None = None) -> Trace:
        """h, s and v for an input current `[T, B, ...]`."""
        return plif(
            x,
            self.w,
            threshold=self.threshold,
            reset=self.reset,
            v_init=self.v_init if state is None else state.v,
            spike=self.spike,
            detach_reset=self.detach_reset,
        )

    def extra_repr(self) -> str:
        """The numbers that fix the neuron."""
        return (
            f"threshold={self.threshold}, reset={self.reset!r}, v_init={self.v_init}, "
            f"detach_reset={self.detach_reset}, spike={self.spike}, backend={self.backend!r}"
        )


class KLIF(Neuron):
    """LIF with a learned stretch of its potential: see `mpepsn.klif` for equations and sources.

    It has one parameter `slope`, 1 at the start. The other defaults are those it was trained with in PSN's Table 1.

    Args:
        decay: share of the potential that is left one step later, in [0, 1].
        gain: factor of the current.
        threshold: potential at which the neuron fires; greater than 0.
        reset: "hard", "soft" or "none".
        v_init: potential before the first step.
        detach_reset: whether the gradient goes around the spike in the reset.
        spike: surrogate; it also decides ties.
        backend: "auto" or "reference".

    Shape: input current `[T, B, ...]` → spikes of the same shape and dtype.
    """

    def __init__(
        self,
        decay: float = 0.5,
        gain: float = 0.5,
        threshold: float = 1.0,
        reset: Reset = "soft",
        v_init: float = 0.0,
        detach_reset: bool = False,
        spike: Surrogate = atan(),  # noqa: B008
        backend: str = "auto",
    ):
        super().__init__()
        arguments.share(decay, "decay")
        arguments.finite(gain, "gain")
        arguments.positive(threshold, "threshold")
        arguments.one_of(reset, RESETS, "reset")
        arguments.finite(v_init, "v_init")
        arguments.surrogate(spike)
        arguments.one_of(backend, LOOPS, "backend")
        self.slope = nn.Parameter(torch.tensor(1.0))
        self.decay, self.gain, self.threshold, self.reset, self.v_init = decay, gain, threshold, reset, v_init
        self.detach_reset, self.spike, self.backend = detach_reset, spike, backend

    def trace(self, x: Tensor, state: State | None = None) -> Trace:
        """h, s and v for an input current `[T, B, ...]`."""
        return klif(
            x,
            self.slope,
            decay=self.decay,
            gain=self.gain,
            threshold=self.threshold,
            reset=self.reset,
            v_init=self.v_init if state is None else state.v,
            spike=self.spike,
            detach_reset=self.detach_reset,
        )

    def extra_repr(self) -> str:
        """The numbers that fix the neuron."""
        return (
            f"decay={self.decay}, gain={self.gain}, threshold={self.threshold}, reset={self.reset!r}, "
            f"v_init={self.v_init}, detach_reset={self.detach_reset}, spike={self.spike}, backend={self.backend!r}"
        )
