"""From events to frames: counts of events in each pixel, a frame for each step.

    number     frame t = events [t · ⌊N/T⌋, (t+1) · ⌊N/T⌋), and the last frame takes the remainder too
    time       frame t = events with t_first + [t, t+1) · (t_last − t_first + 1)/T

By number every frame has the same share of the events, whatever their pace; with fewer events than steps ⌊N/T⌋ is 0,
and all stand in the last frame. By time every frame has the same duration, and a still moment gives an empty one. No
event is left out, and counts are neither clipped nor scaled. tonic's ToFrame drops the remainder.

Source: SpikingJelly's frames "by number", which PSN, MPE-PSN and IMP train on.

Chapter: 10
"""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from .. import arguments

FIELDS = "x", "y", "t", "p"


def frames(events: np.ndarray, steps: int, sensor_size: tuple[int, int, int], by: str = "number") -> Tensor:
    """One recording as frames: float32 `[T, 2, H, W]`, OFF events in channel 0, ON events in channel 1.

    Args:
        events: structured array with whole-number fields x, y, t (in µs) and p (0, 1 or bool), sorted by t, as tonic
            gives. Without events, all frames are zero.
        steps: number of frames T.
        sensor_size: (W, H, 2), as in tonic.
        by: "number" or "time".

    Raises:
        TypeError: events is no structured array with these fields.
        ValueError: events are not sorted, or lie outside the sensor; the message says where.
    """
    return batch_frames([events], steps, sensor_size, by).squeeze(1)


def batch_frames(
    recordings: Sequence[np.ndarray], steps: int, sensor_size: tuple[int, int, int], by: str = "number"
) -> Tensor:
    """Recordings as frames, all at once: float32 `[T, B, 2, H, W]`. Arguments as for `frames`."""
    arguments.count(steps, "steps")
    arguments.one_of(by, ("number", "time"), "by")
    width, height, polarities = _size(sensor_size)
    if not recordings:
        raise ValueError("recordings must hold at least one recording; got none")
    for number, events in enumerate(recordings):
        _fields(events, number)
    x, y, t, p = (np.concatenate([events[name] for events in recordings]).astype(np.int64) for name in FIELDS)
    lengths = np.array([len(events) for events in recordings])
    recording = np.repeat(np.arange(len(recordings)), lengths)
    _sorted(t, recording)
    for values, limit, name in (x, width, "x"), (y, height, "y"), (p, polarities, "p"):
        _inside(values, limit, name, recording)
    step = _by_number(lengths, steps) if by == "number" else _by_time(t, lengths, steps)
    shape = steps, len(recordings), polarities, height, width
    place = np.ravel_multi_index((step, recording, p, y, x), shape)
    return torch.from_numpy(np.bincount(place, minlength=np.prod(shape)).astype(np.float32)).reshape(shape)


def _by_number(lengths: np.ndarray, steps: int) -> np.ndarray:
    """Step of every event, a ⌊N/T⌋ of them each; the division by 1 is for recordings where that is 0."""
    size = np.repeat(lengths // steps, lengths)
    nth = np.arange(len(size)) - np.repeat(lengths.cumsum() - lengths, lengths)
    return np.where(size > 0, np.minimum(nth // np.maximum(size, 1), steps - 1), steps - 1)


def _by_time(t: np.ndarray, lengths: np.ndarray, steps: int) -> np.ndarray:
    """Step of every event, by its µs; the last event's µs belongs to the last frame."""
    end = np.repeat(lengths.cumsum(), lengths)
    first, last = t[end - np.repeat(lengths, lengths)], t[end - 1]
    return (t - first) * steps // (last - first + 1)


def _size(sensor_size: tuple[int, int, int]) -> tuple[int, int, int]:
    if not isinstance(sensor_size, tuple | list) or len(sensor_size) != 3 or sensor_size[2] != 2:
        raise ValueError(f"sensor_size must be (W, H, 2); got {sensor_size!r}")
    for length in sensor_size[:2]:
        arguments.count(length, "each length in sensor_size")
    return tuple(sensor_size)


def _fields(events: np.ndarray, number: int) -> None:
    if not isinstance(events, np.ndarray) or events.dtype.names is None or events.ndim != 1:
        came = f"{events.dtype} of shape {events.shape}" if isinstance(events, np.ndarray) else type(events).__name__
        raise TypeError(f"events must be a structured array with fields x, y, t, p; got {came} (recording {number})")
    if missing := [name for name in FIELDS if name not in events.dtype.names]:
        came = f"{', '.join(events.dtype.names)} (recording {number})"
        raise TypeError(f"events must have the fields x, y, t, p; {', '.join(missing)} missing in {came}")
    if broken := [name for name in FIELDS if events.dtype[name].kind not in "iub"]:
        came = f"{events.dtype[broken[0]]} (recording {number})"
        raise TypeError(f"events must hold whole numbers, t in µs; got {broken[0]} of {came}")


def _sorted(t: np.ndarray, recording: np.ndarray) -> None:
    back = (np.diff(t) < 0) & (np.diff(recording) == 0)
    if back.any():
        at = int(back.argmax())
        raise ValueError(
            f"events must be sorted by t; got {t[at + 1]} after {t[at]} (recording {recording[at]}). "
            "Write events[np.argsort(events['t'], kind='stable')]"
        )


def _inside(values: np.ndarray, limit: int, name: str, recording: np.ndarray) -> None:
    outside = (values < 0) | (values >= limit)
    if outside.any():
        at = int(outside.argmax())
        where = f"recording {recording[at]}; {outside.sum()} such events in all"
        raise ValueError(f"events must have {name} in 0…{limit - 1}; got {values[at]} ({where})")
