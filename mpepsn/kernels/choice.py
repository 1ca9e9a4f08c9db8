"""Which way a layer runs: as it was told, or, with "auto", the fastest that is known to give the reference's spikes."""

import os
import shutil
import warnings
from collections.abc import Callable
from importlib import metadata
from typing import NamedTuple

import torch
from torch import Tensor

BACKENDS = ("auto", "reference", "compiled", "triton")
WORTH = 1 << 18
"""Neuron-steps of one call from which on a CPU's seconds of compilation are likely to come back."""


TRITON = any(metadata.distributions(name="triton"))
INTERPRETED = os.environ.get("TRITON_INTERPRET") == "1"
COMPILER = any(map(shutil.which, (os.environ.get("CXX", "c++"), "g++", "clang++")))


class Choice(NamedTuple):
    """How a layer runs, "reference", "compiled" or "triton", and why."""

    how: str
    why: str


def choose(backend: str, x: Tensor, lacks: Callable[[str], str | None], traced: bool = False) -> Choice:
    """The choice for an input.

    Args:
        backend: what the layer was told; a named one is taken or refused, never replaced.
        x: the input current.
        lacks: what keeps the layer from running a given way, if anything.
        traced: whether whole traces are being recorded, which the kernels never hold.

    Raises:
        RuntimeError: a named backend cannot run the layer.
    """
    if backend == "reference":
        return Choice("reference", "as it was told")
    if backend != "auto":
        lacking = missing(backend, x) or lacks(backend)
        if lacking is None and traced:
            lacking = 'it keeps no trace: record keep="error", or build the layer with backend="auto"'
        if lacking is not None:
            raise RuntimeError(f"backend={backend!r} cannot run this layer here: {lacking}")
        return Choice(backend, "as it was told")
    if traced:
        return Choice("reference", "a trace is recorded")
    if torch.compiler.is_compiling():
        return Choice("reference", "torch.compile makes kernels of it")
    if x.is_meta:
        return Choice("reference", "a tensor on meta holds nothing to compute")
    if not x.is_cuda and x.numel() < WORTH:
        return Choice("reference", f"fewer than {WORTH:,} neuron-steps are not worth compiling for")
    how = "triton" if x.is_cuda else "compiled"
    lacking = missing(how, x) or lacks(how)
    if lacking is not None:
        return Choice("reference", f"{how}: {lacking}")
    return Choice(how, "the fastest way on this device" if x.is_cuda else "compiled at its first call, for seconds")


def missing(how: str, x: Tensor) -> str | None:
    """What this machine or this input lacks for a way to run."""
    if how == "triton":
        if not TRITON:
            return "triton is not installed"
        if not x.is_cuda and not INTERPRETED:
            return f"triton needs an input on a CUDA device; x is on {x.device}"
        if x.dtype == torch.float64:
            return "it computes in float32; x is float64"
    elif not COMPILER and not x.is_cuda:
        return "torch.compile needs a C++ compiler"
    return None


class Trust:
    """Keeps what was found when a kernel was first compared with its reference, so that each is compared once."""

    def __init__(self):
        self.found: dict[tuple, bool] = {}

    def earned(self, key: tuple, spikes: Callable[[], Tensor], reference: Callable[[], Tensor]) -> bool:
        """Whether the kernel's spikes are the reference's. Sums in another order may move one in ten thousand."""
        if key not in self.found:
            with torch.no_grad():
                wrong = (spikes() != reference()).float().mean().item()
            self.found[key] = wrong <= 1e-4
            if not self.found[key]:
                warnings.warn(
                    f"the kernel {key} gave {wrong:.2%} wrong spikes; the reference runs instead", stacklevel=2
                )
        return self.found[key]


TRUST = Trust()
