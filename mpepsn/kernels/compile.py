"""torch.compile for functions that are written out step by step."""

from collections.abc import Callable
from functools import cache
from types import FunctionType

import torch
from torch import Tensor
from torch.utils._python_dispatch import _get_current_dispatch_mode

WHOLE = 100_000
"""Operations that may share a loop. By default it is 64; the loops of a longer function hand on through memory."""


@cache
def compiled(function: Callable, **static) -> Callable:
    """The function, compiled for these keyword arguments; the sizes of its tensors stay free.

    torch counts recompilations by code object and gives up after a few. Each set of arguments gets a code object of its
    own, whose name also tells them apart in a profile. Where a dispatch mode looks at every call of torch, as the audit
    does, the function runs as it stands: torch.compile refuses to.
    """
    name = "_".join([function.__module__.rpartition(".")[2], function.__name__, *map(str, static.values())])
    name = "".join(letter if letter.isalnum() else "_" for letter in name)
    code = function.__code__.replace(co_name=name)
    own = FunctionType(code, function.__globals__, name, function.__defaults__, function.__closure__)
    own.__kwdefaults__ = static
    fast = torch.compile(own, fullgraph=True, dynamic=True, options={"max_fusion_size": WHOLE})
    return lambda *given: (fast if _get_current_dispatch_mode() is None else own)(*given)


def joined(parts: list[Tensor]) -> Tensor:
    """Chunks of a sequence as one tensor; a copy only where there are several."""
    return torch.cat(parts) if len(parts) > 1 else parts[0]
