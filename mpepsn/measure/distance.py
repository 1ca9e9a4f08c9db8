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
from ..train.evaluate import batches, device_of

MEANS = "distance", "power", "current", "rate", "wrong"


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
    sums = {name: torch.zeros(len(MEANS), dtype=torch.float64) for name in layers}
    with torch.no_grad(), _currents(layers) as currents:
        for number, (x, target) in enumerate(batches(part)):
            network(x.to(device_of(network)))
            for name, layer in layers.items():
                sums[name] += _means(layer, currents[name], seed + number) * len(target) / len(part.y)
    return {name: _named(sums[name].tolist(), layer) for name, layer in layers.items()}


def _means(layer: MPEPSN, x: Tensor, seed: int) -> Tensor:
    """The means over a batch, in the order of `MEANS`."""
    layer.train()
    trace = layer.trace(x, State(x, seed=torch.tensor(seed, device=x.device)))
    layer.eval()
    exact = lif(x, decay=layer.decay, threshold=layer.threshold, spike=layer.spike)
    parts = (trace.v_hat - trace.v).square(), trace.v.square(), x.square(), trace.s, (trace.s != exact.s).float()
    return torch.stack([values.mean().double().cpu() for values in parts])


def _named(means: list[float], layer: MPEPSN) -> dict[str, float | None]:
    found = dict(zip(MEANS, means, strict=True))
    found = {
        "distance": found["distance"],
        "relative": found["distance"] / found["power"] if found["power"] else None,
        "current": found["current"] ** 0.5,
        "rate": found["rate"],
        "wrong": found["wrong"],
        "threshold": float(torch.as_tensor(layer.threshold).detach()),
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
