"""Live figures: sliders that move the equations of the book, in JupyterLab, on Colab and in the published page.

Each function returns an `anywidget.AnyWidget` whose traits are its arguments, live both ways: what the reader moves
is seen in Python, and `figure.decay = 0.9` moves the picture. Needs `pip install "mpepsn[book]"`.
"""

from .clouds import cloud
from .curves import selection
from .figures import dial, estimate, gradient, matrix, patterns, rain, rate, trace, weights
from .inputs import bell, current, currents, leads, window
from .learning import kappa, losses, pull
from .settings import static
from .speeds import speed

__all__ = [
    "bell",
    "cloud",
    "current",
    "currents",
    "dial",
    "estimate",
    "gradient",
    "kappa",
    "leads",
    "losses",
    "matrix",
    "patterns",
    "pull",
    "rain",
    "rate",
    "selection",
    "speed",
    "static",
    "trace",
    "weights",
    "window",
]
