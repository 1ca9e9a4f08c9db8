"""The neurons beside the LIF give what the released ones gave: spikes equal, gradients to 1e-5."""

import json
from pathlib import Path

import pytest
import torch

import mpepsn
from mpepsn import GLIF, atan

PAPERS = json.loads((Path(__file__).parents[1] / "golden/papers_neurons.json").read_text())
FUNCTIONS = [name for name, case in PAPERS["cases"].items() if case["neuron"] != "GLIF"]


def check(case, neuron):
    x = torch.tensor(PAPERS["x"], requires_grad=True)
    s = neuron(case.get("scale", 1.0) * x)
    (s * torch.tensor(PAPERS["weight"])).sum().backward()
    assert s.tolist() == case["spikes"]
    torch.testing.assert_close(x.grad, torch.tensor(case["gradient"]), rtol=0, atol=1e-5)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions(name):
    case = PAPERS["cases"][name]
    arguments = dict(case["arguments"])
    if arguments.pop("spike", None) == "atan":
        arguments["spike"] = atan()
    for learned in {"w", "slope", "weight", "threshold"} & arguments.keys():
        arguments[learned] = torch.tensor(arguments[learned])
    check(case, lambda x: getattr(mpepsn, case["neuron"])(x, **arguments).s)


def test_glif():
    case = PAPERS["cases"]["GLIF"]
    layer = GLIF((1,), 6)
    with torch.no_grad():
        for name, raw in case["raw"].items():
            parameter = getattr(layer, name)
            torch.testing.assert_close(parameter, torch.tensor(raw).reshape(parameter.shape))  # the same start
            parameter.copy_(torch.tensor(raw).reshape(parameter.shape))
    check(case, lambda x: layer(x.unsqueeze(2)).squeeze(2))
