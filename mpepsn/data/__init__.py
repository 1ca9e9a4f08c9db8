"""Data that needs no download, images and event recordings that are on disk or fetched, and events as frames."""

from .digits import Labelled, digits, sequential_digits, still_digits
from .events import cifar10_dvs, dvs_gesture, ncaltech101, nmnist
from .folder import image_folder
from .frames import batch_frames, frames
from .images import (
    cifar10,
    cifar100,
    fashion_mnist,
    mnist,
    sequential_cifar10,
    sequential_cifar100,
    sequential_mnist,
)
from .saccades import Recordings, saccade_digits, saccade_recordings
from .stored import Stored
from .which_way import which_way_digits

__all__ = [
    "Labelled",
    "Recordings",
    "Stored",
    "batch_frames",
    "cifar10",
    "cifar10_dvs",
    "cifar100",
    "digits",
    "dvs_gesture",
    "fashion_mnist",
    "frames",
    "image_folder",
    "mnist",
    "ncaltech101",
    "nmnist",
    "saccade_digits",
    "saccade_recordings",
    "sequential_cifar10",
    "sequential_cifar100",
    "sequential_digits",
    "sequential_mnist",
    "still_digits",
    "which_way_digits",
]
