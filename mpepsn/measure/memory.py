"""Weigh what a forward pass keeps for its backward pass: `python -m mpepsn measure memory`.

Two counts: the tensors that autograd says it saves, and those alive once all else is let go of, which also finds what a
custom function hides. The input counts where it is kept.

Chapter: 12
"""

import gc
from collections.abc import Callable
from contextlib import nullcontext

import torch
from torch import Tensor, nn

from ..neurons import record
from .contenders import Neuron, contenders
from .kept import Watch

COMPILED = "LIF, compiled loop"


def weigh(run: Callable[[Tensor], Tensor], x: Tensor, recorded: bool = False) -> tuple[int, int]:
    """Bytes that a call keeps for its backward pass: saved by autograd's own account, and alive.

    Args:
        run: a neuron or a network, of `[T, ...]`.
        x: its input.
        recorded: whether the errors of its estimates are recorded and kept, as L_mem needs them.
    """
    sizes: dict[int, int] = {}

    def note(kept: Tensor) -> Tensor:
        sizes[kept.untyped_storage()._cdata] = kept.untyped_storage().nbytes()
        return kept

    own = [*run.parameters(), *run.buffers()] if isinstance(run, nn.Module) else []
    there = {tensor.untyped_storage()._cdata for tensor in own}
    # Watched, a kernel is not compiled but runs as it stands: it saves the same tensors, within a second.
    with Watch(set()), torch.autograd.graph.saved_tensors_hooks(note, lambda kept: kept):
        held = _forward(run, x.clone().requires_grad_() * 1, recorded)
    saved = sum(size for storage, size in sizes.items() if storage not in there)
    del held
    leaf = x.clone().requires_grad_()
    with Watch(there | {leaf.untyped_storage()._cdata}) as watch:
        graphs = [made.grad_fn for made in _forward(run, leaf * 1, recorded)]
    gc.collect()
    alive = sum(size for storage, size in watch.seen.values() if not storage.expired())
    del graphs
    return saved, alive


def table(steps: int = 16, neurons: int = 4096, dtype: torch.dtype = torch.float32) -> dict[str, tuple[float, float]]:
    """Bytes per neuron-step that each neuron keeps, by both counts; "+ L_mem" where the errors are recorded too."""
    x, found = torch.randn(steps, neurons).to(dtype), {}
    for name, neuron in contenders(steps, "compiled").items():
        if name != COMPILED:  # it cannot be watched
            for recorded in (False, True) if name.startswith("MPE-PSN") and "released" not in name else (False,):
                counts = weigh(neuron, x, recorded)
                found[name + (" + L_mem" if recorded else "")] = tuple(count / x.numel() for count in counts)
    return found


def _forward(run: Neuron, x: Tensor, recorded: bool) -> list[Tensor]:
    with record(run) if recorded else nullcontext({}) as recording:
        s = run(x)
    loss = getattr(run, "loss", None)
    return [s, *(error for errors in recording.values() for error in errors), *([] if loss is None else [loss])]
