"""The network of a recipe: its name and options, and the neuron in it."""

import inspect
from math import prod

import torch
from torch import nn

from .. import arguments, networks, neurons, surrogate

NEURONS = tuple(name for name in neurons.__all__ if isinstance(getattr(neurons, name), type) and name != "Neuron")
SURROGATES = ("triangle", "atan", "sigmoid", "rectangle")
GIVEN = {"classes", "steps", "in_shape", "neuron"}
TRIAL = {"dense": (8,), "sequential_net": (3, 32)}


def build(
    network: dict, hidden: tuple | None, neuron: dict, classes: int, steps: int, in_shape: tuple[int, ...]
) -> nn.Module:
    """The network, freshly initialised from torch's default generator; the dense one lays pictures out in a row."""
    options = {key: value for key, value in network.items() if key != "name"}
    if hidden is not None:
        options["hidden"] = hidden
    options |= {"steps": steps, "in_shape": in_shape, "neuron": lambda shape, steps: layer(neuron, shape, steps)}
    made = networks.NETWORKS[network["name"]]
    if made is networks.dense and len(in_shape) > 1:
        return nn.Sequential(nn.Flatten(2), *made(classes, **options | {"in_shape": (prod(in_shape),)}))
    return made(classes, **options)


def layer(neuron: dict, shape: tuple[int, ...], steps: int) -> nn.Module:
    """A neuron for its place; it gets shape and steps where its parameters need them."""
    given = {key: value for key, value in neuron.items() if key != "name"}
    kind = getattr(neurons, neuron["name"])
    if "released" in given and hasattr(kind, "released"):
        return kind.released(given.pop("released"), steps, **given)
    if "spike" in given:
        given["spike"] = _spike(given["spike"])
    for name, value in (("shape", shape), ("steps", steps)):
        if name in inspect.signature(kind).parameters:
            given.setdefault(name, value)
    return kind(**given)


def check_network(network: dict, hidden: tuple | None) -> None:
    """Refuse a network that is not there, options that it has not, and values that cannot be."""
    name = network.get("name")
    arguments.one_of(name, tuple(networks.NETWORKS), "network.name")
    has = set(inspect.signature(networks.NETWORKS[name]).parameters) - GIVEN
    if hidden is not None and ("hidden" not in has or "hidden" in network):
        raise ValueError(f"hidden must be left out: the network is {network}; got {hidden!r}")
    if unknown := sorted(set(network) - has - {"name"}):
        raise ValueError(
            f"network must hold a name and options of {name}: {', '.join(sorted(has))}; got {', '.join(unknown)}"
        )
    if len(network) > 1:
        with torch.device("meta"):
            build(network, hidden, {"name": "IF"}, 2, 2, TRIAL.get(name, (3, 128, 128)))


def check_neuron(neuron: dict, membrane: dict, network: dict, hidden: tuple | None) -> None:
    """Refuse a neuron that cannot be made, and L_mem where no neuron makes an estimate."""
    arguments.one_of(neuron.get("name"), NEURONS, "neuron.name")
    order = neuron.get("order")
    try:
        trial = layer(neuron, (1,), order if isinstance(order, int) and order > 1 else 2)
    except (TypeError, ValueError) as refused:
        raise ValueError(f"neuron must hold arguments of {neuron['name']}: {refused}") from refused
    empty = network.get("hidden", hidden)
    if membrane and empty is not None and not len(empty):
        raise ValueError(f"membrane must be left out: hidden is empty; got {membrane}")
    if membrane and trial.records != "estimate":
        raise ValueError(f"membrane must be left out: {neuron['name']} makes no estimate of its potential")


def _spike(table: dict) -> surrogate.Surrogate:
    if not isinstance(table, dict):
        raise ValueError(f"spike must be a table with the name of a surrogate and its arguments; got {table!r}")
    arguments.one_of(table.get("name"), SURROGATES, "spike.name")
    return getattr(surrogate, table["name"])(**{key: value for key, value in table.items() if key != "name"})
