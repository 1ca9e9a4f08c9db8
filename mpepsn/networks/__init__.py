"""Networks: `name(classes, *, steps, in_shape, neuron)`, any neuron in any network.

`NETWORKS` holds them by name. The factory `neuron(shape=(C, H, W), steps=T)` is called once for each spiking layer,
with the shape of a sample at that place: `lambda shape, steps: mpepsn.PSN(steps)`, say.
"""

from .dense import dense
from .norms import BN, TDBN, TEBN
from .over_steps import OverSteps
from .plif_net import plif_net, sequential_net
from .resnet import resnet19
from .seven_b import seven_b_net
from .sew import sew_resnet18, sew_resnet34, sew_resnet50, sew_resnet101, sew_resnet152
from .vgg import vgg11, vggsnn

NETWORKS = {
    network.__name__: network
    for network in (
        dense,
        seven_b_net,
        vggsnn,
        resnet19,
        plif_net,
        sequential_net,
        sew_resnet18,
        sew_resnet34,
        sew_resnet50,
        sew_resnet101,
        sew_resnet152,
        vgg11,
    )
}
"""Every network by its name."""

__all__ = ["BN", "NETWORKS", "TDBN", "TEBN", "OverSteps", *NETWORKS]
