"""The same neurons in SpikingJelly, snnTorch and sinabs (`make peers`): spikes equal, gradients to 1e-5."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from mpepsn import atan, klif, lif, masked_psn, plif, psn, sigmoid, sliding_psn, triangle

ROOT = Path(__file__).parents[2]
PEERS = ROOT / ".peers"
DECAYS = {"quarter": 0.25, "half": 0.5, "nine tenths": 0.9}
STEPS = 10


@pytest.fixture(scope="module")
def environment():
    if not (PEERS / ".stamp").exists():
        pytest.skip("the other libraries are not there; make peers installs them into .peers")
    return os.environ | {"PYTHONPATH": str(PEERS)}


@pytest.fixture(scope="module")
def given():
    generator = torch.Generator().manual_seed(0)
    return {
        "x": torch.randn(STEPS, 8, 40, generator=generator) * 1.5 + 0.3,
        "spike_weight": torch.rand(STEPS, 8, 40, generator=generator) + 0.5,
        "weight": torch.randn(STEPS, STEPS, generator=generator),
        "threshold": torch.rand(STEPS, generator=generator) + 0.3,
        "window": torch.randn(4, generator=generator),
        "sliding_threshold": 0.7,
        "slope": 1.5,
    }


@pytest.fixture(scope="module")
def theirs(environment, given, tmp_path_factory):
    folder = tmp_path_factory.mktemp("peers")
    torch.save(given, folder / "given.pt")
    command = [sys.executable, Path(__file__).with_name("peers.py"), folder / "given.pt", folder / "results.pt"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return torch.load(folder / "results.pt")


def ours(given, neuron, *parameters):
    """Spikes, the gradient of x, and those of the parameters."""
    x, *learned = (tensor.clone().requires_grad_() for tensor in (given["x"], *parameters))
    s = neuron(x, *learned).s
    (s * given["spike_weight"]).sum().backward()
    return {"spikes": s.detach(), "x": x.grad, "learned": [parameter.grad for parameter in learned]}


def check(mine, its, *names):
    assert 0 < its["spikes"].mean() < 0.6
    assert torch.equal(mine["spikes"], its["spikes"])
    torch.testing.assert_close(mine["x"], its["x"], rtol=1e-5, atol=1e-5)
    for name, gradient in zip(names, mine["learned"], strict=True):
        torch.testing.assert_close(gradient, its[name].reshape(gradient.shape), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("scaled", [False, True])
@pytest.mark.parametrize("detach", [False, True])
@pytest.mark.parametrize("reset", ["hard", "soft"])
@pytest.mark.parametrize("decay", DECAYS)
def test_lif_of_spikingjelly(theirs, given, decay, reset, detach, scaled):
    kept = DECAYS[decay]
    gain = 1 - kept if scaled else 1.0
    mine = ours(given, lambda x: lif(x, decay=kept, gain=gain, reset=reset, detach_reset=detach, spike=atan()))
    check(mine, theirs[f"LIF {decay} {reset} {detach} {scaled}"])


def test_if_of_spikingjelly(theirs, given):
    check(ours(given, lambda x: lif(x, decay=1.0, spike=sigmoid())), theirs["IF"])


@pytest.mark.parametrize("reset", ["hard", "soft"])
def test_plif_of_spikingjelly(theirs, given, reset):
    w = -torch.tensor(2.0).log()  # τ₀ = 3
    check(ours(given, lambda x, w: plif(x, w, reset=reset), w), theirs[f"PLIF {reset}"], "w")


@pytest.mark.parametrize("reset", ["hard", "soft"])
def test_klif_of_spikingjelly(theirs, given, reset):
    slope = torch.tensor(given["slope"])
    check(ours(given, lambda x, slope: klif(x, slope, reset=reset), slope), theirs[f"KLIF {reset}"], "k")


def check_psn(mine, its):
    """Their bias is minus our threshold."""
    check(mine, its | {"threshold": -its["bias"]}, "weight", "threshold")


def test_psn_of_spikingjelly(theirs, given):
    check_psn(ours(given, psn, given["weight"], given["threshold"]), theirs["PSN"])


@pytest.mark.parametrize("blend", [0.0, 0.5, 1.0])
def test_masked_psn_of_spikingjelly(theirs, given, blend):
    mine = ours(given, lambda x, w, th: masked_psn(x, w, th, 4, blend), given["weight"], given["threshold"])
    check_psn(mine, theirs[f"MaskedPSN {blend}"])


def test_sliding_psn_of_spikingjelly(theirs, given):
    threshold = torch.tensor(given["sliding_threshold"])
    check_psn(ours(given, sliding_psn, given["window"], threshold), theirs["SlidingPSN"])


@pytest.mark.parametrize("delay", [True, False])
@pytest.mark.parametrize("ours_is, its", [("hard", "zero"), ("none", "none")])
@pytest.mark.parametrize("decay", DECAYS)
def test_leaky_of_snntorch(theirs, given, decay, ours_is, its, delay):
    """A reset at once has a gradient, a delayed one has none."""
    spike = atan(strict=True)
    mine = ours(given, lambda x: lif(x, decay=DECAYS[decay], reset=ours_is, detach_reset=delay, spike=spike))
    check(mine, theirs[f"Leaky {decay} {its} {delay}"])


@pytest.mark.parametrize("decay", DECAYS)
def test_subtract_of_snntorch_is_another_neuron(theirs, given, decay):
    """It takes the threshold off the charged potential of the next step, after the decay."""
    mine = ours(given, lambda x: lif(x, decay=DECAYS[decay], reset="soft", spike=atan(strict=True)))
    its = theirs[f"Leaky {decay} subtract True"]["spikes"]
    assert 0.01 < (mine["spikes"] != its).float().mean() < 0.3


@pytest.mark.parametrize("reset", ["hard", "soft"])
@pytest.mark.parametrize("decay", DECAYS)
def test_lif_of_sinabs(theirs, given, decay, reset):
    detach = reset == "hard"
    mine = ours(given, lambda x: lif(x, decay=DECAYS[decay], reset=reset, detach_reset=detach, spike=triangle()))
    check(mine, theirs[f"sinabs {decay} {reset}"])


NODES = "spikingjelly.activation_based.neuron"


@pytest.mark.parametrize(
    "words, lines",
    [
        (
            [f"{NODES}:LIFNode", "step_mode=m"],
            ["time causal", "memory 15 steps or more", "gradient 15 steps or more", "in training deterministic",
             "in evaluation deterministic", "from call to call state, cleared by reset()", "at h = threshold fires",
             "number of steps any (took 1, 8, 17, 32)", "parameters 0"],
        ),
        (
            [f"{NODES}:PSN", "T=8"],
            ["time reads the future, 7 steps ahead", "memory 7 steps or more", "from call to call nothing",
             "at h = threshold fires", "number of steps T = 8 only (refused 1, 4, 9, 16)",
             "kept for backward 8.0 B per neuron-step", "parameters 72"],
        ),
    ],
)  # fmt: skip
def test_audit_is_right_on_spikingjelly(environment, words, lines):
    command = [sys.executable, "-m", "mpepsn", "audit", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=ROOT)
    said = [" ".join(line.split()) for line in done.stdout.splitlines()]
    for line in lines:
        assert any(one.startswith(line) for one in said), done.stdout + done.stderr
