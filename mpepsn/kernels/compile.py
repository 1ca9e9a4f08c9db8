"""torch.compile for functions that are written out step by step."""

from collections.abc import Callable
from functools import cache
from types import FunctionType

import torch
from torch import Tensor
from torch.utils._python_dispatch import _get_current_dispatch_mode

FEW = {"max_fusion_size": 100_000}
"""Operations that may share a loop. By default it is 64; the loops of a longer function hand on through memory."""
MANY = FEW | {"cpp.min_chunk_size": 1}
"""A loop always runs on all cores. Inductor else decides by the size it sees first, now or in its cache on disk."""
SHARE = 512
"""Neurons for each core from which on this is worth it."""


@cache
def compiled(function: Callable, **static) -> Callable:
    """The function, compiled for these keyword arguments; its first tensor is `[T, ...]`, and all sizes stay free.

    Few and many neurons get code of their own; that for many uses all cores. Where a dispatch mode looks at every call
    of torch, as the audit does, the function runs as it stands: torch.compile refuses to.
    """
    few, many = (_named(function, static, size) for size in ("few", "many"))
    for_few = torch.compile(few, fullgraph=True, dynamic=True, options=FEW)
    for_many = torch.compile(many, fullgraph=True, dynamic=True, options=MANY)

    def run(x: Tensor, *given: Tensor) -> Tensor | tuple[Tensor, ...]:
        if _get_current_dispatch_mode() is not None:
            return few(x, *given)
        spread = x.numel() >= SHARE * torch.get_num_threads() * len(x)
        return (for_many if spread else for_few)(x, *given)

    return run


def joined(parts: list[Tensor]) -> Tensor:
    """Chunks of a sequence as one tensor; a copy only where there are several."""
    return torch.cat(parts) if len(parts) > 1 else parts[0]


def _named(function: Callable, static: dict, size: str) -> Callable:
    """The function with a code object of its own: torch counts recompilations by it, and gives up after a few.

    Its name tells it from the others in a profile, too.
    """
    words = [function.__module__.rpartition(".")[2], function.__name__, *map(str, static.values()), size]
    name = "".join(letter if letter.isalnum() else "_" for letter in "_".join(words))
    code = function.__code__.replace(co_name=name)
    own = FunctionType(code, function.__globals__, name, function.__defaults__, function.__closure__)
    own.__kwdefaults__ = static
    return own
