"""Fetching a file: say what and how large, go on where it stopped, check its hash, unpack, move into place at once.

While it arrives it is called `NAME.part`. Only what is whole and has the right hash is unpacked, beside its place, and
then moved there; a name without `.part` is never half a file.
"""

import hashlib
import http.client
import time
import urllib.error
import urllib.request
from pathlib import Path

from .sets import Archive
from .told import say, told_in_tenths
from .unpack import unpack

ATTEMPTS = 5
BLOCK = 1 << 16
CUT = (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError)


def fetch(archive: Archive, folder: Path) -> None:
    """Fill `folder` with what the archive holds.

    Raises:
        OSError: the server or the connection failed, or what came has another hash; the message names the file.
    """
    part = folder / f"{archive.file}.part"
    download(archive.url, part)
    with part.open("rb") as file:
        md5 = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
    if md5 != archive.md5:
        size = part.stat().st_size
        part.unlink()
        raise OSError(f"{archive.file} must have the MD5 {archive.md5}; got {md5} ({size:,} bytes from {archive.url})")
    unpack(part, archive, folder)
    part.unlink()


def download(url: str, path: Path, wait: float = 1.0) -> None:
    """Fetch `url` into `path`, from where `path` ends now. A connection that is cut is taken up again.

    Args:
        url: what to fetch.
        path: where to; the rest is appended if the server can give a part of the file.
        wait: seconds before the second attempt; they double each time, and begin anew when something has arrived.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    failed = 0
    while failed < ATTEMPTS:
        before = _size(path)
        try:
            if _rest(url, path):
                return
            reason = "the connection was cut"
        except urllib.error.HTTPError as refused:
            with refused:
                if refused.code == 416 and before:  # nothing is left to send; the hash tells whether that is right
                    return
                raise OSError(f"{url} answers {refused.code} {refused.reason}; wanted for {path}") from refused
        except CUT as cut:
            reason = str(cut)
        failed = 1 if _size(path) > before else failed + 1
        time.sleep(wait * 2 ** (failed - 1))
    raise OSError(f"{path} is not whole: {reason}. {_size(path):,} bytes are kept; the next call goes on from there")


def _rest(url: str, path: Path) -> bool:
    """Append what the server sends; whether that is all."""
    have = _size(path)
    headers = {"User-Agent": "mpepsn"} | ({"Range": f"bytes={have}-"} if have else {})
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as answer:
        have = have if answer.status == 206 else 0
        length = answer.headers["Content-Length"]
        total = None if length is None else have + int(length)
        begun = f", from {have / 1e6:,.1f} MB on" if have else ""
        say(f"fetching {url} ({'unknown size' if total is None else f'{total / 1e6:,.1f} MB'}{begun}) into {path}")
        tell = told_in_tenths(total, "MB", 1e6)
        with path.open("ab" if have else "wb") as file:
            while block := answer.read(BLOCK):
                file.write(block)
                have += len(block)
                tell(have)
    return total is None or have == total


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
