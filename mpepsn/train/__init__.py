"""Training: a recipe says what, one loop does it, one JSON line says what came out."""

from .evaluate import accuracy
from .loop import fit
from .recipe import Recipe
from .run import Run

__all__ = ["Recipe", "Run", "accuracy", "fit"]
