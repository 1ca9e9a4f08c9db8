"""Training: a recipe says what, one loop does it, one JSON line says what came out."""

from .loop import Run, accuracy, fit
from .recipe import Recipe

__all__ = ["Recipe", "Run", "accuracy", "fit"]
