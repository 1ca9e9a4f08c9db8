"""Times and weights of neurons: what is compared, what is refused, what is printed."""

import json
import time

import pytest
import torch

import mpepsn
from mpepsn.__main__ import main
from mpepsn.measure import bench, contenders, memory, network, speed, stopwatch

SMALL = speed.Shape(steps=4, neurons=64, rounds=2, names=("LIF, eager loop", "MPE-PSN, released"))


def test_readings_are_times_of_one_call():
    found = stopwatch.seconds({"short": lambda: time.sleep(0.002), "long": lambda: time.sleep(0.02)}, rounds=3)
    assert 0.002 <= found["short"] < 0.012 and 0.02 <= found["long"] < 0.08


def test_a_shape_is_timed():
    figures = speed.measure(SMALL)
    assert set(figures["rows"]) == set(SMALL.names) and figures["steps"] == 4 and figures["dtype"] == "float32"
    for row in figures["rows"].values():
        assert row["forward"] > 0 and row["both"] > 0 and row["cold"] >= 0
    assert figures["copy"] > 0


@pytest.mark.parametrize("name", sorted(contenders.references(4)))
def test_a_kernel_that_gives_something_else_is_not_timed(name):
    x = torch.randn(4, 500)
    speed.gate({name: contenders.references(4)[name]}, x)
    with pytest.raises(RuntimeError, match=f"{name} is not timed: it differs from its reference in .* of its spikes"):
        speed.gate({name: lambda x, seed=None: (x > 0.9).float() + 0 * x}, x)
    with pytest.raises(RuntimeError, match=f"{name} is not timed: .* of its gradients"):
        speed.gate({name: _Tilted(contenders.references(4)[name])}, x)


class _Tilted(mpepsn.MPEPSN):
    """Spikes of a neuron, gradients of another."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x, seed=None):
        s = self.inner(x, seed) if isinstance(self.inner, mpepsn.MPEPSN) else self.inner(x)
        return s + (x.square() - x.square().detach())


def test_the_released_sequence_is_the_neuron(monkeypatch):
    monkeypatch.setattr(torch, "bernoulli", torch.zeros_like)
    x = torch.randn(5, 300)
    neuron = contenders.Released(5)
    trace = mpepsn.mpe(x, x, decay=0.25, spike=mpepsn.triangle(strict=True))
    assert torch.equal(neuron(x), trace.s)
    torch.testing.assert_close(neuron.loss, (x - trace.v).square().mean() / 5)


def test_what_is_kept():
    kept = memory.table(steps=8, neurons=500)
    assert memory.COMPILED not in kept
    assert kept["LIF, eager loop"][0] == 12 and kept["MPE-PSN, released"][1] > 25
    fused = {name: counts for name, counts in kept.items() if "fused" in name}
    assert len(fused) == 11 and all(4 <= count <= 4.5 for counts in fused.values() for count in counts)


def test_a_network_is_timed_with_and_without_neurons():
    figures = network.training_steps(steps=2, batch=2, channels=2, rounds=1)
    assert list(figures["rows"]) == ["LIF", "PSN", "MPE-PSN", "no neuron"]
    assert figures["neuron_steps"] == 2 * 2 * 2 * (32 * 32 + 16 * 16)
    assert all(row["reference"] > 0 for row in figures["rows"].values())


def test_the_command_prints_a_table_and_a_block(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(bench, "apart", lambda shapes, peers: [speed.measure(SMALL) for _ in shapes])
    assert main(["measure", "speed", "--rounds", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    block = json.loads(lines[-1])
    assert set(block) == {"machine", "versions", "figures"} and block["figures"]["rows"]["LIF, eager loop"]["both"] > 0
    assert "book: forward" in lines[1] and lines[2].startswith("LIF, eager loop")
    assert main(["measure", "memory", "--steps", "4", "--dtype", "bfloat16"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["figures"]["rows"]["LIF, fused"] == pytest.approx(
        [2, 2], abs=0.01
    )
    assert main(["measure", "speed", "--steps", "0"]) == 1
    assert "steps must be a whole number of at least 1; got 0" in capsys.readouterr().err


def test_a_process_of_its_own_reports_what_failed():
    with pytest.raises(RuntimeError, match=r"timing failed: RuntimeError: .* negative dimension -1"):
        speed.apart([speed.Shape(steps=-1, neurons=4)])
