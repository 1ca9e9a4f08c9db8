"""The part "Reference": its pages follow the package."""

import ast
import importlib.util
import json
from pathlib import Path

import mpepsn
from mpepsn.notation import NAMES

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("reference", ROOT / "book/_ext/reference.py")
reference = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(reference)

LAYERS = {name for name in mpepsn.__all__ if isinstance(getattr(mpepsn, name), type)}
LAYERS = {name for name in LAYERS if issubclass(getattr(mpepsn, name), mpepsn.neurons.Neuron)}


def cells(kind, page="all_neurons"):
    notebook = json.loads((ROOT / f"book/{page}.ipynb").read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == kind]


def test_every_layer_has_its_part_and_its_portrait():
    parts = {text.splitlines()[0].removeprefix("## ") for text in cells("markdown") if text.startswith("## ")}
    portraits = {ast.parse(text).body[0].value.args[0].value for text in cells("code") if text.startswith("portrait(")}
    assert len(LAYERS) >= 11
    assert parts - {"Side by side"} == portraits == LAYERS


def test_every_network_has_its_part_its_layers_and_a_size():
    code = cells("code", "networks")
    parts = {text.splitlines()[0].removeprefix("## ") for text in cells("markdown", "networks") if text[:3] == "## "}
    shown = {ast.parse(text).body[0].value.args[0].value for text in code if text.startswith("show(")}
    sizes = next(node for node in ast.walk(ast.parse(code[1])) if isinstance(node, ast.Dict))
    assert len(mpepsn.networks.NETWORKS) >= 12
    assert parts - {"Side by side", "What the papers print", "Sources"} == shown == set(mpepsn.networks.NETWORKS)
    assert {key.value for key in sizes.keys} == shown


def test_every_layer_says_where_its_equations_stand():
    for name in LAYERS:
        assert "see `mpepsn." in getattr(mpepsn, name).__doc__.splitlines()[0], name


def test_every_name_of_ours_is_an_argument_or_a_field():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "mpepsn/neurons").rglob("*.py"))
    code += (ROOT / "mpepsn/surrogate.py").read_text(encoding="utf-8")
    names = {node.arg for node in ast.walk(ast.parse(code)) if isinstance(node, ast.arg)}
    ours = {word.strip("`") for name in NAMES for word in name.ours.split(", ") if "[" not in name.ours}
    assert len(ours) > 12
    assert ours - names - set(mpepsn.Trace._fields) == set()


def test_no_row_of_the_table_has_a_hole():
    assert [name for name in NAMES if not all(name)] == []
    assert len({name.ours for name in NAMES}) == len(NAMES)
    assert set(reference.HEADS) == set(NAMES[0]._fields)


def marked(what, text):
    lines = text.split("\n")
    reference.mark_up(None, what, "", None, None, lines)
    return "\n".join(lines)


def test_a_block_of_a_modules_docstring_is_verbatim():
    text = 'One.\n\n    h = "a"\n\n    s = b\n\nTwo.\n\n    v = |c|\n'
    assert marked("module", text) == 'One.\n\n::\n\n    h = "a"\n\n    s = b\n\nTwo.\n\n::\n\n    v = |c|\n'
    assert marked("function", "Args:\n\n    x: one.") == "Args:\n\n    x: one."


def test_a_quoted_word_is_verbatim_outside_code():
    text = 'Is "hard", `keep="error"` or "two words".\n\n>>> f("a")'
    assert marked("function", text) == 'Is `"hard"`, `keep="error"` or "two words".\n\n>>> f("a")'
