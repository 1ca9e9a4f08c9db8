"""Neurons: one file an equation block, as pure functions; `layers` wraps them as modules."""

from .layers import IF, LIF, LIFNoReset, Neuron
from .lif import lif
from .recording import record

__all__ = ["IF", "LIF", "LIFNoReset", "Neuron", "lif", "record"]
