"""The one folder that a site serves: pages, notebooks to run, the wheel they install, and a zip of them."""

import shutil
import sys
import zipfile
from pathlib import Path

from sphinx_external_toc.parsing import parse_toc_yaml

from .check import faults
from .emptied import emptied
from .wheel import build

BUILT, OUT = Path("_build/html"), Path("_build/publish")
LEFT_OUT = shutil.ignore_patterns("reports", ".buildinfo*", "_sources")
ZIP = "book.zip"
SOLUTIONS = "book/solutions/*.html"


def pack(folder, archive):
    """A zip that unpacks into a folder of its own, the same bytes for the same files, without solutions."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path != archive):
            entry = zipfile.ZipInfo(f"parallel-spiking-neurons/{path.relative_to(folder).as_posix()}")
            entry.external_attr = 0o644 << 16
            held = path.read_bytes()
            if path.relative_to(folder).match(SOLUTIONS):
                held = emptied(held).encode()
            packed.writestr(entry, held, zipfile.ZIP_DEFLATED, 9)


def main():
    """Assemble, check, pack; the exit code says whether the folder may be served."""
    shutil.rmtree(OUT, ignore_errors=True)
    shutil.copytree(BUILT, OUT, ignore=LEFT_OUT)
    (OUT / ".nojekyll").touch()  # or GitHub would leave out _static
    sdist, _ = build(".", OUT)
    sdist.unlink()
    found = list(faults(OUT, parse_toc_yaml("_toc.yml")))
    print(*found, sep="\n", end="\n" if found else "")
    if not found:
        pack(OUT, OUT / ZIP)
        size = sum(path.stat().st_size for path in OUT.rglob("*") if path.is_file())
        print(f"{OUT} is ready: {size / 1e6:.1f} MB, with {OUT / ZIP} of {(OUT / ZIP).stat().st_size / 1e6:.1f} MB")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
