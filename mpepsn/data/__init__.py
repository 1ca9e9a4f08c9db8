"""Data that needs no download: real digits, whole, as sequences, or seen by an event camera; events as frames."""

from .digits import Labelled, digits, sequential_digits, still_digits
from .frames import batch_frames, frames
from .saccades import Recordings, saccade_digits, saccade_recordings
from .which_way import which_way_digits

__all__ = [
    "Labelled",
    "Recordings",
    "batch_frames",
    "digits",
    "frames",
    "saccade_digits",
    "saccade_recordings",
    "sequential_digits",
    "still_digits",
    "which_way_digits",
]
