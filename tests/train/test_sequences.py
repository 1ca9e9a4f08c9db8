"""The data of a recipe: its options, some of its sequences, and what is refused."""

import pytest

from mpepsn.data import still_digits
from mpepsn.train import Recipe


def test_options_reach_the_data():
    recipe = Recipe("t", {"name": "saccade_digits"}, steps=5)
    assert recipe.part("test", 1).x.shape[0] == 5


@pytest.mark.parametrize("name", ["train", "fit", "validation", "test"])
def test_a_limit_takes_some_of_each_part_by_the_seed(name):
    recipe, whole = Recipe("t", {"name": "still_digits", "limit": 40}), still_digits(name, 1)
    x, y = recipe.part(name, 1)
    assert x.shape[1] == len(y) == 40
    for column, target in zip(x.unbind(1), y, strict=True):
        same = (whole.x == column.unsqueeze(1)).flatten(2).all(2).all(0)
        assert target in whole.y[same]
    assert recipe.part(name, 1).y.equal(y) and not recipe.part(name, 2).y.equal(y)


def test_a_limit_that_is_more_than_there_is_changes_nothing():
    recipe = Recipe("t", {"name": "still_digits", "limit": 10**6})
    assert recipe.part("test", 0).y.equal(still_digits("test", 0).y)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"name": "digits"}, "data.name must be one of .*; got 'digits'"),
        ({"limit": 3}, "data.name must be one of .*; got None"),
        ({"name": "still_digits", "size": [8, 8]}, "options of still_digits: limit; got size"),
        ({"name": "nmnist", "steps": 3}, "options of nmnist: augment, folds, limit; got steps"),
        ({"name": "nmnist", "folds": 0}, "data.folds must be a whole number of at least 1; got 0"),
        ({"name": "nmnist", "limit": 1.5}, "data.limit must be a whole number of at least 1; got 1.5"),
        ({"name": "cifar10", "augment": ["turn"]}, "augment must be one of .*; got 'turn'"),
        ({"name": "dvs_gesture", "size": [64.0]}, "data.size must be the shape of one sample"),
        ({"name": "image_folder"}, "data.path must name a folder; got None"),
        (["cifar10"], r"data must be a name or a table; got \['cifar10'\]"),
    ],
)
def test_impossible_data_is_refused(given, message):
    with pytest.raises(ValueError, match=message):
        Recipe("t", given)


def test_columns_have_a_number_of_steps_of_their_own():
    with pytest.raises(ValueError, match="steps must be left out: sequential_cifar10 has a number of its own; got 3"):
        Recipe("t", "sequential_cifar10", steps=3)
