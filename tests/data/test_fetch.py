"""Downloads from a server of the tests' own: cut, resumed, refused, checked, unpacked; where sets are looked for."""

import gzip
import hashlib
import io
import re
import tarfile
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from mpepsn import __main__ as command
from mpepsn.data import fetch, images, places, sets
from mpepsn.data.sets import Archive, DataSet

BODY = np.random.default_rng(0).bytes(300_000)


class Handler(BaseHTTPRequestHandler):
    """Sends `files`, at most `most` bytes an answer before it hangs up; `ranges`: whether it can send a part."""

    def do_GET(self):
        server = self.server
        server.asked.append(self.headers["Range"])
        threading.Event().wait(server.slow)
        body = server.files.get(self.path)
        if body is None:
            return self.send_error(404)
        start = int(re.match(r"bytes=(\d+)-", self.headers["Range"] or "bytes=0-")[1]) if server.ranges else 0
        if start and start >= len(body):
            return self.send_error(416)
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        self.wfile.write(body[start : start + server.most])

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.files, server.asked, server.most, server.ranges, server.slow = {"/a": BODY}, [], 10**9, True, 0
        server.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    waited = []
    monkeypatch.setattr(fetch.time, "sleep", waited.append)
    return waited


def test_a_cut_download_goes_on_where_it_stopped(server, tmp_path, no_waiting, capsys):
    server.most = 70_000
    fetch.download(f"{server.url}/a", tmp_path / "a.part")
    assert (tmp_path / "a.part").read_bytes() == BODY
    assert server.asked == [None, *(f"bytes={70_000 * n}-" for n in range(1, 5))]
    assert no_waiting == [1.0] * 4
    said = capsys.readouterr().err
    assert f"fetching {server.url}/a (0.3 MB) into {tmp_path / 'a.part'}" in said and "0.3 MB, from 0.2 MB on" in said


def test_what_arrived_is_kept_for_the_next_call(server, tmp_path, no_waiting):
    server.most = 0
    (tmp_path / "a.part").write_bytes(BODY[:1234])
    with pytest.raises(OSError, match=r"a.part is not whole: .* 1,234 bytes are kept; the next call goes on"):
        fetch.download(f"{server.url}/a", tmp_path / "a.part")
    assert no_waiting == [1.0, 2.0, 4.0, 8.0, 16.0]
    server.most = 10**9
    fetch.download(f"{server.url}/a", tmp_path / "a.part")
    assert (tmp_path / "a.part").read_bytes() == BODY and server.asked[-1] == "bytes=1234-"
    fetch.download(f"{server.url}/a", tmp_path / "a.part")
    assert (tmp_path / "a.part").read_bytes() == BODY


def test_a_server_without_ranges_sends_all_again(server, tmp_path):
    server.ranges = False
    (tmp_path / "a.part").write_bytes(b"x" * 1000)
    fetch.download(f"{server.url}/a", tmp_path / "a.part")
    assert (tmp_path / "a.part").read_bytes() == BODY


def test_a_refusal_and_a_dead_server_are_told(server, tmp_path):
    with pytest.raises(OSError, match=rf"{server.url}/b answers 404 Not Found; wanted for .*b.part"):
        fetch.download(f"{server.url}/b", tmp_path / "b.part")
    assert len(server.asked) == 1
    with pytest.raises(OSError, match=r"a.part is not whole: .*refused.* 0 bytes are kept"):
        fetch.download("http://127.0.0.1:9/a", tmp_path / "a.part")


def offered(server, name, body, *gives):
    server.files[f"/{name}"] = body
    return Archive(name, f"{server.url}/{name}", hashlib.md5(body).hexdigest(), gives, len(body))


def zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    return buffer.getvalue()


def test_another_hash_is_refused_and_nothing_is_left(server, tmp_path):
    archive = offered(server, "a.gz", gzip.compress(BODY), "a")
    server.files["/a.gz"] = b"<html>moved</html>"
    with pytest.raises(OSError, match=rf"a.gz must have the MD5 {archive.md5}; got \w+ \(18 bytes from {server.url}"):
        fetch.fetch(archive, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_archives_of_each_kind_are_unpacked_and_leave_nothing_else(server, tmp_path):
    fetch.fetch(offered(server, "a.gz", gzip.compress(BODY), "a"), tmp_path)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        entry = tarfile.TarInfo("made/inside.bin")
        entry.size = len(BODY)
        tar.addfile(entry, io.BytesIO(BODY))
    fetch.fetch(offered(server, "b.tar.gz", packed.getvalue(), "made"), tmp_path)
    inner = zipped({"cat/1.bin": b"1", "dog/2.bin": b"2"})
    nested = zipped({"archive/inner.zip": inner, "archive/readme.txt": b"no"})
    fetch.fetch(offered(server, "c.zip", nested, "cat", "dog"), tmp_path)
    found = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"a", "made/inside.bin", "cat/1.bin", "dog/2.bin"}
    assert (tmp_path / "a").read_bytes() == (tmp_path / "made/inside.bin").read_bytes() == BODY
    with pytest.raises(OSError, match=r"d.zip must hold bird; it holds cat"):
        fetch.fetch(offered(server, "d.zip", zipped({"cat/3.bin": b""}), "bird"), tmp_path)


@pytest.fixture
def small(server, tmp_path, monkeypatch, write):
    """CIFAR-10 of 50 + 10 images, on the server, and no MPEPSN_DATA."""
    pixels = np.random.default_rng(1).integers(1, 256, (10, 3, 32, 32))
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name in ("test_batch", *(f"data_batch_{n}" for n in range(1, 6))):
            write["cifar"](tmp_path / "one.bin", np.arange(10), pixels)
            tar.add(tmp_path / "one.bin", f"cifar-10-batches-bin/{name}.bin")
    archive = offered(server, "cifar.tar.gz", packed.getvalue(), "cifar-10-batches-bin")
    monkeypatch.setitem(sets.SETS, "cifar10", DataSet("cifar10", "images", (archive,)))
    monkeypatch.setattr(images, "RECORDS", 10)
    monkeypatch.delenv("MPEPSN_DATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache/mpepsn/cifar10"


def test_a_set_is_fetched_once_and_then_found(small, server):
    assert len(images.cifar10("train").y) == 50 and len(images.cifar10("test").y) == 10
    assert len(server.asked) == 1 and places.where("cifar10") == small


def test_of_several_processes_one_fetches(small, server):
    server.slow = 0.2
    with ThreadPoolExecutor(4) as pool:
        assert [len(part.y) for part in pool.map(images.cifar10, ["train"] * 4)] == [50] * 4
    assert len(server.asked) == 1


def test_mpepsn_data_comes_before_the_cache_and_what_it_lacks_is_named(small, server, tmp_path, monkeypatch):
    mine = tmp_path / "mine"
    monkeypatch.setenv("MPEPSN_DATA", str(mine))
    with pytest.raises(FileNotFoundError, match=r"MPEPSN_DATA must name a folder; got .*mine"):
        images.cifar10("test")
    (mine / "cifar10").mkdir(parents=True)
    with pytest.raises(FileNotFoundError, match=r"mine/cifar10/cifar-10-batches-bin/test_batch.bin must be there"):
        images.cifar10("test")
    assert server.asked == []
    (mine / "cifar10").rmdir()
    assert len(images.cifar10("test").y) == 10 and len(server.asked) == 1


def test_the_command_lists_fetches_and_reads(small, capsys):
    assert command.main(["data"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(sets.SETS)
    assert lines[list(sets.SETS).index("mnist")].endswith("to be fetched: 12 MB")
    assert "its server says how much" in lines[list(sets.SETS).index("nmnist")]
    assert command.main(["data", "cifar10"]) == 0
    assert capsys.readouterr().out == f"cifar10: 50 + 10 images in {small}, all read\n"
    command.main(["data"])
    assert str(small) in capsys.readouterr().out
    file = small / "cifar-10-batches-bin/data_batch_2.bin"
    file.write_bytes(file.read_bytes()[:99])
    assert command.main(["data", "cifar10"]) == 1
    assert f"{file} must have 30,730 bytes" in capsys.readouterr().err


def test_the_command_reads_every_recording(data, write, made_events, capsys):
    pytest.importorskip("tonic")
    for number in range(5):
        write["bin"](data / f"NMNIST/Train/{number}/{number:05d}.bin", made_events(50, (34, 34)))
    assert command.main(["data", "nmnist"]) == 0
    assert capsys.readouterr().out == f"nmnist: 5 recordings in {data / 'NMNIST'}, all read\n"
    (data / "NMNIST/Train/4/00004.bin").write_bytes(b"12345678")
    assert command.main(["data", "nmnist"]) == 1
    assert "00004.bin must hold events of 5 bytes each" in capsys.readouterr().err
