"""Run every chapter beside Colab's front end, from the wheel that its own setup cell installs; write book/lane.json.

A chapter that fails keeps its last record, so that its page still says when it last passed.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from sphinx_external_toc.parsing import parse_toc_yaml

from .buttons import RUNS, code_hash
from .wheel import build

PYTHON = Path(".lane/bin/python").absolute()
PINS = Path("requirements-colab.txt")
LIMIT = 240  # seconds for all chapters
PLACE = "import json, platform as p, torch; print(json.dumps(dict(python=p.python_version(), torch=torch.__version__)))"


def said(*command):
    """What a command prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def front_end():
    """The month that Colab's versions were looked up, and the versions: the first block of the file."""
    text = PINS.read_text(encoding="utf-8")
    block = text.partition("\n\n")[0]
    return re.search(r"\d{4}-\d{2}", block)[0], dict(re.findall(r"^([\w-]+)==(\S+)$", block, re.MULTILINE))


def installed():
    """What the lane holds, a line a package."""
    return said(PYTHON, "-m", "pip", "freeze", "--all").splitlines()


def name_kernel(folder):
    """A kernel `colab` that is the lane's Python, with no GPU and nothing of this checkout in reach."""
    spec = folder / "kernels/colab/kernel.json"
    spec.parent.mkdir(parents=True)
    command = [str(PYTHON), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec.write_text(json.dumps({"argv": command, "display_name": "Colab", "language": "python"}), encoding="utf-8")
    here = {"JUPYTER_PATH": str(folder), "IPYTHONDIR": str(folder / "ipython"), "CUDA_VISIBLE_DEVICES": ""}
    os.environ.update(here, OMP_NUM_THREADS="1", PYDEVD_DISABLE_FILE_VALIDATION="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
    os.environ.pop("PYTHONPATH", None)


def run(path, wheel, folder):
    """Run one chapter in `folder`; gives the seconds it took."""
    notebook = nbformat.reads(path.read_text(encoding="utf-8").replace("@WHEEL@", str(wheel)), as_version=4)
    start = time.perf_counter()
    NotebookClient(notebook, timeout=LIMIT, kernel_name="colab", resources={"metadata": {"path": folder}}).execute()
    return time.perf_counter() - start


def commit():
    """The commit of this checkout, and whether it has changes beside the runs."""
    changed = said("git", "status", "--porcelain", "--untracked-files=no", "--", ".", f":!{RUNS}")
    return said("git", "rev-parse", "HEAD") + (" with changes" if changed else "")


def main():
    """Run all; the exit code says whether all passed in time."""
    said(PYTHON, "-m", "pip", "uninstall", "-q", "-y", "mpepsn")
    before, (month, pins), failed, total = installed(), front_end(), [], 0.0
    runs = json.loads(Path(RUNS).read_text(encoding="utf-8")) if Path(RUNS).is_file() else {"pins": {}, "chapters": {}}
    stamp = {"month": month, "commit": commit(), **json.loads(said(PYTHON, "-c", PLACE))}
    with tempfile.TemporaryDirectory() as folder:
        _, wheel = build(".", folder)
        name_kernel(Path(folder))
        for path in filter(Path.is_file, (Path(f"{name}.ipynb") for name in parse_toc_yaml("_toc.yml"))):
            try:
                seconds = run(path, wheel, folder)
            except CellExecutionError as error:
                failed.append(path.stem)
                print(f"failed    {path.stem}: {error.ename}: {error.evalue}")
                continue
            total += seconds
            print(f"{seconds:6.1f} s  {path.stem}")
            today = datetime.now(UTC).date().isoformat()
            runs["chapters"][path.stem] = {
                "date": today,
                "seconds": round(seconds, 1),
                "code": code_hash(path),
                **stamp,
            }
    changed = [line for line in {*before} ^ {*installed()} if not line.startswith("mpepsn")]
    if failed or changed or total > LIMIT:
        print(f"The lane fails. Chapters: {failed}; packages changed: {changed}; {total:.0f} of {LIMIT} s.")
    runs["pins"][month] = pins
    used = {record["month"] for record in runs["chapters"].values()}
    runs["pins"] = {name: versions for name, versions in runs["pins"].items() if name in used}
    Path(RUNS).write_text(json.dumps(runs, indent=1) + "\n", encoding="utf-8")
    return bool(failed or changed or total > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
