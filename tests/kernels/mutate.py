"""Break the kernels on purpose, one mistake at a time. Each must be seen by the cases.

`python mutate.py eager` for the written-out functions, `TRITON_INTERPRET=1 python mutate.py triton` where Triton is
installed; a number behind it runs every so many. Works on a copy of the package.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Mistake(NamedTuple):
    """What to replace in which file, and the cases that must notice."""

    file: str
    right: str
    wrong: str
    cases: str


COMPILED = [
    Mistake("lif_compiled", "of_s - of_v * h", "of_s + of_v * h", "lif hard"),
    Mistake("lif_compiled", "of_v = decay * of_h", "of_v = of_h", "lif none"),
    Mistake("lif_compiled", "h = decay * v + gain * x[t]", "h = decay * v + x[t]", "lif soft"),
    Mistake("mpe_compiled", "-early % 8", "early % 8", "bernoulli 1 previous"),
    Mistake("mpe_compiled", "left.append(decay * of_h)", "left.append(of_h)", "mpe"),
    Mistake("mpe_compiled", "of_left[-2] - pull", "of_left[-2] + pull", "True"),
    Mistake("estimate_compiled", ".float() >= torch", ".float() >= 500 + torch", "bernoulli"),
    Mistake("estimate_compiled", ">> 16 if place % 2", ">> 16 if place % 3", "bernoulli"),
    Mistake("same_step_compiled", "if t > 0:", "if t >= 0:", "same_step"),
    Mistake("psn_compiled", "weight.T @ of_h", "weight @ of_h", "psn"),
    Mistake("window_compiled", "padded[i : i + len(x)]", "padded[i - 1 : i - 1 + len(x)]", "window"),
]
TRITON = [
    Mistake("parts_triton", "return z >= 0", "return z > 0", "lif"),
    Mistake("parts_triton", "(word >> 16) if PLACE % 2", "(word >> 16) if PLACE % 3", "bernoulli 1 previous"),
    Mistake("lif_triton", "of_s if DETACH else of_s - of_v * h", "of_s - of_v * h", "lif hard True"),
    Mistake("lif_triton", "tl.where(live, decay * of_h, 0.0)", "decay * of_h * 1.01", "lif none"),
    Mistake(
        "lif_triton", "kept_ptr + tl.cast(chunk - 1,", "kept_ptr + tl.cast(chunk,", "lif hard False triangle(1.0) True"
    ),
    Mistake("mpe_triton", "begin // 8 - (EARLY + 7) // 8", "begin // 8", "mpe threshold 2"),
    Mistake("mpe_triton", "of_v = of_v - of_last", "of_v = of_v + of_last", "mpe expected 3 previous True"),
    Mistake("mpe_triton", "of_x += masks[CHUNK - 1 - j] * of_now", "of_x += of_now", "mpe threshold 1"),
    Mistake("psn_triton", "of_s * slope(z, SPIKE, SIZE)", "slope(z, SPIKE, SIZE)", "psn"),
    Mistake("window_triton", "step = row - order + 1 + i", "step = row - order + i", "window"),
]


def survivors(mistakes: list[Mistake], how: str) -> list[Mistake]:
    """Mistakes that no case noticed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "mpepsn", copy / "mpepsn", ignore=shutil.ignore_patterns("__pycache__"))
        return [one for one in mistakes if not _noticed(one, copy, how)]


def _noticed(mistake: Mistake, copy: Path, how: str) -> bool:
    path = copy / f"mpepsn/kernels/{mistake.file}.py"
    text = path.read_text(encoding="utf-8")
    if text.count(mistake.right) == 0:
        raise ValueError(f"{path.name} holds no {mistake.right!r}: follow the code")
    path.write_text(text.replace(mistake.right, mistake.wrong), encoding="utf-8")
    paths = os.pathsep.join([folder for folder in (str(copy), os.environ.get("PYTHONPATH", "")) if folder])
    words = [
        sys.executable,
        str(Path(__file__).with_name("cases.py")),
        "--how",
        how,
        "--until-one-fails",
        mistake.cases,
    ]
    run = {"capture_output": True, "text": True, "cwd": copy, "check": False}
    done = subprocess.run(words, env=os.environ | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}, **run)
    path.write_text(text, encoding="utf-8")
    if "passed," not in done.stdout:
        raise RuntimeError(f"{mistake}: {done.stderr}")
    print(f"{'noticed ' if done.returncode else 'SURVIVED'}  {mistake.file}: {mistake.right} → {mistake.wrong}")
    return done.returncode != 0


if __name__ == "__main__":
    how, each = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    sys.exit(1 if survivors({"eager": COMPILED, "triton": TRITON}[how][::each], how) else 0)
