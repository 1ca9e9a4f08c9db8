"""Every network at a size that a test can afford, and neurons for it."""

import pytest
import torch

import mpepsn
from mpepsn import networks

SMALL = {  # in_shape, and what makes it small
    "dense": ((6,), {"hidden": (5, 4)}),
    "seven_b_net": ((2, 32, 32), {"width": 3}),
    "vggsnn": ((2, 16, 16), {"width": 2}),
    "resnet19": ((3, 4, 4), {"width": 4, "stem": 3}),
    "plif_net": ((3, 8, 8), {"width": 4}),
    "sequential_net": ((3, 8), {"width": 4}),
    "sew_resnet18": ((3, 8, 8), {"width": 2}),
    "sew_resnet34": ((3, 8, 8), {"width": 2, "pool": "max"}),
    "sew_resnet50": ((3, 8, 8), {"width": 2, "stem": "small"}),
    "sew_resnet101": ((3, 8, 8), {"width": 2}),
    "sew_resnet152": ((3, 8, 8), {"width": 2}),
    "vgg11": ((2, 8, 8), {"width": 2}),
}
NEURONS = {
    "LIF": lambda shape, steps: mpepsn.LIF(),
    "IMP": lambda shape, steps: mpepsn.LIF(learn_v_init=True, shape=shape),
    "PSN": lambda shape, steps: mpepsn.PSN(steps),
    "MPEPSN": lambda shape, steps: mpepsn.MPEPSN(sweeps=1),
    "GLIF": lambda shape, steps: mpepsn.GLIF(shape, steps),
}


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    """Threads cost more than they save at these sizes."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def small():
    """small(name, neuron, steps): a small network, and the shape of its input's samples."""

    def make(name, neuron, steps, **others):
        in_shape, given = SMALL[name]
        neuron = NEURONS.get(neuron, neuron)
        return networks.NETWORKS[name](3, steps=steps, in_shape=in_shape, neuron=neuron, **given | others), in_shape

    return make
