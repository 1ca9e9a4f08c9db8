"""The neurons made faster, behind the same calls: `backend="auto"`, "compiled" or "triton" of a layer.

    NAME.py             an operator of torch: what autograd and torch.compile see; it keeps the current for backward
    NAME_compiled.py    written out step by step and compiled, on any device
    NAME_triton.py      one Triton kernel each way, on CUDA
    table.py            KERNELS, all of them: what the tests and the benchmarks walk

Currents and spikes are float32, bfloat16 or float16; inside everything is float32, as in the reference.
Chapter: 12
"""

from .choice import BACKENDS, TRUST, Choice, choose, missing
from .lif import lif
from .mpe import MOST_SWEEPS, mpe
from .psn import psn
from .table import KERNELS, Kernel

__all__ = ["BACKENDS", "KERNELS", "MOST_SWEEPS", "TRUST", "Choice", "Kernel", "choose", "lif", "missing", "mpe", "psn"]
