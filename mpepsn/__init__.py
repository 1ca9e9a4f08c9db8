"""Parallel spiking neurons: data → encode → neuron → network → loss → train → measure → picture."""

from . import data, draw, losses, measure, networks, neurons, surrogate, train
from .encode import columns, rate, repeat
from .measure.machine import info
from .neurons import IF, LIF, LIFNoReset, lif, record
from .notation import Dynamics, State, Trace
from .surrogate import atan, rectangle, sigmoid, triangle
from .version import __version__

__all__ = [
    "IF",
    "LIF",
    "Dynamics",
    "LIFNoReset",
    "State",
    "Trace",
    "__version__",
    "atan",
    "columns",
    "data",
    "draw",
    "info",
    "lif",
    "losses",
    "measure",
    "networks",
    "neurons",
    "rate",
    "record",
    "rectangle",
    "repeat",
    "sigmoid",
    "surrogate",
    "train",
    "triangle",
]
