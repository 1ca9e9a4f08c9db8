"""Memory that a forward pass keeps for its backward pass."""

import gc

import torch
from torch import Tensor
from torch.multiprocessing.reductions import StorageWeakRef
from torch.utils._python_dispatch import TorchDispatchMode

from .probes import Subject, clear, seeded


def bytes_kept(subject: Subject, steps: int) -> float | None:
    """Bytes per neuron-step that live between forward and backward for the sake of backward; None without a gradient.

    Every tensor made on the way is watched. Then all but the graph is let go of: what still lives is kept by the graph,
    saved openly or hidden in an attribute of a custom function. Parameters and buffers do not count.
    """
    leaf, module = subject.input(steps).requires_grad_(), subject.fresh(training=True)
    own = [leaf, *module.parameters(), *module.buffers()]
    with seeded(0), Watch({tensor.untyped_storage()._cdata for tensor in own}) as watch:
        x = leaf * 1
        s = module(x)
    graph, neuron_steps = s.grad_fn, leaf.numel()
    clear(module)
    del module, x, s, own
    gc.collect()
    alive = sum(size for storage, size in watch.seen.values() if not storage.expired())
    return None if graph is None else alive / neuron_steps


class Watch(TorchDispatchMode):
    """Notes every storage that an operation makes, but for those that were there."""

    def __init__(self, there: set[int]):
        super().__init__()
        self.there = there
        self.seen: dict[int, tuple[StorageWeakRef, int]] = {}

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        made = func(*args, **(kwargs or {}))
        for one in made if isinstance(made, (tuple, list)) else (made,):
            if isinstance(one, torch.Tensor):
                self._note(one)
        return made

    def _note(self, tensor: Tensor) -> None:
        storage = tensor.untyped_storage()
        if storage._cdata not in self.there:
            self.seen[storage._cdata] = StorageWeakRef(storage), storage.nbytes()
