"""What imports what: the core on torch and numpy alone, and stages that look to their left only."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import mpepsn

PACKAGE = Path(mpepsn.__file__).parent
FOUNDATIONS = {"notation", "draw", "arguments", "surrogate", "targets", "band", "version"}
STAGES = [
    "data",
    "encode",
    "kernels",
    "neurons",
    "networks",
    "losses",
    "train",
    "measure",
    "exercises",
    "course",
    "picture",
]

# What comes in must be of Python itself, of mpepsn, or be asked for by torch or numpy as they load.
BLOCKED = """
import sys, torch, numpy
loaded = set(sys.modules)
asked = []
class Block:
    def find_spec(self, name, path=None, target=None):
        root = name.partition(".")[0]
        if root not in sys.stdlib_module_names | {"mpepsn", "torch", "numpy"}:
            asked.append(root)
            raise ModuleNotFoundError(f"blocked: {name}", name=name)
sys.meta_path.insert(0, Block())
for name in ("matplotlib", "sklearn", "tqdm", "anywidget", "ipywidgets", "tonic", "IPython", "triton"):
    sys.modules.pop(name, None)
"""


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", BLOCKED + code], capture_output=True, text=True, cwd=PACKAGE.parent
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_core_needs_torch_and_numpy_alone():
    code = """
import mpepsn, mpepsn.train, mpepsn.__main__, mpepsn.measure.results, mpepsn.picture, mpepsn.widgets
s = mpepsn.LIF()(torch.ones(4, 2))
s = mpepsn.rate(torch.rand(2, 3), 5)
with mpepsn.record(mpepsn.LIF(), keep="trace"):
    pass
new = {name.partition(".")[0] for name in set(sys.modules) - loaded} - sys.stdlib_module_names
print(sorted(new - {"mpepsn", "torch", "numpy"}), sorted(set(asked)))
"""
    assert run(code) == "[] []"


def test_importing_brings_in_nothing_optional():
    """Also where the optional libraries are installed. torch itself loads some of them, tqdm for one."""
    code = """
import sys, torch, numpy
loaded = set(sys.modules)
import mpepsn, mpepsn.train, mpepsn.__main__, mpepsn.picture, mpepsn.widgets
optional = {"matplotlib", "sklearn", "tqdm", "anywidget", "ipywidgets", "tonic", "IPython", "pandas", "scipy"}
print(sorted(optional & {name.partition(".")[0] for name in set(sys.modules) - loaded}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PACKAGE.parent, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("call", ['digits("train")', 'sequential_digits("test")'])
def test_missing_scikit_learn_is_named_with_its_extra(call):
    code = f"""
from mpepsn import data
try:
    data.{call}
except ImportError as missing:
    print(missing)
"""
    assert run(code) == "the digits come with scikit-learn: pip install 'mpepsn[train]'"


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> set[str]:
    """Parts of mpepsn that a file imports anywhere in it, as the first name below `mpepsn`."""
    here = ["mpepsn", *path.relative_to(PACKAGE).parent.parts]
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = here[: len(here) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            # `from . import data` names a module; `from .draw import draws` names something inside one.
            names = [f"{base}.{alias.name}" for alias in node.names] if base == "mpepsn" else [base]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("mpepsn.")}
    return found


def allowed(part: str) -> set[str]:
    if part in FOUNDATIONS:
        return {"arguments": set(), "version": set(), "notation": {"arguments"}}.get(part, {"arguments", "notation"})
    if part == "widgets":
        part = "networks"
    return FOUNDATIONS | set(STAGES[: STAGES.index(part)])


FILES = [path for path in sorted(PACKAGE.rglob("*.py")) if module_name(path) not in ("", "__main__")]


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_a_stage_imports_only_from_its_left(path):
    part = module_name(path).partition(".")[0]
    assert part in FOUNDATIONS or part in [*STAGES, "widgets"], f"{part} has no place in the order of the stages"
    assert imported(path) - {part} <= allowed(part)


def test_the_walk_over_imports_finds_them():
    assert imported(PACKAGE / "train/recipe.py") == {"arguments", "data", "train"}
    assert imported(PACKAGE / "neurons/lif.py") == {"arguments", "notation", "surrogate"}
    assert imported(PACKAGE / "kernels/mpe_triton.py") == {"kernels", "surrogate"}
    assert "draw" in imported(PACKAGE / "encode.py")


def test_every_public_name_is_there():
    for name in mpepsn.__all__:
        assert getattr(mpepsn, name) is not None
