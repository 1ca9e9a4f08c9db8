r"""MPE-PSN: guess what the last step left, and all steps run at once; repeat, and the guess becomes the neuron.

    h[t] = decay · v̂[t−1] + x[t]            charge    v̂[−1] = 0
    s[t] = Θ(h[t] − threshold)              fire
    v[t] = (1 − s[t]) · h[t]                reset
    v̂   ← v                                 the next sweep starts from here

One sweep is the paper's neuron. It is one Jacobi sweep of the fixed point v = f(v one step earlier, x), which is the
LIF: after k sweeps the steps 0…k−1 are the LIF's, after T sweeps all are. Step t after k sweeps is a LIF that was
started k steps earlier from v̂[t−k], so it reads x[t−k]…x[t] and nothing else.

reading = "same_step" is another neuron: h[t] = decay · v̂[t] + x[t], with the first v̂ replaced by 0. Its guess at what
the last step left comes from the present current, so it has no memory at all.

Source: MPE-PSN Eqs. 7 and 8 (one sweep, "previous"; its τ_m is our decay, its û and u our v̂ and v). Of the released
code the CIFAR scripts read "previous", DVSGesture and N-Caltech101 "same_step"; both fire strictly above the threshold.
Chapter: 5, 6
"""

from typing import Literal

import torch
from torch import Tensor

from .. import arguments
from ..notation import Trace
from ..surrogate import Surrogate, triangle
from .lif import reset_potential

Reading = Literal["previous", "same_step"]
READINGS = ("previous", "same_step")


def mpe(
    x: Tensor,
    v_hat: Tensor,
    *,
    decay: float = 0.25,
    threshold: float | Tensor = 1.0,
    sweeps: int = 1,
    reading: Reading = "previous",
    spike: Surrogate = triangle(),  # noqa: B008
) -> Trace:
    """Charge, fire and reset at all steps at once, each from the step before as estimated.

    Args:
        x: input current `[T, ...]`, floating point.
        v_hat: estimate of the potential after the reset, shaped like x; see `estimate`.
        decay: share of the potential that is left one step later, in [0, 1].
        threshold: potential at which the neuron fires; greater than 0.
        sweeps: how often to repeat; each sweep takes the potentials of the one before as its estimate.
        reading: which estimate step t charges from: that of step t − 1, or its own.
        spike: Θ with a slope for the backward pass; it also decides ties.

    Returns:
        Trace of h, s, v and v_hat in the dtype of x (inside, all is float32 at least): v of the last sweep, and beside
        it the estimate of the same potential that this sweep started from. For "same_step" that is v̂[t+1]; no
        estimate of the last v is read, and v stands there.
    """
    arguments.current(x)
    arguments.current(v_hat, "v_hat")
    arguments.share(decay, "decay")
    arguments.positive(threshold, "threshold")
    arguments.count(sweeps, "sweeps")
    arguments.one_of(reading, READINGS, "reading")
    arguments.surrogate(spike)
    if v_hat.shape != x.shape:
        raise ValueError(f"v_hat must have the shape of x, {tuple(x.shape)}; got {tuple(v_hat.shape)}")
    if reading == "same_step" and sweeps > 1:
        raise ValueError(f'sweeps must be 1 with reading="same_step", which has nothing to repeat; got {sweeps}')
    dtype, x, v_hat = x.dtype, arguments.wide(x), arguments.wide(v_hat)
    threshold = arguments.like_one_step(threshold, x, "threshold")
    nothing = torch.zeros_like(x[:1])

    if reading == "same_step":
        h, s, v = charge_fire_reset(torch.cat([nothing, v_hat[1:]]), x, decay, threshold, spike)
        return Trace(h, s, v, torch.cat([v_hat[1:], v[-1:]])).to(dtype)
    v = v_hat
    for _ in range(sweeps):
        v_hat = v
        h, s, v = charge_fire_reset(torch.cat([nothing, v_hat[:-1]]), x, decay, threshold, spike)
    return Trace(h, s, v, v_hat).to(dtype)


def charge_fire_reset(
    before: Tensor, x: Tensor, decay: float, threshold: float | Tensor, spike: Surrogate
) -> tuple[Tensor, Tensor, Tensor]:
    """The three lines, from the potentials that the steps before x are taken to have left."""
    h = decay * before + x
    s = spike(h - threshold)
    return h, s, reset_potential(h, s, threshold, "hard")
