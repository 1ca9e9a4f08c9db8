"""Every row of the sources' own experiments: its recipe takes two steps on small files in the native formats.

The networks have 4 channels, the pictures are small; neuron, loss, steps, optimiser and augmentation are the row's.
"""

import importlib.util
import json
from dataclasses import replace
from math import isfinite
from pathlib import Path

import numpy as np
import pytest
import torch

from mpepsn.data import images, sets
from mpepsn.kernels import choice
from mpepsn.train import Recipe, fit, toml

pytest.importorskip("aedat")
pytest.importorskip("tonic")

ROWS = [name for name in toml.names() if "/" in name]
SIZES = {"image_folder": [64, 64], "dvs_gesture": [32, 32], "cifar10_dvs": [32, 32], "ncaltech101": [32, 32]}
spec = importlib.util.spec_from_file_location("native", Path(__file__).parents[1] / "data" / "conftest.py")
native = importlib.util.module_from_spec(spec)
spec.loader.exec_module(native)


def events(width: int, height: int, seed: int) -> np.ndarray:
    draw = np.random.default_rng(seed)
    x, y, t = (draw.integers(0, limit, 300) for limit in (width, height, 300_000))
    return np.stack([x, y, np.sort(t), t % 2], axis=1)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A folder with a few samples of every set that a row is about."""
    root, draw = tmp_path_factory.mktemp("sets"), np.random.default_rng(0)
    pixels = draw.integers(0, 256, (20, 3, 32, 32))
    for number in range(1, 6):
        native.write_cifar(root / f"cifar10/cifar-10-batches-bin/data_batch_{number}.bin", np.arange(4), pixels[:4])
    native.write_cifar(root / "cifar10/cifar-10-batches-bin/test_batch.bin", np.arange(4), pixels[:4])
    for name, count in (("train", 20), ("test", 4)):
        path = root / f"cifar100/cifar-100-binary/{name}.bin"
        native.write_cifar(path, np.stack([np.arange(count) % 5, np.arange(count) % 10], axis=1), pixels[:count])
    for half, people in (("Train", 3), ("Test", 1)):
        for person, gesture in np.ndindex(people, 3):
            path = root / f"DVSGesture/ibmGesture{half}/user{person:02}_led/{gesture}.npy"
            native.write_npy(path, events(128, 128, gesture))
    for k, name in enumerate(sets.CIFAR10_CLASSES):
        for number in (0, 100):
            native.write_aedat4(root / f"CIFAR10DVS/{name}/cifar10_{name}_{number}.aedat4", events(128, 128, k))
    for name in ("accordion", "watch"):
        for number in range(1, 11):
            path = root / f"NCALTECH101/Caltech101/{name}/image_{number:04}.bin"
            native.write_bin(path, events(240, 180, number))
    picture = pytest.importorskip("PIL.Image")
    for name in ("imagenet", "imagenet100"):
        for half, kind, number in np.ndindex(2, 2, 4):
            path = root / name / ("train", "val")[half] / f"n{kind}" / f"{number}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            picture.fromarray(draw.integers(0, 256, (70, 80, 3)).astype(np.uint8)).save(path)
    return root


@pytest.fixture
def at_hand(files, tmp_path, monkeypatch):
    monkeypatch.setenv("MPEPSN_DATA", str(files))
    monkeypatch.setenv("XDG_CACHE_HOME", str(files / "cache"))
    monkeypatch.chdir(files)
    monkeypatch.setattr(images, "RECORDS", 4)
    monkeypatch.setattr(choice, "WORTH", 2**40)  # nothing is compiled


def small(name: str) -> Recipe:
    """The recipe of a row, with less of everything that takes time."""
    size = SIZES.get(Recipe.load(name).data["name"])
    changes = ["data.limit = 4", "network.width = 4", *([f"data.size = {size}"] if size else [])]
    recipe = replace(Recipe.load(name, changes), epochs=1, batch=2, parts=1, warm_up=0)
    if recipe.network["name"] == "resnet19":
        recipe.network["stem"] = 4
    return recipe


@pytest.mark.parametrize("name", ROWS)
def test_a_row_takes_two_steps_and_says_what_is_missing(name, at_hand, monkeypatch):
    recipe, lines, steps = small(name), [], []
    kind = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[recipe.optimiser]
    step = kind.step
    monkeypatch.setattr(kind, "step", lambda self: steps.append(1) or step(self))
    run = fit(recipe, report=lines.append)
    assert len(steps) == 2
    assert isfinite(run.loss[0]) and 0 <= run.test_accuracy[0] <= 1
    told = [line.removeprefix("missing: ") for line in lines if line.startswith("missing: ")]
    assert told == list(recipe.missing) == json.loads(json.dumps(recipe.stamp()))["missing"]


PRINTED = {
    ("mpe", "2"): [97.92, 84.48, 86.09, 86.69, 87.13, 74.5, 85.78, 88.24, 94.36, 75.9],
    ("psn", "1"): [
        *(88.45, 85.81, 86.70, 83.66, 83.26, 83.49, 81.50, 79.50),
        *(62.21, 60.69, 62.11, 58.92, 57.37, 57.55, 55.45, 53.33),
    ],
    ("psn", "2"): [95.32, 67.63, 70.54, 82.30, 85.30, 85.90],
    ("slides", "1"): [
        *(94.56, 76.58, 78.42, 63.21, 84.3, 98.26, 85.78),
        *(94.33, 76.40, 77.80, 62.92, 85.6, 98.61, 86.32),
    ],
    ("slides", "2"): [85.90, 87.10, 87.80, 86.30, 87.00, 84.68, 85.01, 86.12, 87.86],
    ("slides", "3"): [64.33, 68.10, 71.24, 65.38, 68.90, 71.83],
}


def test_every_row_that_a_source_ran_itself_has_a_recipe():
    found = {key: [] for key in PRINTED}
    for source in (Recipe.load(name).source for name in ROWS):
        found[source["paper"], source["table"]].append(source["accuracy"])
    assert {key: sorted(values) for key, values in found.items()} == {k: sorted(v) for k, v in PRINTED.items()}


def test_titles_rows_and_names_say_the_same_and_none_stands_twice():
    recipes = {name: Recipe.load(name) for name in ROWS}
    assert len({recipe.title for recipe in recipes.values()}) == len({r.sha for r in recipes.values()}) == len(ROWS)
    for name, recipe in recipes.items():
        assert name.startswith(f"{recipe.source['paper']}/table{recipe.source['table']}_")
        assert f"Table {recipe.source['table']}: " in recipe.title and recipe.source["row"]
