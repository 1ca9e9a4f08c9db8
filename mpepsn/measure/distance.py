"""How good the estimates of a network's MPE-PSN layers are, layer by layer, each on the current that reaches it.

    distance   mean (v̂ − v)²                         what L_mem makes small
    relative   mean (v̂ − v)² / mean v²               the same, apart from the scale of the current
    current    root of mean x²                        that scale
    rate       mean s
    wrong      share of s that differs from the exact LIF with this decay and threshold, given the same current

Source: MPE-PSN Fig. 3a shows one distance alone, and the released code measures another one than its text says.
Chapter: 7
"""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from ..data import Labelled
from ..neurons import MPEPSN, lif
from ..notation import State


def distances(network: nn.Module, part: Labelled, seed: int = 0) -> dict[str, dict[str, float | None]]:
    """The numbers above for each MPE-PSN layer of `network`, on the whole of `part`.

    Batch norms are in evaluation mode, the estimates are drawn as in training.

    Args:
        network: maps `[T, B, ...]`; it is left in evaluation mode.
        part: sequences.
        seed: of the draws.

    Returns:
        {layer name: {"distance": …, "relative": …, "current": …, "rate": …, "wrong": …, "threshold": …}}; relative is
        None where v is 0 throughout.
    """
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, MPEPSN)}
    if not layers:
        raise ValueError("network must hold an MPEPSN layer; got none")
    network.eval()
    x, _ = part.take(torch.arange(len(part.y)))
    with torch.no_grad(), _currents(layers) as currents:
        network(x)
        return {name: _of_layer(layer, currents[name], seed) for name, layer in layers.items()}


def _of_layer(layer: MPEPSN, x: Tensor, seed: int) -> dict[str, float | None]:
    layer.train()
    trace = layer.trace(x, State(x, seed=torch.tensor(seed)))
    layer.eval()
    exact = lif(x, decay=layer.decay, threshold=layer.threshold, spike=layer.spike)
    error, power = (trace.v_hat - trace.v).square().mean().item(), trace.v.square().mean().item()
    found = {
        "distance": error,
        "relative": error / power if power else None,
        "current": x.square().mean().sqrt().item(),
        "rate": trace.s.mean().item(),
        "wrong": (trace.s != exact.s).float().mean().item(),
        "threshold": float(layer.threshold),
    }
    return {name: value if value is None else round(value, 5) for name, value in found.items()}


@contextmanager
def _currents(layers: dict[str, nn.Module]) -> Iterator[dict[str, Tensor]]:
    """What reaches each layer while the block is open."""
    found: dict[str, Tensor] = {}
    handles = [
        layer.register_forward_pre_hook(lambda _, given, name=name: found.update({name: given[0]}))
        for name, layer in layers.items()
    ]
    try:
        yield found
    finally:
        for handle in handles:
            handle.remove()
