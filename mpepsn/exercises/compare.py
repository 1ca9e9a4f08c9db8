"""Answers as they come, made comparable: any dtype, lists and arrays, a missing or exchanged axis."""

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

Shape = tuple[int | None, ...]


class Empty(Exception):
    """There is no answer yet."""


class Wrong(Exception):
    """The answer is not right, and why."""


def tensor(value: object, what: str) -> Tensor:
    """A number, list, array or tensor as a float64 tensor on the CPU, with its gradient."""
    if value is None or value is ...:
        raise Empty(f"Nothing yet: {'None' if value is None else '...'} came for the {what}.")
    try:
        if isinstance(value, list | tuple) and any(isinstance(part, Tensor) for part in value):
            value = torch.stack([torch.as_tensor(part) for part in value])
        found = value if isinstance(value, Tensor) else torch.as_tensor(np.asarray(value, dtype=np.float64))
        return found.to("cpu", torch.float64)
    except (TypeError, ValueError, RuntimeError):
        raise Wrong(f"Expected numbers for the {what}; got {type(value).__name__}: {value!r:.80}") from None


def fit(value: object, shape: Shape, what: str) -> Tensor:
    """The answer in the wanted shape; None in it stands for any length.

    Axes of length 1 may be missing or too many, and the two axes of a table may be exchanged where that is no guess.
    """
    if hasattr(value, "_fields") and what[0] in value._fields:  # a Trace, of which "spikes" is s and so on
        value = getattr(value, what[0])
    found = tensor(value, what)
    size = [length for length in shape if length != 1]
    squeezed = found.squeeze()
    for candidate in (squeezed, squeezed.T if squeezed.dim() == 2 else squeezed):
        same = len(size) == candidate.dim() and all(
            want in (None, came) for want, came in zip(size, candidate.shape, strict=True)
        )
        if same:
            return candidate if None in shape else candidate.reshape(shape)
    if None in shape and found.dim() <= 1:
        return found.reshape(-1)
    wanted = "[" + ", ".join("any" if length is None else str(length) for length in shape) + "]"
    raise Wrong(f"Expected {what} of shape {wanted}; got {list(found.shape)}.")


def same(got: Mapping[str, Tensor], want: Mapping[str, Tensor], tolerance: float) -> bool:
    """Whether all values agree to within the tolerance."""
    return all(
        got[what].shape == want[what].shape
        and bool(((got[what].detach() - want[what].detach()).abs() <= tolerance).all())
        for what in want
    )


def difference(got: Mapping[str, Tensor], want: Mapping[str, Tensor], tolerance: float) -> str:
    """Where two answers part first, in words: what was expected there, and what came."""
    for what, right in want.items():
        came = got[what].detach()
        if came.shape != right.shape:
            return f"Expected {right.numel()} {what}; got {came.numel()}."
        apart = ~((came - right.detach()).abs() <= tolerance)  # NaN is apart from everything
        if apart.any():
            place = apart.nonzero()[0].tolist()
            expected, found = (f"{series[tuple(place)].item():.4g}" for series in (right, came))
            where = f" at {tuple(place) if len(place) > 1 else place[0]}" if place else ""
            return f"Expected {expected} {'among' if place else 'for'} the {what}{where}; got {found}.{_share(apart)}"
    raise ValueError("got and want must differ; they agree")


def _share(apart: Tensor) -> str:
    return f" {int(apart.sum())} of {apart.numel()} differ." if apart.numel() > 1 else ""
