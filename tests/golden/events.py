"""Cases of event recordings cut into frames, for make.py; the reference is `mpepsn.data.frames`."""

import itertools

import numpy as np
import torch

from mpepsn.data import frames

FIELDS = [("x", np.int64), ("y", np.int64), ("t", np.int64), ("p", np.int64)]
SIDE = 16


def recording(events, seed):
    """Random events; times come twice where there are many."""
    generator = torch.Generator().manual_seed(seed)
    found = np.zeros(events, FIELDS)
    for name, end in (("x", SIDE), ("y", SIDE), ("p", 2), ("t", 4 * events + 1)):
        found[name] = torch.randint(end, (events,), generator=generator).numpy()
    found["t"] = np.sort(found["t"]) + 1000
    return found


def slices_cases():
    """The frame of every event, read off a sensor on which each event has a pixel of its own."""
    for (n, steps), by in itertools.product([(1, 1), (3, 5), (12, 4), (13, 4), (61, 7), (61, 16)], ("number", "time")):
        events = recording(n, seed=100 * n + steps)
        t = events["t"].tolist()
        events["x"], events["y"] = np.arange(n), 0
        of = frames(events, steps, (n, 1, 2), by).sum(1).squeeze(1).argmax(0)
        yield {"t": t, "steps": steps, "by": by}, of.tolist()


def counts_cases():
    """The counts of one frame."""
    for n in (0, 1, 200):
        events = recording(n, seed=n)
        counted = frames(events, 1, (SIDE, SIDE, 2))[0].flatten(1)
        yield {"events": [list(map(int, one)) for one in events.tolist()], "side": SIDE}, counted.int().tolist()


FILES = {"slices": slices_cases, "counts": counts_cases}
