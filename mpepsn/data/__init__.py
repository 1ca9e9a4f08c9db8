"""Data that needs no download: real digits, whole or as sequences."""

from .digits import Labelled, digits, sequential_digits, still_digits
from .which_way import which_way_digits

__all__ = ["Labelled", "digits", "sequential_digits", "still_digits", "which_way_digits"]
