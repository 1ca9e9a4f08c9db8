"""Recipes as files: names, bases, and what cannot be."""

import re

import pytest

from mpepsn.train import Recipe, toml

BASE = 'title = "b"\ndata = { name = "still_digits", limit = 9 }\nsteps = 3\nmissing = ["a"]\n[source]\ncode = ["x"]\n'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "_base.toml").write_text(BASE)
    return tmp_path


def write(folder, name, text):
    path = folder / f"{name}.toml"
    path.write_text(text)
    return path


def test_a_file_goes_on_where_its_base_ends(folder):
    write(folder, "middle", 'base = "_base"\nsteps = 4\n[data]\nlimit = 7\n')
    path = write(folder, "mine", 'base = "middle"\ntitle = "m"\nmissing = ["b"]\n[source]\ncode = ["y"]\nrow = "r"\n')
    recipe = Recipe.load(path)
    assert recipe.title == "m" and recipe.steps == 4 and recipe.data == {"name": "still_digits", "limit": 7}
    assert recipe.missing == ("a", "b") and recipe.source == {"code": ["x", "y"], "row": "r"}
    assert Recipe.load(path, ["missing = ['c']"]).missing == ("c",)


@pytest.mark.parametrize("base", ['"mine"', '"ring"', '"no"', "3"])
def test_a_base_must_be_another_file_beside_it(folder, base):
    path = write(folder, "mine", f"base = {base}\n")
    write(folder, "ring", 'base = "mine"\n')
    with pytest.raises(ValueError, match=r"\.toml: base must be the name of a file beside it"):
        Recipe.load(path)


def test_what_is_no_toml_is_named(folder):
    with pytest.raises(ValueError, match=r"mine\.toml must be TOML; "):
        Recipe.load(write(folder, "mine", "steps ="))


def test_a_recipe_is_found_by_its_name_and_has_one():
    path = toml.RECIPES / "psn/table1_cifar10_psn.toml"
    assert toml.found("psn/table1_cifar10_psn") == path
    assert toml.named(path) == toml.named("psn/table1_cifar10_psn") == "psn/table1_cifar10_psn"


def test_a_file_of_ones_own_has_no_name(folder):
    assert toml.named(folder / "_base.toml") is None


def test_a_name_that_is_none_is_told_those_that_are():
    with pytest.raises(FileNotFoundError, match=re.escape("one of digits_lif, ")) as refused:
        Recipe.load("psn/table9")
    assert "mpe/…, psn/…, slides/…; got " in str(refused.value) and "/_" not in str(refused.value)
