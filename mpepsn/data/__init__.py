"""Data that needs no download: real digits, whole or as sequences."""

from .digits import Labelled, digits, sequential_digits

__all__ = ["Labelled", "digits", "sequential_digits"]
