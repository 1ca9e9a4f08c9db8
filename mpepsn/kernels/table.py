"""All kernels. Tests and benchmarks walk this table; a test holds that no kernel stands outside it."""

from typing import NamedTuple


class Kernel(NamedTuple):
    """One way to compute a neuron.

    Attributes:
        operator: operator of torch that it runs behind.
        reference: the function that says what it must give, `module:function`.
        devices: kinds of device that it runs on.
    """

    operator: str
    reference: str
    devices: tuple[str, ...]


ANY, GPU = ("cpu", "cuda"), ("cuda",)
KERNELS = {
    "lif_compiled": Kernel("mpepsn::lif", "mpepsn.neurons.lif:lif", ANY),
    "lif_triton": Kernel("mpepsn::lif", "mpepsn.neurons.lif:lif", GPU),
    "mpe_compiled": Kernel("mpepsn::mpe", "mpepsn.neurons.mpe:mpe", ANY),
    "same_step_compiled": Kernel("mpepsn::mpe", "mpepsn.neurons.mpe:mpe", ANY),
    "mpe_triton": Kernel("mpepsn::mpe", "mpepsn.neurons.mpe:mpe", GPU),
    "psn_compiled": Kernel("mpepsn::psn", "mpepsn.neurons.psn:psn", ANY),
    "psn_triton": Kernel("mpepsn::psn", "mpepsn.neurons.psn:psn", GPU),
    "window_compiled": Kernel("mpepsn::psn", "mpepsn.neurons.sliding_psn:sliding_psn", ANY),
    "window_triton": Kernel("mpepsn::psn", "mpepsn.neurons.sliding_psn:sliding_psn", GPU),
}
