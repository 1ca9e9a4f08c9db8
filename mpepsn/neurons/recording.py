"""Look inside the layers of a network while it runs, and leave nothing behind.

    with record(model, keep="trace") as r:
        model(x)
    r["hidden"][0].h        # the potential in layer `hidden` at the first call

The layers hand their traces to the open recording themselves: there are no hooks, no attributes on modules, and no
state after the block. What cannot be recorded raises.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import torch
from torch import nn

from .. import arguments
from ..notation import Trace

Keep = Literal["error", "trace"]
KEEPS = ("error", "trace")


class Recording(dict):
    """`{layer name: [one entry per call]}`, filled while its block is open."""

    def __init__(self, names: dict[nn.Module, str], keep: Keep):
        super().__init__({name: [] for name in names.values()})
        self.names, self.keep = names, keep

    def take(self, layer: nn.Module, did: Trace | torch.Tensor | None) -> None:
        """Called by a layer with what it did; by a kernel with the error of its estimate, where it has one."""
        if torch.compiler.is_compiling():
            raise RuntimeError("a compiled layer cannot be recorded; record the model before torch.compile")
        if layer not in self.names:
            raise RuntimeError(
                f"{layer} ran inside record(...) but is not in the recorded model: a copy (torch.nn.DataParallel?) "
                "or another model. Record the model that runs"
            )
        entry = estimate_error(did) if self.keep == "error" and isinstance(did, Trace) else did
        if entry is not None:
            self[self.names[layer]].append(entry)


_open: list[Recording] = []


def recording() -> Recording | None:
    """The recording that is open, if any."""
    return _open[0] if _open else None


def estimate_error(trace: Trace) -> torch.Tensor | None:
    """mean_i (v̂ − v)², one number a step `[T]`, with its gradient; None for a neuron without an estimate."""
    if trace.v_hat is None:
        return None
    return (trace.v_hat - trace.v).square().reshape(trace.v.shape[0], -1).mean(1)


@contextmanager
def record(model: nn.Module, keep: Keep = "error") -> Iterator[Recording]:
    """Keep what the neurons of `model` do inside the block.

    Args:
        model: a network, or one layer (its name is then "").
        keep: "error", the `[T]` vector mean_i (v̂ − v)² of layers that estimate their potential; or "trace", the
            whole `Trace` of every layer. Both keep their gradient.

    Yields:
        A dict `{layer name: [one entry per call]}`.

    Raises:
        TypeError: the model is compiled, or has no layer of mpepsn.
        RuntimeError: a recording is already open, or a layer outside the model ran in the block.
    """
    arguments.one_of(keep, KEEPS, "keep")
    if _open:
        raise RuntimeError("record(...) is open already; recordings do not nest")
    if not isinstance(model, nn.Module):
        raise TypeError(f"model must be a torch.nn.Module; got {type(model).__name__}")
    for module in model.modules():
        if hasattr(module, "_orig_mod") or module._compiled_call_impl is not None:
            raise TypeError("model is compiled and cannot be recorded; record the model before torch.compile")
    names = {module: name for name, module in model.named_modules() if hasattr(module, "records")}
    if not names:
        raise TypeError(f"model must hold a layer of mpepsn to record; got {type(model).__name__} without one")
    if keep == "error" and not any(module.records == "estimate" for module in names):
        raise TypeError('keep="error" needs a layer that estimates its potential, such as MPEPSN; use keep="trace"')
    opened = Recording(names, keep)
    _open.append(opened)
    try:
        yield opened
    finally:
        _open.clear()
