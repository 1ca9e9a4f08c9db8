"""Data folders of the tests' own, and writers of small files in each native format."""

import struct
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A folder that MPEPSN_DATA names; the cache is beside it, and nothing is fetched."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("MPEPSN_DATA", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def recorded():
    """A function that gives the path of one of tonic's own test recordings, where they are beside the checkout."""

    def path(name):
        for folder in (ROOT / "shared", ROOT.parent / "shared"):
            if (folder / "data/fixtures" / name).exists():
                return folder / "data/fixtures" / name
        pytest.skip(f"{name} is not here")

    return path


@pytest.fixture
def made_events():
    """A function that makes events of a sensor, sorted by t: a table of x, y, t in µs, p."""

    def make(count, size, seed=0, end=300_000):
        random = np.random.default_rng(seed)
        t = np.sort(random.integers(0, end, count))
        return np.stack([random.integers(0, size[0], count), random.integers(0, size[1], count), t, t % 2], axis=1)

    return make


@pytest.fixture
def write():
    """Writers by format."""
    return {"bin": write_bin, "npy": write_npy, "aedat4": write_aedat4, "idx": write_idx, "cifar": write_cifar}


def write_bin(path, events):
    path.parent.mkdir(parents=True, exist_ok=True)
    x, y, t, p = events.T
    bytes_ = np.stack([x, y, (p << 7) | (t >> 16), t >> 8 & 255, t & 255], axis=1).astype(np.uint8)
    path.write_bytes(bytes_.tobytes())


def write_npy(path, events):
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, np.stack([events[:, 0], events[:, 1], events[:, 3], events[:, 2] / 1000], axis=1))


def write_aedat4(path, events):
    """AEDAT 4 without compression: a header and one packet, both flatbuffers laid out by hand."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = (
        '<attr key="originalOutputName" type="string">events</attr>'
        '<attr key="typeIdentifier" type="string">EVTS</attr>'
        '<node name="info" path="/mainloop/Recorder/outInfo/0/info/">'
        '<attr key="sizeX" type="int">128</attr><attr key="sizeY" type="int">128</attr></node>'
    )
    text = (
        '<dv version="2.0"><node name="outInfo" path="/mainloop/Recorder/outInfo/">'
        f'<node name="0" path="/mainloop/Recorder/outInfo/0/">{stream}</node></node></dv>'
    ).encode()
    header = struct.pack("<I4s2x5Hi I q i", 20, b"IOHE", 10, 20, 16, 8, 4, 10, 16, -1, 0)
    header += struct.pack("<I", len(text)) + text + b"\0"
    packet = struct.pack("<I4s3H2xiII", 16, b"EVTS", 6, 8, 4, 8, 4, len(events))
    packet += b"".join(struct.pack("<qhh?3x", t, x, y, bool(p)) for x, y, t, p in events.tolist())
    packet = struct.pack("<I", len(packet)) + packet
    file = b"#!AER-DAT4.0\r\n" + struct.pack("<I", len(header)) + header
    path.write_bytes(file + struct.pack("<ii", 0, len(packet)) + packet)


def write_idx(path, array):
    path.parent.mkdir(parents=True, exist_ok=True)
    head = bytes([0, 0, 8, array.ndim]) + b"".join(struct.pack(">I", length) for length in array.shape)
    path.write_bytes(head + array.astype(np.uint8).tobytes())


def write_cifar(path, labels, pixels):
    """labels `[B]` or `[B, 2]`, pixels `[B, 3, 32, 32]`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = np.concatenate([labels.reshape(len(labels), -1), pixels.reshape(len(labels), -1)], axis=1)
    path.write_bytes(rows.astype(np.uint8).tobytes())
