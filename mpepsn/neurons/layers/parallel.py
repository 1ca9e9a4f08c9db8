"""PSN, masked PSN and sliding PSN: no reset, learned weights over time.

Source: the equations stand in `neurons/psn.py`, `neurons/masked_psn.py` and `neurons/sliding_psn.py`. Chapter: 4
"""

import torch
from torch import Tensor, nn

from ... import arguments, kernels
from ...notation import State, Trace
from ...surrogate import Surrogate, atan
from ..masked_psn import blended, last_steps, masked_psn
from ..parameters import built_for, fraction, order_within, per_step
from ..psn import psn
from ..sliding_psn import sliding_psn
from ..window import window_sum
from .base import Neuron


class PSN(Neuron):
    """Parallel spiking neuron: see `mpepsn.psn` for equations and sources.

    Its parameters are `weight` [T, T], drawn from U(−1/√T, 1/√T), and `threshold` [T], 1 at the start.

    Args:
        steps: number of steps T.
        spike: surrogate; it also decides ties. The source's code takes atan(2).
        backend: "auto", "reference", "compiled" or "triton".

    Shape: input current `[T, B, ...]` → spikes of the same shape and dtype.
    """

    def __init__(
        self,
        steps: int,
        spike: Surrogate = atan(),  # noqa: B008
        backend: str = "auto",
    ):
        super().__init__()
        arguments.count(steps, "steps")
        arguments.surrogate(spike)
        arguments.one_of(backend, kernels.BACKENDS, "backend")
        self.steps, self.spike, self.backend = steps, spike, backend
        self.weight = nn.Parameter(torch.empty(steps, steps).uniform_(-(steps**-0.5), steps**-0.5))
        self.threshold = nn.Parameter(torch.ones(steps))

    def trace(self, x: Tensor, state: State | None = None) -> Trace:
        """h, s and v for an input current `[T, B, ...]`."""
        return psn(x, self.weight, self.threshold, spike=self.spike)

    def fused(self, x: Tensor, how: str, error: bool, seed: Tensor | None) -> tuple[Tensor, None]:
        """Spikes by a kernel."""
        built_for(x, self.steps)
        return kernels.psn(x, self.weight, self.threshold, "psn", *self.spike.parts(), how), None

    def step(self, x: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """Not possible: every step reads the whole sequence."""
        raise RuntimeError(
            f"PSN has no step: each of its {self.steps} steps reads all of them, future ones too. Give it [T, ...]"
        )

    def extra_repr(self) -> str:
        """The numbers that fix the neuron."""
        return f"steps={self.steps}, spike={self.spike}, backend={self.backend!r}"


class _Window(Neuron):
    """A neuron that reads the last k currents: its state is a queue of k − 1 of them."""

    order: int

    def step(self, x: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """One step: spikes shaped like `x` (no step axis), and the state for the next call, with the last currents."""
        s, after = super().step(x, state)
        before = self.start(x) if state is None else state
        return s, after._replace(past=torch.cat([before.past, x.unsqueeze(0)])[1:])

    def start(self, x: Tensor) -> State:
        """State before the first step: a queue of zeros."""
        return State(torch.zeros_like(x), past=x.new_zeros(self.order - 1, *x.shape))


class SlidingPSN(_Window):
    """Sliding parallel spiking neuron: see `mpepsn.sliding_psn` for equations and sources.

    Its parameters are `weight` [k], which starts at …, ¼, ½, 1, and `threshold`, one number that starts at 1.

    Args:
        order: number of steps k that each step reads, its own included.
        spike: surrogate; it also decides ties. The source's code takes atan(2).
        backend: "auto", "reference", "compiled" or "triton".

    Shape: input current `[T, B, ...]` → spikes of the same shape and dtype.
    """

    def __init__(
        self,
        order: int,
        spike: Surrogate = atan(),  # noqa: B008
        backend: str = "auto",
    ):
        super().__init__()
        arguments.count(order, "order")
        arguments.surrogate(spike)
        arguments.one_of(backend, kernels.BACKENDS, "backend")
        self.order, self.spike, self.backend = order, spike, backend
        self.weight = nn.Parameter(2.0 ** torch.arange(1 - order, 1))
        self.threshold = nn.Parameter(torch.tensor(1.0))

    def trace(self, x: Tensor, state: State | None = None) -> Trace:
        """h, s and v for an input current `[T, B, ...]`."""
        past = None if state is None else state.past
        return sliding_psn(x, self.weight, self.threshold, past=past, spike=self.spike)

    def fused(self, x: Tensor, how: str, error: bool, seed: Tensor | None) -> tuple[Tensor, None]:
        """Spikes by a kernel."""
        return kernels.psn(x, self.weight.unsqueeze(0), self.threshold, "window", *self.spike.parts(), how), None

    def _variant(self) -> tuple:
        return (self.order,)

    def extra_repr(self) -> str:
        """The numbers that fix the neuron."""
        return f"order={self.order}, spike={self.spike}, backend={self.backend!r}"


class MaskedPSN(_Window):
    """Masked parallel spiking neuron: see `mpepsn.masked_psn` for equations and sources.

    Its parameters are those of the PSN. `mask_blend` may be set at any time, to narrow the mask as training goes on; it
    is kept in the state_dict. Only at 1 is the neuron causal, and has a `step`.

    Args:
        steps: number of steps T.
        order: number of steps k that each step reads once the mask is closed, its own included.
        mask_blend: from 0 (no mask: the PSN) to 1 (closed).
        spike: surrogate; it also decides ties. The source's code takes atan(2).
        backend: "auto", "reference", "compiled" or "triton".

    Shape: input current `[T, B, ...]` → spikes of the same shape and dtype.
    """

    def __init__(
        self,
        steps: int,
        order: int,
        mask_blend: float = 1.0,
        spike: Surrogate = atan(),  # noqa: B008
        backend: str = "auto",
    ):
        super().__init__()
        arguments.count(steps, "steps")
        order_within(order, steps)
        arguments.surrogate(spike)
        arguments.one_of(backend, kernels.BACKENDS, "backend")
        self.steps, self.order, self.spike, self.backend = steps, order, spike, backend
        self.mask_blend = mask_blend
        self.weight = nn.Parameter(torch.empty(steps, steps).uniform_(-(steps**-0.5), steps**-0.5))
        self.threshold = nn.Parameter(torch.ones(steps))

    @property
    def mask_blend(self) -> float:
        """How far the mask is closed, from 0 to 1."""
        return self._mask_blend

    @mask_blend.setter
    def mask_blend(self, value: float) -> None:
        fraction(value, "mask_blend")
        self._mask_blend = float(value)

    def trace(self, x: Tensor, state: State | None = None) -> Trace:
        """h, s and v for an input current `[T, B, ...]`."""
        if state is None:
            return masked_psn(x, self.weight, self.threshold, self.order, self.mask_blend, spike=self.spike)
        now = slice(state.t, state.t + 1)
        h = window_sum(x, last_steps(self.weight, self.order)[now], state.past)
        return Trace(h, self.spike(h - per_step(self.threshold[now], x, "threshold")), h)

    def fused(self, x: Tensor, how: str, error: bool, seed: Tensor | None) -> tuple[Tensor, None]:
        """Spikes by a kernel: as a window where the mask is closed, else as a PSN."""
        built_for(x, self.steps)
        if self.mask_blend == 1:
            kernel, weight = "window", last_steps(self.weight, self.order)
        else:
            kernel, weight = "psn", self.weight * blended(self.steps, self.order, self.mask_blend).to(self.weight)
        return kernels.psn(x, weight, self.threshold, kernel, *self.spike.parts(), how), None

    def _variant(self) -> tuple:
        return self.order, self.mask_blend == 1

    def step(self, x: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """One step, if the mask is closed: as for every neuron, up to T steps."""
        if self.mask_blend < 1:
            raise RuntimeError(
                f"MaskedPSN has a step only with mask_blend = 1; at {self.mask_blend} every step reads the future"
            )
        if state is not None and state.t >= self.steps:
            raise ValueError(f"this MaskedPSN was built for T = {self.steps} steps, and {state.t} of them are done")
        return super().step(x, state)

    def get_extra_state(self) -> Tensor:
        """What the state_dict keeps besides the parameters."""
        return torch.tensor(self.mask_blend, dtype=torch.float64)

    def set_extra_state(self, state: Tensor) -> None:
        """Take mask_blend from a state_dict."""
        self.mask_blend = float(state)

    def extra_repr(self) -> str:
        """The numbers that fix the neuron."""
        return (
            f"steps={self.steps}, order={self.order}, mask_blend={self.mask_blend}, spike={self.spike}, "
            f"backend={self.backend!r}"
        )
