"""The sdist of this checkout, and the wheel built from that sdist, so that both hold the same."""

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

BUILD = "import sys; from setuptools import build_meta; getattr(build_meta, f'build_{sys.argv[1]}')(sys.argv[2])"


def call(kind, *, source, out):
    """Let setuptools build one kind in the folder `source`; its talk is shown only if it fails."""
    command = [sys.executable, "-c", BUILD, kind, str(Path(out).resolve())]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the {kind} was not built:\n{done.stdout}{done.stderr}")


def build(source, out):
    """Build both into the folder `out`, which holds nothing else of the kind; gives (sdist, wheel)."""
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("mpepsn-*.tar.gz"), *out.glob("mpepsn-*.whl")):
        old.unlink()
    call("sdist", source=source, out=out)
    (sdist,) = out.glob("mpepsn-*.tar.gz")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(sdist) as archive:
            archive.extractall(folder, filter="data")
        call("wheel", source=Path(folder, sdist.name.removesuffix(".tar.gz")), out=out)
    (wheel,) = out.glob("mpepsn-*.whl")
    return sdist, wheel


if __name__ == "__main__":
    print(*build(".", "dist"), sep="\n")
