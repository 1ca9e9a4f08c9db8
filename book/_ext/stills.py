"""Makes _static/gestures.png, the still of chapter 10: `python -m _ext.stills FOLDER`, in book/.

FOLDER holds a recording of each of the first ten classes of DVS128 Gesture (Amir et al. 2017, CC BY 4.0): 0.bin to
9.bin, five bytes an event as in N-MNIST. Each is cut by number into 16 frames, and one of them is shown: ON orange, OFF
blue, whatever there is more of in a pixel, on the ground of the page.
"""

import sys
from pathlib import Path

import numpy as np
from mpepsn.data import frames

PICTURE = Path(__file__).parents[1] / "_static/gestures.png"
SHOWN = 2, 8, 6, 2, 4, 4, 6, 2, 4, 8
"""The frame of each class, from 0; of arms that turn both ways, one in which the arm is at the same place."""

SIDE, GAP, ROW = 128, 6, 5
ON, OFF = (224, 123, 0), (47, 127, 209)
SHADES = 0, 110, 190, 255
"""Opacity of a pixel with 0, 1, 2, and more events: few, so that the file stays small."""


def tile(frame):
    """One frame `[2, 128, 128]` as numbers of the palette: 0, then three shades of OFF, then three of ON."""
    off, on = frame
    shade = np.minimum(off + on, 3).astype(np.uint8)
    return np.where(on > off, shade + 3, shade) * (shade > 0)


def sheet(tiles):
    """Tiles in rows, with gaps."""
    rows = len(tiles) // ROW
    whole = np.zeros((rows * (SIDE + GAP) - GAP, ROW * (SIDE + GAP) - GAP), np.uint8)
    for i, one in enumerate(tiles):
        y, x = (SIDE + GAP) * (i // ROW), (SIDE + GAP) * (i % ROW)
        whole[y : y + SIDE, x : x + SIDE] = one
    return whole


def main(folder):
    """Write the picture."""
    from PIL import Image
    from tonic.io import read_mnist_file

    fields = np.dtype([(name, np.int64) for name in "xytp"])
    recordings = [read_mnist_file(f"{folder}/{i}.bin", dtype=fields) for i in range(len(SHOWN))]
    cut = [frames(events, 16, (SIDE, SIDE, 2))[t].numpy() for events, t in zip(recordings, SHOWN, strict=True)]
    picture = Image.fromarray(sheet([tile(frame) for frame in cut]), mode="P")
    picture.putpalette([*(0, 0, 0), *OFF * 3, *ON * 3])
    picture.save(PICTURE, optimize=True, bits=3, transparency=bytes([0, *SHADES[1:] * 2]))


if __name__ == "__main__":
    main(sys.argv[1])
