"""What is timed and weighed against each other: our neurons by either backend, and what others do.

    LIF, eager loop         the reference: some seven calls of torch a step; the baseline of most published ratios
    LIF, compiled loop      the reference in torch.compile
    LIF, fused              our kernel: a fair baseline, as it moves no byte that it need not
    LIF, PSN, SpikingJelly  SpikingJelly's own choice of backend, where it is installed
    MPE-PSN, released       the sequence of operations of the released code, L_mem included, written out in `released`

Source: released code of MPE-PSN, `cifar10dvs/models.py`, for what it calls. Chapter: 12
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from ..neurons import LIF, MPEPSN, PSN, SlidingPSN
from ..surrogate import triangle

DECAY = 0.25
Neuron = Callable[[Tensor], Tensor]


def contenders(steps: int, how: str) -> dict[str, Neuron]:
    """All neurons by name, for inputs of T steps; `how` is the backend of the fused ones."""
    torch.manual_seed(0)
    psn, psn_too = PSN(steps, backend="reference"), PSN(steps, backend=how)
    psn_too.load_state_dict(psn.state_dict())
    found = {
        "LIF, eager loop": LIF(DECAY, backend="reference"),
        "LIF, compiled loop": torch.compile(LIF(DECAY, backend="reference")),
        "LIF, fused": LIF(DECAY, backend=how),
        "PSN, eager": psn,
        "PSN, fused": psn_too,
        "sliding PSN, fused": SlidingPSN(min(4, steps), backend=how),
        "MPE-PSN, released": Released(steps),
        "MPE-PSN, eager": MPEPSN(DECAY, backend="reference"),
        "MPE-PSN, fused": MPEPSN(DECAY, backend=how),
        "MPE-PSN, fused, threshold estimate": MPEPSN(DECAY, estimate="threshold", backend=how),
        "MPE-PSN, fused, 2 sweeps": MPEPSN(DECAY, sweeps=2, backend=how),
        "MPE-PSN, fused, 4 sweeps": MPEPSN(DECAY, sweeps=4, backend=how),
    }
    return found | spikingjelly(steps)


def references(steps: int) -> dict[str, Neuron]:
    """What each fused neuron must agree with, by the same names."""
    torch.manual_seed(0)
    sweeps = {"MPE-PSN, fused": 1, "MPE-PSN, fused, 2 sweeps": 2, "MPE-PSN, fused, 4 sweeps": 4}
    return {
        "LIF, fused": LIF(DECAY, backend="reference"),
        "LIF, compiled loop": LIF(DECAY, backend="reference"),
        "PSN, fused": PSN(steps, backend="reference"),
        "sliding PSN, fused": SlidingPSN(min(4, steps), backend="reference"),
        "MPE-PSN, fused, threshold estimate": MPEPSN(DECAY, estimate="threshold", backend="reference"),
    } | {name: MPEPSN(DECAY, sweeps=count, backend="reference") for name, count in sweeps.items()}


class Released(nn.Module):
    """MPE-PSN as a sequence of calls of torch: sigmoid, draw, estimate, shift, charge, fire, reset, loss."""

    def __init__(self, steps: int):
        super().__init__()
        self.threshold = nn.Parameter(torch.tensor(1.0))
        self.kappa = nn.Parameter(torch.full((steps, 1), 1 / steps))
        self.spike, self.loss = triangle(strict=True), None

    def forward(self, x: Tensor) -> Tensor:
        """Spikes like x; the loss stays behind as an attribute."""
        v_hat = (1 - torch.bernoulli(torch.sigmoid(x))) * x
        before = torch.cat([torch.zeros_like(v_hat[:1]), v_hat[:-1]])
        h = DECAY * before + x
        s = self.spike(h - self.threshold)
        v = h * (1 - s)
        kappa = self.kappa.reshape(-1, *(1 for _ in x.shape[1:]))
        self.loss = (kappa * (v_hat - v).square()).mean()
        return s


def spikingjelly(steps: int) -> dict[str, Neuron]:
    """SpikingJelly's LIF and PSN with the same numbers, where it is installed."""
    try:
        from spikingjelly.activation_based import neuron, surrogate
    except ImportError:
        return {}
    node = neuron.LIFNode(1 / (1 - DECAY), False, v_reset=0.0, surrogate_function=surrogate.ATan(), step_mode="m")

    def lif(x: Tensor) -> Tensor:
        node.reset()
        return node(x)

    return {"LIF, SpikingJelly": lif, "PSN, SpikingJelly": neuron.PSN(steps, surrogate.ATan())}
