"""How often each spiking layer of a network fires.

    rate = mean of s over steps, samples and neurons

Source: MPE-PSN Fig. 3b and PSN Fig. 4 show it for trained networks, layer by layer. Chapter: 11
"""

import torch
from torch import nn

from ..data import Labelled, Stored
from ..neurons import Neuron
from ..train.evaluate import batches, device_of


def rates(network: nn.Module, part: Labelled | Stored) -> dict[str, float]:
    """Spikes per neuron-step of each spiking layer, in evaluation mode, on the whole of `part`.

    Args:
        network: maps `[T, B, ...]`; it is left in evaluation mode.
        part: sequences.

    Returns:
        {layer name: rate}, in the order in which the layers stand. A neuron that gives several spikes a step, such as
        MLF, can exceed 1.
    """
    layers = {layer: name for name, layer in network.named_modules() if isinstance(layer, Neuron)}
    if not layers:
        raise ValueError("network must hold a layer of spiking neurons; got none")
    spikes, places = dict.fromkeys(layers, 0.0), dict.fromkeys(layers, 0)

    def count(layer: nn.Module, x: tuple, s: torch.Tensor) -> None:
        spikes[layer] += s.sum(dtype=torch.float64).item()
        places[layer] += s.numel()

    hooks = [layer.register_forward_hook(count) for layer in layers]
    network.eval()
    try:
        with torch.no_grad():
            for x, _ in batches(part):
                network(x.to(device_of(network)))
    finally:
        for hook in hooks:
            hook.remove()
    if idle := [name for layer, name in layers.items() if not places[layer]]:
        raise ValueError(f"network must run all of its spiking layers; {', '.join(idle)} did not run")
    return {name: spikes[layer] / places[layer] for layer, name in layers.items()}
