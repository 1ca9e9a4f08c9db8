"""Neurons as modules: `layer(x) -> spikes` for a whole sequence, `layer.step(x_t, state)` for one step.

Source: the equations stand in the module of each function. Chapter: 1, 3, 4, 5
"""

from .base import Neuron
from .estimated import MPEPSN
from .gated import GLIF, MLF
from .leaky import IF, LIF, LIFNoReset
from .learned import KLIF, PLIF
from .parallel import PSN, MaskedPSN, SlidingPSN

__all__ = [
    "GLIF",
    "IF",
    "KLIF",
    "LIF",
    "MLF",
    "MPEPSN",
    "PLIF",
    "PSN",
    "LIFNoReset",
    "MaskedPSN",
    "Neuron",
    "SlidingPSN",
]
