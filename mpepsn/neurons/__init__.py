"""Neurons: one file an equation block, as pure functions; `layers` wraps them as modules.

Two neurons that the sources name are missing. IM-LIF (Lian et al. 2024, a row of MPE-PSN's tables) cannot be built: its
abstract is public, its equations and code are not. PMSN (Chen et al. 2024) is cited in the book and not built here: it
has several compartments and a kernel of its own, and no table of the sources compares with it.
"""

from .estimate import estimate
from .glif import glif
from .klif import klif
from .layers import GLIF, IF, KLIF, LIF, MLF, MPEPSN, PLIF, PSN, LIFNoReset, MaskedPSN, Neuron, SlidingPSN
from .lif import lif
from .masked_psn import masked_psn
from .mlf import mlf
from .mpe import mpe
from .no_reset import no_reset
from .plif import plif
from .psn import psn
from .recording import record
from .sliding_psn import sliding_psn

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
    "estimate",
    "glif",
    "klif",
    "lif",
    "masked_psn",
    "mlf",
    "mpe",
    "no_reset",
    "plif",
    "psn",
    "record",
    "sliding_psn",
]
