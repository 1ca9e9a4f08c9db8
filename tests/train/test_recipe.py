"""Recipes: what a TOML file may say, and what is refused."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from mpepsn.measure import results
from mpepsn.train import Recipe, toml

RECIPES = toml.names()
RESULTS = Path(__file__).parents[2] / "book" / "results"


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_of_the_package_loads(name):
    assert Recipe.load(name) == Recipe.load(toml.RECIPES / f"{name}.toml")


def test_the_packages_recipes_were_found():
    assert {"digits_lif", "digits_memoryless"} <= set(RECIPES)


def test_a_recipe_reads_all_its_fields(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        'title = "mine"\ndata = "sequential_digits"\nhidden = [5, 4]\nepochs = 2\nbatch = 7\nlearning_rate = 1e-3\n'
        '[neuron]\nname = "IF"\nthreshold = 0.5\n'
    )
    recipe = Recipe.load(path)
    assert recipe == Recipe(
        title="mine",
        data="sequential_digits",
        neuron={"name": "IF", "threshold": 0.5},
        hidden=(5, 4),
        epochs=2,
        batch=7,
        learning_rate=1e-3,
    )
    network = recipe.build(3, 8, (8,))
    assert [layer.threshold for layer in network if hasattr(layer, "threshold")] == [0.5, 0.5]
    assert [layer.out_features for layer in network if hasattr(layer, "out_features")] == [5, 4, 3]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("epoch = 3", "unknown key epoch; a recipe has amp, batch, data, epochs"),
        ("epochs = 0", "epochs must be a whole number of at least 1; got 0"),
        ("epochs = 2.5", "epochs must be a whole number of at least 1; got 2.5"),
        ("batch = true", "batch must be a whole number of at least 1; got True"),
        ("hidden = [16, 0]", "hidden must be a whole number of at least 1; got 0"),
        ("parts = 65", "parts must be at most batch = 64; got 65"),
        ("hidden = 16", "hidden must be a list; got 16"),
        ("amp = 1", "amp must be true or false; got 1"),
        ('validation = "yes"', "validation must be true or false; got 'yes'"),
        ("steps = 3", "steps must be left out: sequential_digits has a number of its own; got 3"),
        ("momentum = 1.5", r"momentum must be a number in \[0, 1\]; got 1.5"),
        ("weight_decay = -1", r"weight_decay must be a number in \[0, 1\]; got -1"),
        ('optimiser = "lamb"', "optimiser must be one of 'adam', 'adamw', 'sgd'; got 'lamb'"),
        ('loss = "tet"', "loss must be a table; got 'tet'"),
        ('loss = { name = "mse" }', "loss.name must be one of 'sdt', 'tet', 'lts', 'tet_s'; got 'mse'"),
        ('loss = { name = "sdt", smoothing = 0.1 }', "loss must hold arguments of sdt_loss; got smoothing"),
        ('loss = { name = "tet_s", smoothing = 2 }', r"loss.smoothing must be a number in \[0, 1\]; got 2"),
        ("membrane = { weight = 0.1 }", "membrane must be left out: LIF makes no estimate of its potential"),
        ("membrane = { lambda = 0.1 }", "membrane must hold weight and until; got lambda"),
        ("membrane = { until = 5 }", r"membrane.weight must be a number in \[0, 1\]; got None"),
        ("membrane = { weight = 0.1, until = 0 }", "membrane.until must be a whole number of at least 1; got 0"),
        ("learning_rate = -1.0", "learning_rate must be a finite number greater than 0; got -1.0"),
        ("learning_rate = nan", "learning_rate must be a finite number greater than 0; got nan"),
        ('data = "digits"', "data must be one of 'sequential_digits', .*; got 'digits'"),
        ('neuron = "LIF"', "neuron must be a table; got 'LIF'"),
        ('neuron = { name = "Neuron" }', "neuron.name must be one of .*'LIF'.*; got 'Neuron'"),
        ("neuron = { decay = 0.5 }", "neuron.name must be one of .*; got None"),
        ('neuron = { name = "LIF", decay = 1.5 }', r"neuron must .* LIF: decay must be .* \[0, 1\]; got 1.5"),
        ('neuron = { name = "LIF", tau = 2.0 }', "neuron must hold arguments of LIF: .*tau"),
    ],
)
def test_an_impossible_recipe_is_refused(tmp_path, line, message):
    path = tmp_path / "bad.toml"
    fields = {"title": '"t"', "data": '"sequential_digits"'} | dict([line.split(" = ", 1)])
    path.write_text("\n".join(f"{key} = {value}" for key, value in fields.items()))
    with pytest.raises(ValueError, match=message):
        Recipe.load(path)


def test_title_and_data_must_be_given(tmp_path):
    path = tmp_path / "bad.toml"
    path.write_text("epochs = 3")
    with pytest.raises(ValueError, match=r"bad\.toml: data and title must be given"):
        Recipe.load(path)


OTHERS = {
    "title": "b",
    "data": "still_digits",
    "steps": 2,
    "validation": True,
    "neuron": {"name": "MPEPSN"},
    "hidden": (4,),
    "loss": {"name": "lts"},
    "membrane": {"weight": 0.1},
    "optimiser": "sgd",
    "learning_rate": 1.0,
    "momentum": 0.5,
    "weight_decay": 0.1,
    "epochs": 9,
    "batch": 8,
    "parts": 2,
    "amp": True,
    "network": {"name": "plif_net", "width": 4},
    "smoothing": 0.1,
    "warm_up": 3,
    "nesterov": True,
    "missing": ("its sound",),
    "source": {"paper": "psn"},
}


def test_the_hash_moves_with_every_field_but_words():
    base = Recipe("a", "saccade_digits", neuron={"name": "MPEPSN", "sweeps": 2}, optimiser="sgd")
    others = OTHERS | {"optimiser": "adam"}
    hashes = {name: replace(base, **{name: value}).sha for name, value in others.items()}
    assert set(others) == {field.name for field in fields(Recipe)}
    assert hashes.pop("missing") == hashes.pop("source") == base.sha == replace(base).sha
    assert len({base.sha, *hashes.values()}) == len(others) - 1


def test_the_recipe_of_every_stored_run_can_still_be_read_and_has_its_hash():
    runs = [run for path in sorted(RESULTS.glob("*.jsonl")) for run in results.load(path)]
    stamps = {run["recipe"]["hash"]: run["recipe"] for run in runs if "title" in run["recipe"]}
    assert len(stamps) >= 50
    for sha, stamp in stamps.items():
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in stamp.items()}
        recipe = Recipe(**{name: value for name, value in given.items() if name != "hash"})
        if "amp" in stamp:  # the first recipes had fewer fields, and hashes of these alone
            assert recipe.sha == sha


def test_every_field_is_documented():
    for field in fields(Recipe):
        assert f"\n        {field.name}: " in Recipe.__doc__


def test_data_of_any_number_of_steps():
    assert Recipe("t", "still_digits", steps=3).part("test", 0).x.shape == (3, 445, 64)
    assert Recipe("t", "still_digits").part("fit", 0).x.shape == (4, 1132, 64)


def test_changes_stand_in_place_of_what_the_file_says():
    changed = Recipe.load("digits_lif", ["neuron.decay = 0.9", "epochs=3"])
    assert changed.neuron == {"name": "LIF", "decay": 0.9} and changed.epochs == 3
    assert changed.stamp()["hash"] != Recipe.load("digits_lif").stamp()["hash"]


@pytest.mark.parametrize("change", ["neuron.decay", "epochs: 3", "epochs = "])
def test_a_change_that_is_no_toml_is_refused(change):
    with pytest.raises(ValueError, match="changes must be lines of TOML"):
        Recipe.load("digits_lif", [change])
