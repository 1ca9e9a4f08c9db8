"""Pictures of the book: one style, one colour for each quantity, text for those who cannot see them.

A `Picture` shows itself as inline SVG. Lines keep their colours; text and axes take the colour of the page, so one
picture serves light and dark pages. The text alternative is a required argument.

matplotlib is loaded on first use.
"""

import hashlib
import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import escape
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from .notation import Trace

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = {
    "h": "#2f7fd1",
    "v": "#159e8c",
    "threshold": "#d1495b",
    "x": "#8a8f98",
    "v_hat": "#b06fd0",
    "wrong": "#e07b00",
}
PAGE = "#123456"
"""Drawn in this colour, text and lines take the colour of the page."""

_STYLE = {
    "figure.figsize": (5.0, 2.5),  # small, so that its text can still be read on a phone
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "axes.edgecolor": PAGE,
    "axes.labelcolor": PAGE,
    "axes.titlecolor": PAGE,
    "axes.titlelocation": "left",
    "axes.titlesize": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.8,
    "axes.prop_cycle": "cycler('color', ['#2f7fd1', '#d1495b', '#159e8c', '#b06fd0', '#e07b00', '#8a8f98'])",
    "font.size": 10.5,
    "font.family": "sans-serif",
    "legend.frameon": False,
    "legend.labelcolor": PAGE,
    "lines.linewidth": 1.8,
    "svg.fonttype": "none",
    "svg.hashsalt": "mpepsn",
    "text.color": PAGE,
    "xtick.color": PAGE,
    "ytick.color": PAGE,
}


class Picture:
    """A finished figure.

    Attributes:
        figure: the matplotlib figure.
        alt: what it shows, in words.
        svg: the SVG element, with currentColor for text and axes.
    """

    def __init__(self, figure: "Figure", alt: str):
        if not isinstance(alt, str) or len(alt.split()) < 4:
            raise ValueError(f"alt must say in words what the picture shows; got {alt!r}")
        buffer = io.StringIO()
        with style():
            figure.savefig(buffer, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
        self.figure, self.alt, self.svg = figure, alt, _for_page(buffer.getvalue())

    def _repr_html_(self) -> str:
        alt = escape(self.alt, quote=True)
        return f'<figure class="mpepsn-picture" role="img" aria-label="{alt}">{self.svg}</figure>'


def style() -> AbstractContextManager:
    """The book's matplotlib style, as a context."""
    return _matplotlib().rc_context(_STYLE)


def draw(paint: Callable[..., None], alt: str, rows: int = 1, columns: int = 1, **size) -> Picture:
    """Make a picture of one or several panels.

    Args:
        paint: called with the axes (an array of them where there are several).
        alt: what the picture shows, in words.
        rows: panels from top to bottom.
        columns: panels from left to right.
        size: further arguments of `matplotlib.pyplot.subplots`, such as `figsize`.
    """
    _matplotlib()
    from matplotlib.figure import Figure

    with style():
        figure = Figure(figsize=size.pop("figsize", None), layout="constrained")
        paint(figure.subplots(rows, columns, **size))
    return Picture(figure, alt)


def trace(
    trace: Trace, alt: str, *, x: Tensor | None = None, threshold: float | None = 1.0, neuron: int = 0
) -> Picture:
    """The potential of one neuron over time (and its estimate, where it has one), its spikes above, its input below.

    Args:
        trace: what a neuron function returned, `[T, ...]`.
        alt: what the picture shows, in words.
        x: input current, drawn below where given.
        threshold: height of the dashed line; None leaves it out.
        neuron: which neuron, counted over the flattened axes after the first.
    """
    h, s, v = (_one(series, neuron) for series in (trace.h, trace.s, trace.v))

    def paint(axes) -> None:
        top = axes if x is None else axes[0]
        steps = range(len(h))
        top.plot(steps, h, color=COLOURS["h"], label="h", marker="o", markersize=3)
        top.plot(steps, v, color=COLOURS["v"], label="v", marker="o", markersize=3, linewidth=1.2)
        if trace.v_hat is not None:
            top.plot(steps, _one(trace.v_hat, neuron), color=COLOURS["v_hat"], label="v_hat", linewidth=1.2)
        if threshold is not None:
            top.axhline(threshold, color=COLOURS["threshold"], linestyle="--", linewidth=1.2, label="threshold")
        ceiling = max(float(h.max()), threshold or 0.0) * 1.12
        fired = [t for t in steps if s[t] > 0]
        top.vlines(fired, ceiling, ceiling * 1.12, color=PAGE, linewidth=2)
        top.set_ylabel("potential")
        top.legend(loc="upper left", bbox_to_anchor=(0, 1.22), ncols=4)
        if x is not None:
            axes[1].step(steps, _one(x, neuron), where="mid", color=COLOURS["x"])
            axes[1].set_ylabel("x")
        (top if x is None else axes[1]).set_xlabel("step t")

    panels = {} if x is None else {"rows": 2, "sharex": True, "height_ratios": [4, 1], "figsize": (5.0, 3.2)}
    return draw(paint, alt, **panels)


def raster(s: Tensor, alt: str) -> Picture:
    """Spikes of many neurons: a mark for each, steps to the right, neurons upwards.

    Args:
        s: spikes `[T, N]`, or `[T, ...]` whose further axes are flattened.
        alt: what the picture shows, in words.
    """
    _matplotlib()
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    spikes = s.detach().cpu().reshape(s.shape[0], -1)

    def paint(axes: "Axes") -> None:
        fired = torch.nonzero(spikes).double()
        ends = torch.stack((fired - torch.tensor([0, 0.35]), fired + torch.tensor([0, 0.35])), 1).reshape(-1, 2)
        marks = Path(ends.numpy(), [Path.MOVETO, Path.LINETO] * len(fired))
        axes.add_patch(PathPatch(marks, color=PAGE, linewidth=1.4))
        axes.set_xlim(-0.5, spikes.shape[0] - 0.5)
        axes.set_ylim(-0.7, spikes.shape[1] - 0.3)
        axes.set_xlabel("step t")
        axes.set_ylabel("neuron")

    return draw(paint, alt)


def _for_page(svg: str) -> str:
    """Make matplotlib's SVG fit to stand among others in a page: no global style, no ids met twice, no fixed size."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r' (width|height)="[\d.]+pt"', "", svg, count=2)
    svg = re.sub(r' id="[a-zA-Z.]+\w*_\d+"', "", svg)
    svg = re.sub(r"(\d\.\d\d)\d+", r"\1", svg)
    svg = re.sub(r"font: ([^;\"]*?)'DejaVu Sans'[^;\"]*", r"font: \1 system-ui, sans-serif", svg)
    key = hashlib.sha256(svg.encode()).hexdigest()[:6]
    svg = re.sub(r'(id="|#)([mp][0-9a-f]{10})\b', rf"\g<1>{key}\g<2>", svg)
    svg = svg.replace("<svg ", '<svg aria-hidden="true" stroke-linejoin="round" ', 1)
    return svg.replace(PAGE, "currentColor")


def _one(series: Tensor, neuron: int) -> Tensor:
    return series.detach().cpu().float().reshape(series.shape[0], -1)[:, neuron]


def _matplotlib():
    try:
        import matplotlib
    except ModuleNotFoundError as missing:
        raise ImportError("pictures need matplotlib: pip install 'mpepsn[plot]'") from missing
    return matplotlib
