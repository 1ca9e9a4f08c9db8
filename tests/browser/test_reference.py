"""The reference as it is built: every public name has its place, every neuron its portrait."""

import inspect
from functools import reduce

import pytest
from bs4 import BeautifulSoup

import mpepsn
from mpepsn import data, draw, encode, losses, networks, picture, surrogate, train, widgets
from mpepsn.measure import audit, machine, results, spread
from mpepsn.notation import NAMES

MODULES = (data, draw, encode, losses, networks, picture, surrogate, train, widgets, audit, machine, results, spread)


@pytest.fixture
def page(site):
    """page(name): one page of the built reference."""
    return lambda name: BeautifulSoup((site / f"book/{name}.html").read_text(encoding="utf-8"), "html.parser")


def public(module):
    """The functions and classes that a module offers."""
    own = [name for name, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__]
    names = getattr(module, "__all__", [name for name in own if not name.startswith("_")])
    return [value for value in map(vars(module).get, names) if inspect.isfunction(value) or inspect.isclass(value)]


def test_every_public_name_has_an_entry(page):
    entries = {tag["id"] for tag in page("api").find_all(id=True)}
    missing = [name for name in mpepsn.__all__ if not entries & {f"mpepsn.{name}", f"module-mpepsn.{name}"}]
    assert missing == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_function_of_a_module_has_an_entry(page, module):
    shown = []
    for tag in page("api").select("dt[id^='mpepsn.']"):
        try:
            shown.append(reduce(getattr, tag["id"].split(".")[1:], mpepsn))
        except AttributeError:  # below a module that its own function hides
            continue
    assert public(module)
    assert [value.__name__ for value in public(module) if not any(value is one for one in shown)] == []


def test_every_neuron_has_equations_two_pictures_and_an_audit(page):
    portraits = page("all_neurons").select(".portrait")
    assert len(portraits) >= 11
    for portrait in portraits:
        assert portrait.find("pre") and len(portrait.select(".mpepsn-picture")) == 2
        assert [row.get_text() for row in portrait.find_all("dt")][:3] == ["time", "memory", "gradient"]


def test_every_name_of_the_notation_is_in_a_table(page):
    shown = {row.find("td").get_text().strip() for row in page("notation").select("tbody tr")}
    assert {name.ours.replace("`", "") for name in NAMES} == shown
