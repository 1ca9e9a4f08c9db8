"""Networks: `name(classes, *, steps, in_shape, neuron)`, any neuron in any network."""

from .dense import dense
from .over_steps import OverSteps

__all__ = ["OverSteps", "dense"]
