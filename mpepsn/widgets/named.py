"""A live figure by its name; what draws it is loaded on first use."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anywidget import AnyWidget


def figure(kind: str, values: dict) -> "AnyWidget":
    """The figure `kind` with these arguments; where anywidget is missing, the extra that brings it is named."""
    try:
        from .live import figure
    except ImportError as missing:
        raise ImportError(f'a live figure needs {missing.name}: pip install "mpepsn[book]"') from missing
    return figure(kind, values)
