"""What all layers share: spikes out, steps with a state, recordings fed."""

from torch import Tensor, nn

from ...notation import State, Trace
from ..recording import recording

BACKENDS = ("auto", "reference")


class Neuron(nn.Module):
    """What all layers share: spikes out, a trace on request, recordings fed.

    A subclass says `trace(x)`. Nothing is created after construction, and the number of steps is free.
    """

    records = "trace"

    def trace(self, x: Tensor, state: State | None = None) -> Trace:
        """Run over `[T, ...]` and return h, s and v at every step, starting from `state` where one is given."""
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        """Spikes `[T, ...]` for an input current `[T, ...]`."""
        return self._recorded(self.trace(x)).s

    def step(self, x: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """One step: spikes shaped like `x` (no step axis), and the state for the next call.

        `state=None` starts a new sequence. The spikes equal those of `forward` on the whole sequence, bit for bit.
        """
        if not isinstance(x, Tensor) or not isinstance(state, State | None):
            came = f"x {type(x).__name__} and state {type(state).__name__}"
            raise TypeError(f"x must be a tensor and state a State of an earlier step, or None; got {came}")
        if state is not None and tuple(state.v.shape) != self.state_shape(x):
            raise ValueError(f"x must have the shape of the state, {tuple(state.v.shape)}; got {tuple(x.shape)}")
        state = self.start(x) if state is None else state
        trace = self._recorded(self.trace(x.unsqueeze(0), state))
        return trace.s[0], State(trace.v[0], 1 if state is None else state.t + 1)

    def start(self, x: Tensor) -> State | None:
        """State before the first step x, for neurons that must be told so; the others start from their v_init."""
        return None

    def state_shape(self, x: Tensor) -> tuple[int, ...]:
        """Shape of the potential in the state for one step x."""
        return tuple(x.shape)

    def _recorded(self, trace: Trace) -> Trace:
        kept = recording()
        if kept is not None:
            kept.take(self, trace)
        return trace
