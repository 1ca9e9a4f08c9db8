"""What all layers share: spikes out, steps with a state, recordings fed, a choice of how to run."""

import torch
from torch import Tensor, nn

from ... import arguments
from ...kernels import TRUST, Choice, choose
from ...notation import State, Trace
from ...surrogate import Surrogate
from ..recording import recording

LOOPS = ("auto", "reference")
"""Backends of a neuron that has no kernel."""


class Neuron(nn.Module):
    """What all layers share: spikes out, a trace on request, recordings fed.

    A subclass says `trace(x)`, and where it has a kernel `fused(x, how, error, seed)`. Nothing is created after
    construction, and the number of steps is free.
    """

    records = "trace"
    backend = "reference"

    def trace(self, x: Tensor, state: State | None = None) -> Trace:
        """Run over `[T, ...]` and return h, s and v at every step, starting from `state` where one is given."""
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        """Spikes `[T, ...]` for an input current `[T, ...]`."""
        return self._spikes(x, None)

    def choice(self, x: Tensor, traced: bool = False) -> Choice:
        """How this layer would run for an input current, and why.

        Raises:
            RuntimeError: the layer was told a backend that cannot run it here.
        """
        return choose(self.backend, x, lambda how: self._lacks(how, x), traced)

    def fused(self, x: Tensor, how: str, error: bool, seed: Tensor | None) -> tuple[Tensor, Tensor | None]:
        """Spikes by a kernel, and where asked for the error of the estimate at each step, `[T]`."""
        raise NotImplementedError

    def step(self, x: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """One step: spikes shaped like `x` (no step axis), and the state for the next call.

        `state=None` starts a new sequence. The spikes equal those of `forward` on the whole sequence, bit for bit.
        """
        self._check_step(x, state)
        state = self.start(x) if state is None else state
        trace = self._recorded(self.trace(arguments.wide(x).unsqueeze(0), state))
        return trace.s[0].to(x.dtype), State(trace.v[0], 1 if state is None else state.t + 1)

    def start(self, x: Tensor) -> State | None:
        """State before the first step x, for neurons that must be told so; the others start from their v_init."""
        return None

    def state_shape(self, x: Tensor) -> tuple[int, ...]:
        """Shape of the potential in the state for one step x."""
        return tuple(x.shape)

    def _spikes(self, x: Tensor, seed: Tensor | None) -> Tensor:
        arguments.current(x, numbers=False)
        kept = recording()
        how = self.choice(x, traced=kept is not None and kept.keep == "trace").how
        if how != "reference" and (self.backend != "auto" or self._trusted(x, how)):
            s, error = self.fused(x, how, kept is not None and self.records == "estimate", seed)
            if kept is not None:
                kept.take(self, error)
            return s
        read = x if kept is None or kept.keep == "trace" else arguments.wide(x)
        state = State(x, seed=seed) if self.records == "estimate" else None
        return self._recorded(self.trace(read, state)).s.to(x.dtype)

    def _trusted(self, x: Tensor, how: str) -> bool:
        seed = x.new_zeros((), dtype=int)
        key = type(self).__name__, how, str(x.dtype), x.device.type, len(x), self.spike, *self._variant()
        state = State(x, seed=seed) if self.records == "estimate" else None
        with torch.autocast(x.device.type, enabled=False):  # it would round the reference's products, not the kernel's
            return TRUST.earned(key, lambda: self.fused(x, how, False, seed)[0], lambda: self.trace(x, state).s)

    def _variant(self) -> tuple:
        """What other code is compiled for, besides the surrogate."""
        return ()

    def _lacks(self, how: str, x: Tensor) -> str | None:
        if type(self).fused is Neuron.fused:
            return "it has no kernel"
        known = isinstance(self.spike, Surrogate)
        return None if known else f"its kernel knows the surrogates of mpepsn; got {self.spike!r}"

    def _check_step(self, x: Tensor, state: State | None) -> None:
        if not isinstance(x, Tensor) or not isinstance(state, State | None):
            came = f"x {type(x).__name__} and state {type(state).__name__}"
            raise TypeError(f"x must be a tensor and state a State of an earlier step, or None; got {came}")
        if state is not None and tuple(state.v.shape) != self.state_shape(x):
            raise ValueError(f"x must have the shape of the state, {tuple(state.v.shape)}; got {tuple(x.shape)}")

    def _recorded(self, trace: Trace) -> Trace:
        kept = recording()
        if kept is not None:
            kept.take(self, trace)
        return trace
