"""MPE-PSN: neurons that estimate what the last step left.

Source: the equations stand in `neurons/mpe.py` and `neurons/estimate.py`. Chapter: 5, 6, 7
"""

from typing import Literal

import torch
from torch import Tensor, nn

from ... import arguments, kernels
from ...draw import new_seed
from ...notation import State, Trace
from ...surrogate import Surrogate, triangle
from ..estimate import ESTIMATES, Estimate, estimate
from ..mpe import READINGS, Reading, charge_fire_reset, mpe
from .base import Neuron

Kappa = Literal["fixed", "softmax", "free", "uncertainty"]
KAPPAS = ("fixed", "softmax", "free", "uncertainty")
RELEASED = {"cifar10dvs": "previous", "dvsgesture": "same_step"}


class MPEPSN(Neuron):
    """Parallel spiking neuron by membrane potential estimation: see `mpepsn.mpe` and `mpepsn.estimate`.

    `sweeps` is a dial from the paper's neuron (1) to the exact LIF (T). Its loss L_mem is made from a recording:
    `membrane_loss(error, layer.step_weights(T))` with the errors that `record(model)` keeps.

    Args:
        decay: share of the potential that is left one step later, in [0, 1].
        threshold: potential at which the neuron fires, at the start; greater than 0.
        learn_threshold: whether `threshold` is a parameter.
        estimate: "bernoulli", "expected", "threshold" or "zero".
        reading: which estimate step t charges from: "previous" (Eq. 7), or "same_step" (released for DVSGesture).
        sweeps: how often the step is repeated with its own result as the estimate.
        kappa: how the steps are weighed in L_mem. "fixed": 1/T each. "free": a parameter that starts there and that
            descent takes below 0. "softmax": positive, with sum 1. "uncertainty": positive, held up by −log κ.
        steps: number of steps T; needed where κ is learned.
        random_eval: whether "bernoulli" draws in evaluation too; if not it becomes "expected" there.
        spike: surrogate; it also decides ties.
        backend: "auto", "reference", "compiled" or "triton".

    Shape: input current `[T, B, ...]` → spikes of the same shape and dtype.
    """

    records = "estimate"

    def __init__(
        self,
        decay: float = 0.25,
        threshold: float = 1.0,
        learn_threshold: bool = True,
        estimate: Estimate = "bernoulli",
        reading: Reading = "previous",
        sweeps: int = 1,
        kappa: Kappa = "fixed",
        steps: int | None = None,
        random_eval: bool = False,
        spike: Surrogate = triangle(),  # noqa: B008
        backend: str = "auto",
    ):
        super().__init__()
        arguments.share(decay, "decay")
        arguments.positive(threshold, "threshold")
        arguments.one_of(estimate, ESTIMATES, "estimate")
        arguments.one_of(reading, READINGS, "reading")
        arguments.count(sweeps, "sweeps")
        arguments.one_of(kappa, KAPPAS, "kappa")
        arguments.surrogate(spike)
        arguments.one_of(backend, kernels.BACKENDS, "backend")
        if reading == "same_step" and sweeps > 1:
            raise ValueError(f'sweeps must be 1 with reading="same_step", which has nothing to repeat; got {sweeps}')
        if steps is not None:
            arguments.count(steps, "steps")
        elif kappa != "fixed":
            raise ValueError(f"steps must be given where κ is learned (kappa={kappa!r}): one κ for each step")
        self.decay, self.estimate, self.reading, self.sweeps = decay, estimate, reading, sweeps
        self.kappa, self.steps, self.random_eval, self.spike, self.backend = kappa, steps, random_eval, spike, backend
        self.double_mean = False
        value = torch.tensor(float(threshold))
        self.threshold = nn.Parameter(value) if learn_threshold else threshold
        self.raw_kappa = None if kappa == "fixed" else nn.Parameter(self._first_kappa(self._pairs(steps)))

    @classmethod
    def paper(cls, steps: int) -> "MPEPSN":
        """The neuron as printed: Eqs. 7, 12, 13 and 14, decay 0.25, learned threshold and κ, drawn at all times."""
        return cls(kappa="free", steps=steps, random_eval=True)

    @classmethod
    def released(cls, name: Literal["cifar10dvs", "dvsgesture"], steps: int) -> "MPEPSN":
        """The neuron as released for a data set: fires strictly above the threshold; L_mem is divided by T twice."""
        arguments.one_of(name, tuple(RELEASED), "name")
        layer = cls(reading=RELEASED[name], kappa="free", steps=steps, random_eval=True, spike=triangle(strict=True))
        layer.double_mean = True
        return layer

    def forward(self, x: Tensor, seed: Tensor | None = None) -> Tensor:
        """Spikes `[T, ...]` for an input current `[T, ...]`.

        `seed=None` draws one from torch's default generator, which inductor draws otherwise than eager code does; with
        a given seed the spikes are the same in both.
        """
        return self._spikes(x, seed)

    def trace(self, x: Tensor, state: State | None = None) -> Trace:
        """h, s, v and v_hat for an input current `[T, B, ...]`; of the state only the seed is read."""
        arguments.current(x)
        self._check_steps(x)
        seed = self._seed(x, None if state is None else state.seed)
        wide, kind = arguments.wide(x), self._kind()
        v_hat = estimate(wide, kind, threshold=self._bare_threshold(), seed=seed, spike=self.spike)
        return mpe(
            wide,
            v_hat,
            decay=self.decay,
            threshold=self.threshold,
            sweeps=self.sweeps,
            reading=self.reading,
            spike=self.spike,
        ).to(x.dtype)

    def fused(self, x: Tensor, how: str, error: bool, seed: Tensor | None) -> tuple[Tensor, Tensor | None]:
        """Spikes by a kernel, and where asked for mean_i (v̂ − v)² at each step. T sweeps run as the LIF they are."""
        self._check_steps(x)
        threshold = self.threshold
        if not isinstance(threshold, Tensor):
            threshold = x.new_full((), threshold, dtype=torch.float32)
        spike = self.spike.parts()
        if self._exact(x) and (self.sweeps > len(x) or not error):
            start = x.new_zeros((), dtype=torch.float32)
            s, _ = kernels.lif(x, start, threshold, float(self.decay), 1.0, "hard", False, *spike, how)
            return s, x.new_zeros(len(x), dtype=torch.float32) if error else None
        kind, seed = self._kind(), self._seed(x, seed)
        seed = x.new_zeros((), dtype=torch.int64) if seed is None else seed
        neuron = float(self.decay), kind, self.sweeps, self.reading
        s, errors = kernels.mpe(x, seed, threshold, *neuron, error, *spike, how)
        return s, errors if error else None

    def start(self, x: Tensor, seed: Tensor | None = None) -> State:
        """State before the first step, with the seed of the draws to come and no potentials."""
        wide = arguments.wide(x)
        return State(torch.zeros_like(wide), seed=self._seed(x, seed), past=wide.new_zeros(self.sweeps, *x.shape))

    def step(self, x: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """One step: spikes shaped like `x`, and the state for the next call.

        `state.past` holds what the last step left after 0, 1, … sweeps − 1 sweeps: the state is as large as `sweeps`
        potentials. Begin with `layer.start(x, seed)` to repeat the draws of `layer(x, seed)`.
        """
        self._check_step(x, state)
        state = self.start(x) if state is None else state
        if self.raw_kappa is not None and state.t >= self.steps:
            raise ValueError(f"this MPEPSN was built for T = {self.steps} steps, and {state.t} of them are done")
        dtype, x, kind = x.dtype, arguments.wide(x).unsqueeze(0), self._kind()
        threshold = arguments.like_one_step(self.threshold, x, "threshold")
        v_hat = estimate(x, kind, threshold=self._bare_threshold(), seed=state.seed, start=state.t, spike=self.spike)[0]
        if self.reading == "same_step":
            before = v_hat.unsqueeze(0) if state.t else torch.zeros_like(state.past)
        else:
            before = state.past
        h, s, v = charge_fire_reset(before, x, self.decay, threshold, self.spike)
        s, past = s.to(dtype), torch.cat([v_hat.unsqueeze(0), v[:-1]])
        self._recorded(Trace(h[-1:], s[-1:], v[-1:], past[-1:]))
        return s[-1], State(v[-1], state.t + 1, state.seed, past)

    def step_weights(self, steps: int) -> Tensor:
        """κ as it weighs the errors of a recording: one number for each step, `[steps]`."""
        arguments.count(steps, "steps")
        pairs = self._pairs(steps)
        if pairs < 1:
            raise ValueError(f'steps must be at least 2 with reading="same_step", which pairs steps; got {steps}')
        if self.raw_kappa is None:
            weights = torch.full((pairs,), 1 / pairs)
        elif self.kappa == "softmax":
            weights = self.raw_kappa.softmax(0)
        else:
            weights = self.raw_kappa.exp() if self.kappa == "uncertainty" else self.raw_kappa
        weights = weights / pairs if self.double_mean else weights
        return weights if pairs == steps else torch.cat([weights, weights.new_zeros(steps - pairs)])

    def kappa_cost(self) -> Tensor | float:
        """What is added to L_mem besides the weighed errors: −Σ log κ where κ is "uncertainty", else nothing."""
        return -self.raw_kappa.sum() if self.kappa == "uncertainty" else 0.0

    def extra_repr(self) -> str:
        """The numbers that fix the neuron."""
        learned = isinstance(self.threshold, nn.Parameter)
        threshold = f"learned, now {self.threshold.item():.3g}" if learned else self.threshold
        return (
            f"decay={self.decay}, threshold={threshold}, estimate={self.estimate!r}, reading={self.reading!r}, "
            f"sweeps={self.sweeps}, kappa={self.kappa!r}, steps={self.steps}, random_eval={self.random_eval}, "
            f"spike={self.spike}, backend={self.backend!r}"
        )

    def _pairs(self, steps: int) -> int:
        """How many steps have both a potential and an estimate of it that is read or compared."""
        return steps - 1 if self.reading == "same_step" else steps

    def _first_kappa(self, pairs: int) -> Tensor:
        if pairs < 1:
            raise ValueError(f'steps must be at least 2 with reading="same_step" and a learned κ; got {self.steps}')
        if self.kappa == "free":
            return torch.full((pairs,), 1 / pairs)
        return torch.zeros(pairs) if self.kappa == "softmax" else torch.full((pairs,), 1 / pairs).log()

    def _exact(self, x: Tensor) -> bool:
        return self.reading == "previous" and self.sweeps >= len(x)

    def _lacks(self, how: str, x: Tensor) -> str | None:
        if how == "compiled" and self.sweeps > kernels.MOST_SWEEPS and not self._exact(x):
            return f"it is written out for {kernels.MOST_SWEEPS} sweeps at most, or T of them; got {self.sweeps}"
        return super()._lacks(how, x)

    def _variant(self) -> tuple:
        return self._kind(), self.sweeps, self.reading

    def _kind(self) -> Estimate:
        drawn = self.training or self.random_eval
        return "expected" if self.estimate == "bernoulli" and not drawn else self.estimate

    def _bare_threshold(self) -> float | Tensor:
        return self.threshold.detach() if isinstance(self.threshold, Tensor) else self.threshold

    def _seed(self, x: Tensor, seed: Tensor | None) -> Tensor | None:
        if self._kind() != "bernoulli":
            return None
        return new_seed(x.device) if seed is None else seed

    def _check_steps(self, x: Tensor) -> None:
        if self.raw_kappa is not None and len(x) != self.steps:
            raise ValueError(f"this MPEPSN was built for T = {self.steps} steps, one κ each; got T = {len(x)}")
