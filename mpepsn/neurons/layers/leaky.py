"""IF and LIF, with and without a reset.

Source: the equations stand in `neurons/lif.py` and `neurons/no_reset.py`. Chapter: 1, 3
"""

import torch
from torch import Tensor, nn

from ... import arguments, kernels
from ...notation import Reset, State, Trace
from ...surrogate import Surrogate, triangle
from ..lif import RESETS, lif
from ..no_reset import FORMS, Form, no_reset
from .base import Neuron


class LIF(Neuron):
    """Leaky integrate-and-fire neuron: see `mpepsn.lif` for equations and sources.

    With `learn_v_init=True` it is the IMP neuron: each neuron learns the potential that it starts from.

    Args:
        decay: share of the potential that is left one step later, in [0, 1].
        gain: factor of the current.
        threshold: potential at which the neuron fires; greater than 0.
        reset: "hard", "soft" or "none".
        v_init: potential before the first step.
        learn_v_init: whether every neuron learns its own v_init, drawn from U(0.4, 0.6) at the start.
        shape: shape of one sample, `(C, H, W)` say; needed where v_init is learned.
        detach_reset: whether the gradient goes around the spike in the reset.
        spike: surrogate; it also decides ties.
        backend: "auto", "reference", "compiled" or "triton".

    Shape: input current `[T, B, ...]` → spikes of the same shape and dtype.
    """

    def __init__(
        self,
        decay: float = 0.5,
        gain: float = 1.0,
        threshold: float = 1.0,
        reset: Reset = "hard",
        v_init: float = 0.0,
        learn_v_init: bool = False,
        shape: tuple[int, ...] | None = None,
        detach_reset: bool = False,
        spike: Surrogate = triangle(),  # noqa: B008
        backend: str = "auto",
    ):
        super().__init__()
        arguments.share(decay, "decay")
        arguments.finite(gain, "gain")
        arguments.positive(threshold, "threshold")
        arguments.one_of(reset, RESETS, "reset")
        arguments.finite(v_init, "v_init")
        arguments.surrogate(spike)
        arguments.one_of(backend, kernels.BACKENDS, "backend")
        if learn_v_init and shape is None:
            raise ValueError("shape must be given where v_init is learned: the shape of one sample, such as (C, H, W)")
        if learn_v_init:
            arguments.sample_shape(shape, "shape")
        if learn_v_init and v_init != 0:
            raise ValueError(f"v_init must be left out where it is learned; got {v_init!r}")
        self.decay, self.gain, self.threshold, self.reset = decay, gain, threshold, reset
        self.detach_reset, self.spike, self.backend = detach_reset, spike, backend
        self.v_init = nn.Parameter(torch.empty(shape).uniform_(0.4, 0.6)) if learn_v_init else v_init

    def trace(self, x: Tensor, state: State | None = None) -> Trace:
        """h, s and v for an input current `[T, B, ...]`."""
        return lif(
            x,
            decay=self.decay,
            gain=self.gain,
            threshold=self.threshold,
            reset=self.reset,
            v_init=self.v_init if state is None else state.v,
            spike=self.spike,
            detach_reset=self.detach_reset,
        )

    def fused(self, x: Tensor, how: str, error: bool, seed: Tensor | None) -> tuple[Tensor, None]:
        """Spikes by a kernel."""
        start = (
            x.new_full((), self.v_init, dtype=torch.float32) if isinstance(self.v_init, float | int) else self.v_init
        )
        arguments.like_one_step(start, x, "v_init")
        start = start.expand(x.shape[x.dim() - start.dim() :])
        threshold = x.new_full((), self.threshold, dtype=torch.float32)
        numbers = float(self.decay), float(self.gain), self.reset, self.detach_reset
        return kernels.lif(x, start, threshold, *numbers, *self.spike.parts(), how)[0], None

    def _variant(self) -> tuple:
        return self.reset, self.detach_reset

    def extra_repr(self) -> str:
        """The numbers that fix the neuron."""
        start = f"learned {tuple(self.v_init.shape)}" if isinstance(self.v_init, nn.Parameter) else self.v_init
        return (
            f"decay={self.decay}, gain={self.gain}, threshold={self.threshold}, reset={self.reset!r}, "
            f"v_init={start}, detach_reset={self.detach_reset}, spike={self.spike}, backend={self.backend!r}"
        )


class IF(LIF):
    """Integrate-and-fire neuron, the LIF of decay 1 and gain 1: see `mpepsn.lif` for equations and sources.

    Args:
        threshold: potential at which the neuron fires; greater than 0.
        reset: "hard", "soft" or "none".
        v_init: potential before the first step.
        learn_v_init: whether every neuron learns its own v_init.
        shape: shape of one sample; needed where v_init is learned.
        detach_reset: whether the gradient goes around the spike in the reset.
        spike: surrogate; it also decides ties.
        backend: "auto", "reference", "compiled" or "triton".

    Shape: input current `[T, B, ...]` → spikes of the same shape and dtype.
    """

    def __init__(
        self,
        threshold: float = 1.0,
        reset: Reset = "hard",
        v_init: float = 0.0,
        learn_v_init: bool = False,
        shape: tuple[int, ...] | None = None,
        detach_reset: bool = False,
        spike: Surrogate = triangle(),  # noqa: B008
        backend: str = "auto",
    ):
        super().__init__(1.0, 1.0, threshold, reset, v_init, learn_v_init, shape, detach_reset, spike, backend)


class LIFNoReset(LIF):
    """The LIF whose potential is left alone by its spikes: see `mpepsn.no_reset` for equations and sources.

    Args:
        decay: share of the potential that is left one step later, in [0, 1].
        gain: factor of the current.
        threshold: potential at which the neuron fires; greater than 0.
        v_init: potential before the first step.
        spike: surrogate; it also decides ties.
        backend: "auto", "reference", "compiled" or "triton".
        form: "loop", "scan" or "matrix": the same neuron up to rounding. Only the loop gives the bits of `step`.

    Shape: input current `[T, B, ...]` → spikes of the same shape and dtype.
    """

    def __init__(
        self,
        decay: float = 0.5,
        gain: float = 1.0,
        threshold: float = 1.0,
        v_init: float = 0.0,
        spike: Surrogate = triangle(),  # noqa: B008
        backend: str = "auto",
        form: Form = "loop",
    ):
        super().__init__(decay, gain, threshold, "none", v_init, spike=spike, backend=backend)
        arguments.one_of(form, FORMS, "form")
        self.form = form

    def trace(self, x: Tensor, state: State | None = None) -> Trace:
        """h, s and v = h for an input current `[T, B, ...]`."""
        return no_reset(
            x,
            decay=self.decay,
            gain=self.gain,
            threshold=self.threshold,
            v_init=self.v_init if state is None else state.v,
            spike=self.spike,
            form=self.form,
        )

    def _lacks(self, how: str, x: Tensor) -> str | None:
        return super()._lacks(how, x) if self.form == "loop" else f"it has no kernel for form={self.form!r}"

    def extra_repr(self) -> str:
        """The numbers that fix the neuron."""
        return f"{super().extra_repr()}, form={self.form!r}"
