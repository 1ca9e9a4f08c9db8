"""The page "Recipes" follows the recipes."""

import importlib.util
import re
from pathlib import Path

import pytest

from mpepsn.train import Recipe, toml

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("recipes", ROOT / "book/_ext/recipes.py")
recipes = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(recipes)
PAGE = (ROOT / "book/recipes.md").read_text(encoding="utf-8")


def test_every_row_of_every_table_is_on_the_page():
    tables = re.findall(r"```\{recipe-rows\} (\w+) (\d)", PAGE)
    shown = [name for paper, table in tables for name in recipes.of_table(paper, table)]
    assert sorted(shown) == [name for name in toml.names() if "/" in name] and len(shown) > 50
    assert re.findall(r"```\{recipe-settings\} (\w+)", PAGE) == sorted({name.split("/")[0] for name in shown})


def test_a_row_says_what_is_printed_and_what_the_log_ends_with():
    lines = recipes.rows(recipes.of_table("mpe", "2"))
    assert len(lines) == 12
    row = "| DVS Gesture, MPE-PSN, T\u00a0=\u00a016 | 97.92 | 96.53 | `mpe/table2_dvsgesture_t16` |"
    assert row in "\n".join(lines)
    assert [line.split("`")[1][-3:] for line in lines if "cifar10dvs" in line] == ["_t4", "_t8", "t10"]


def test_a_sentence_stands_once_with_the_rows_that_it_is_about():
    found = recipes.notes([("all", "some"), ("all",), ("all", "some"), ("some", "ε", "all")])
    assert found == ["- All.", "- Some (rows 1, 3–4).", "- ε (row 4)."]
    assert recipes.notes([(), ()]) == ["- Nothing that was found."]


@pytest.mark.parametrize(("numbers", "text"), [([4], "4"), ([1, 2, 3, 7], "1–3, 7"), ([1, 3], "1, 3")])
def test_spans(numbers, text):
    assert recipes.spans(numbers) == text


def test_a_setting_stands_once_with_all_its_losses():
    lines = recipes.settings(recipes.of_table("slides"))
    assert len(lines) == len(set(lines)) < 20
    expected = "| `dvs_gesture` 128×128 | `vgg11` | SDT, TET-S | AdamW 0.001, decay 0.06 | 16 | 250 |"
    assert expected in lines


def test_what_the_page_names_is_there():
    for name in re.findall(r"mpepsn train (\S+)", PAGE):
        assert Recipe.load(name)
    small = PAGE.split("## Small runs")[1].split("## ")[0]
    named = set()
    for cell in re.findall(r"^\| (`.*?`) \|", small, re.M):
        first, *others = re.findall(r"`(\w+)`", cell)
        named |= {first, *(first.rpartition("_")[0] + other for other in others)}
    assert named == {name for name in toml.names() if name.startswith(("nmnist_", "small_"))}


def test_the_example_is_a_recipe(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(re.search(r"```toml\n(.*?)```", PAGE, re.S)[1])
    assert Recipe.load(path).network == {"name": "plif_net", "width": 64}
