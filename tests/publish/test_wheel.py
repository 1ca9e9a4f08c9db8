"""Wheel and sdist: what they hold, that they install and run on torch and numpy alone; one place has the version."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_PACKAGED = ("widgets/src",)

# What may come from the environment is what torch and numpy themselves load, and Python's own.
SMOKE = """
import sys
import torch, numpy
import torch.utils.benchmark
known = {name.partition(".")[0] for name in sys.modules} | sys.stdlib_module_names
sys.path[:] = [path for path in sys.path if "site-packages" not in path]
sys.meta_path[:] = [finder for finder in sys.meta_path if "editable" not in repr(finder)]
sys.path.insert(0, sys.argv[1])
import mpepsn
from mpepsn.measure import results
from mpepsn.train import Recipe
from mpepsn import widgets
assert mpepsn.__file__.startswith(sys.argv[1]), mpepsn.__file__
layer = mpepsn.LIF(decay=0.5)
spikes = layer(torch.rand(8, 2, 4, requires_grad=True))
spikes.sum().backward()
assert set(spikes.unique().tolist()) <= {0.0, 1.0}
assert Recipe.load("digits_lif").epochs > 0
assert results.stored("digits_lif")[0]["experiment"] == "digits_lif"
assert "mpepsn-live" in widgets.static("trace", {"decay": 0.5})
new = {name.partition(".")[0] for name in sys.modules} - known - {"mpepsn"}
print(mpepsn.info(), sorted(new))
"""


@pytest.fixture(scope="module")
def built(room, tmp_path_factory):
    """(sdist, wheel), built from this checkout."""
    return room("wheel").build(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def unpacked(built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(built[1]) as wheel:
        wheel.extractall(folder)
    return folder


def test_the_wheel_holds_all_that_the_package_has(unpacked):
    tracked = subprocess.run(["git", "ls-files", "mpepsn"], cwd=ROOT, capture_output=True, text=True, check=True)
    wanted = {
        name for name in tracked.stdout.split() if not name.startswith(tuple(f"mpepsn/{n}" for n in NOT_PACKAGED))
    }
    stored = {f"mpepsn/results/{path.name}": path for path in (ROOT / "book/results").glob("*.jsonl")}
    assert "mpepsn/widgets/bundle.js" in wanted and "mpepsn/recipes/digits_lif.toml" in wanted and stored
    for name, path in {name: ROOT / name for name in wanted if (ROOT / name).is_file()}.items() | stored.items():
        assert (unpacked / name).read_bytes() == path.read_bytes(), name


def test_the_sdist_and_the_checkout_give_the_same_wheel(room, unpacked, tmp_path):
    names = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "mpepsn", "book/results")
    for name in names:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        (tmp_path / name).parent.mkdir(exist_ok=True)
        copy(ROOT / name, tmp_path / name)
    room("wheel").call("wheel", source=tmp_path, out=tmp_path / "dist")
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as direct:
        names = {name for name in direct.namelist() if not name.endswith("RECORD")}
        assert names == {
            path.relative_to(unpacked).as_posix()
            for path in unpacked.rglob("*")
            if path.is_file() and path.name != "RECORD"
        }
        assert all(direct.read(name) == (unpacked / name).read_bytes() for name in names)


@pytest.mark.parametrize("kind", ["sdist", "wheel"])
def test_what_pip_installs_runs_on_torch_and_numpy_alone(built, tmp_path, kind):
    folder = tmp_path / "installed"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--no-build-isolation"]
    package = built[("sdist", "wheel").index(kind)]
    pip = subprocess.run([*install, "--target", folder, package], cwd=tmp_path, capture_output=True, text=True)
    assert pip.returncode == 0, pip.stderr
    smoke = [sys.executable, "-I", "-W", "error", "-c", SMOKE, folder]
    done = subprocess.run(smoke, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("mpepsn ") and done.stdout.endswith(" []\n")


def test_the_version_is_said_once(built, site):
    name = site.wheel_name(ROOT)
    assert built[1].name == name
    version = name.split("-")[1]
    command = [
        "git",
        "grep",
        "-lF",
        version,
        "--",
        ".",
        ":!CHANGELOG.md",
        ":!requirements*",
        ":!tests",
        ":!book/results",
    ]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["mpepsn/version.py"]
