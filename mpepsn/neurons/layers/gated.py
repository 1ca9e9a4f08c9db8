"""GLIF, whose channels learn everything there is to learn, and MLF, which learns nothing and fires at several levels.

Source: the equations stand in `neurons/glif.py` and `neurons/mlf.py`. Chapter: 4
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ... import arguments
from ...notation import State, Trace
from ...surrogate import Surrogate, rectangle
from ..glif import GLIFConstants, glif
from ..mlf import mlf
from .base import LOOPS, Neuron

# What the released code starts from: gates at 0.6, 0.8, 0.6 drawn half way to ½, threshold ½, leak ½ / (2 · 4).
START = {"alpha": 0.55, "beta": 0.65, "gamma": 0.55, "tau": 0.25, "theta": 0.5, "leak": 0.0625, "v_re": 0.5, "g": 0.5}


class GLIF(Neuron):
    """Gated LIF, channel-wise: see `mpepsn.glif` for equations and sources.

    Its parameters `alpha`, `beta`, `gamma`, `tau`, `theta`, `leak`, `v_re` [C] and `g` [T, C] go through σ; the gates
    are then cut to 0 or 1. Together (T + 7) · C numbers.

    Args:
        shape: shape of one sample, `(C, ...)`, channels first.
        steps: number of steps T.
        spike: surrogate; it also decides ties. The source's is a rectangle of width 1, strict.
        backend: "auto" or "reference".

    Shape: input current `[T, B, C, ...]` → spikes of the same shape and dtype.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        steps: int,
        spike: Surrogate = rectangle(strict=True),  # noqa: B008
        backend: str = "auto",
    ):
        super().__init__()
        arguments.sample_shape(shape, "shape")
        arguments.count(steps, "steps")
        arguments.surrogate(spike)
        arguments.one_of(backend, LOOPS, "backend")
        self.shape, self.steps, self.spike, self.backend = tuple(shape), steps, spike, backend
        for name, value in START.items():
            sizes = (steps, shape[0]) if name == "g" else (shape[0],)
            self.register_parameter(name, nn.Parameter(torch.full(sizes, value).logit()))

    def constants(self) -> GLIFConstants:
        """The constants of the equations, each made to meet one step of x."""
        learned = {name: torch.sigmoid(getattr(self, name)) for name in START}
        for gate in ("alpha", "beta", "gamma"):
            soft = learned[gate]
            learned[gate] = (soft > 0.5).to(soft.dtype) + (soft - soft.detach())
        ones = (1,) * (len(self.shape) - 1)
        return GLIFConstants(**{name: value.reshape(*value.shape, *ones) for name, value in learned.items()})

    def trace(self, x: Tensor, state: State | None = None) -> Trace:
        """h, s and v for an input current `[T, B, C, ...]`."""
        arguments.current(x)
        if x.dim() != 2 + len(self.shape) or x.shape[2] != self.shape[0]:
            wanted = ", ".join(map(str, ("T", "B", self.shape[0], *("·" for _ in self.shape[1:]))))
            raise ValueError(f"x must be [{wanted}], as shape={self.shape} says; got {tuple(x.shape)}")
        constants = self.constants()
        if state is None:
            return glif(x, constants, spike=self.spike)
        if state.t >= self.steps:
            raise ValueError(f"this GLIF was built for T = {self.steps} steps, and {state.t} of them are done")
        return glif(x, constants._replace(g=constants.g[state.t : state.t + 1]), v_init=state.v, spike=self.spike)

    def start(self, x: Tensor) -> State:
        """State before the first step: T = 1 alone would not say which of the T steps this is."""
        return State(torch.zeros_like(x))

    def extra_repr(self) -> str:
        """The numbers that fix the neuron."""
        return f"shape={self.shape}, steps={self.steps}, spike={self.spike}, backend={self.backend!r}"


class MLF(Neuron):
    """Multi-level firing neuron, whose output is a count: see `mpepsn.mlf` for equations and sources.

    Args:
        decay: share of each potential that is left one step later, in [0, 1].
        thresholds: one per level, each greater than 0.
        spike: surrogate; it also decides ties. The source's is a rectangle of width 1, strict.
        backend: "auto" or "reference".

    Shape: input current `[T, B, ...]` → counts 0…K of the same shape and dtype.
    """

    def __init__(
        self,
        decay: float = 0.25,
        thresholds: Sequence[float] = (0.6, 1.6, 2.6),
        spike: Surrogate = rectangle(strict=True),  # noqa: B008
        backend: str = "auto",
    ):
        super().__init__()
        arguments.share(decay, "decay")
        if not isinstance(thresholds, Sequence) or not thresholds:
            raise ValueError(f"thresholds must be a sequence of at least one number; got {thresholds!r}")
        for threshold in thresholds:
            arguments.positive(threshold, "thresholds")
        arguments.surrogate(spike)
        arguments.one_of(backend, LOOPS, "backend")
        self.decay, self.thresholds, self.spike, self.backend = decay, tuple(thresholds), spike, backend

    def trace(self, x: Tensor, state: State | None = None) -> Trace:
        """s for an input current `[T, B, ...]`, and h and v of all levels, `[T, K, B, ...]`."""
        v_init = 0.0 if state is None else state.v
        return mlf(x, decay=self.decay, thresholds=self.thresholds, v_init=v_init, spike=self.spike)

    def state_shape(self, x: Tensor) -> tuple[int, ...]:
        """Shape of the potentials for one step x."""
        return (len(self.thresholds), *x.shape)

    def extra_repr(self) -> str:
        """The numbers that fix the neuron."""
        return f"decay={self.decay}, thresholds={self.thresholds}, spike={self.spike}, backend={self.backend!r}"
