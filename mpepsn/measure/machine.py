"""Where a number was made: the machine, the versions and the commit that belong to every stored result."""

import os
import platform
import subprocess
from importlib import metadata
from pathlib import Path

import torch
from torch import Tensor, nn

from ..version import __version__


def machine() -> dict[str, str | int]:
    """The processor or GPU that torch runs on, in words and numbers."""
    found: dict[str, str | int] = {
        "cpu": _cpu_name(),
        "cores": os.cpu_count() or 1,
        "threads": torch.get_num_threads(),
        "system": f"{platform.system()} {platform.machine()}",
    }
    if torch.cuda.is_available():
        found["gpu"] = torch.cuda.get_device_name()
    return found


def versions() -> dict[str, str]:
    """Versions of Python, mpepsn and the libraries that a result depends on."""
    found = {"python": platform.python_version(), "mpepsn": __version__, "torch": torch.__version__}
    for name in ("numpy", "triton"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def commit(folder: Path | None = None) -> str:
    """The commit of the checkout that mpepsn runs from.

    Raises:
        RuntimeError: there is no checkout, or its tracked files or anything in mpepsn/ differ from the commit, so that
            the number could not be made again.
    """
    folder = folder or Path(__file__).resolve().parents[2]
    if Path(_git(folder, "rev-parse", "--show-toplevel")).resolve() != folder.resolve():
        raise RuntimeError(f"a stored result needs a git checkout of mpepsn; {folder} lies in one of something else")
    changed = _git(folder, "status", "--porcelain", "--untracked-files=no", "--", ".", ":!book/results").splitlines()
    changed += _git(folder, "ls-files", "--others", "--exclude-standard", "--", "mpepsn").splitlines()
    if changed:
        raise RuntimeError(f"the checkout must be clean to store a result; changed: {changed}")
    return _git(folder, "rev-parse", "HEAD")


def info(layer: nn.Module | None = None, x: Tensor | None = None) -> str:
    """One line on this machine; with a layer and an input, a second one on how the layer would run.

    Args:
        layer: a neuron of this package.
        x: the input current it would get.

    Returns:
        Text for printing.
    """
    here = machine()
    lines = [
        f"mpepsn {__version__}, torch {torch.__version__}, Python {platform.python_version()}; "
        f"{here['cpu']}, {here['cores']} cores, {here['threads']} threads; {here.get('gpu', 'no CUDA device')}"
    ]
    if layer is not None:
        if not hasattr(layer, "choice"):
            raise TypeError(f"layer must be a neuron of mpepsn; got {type(layer).__name__}")
        said = f"{type(layer).__name__}(backend={layer.backend!r})"
        if x is not None:
            how, why = layer.choice(x)
            said += f" runs {how} for {tuple(x.shape)} {str(x.dtype).removeprefix('torch.')} on {x.device}: {why}"
        lines.append(said)
    return "\n".join(lines)


def _cpu_name() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"a stored result needs a git checkout of mpepsn; git says: {done.stderr.strip()}")
    return done.stdout.strip()
