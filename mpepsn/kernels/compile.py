"""torch.compile for functions that are written out step by step."""

from collections.abc import Callable
from functools import cache
from types import FunctionType

import torch


@cache
def compiled(function: Callable, **static) -> Callable:
    """The function, compiled for these keyword arguments; the sizes of its tensors stay free.

    torch counts recompilations by code object and gives up after a few. Each set of arguments gets a code object of its
    own, whose name also tells them apart in a profile.
    """
    name = "_".join([function.__module__.rpartition(".")[2], function.__name__, *map(str, static.values())])
    name = "".join(letter if letter.isalnum() else "_" for letter in name)
    code = function.__code__.replace(co_name=name)
    own = FunctionType(code, function.__globals__, name, function.__defaults__, function.__closure__)
    own.__kwdefaults__ = static
    return torch.compile(own, fullgraph=True, dynamic=True)
