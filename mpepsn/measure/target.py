"""A neuron named on the command line: `MODULE:NEURON NAME=VALUE ...`."""

import ast
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from operator import attrgetter


def named(target: str, options: Sequence[str] = ()) -> Callable:
    """What `MODULE:NEURON` names; with options, a function that calls it with them.

    >>> named("mpepsn:SlidingPSN", ["order=3"])()
    SlidingPSN(order=3, spike=atan(2.0), backend='auto')
    """
    module, _, name = target.partition(":")
    if not module or not name:
        raise ValueError(f"the neuron must be MODULE:NEURON, such as mpepsn:LIF; got {target!r}")
    found = attrgetter(name)(import_module(module))
    return partial(found, **dict(map(_option, options))) if options else found


def _option(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise ValueError(f"an option must be NAME=VALUE, such as decay=0.9; got {text!r}")
    try:
        return name, ast.literal_eval(value)
    except (SyntaxError, ValueError):
        return name, value
