"""Recipes and the training loop."""

from dataclasses import replace

import pytest
import torch

from mpepsn import MaskedPSN, train
from mpepsn.train import Recipe, accuracy, fit
from mpepsn.train import recipe as recipes


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """Networks this small lose more by handing work between threads than they gain."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


RECIPES = sorted(recipes.RECIPES.glob("*.toml"))
SMALL = Recipe(title="small", data="sequential_digits", hidden=(48,), epochs=3, learning_rate=1e-2)


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_every_recipe_of_the_package_loads_and_builds(path):
    recipe = Recipe.load(path)
    assert recipe == Recipe.load(path.stem)
    assert recipe.build(10, 8, (8,))(torch.rand(8, 2, 8)).shape == (8, 2, 10)


def test_the_packages_recipes_were_found():
    assert {"digits_lif", "digits_memoryless"} <= {path.stem for path in RECIPES}


def test_a_recipe_reads_all_its_fields(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        'title = "mine"\ndata = "sequential_digits"\nhidden = [5, 4]\nepochs = 2\nbatch = 7\nlearning_rate = 1e-3\n'
        '[neuron]\nname = "IF"\nthreshold = 0.5\n'
    )
    recipe = Recipe.load(path)
    assert recipe == Recipe("mine", "sequential_digits", {"name": "IF", "threshold": 0.5}, (5, 4), 2, 7, 1e-3)
    network = recipe.build(3, 8, (8,))
    assert [layer.threshold for layer in network if hasattr(layer, "threshold")] == [0.5, 0.5]
    assert [layer.out_features for layer in network if hasattr(layer, "out_features")] == [5, 4, 3]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("epoch = 3", "unknown key epoch; a recipe has batch, data, epochs"),
        ("epochs = 0", "epochs must be a whole number of at least 1; got 0"),
        ("epochs = 2.5", "epochs must be a whole number of at least 1; got 2.5"),
        ("batch = true", "batch must be a whole number of at least 1; got True"),
        ("hidden = [16, 0]", "hidden must be a whole number of at least 1; got 0"),
        ("hidden = 16", "hidden must be a list and neuron a table; got 16"),
        ("learning_rate = -1.0", "learning_rate must be a finite number greater than 0; got -1.0"),
        ("learning_rate = nan", "learning_rate must be a finite number greater than 0; got nan"),
        ('data = "digits"', "data must be one of 'sequential_digits', .*; got 'digits'"),
        ('neuron = "LIF"', "neuron a table; got .* 'LIF'"),
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


def test_the_hash_moves_with_every_field():
    others = {"title": "b", "neuron": {"name": "IF"}, "hidden": (4,), "epochs": 9, "batch": 8, "learning_rate": 1.0}
    hashes = {replace(SMALL, **{name: value}).sha for name, value in others.items()} | {SMALL.sha}
    assert len(hashes) == len(others) + 1
    assert replace(SMALL).sha == SMALL.sha


@pytest.fixture(scope="module")
def small_run():
    return fit(SMALL, seed=1, report=None)


def test_a_short_run_learns(small_run):
    assert small_run.test_accuracy[-1] > 0.5  # ten classes: guessing gives 0.1
    assert small_run.loss[-1] < small_run.loss[0]
    assert len(small_run.loss) == len(small_run.train_accuracy) == len(small_run.test_accuracy) == 3
    assert small_run.seconds > 0
    assert accuracy(small_run.network, train.loop.data.sequential_digits("test", 1)) == small_run.test_accuracy[-1]


def test_the_seed_fixes_everything_and_torchs_generator_is_left_alone(small_run):
    torch.manual_seed(123)
    state = torch.get_rng_state()
    again, other = fit(SMALL, seed=1, report=None), fit(replace(SMALL, epochs=1), seed=2, report=None)
    assert torch.equal(torch.get_rng_state(), state)
    assert again.loss == small_run.loss and again.test_accuracy == small_run.test_accuracy
    for mine, theirs in zip(again.network.parameters(), small_run.network.parameters(), strict=True):
        assert torch.equal(mine, theirs)
    assert other.loss[0] != again.loss[0]


def test_accuracy_counts_the_highest_mean_score():
    scores = torch.tensor([[[3.0, 0.0], [0.0, 1.0], [0.0, 9.0]], [[-9.0, 0.0], [0.0, 1.0], [1.0, 0.0]]])  # [T, B, K]
    part = train.loop.Labelled(scores, torch.tensor([0, 1, 1]))
    assert accuracy(torch.nn.Identity(), part) == pytest.approx(2 / 3)


def test_progress_is_reported_line_by_line():
    lines = []
    fit(replace(SMALL, hidden=(4,), epochs=2, batch=700), report=lines.append)
    assert len(lines) == 2
    assert lines[1].startswith("epoch   2/2   loss ") and "held out" in lines[1]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_loss_that_is_no_number_stops_the_run_before_it_spoils_the_weights(monkeypatch, value):
    calls = []

    def breaks_down(y, target):
        calls.append(y)
        return y.sum() * (value if len(calls) == 2 else 0.0)

    monkeypatch.setattr(train.loop, "sdt_loss", breaks_down)
    with pytest.raises(
        FloatingPointError, match=r"the loss became -?(nan|inf) in epoch 1; try a smaller learning_rate"
    ):
        fit(replace(SMALL, hidden=(4,)), report=None)
    assert len(calls) == 2


def test_changes_stand_in_place_of_what_the_file_says():
    changed = Recipe.load("digits_lif", ["neuron.decay = 0.9", "epochs=3"])
    assert changed.neuron == {"name": "LIF", "decay": 0.9} and changed.epochs == 3
    assert changed.stamp()["hash"] != Recipe.load("digits_lif").stamp()["hash"]


@pytest.mark.parametrize("change", ["neuron.decay", "epochs: 3", "epochs = "])
def test_a_change_that_is_no_toml_is_refused(change):
    with pytest.raises(ValueError, match="changes must be lines of TOML"):
        Recipe.load("digits_lif", [change])


def test_masks_close_over_the_first_eighth_of_the_epochs():
    layer = MaskedPSN(steps=4, order=2)
    blends = []
    for epoch in range(41):
        train.loop.close_masks(torch.nn.Sequential(layer), epoch, 41)
        blends.append(layer.mask_blend)
    assert blends[:6] == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1.0]) and set(blends[5:]) == {1.0}


@pytest.mark.parametrize("name", [name for name in recipes.NEURONS])
def test_every_neuron_trains(name):
    order = {"order": 3} if name in ("MaskedPSN", "SlidingPSN") else {}
    recipe = Recipe("t", "which_way_digits", {"name": name, **order}, hidden=(16,), epochs=1, batch=256)
    assert 0 < fit(recipe, report=None).loss[0] < 5
