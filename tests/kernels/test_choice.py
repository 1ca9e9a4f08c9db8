"""Which way a layer runs, and that it says so."""

import sys
import warnings
from pathlib import Path

import pytest
import torch

import mpepsn
from mpepsn import kernels
from mpepsn.kernels import choice

sys.path.insert(0, str(Path(__file__).parent))

import cases

SMALL, LARGE = torch.rand(4, 8), torch.rand(8, choice.WORTH // 8)


@pytest.fixture
def compiler(monkeypatch):
    monkeypatch.setattr(choice, "COMPILER", True)


def how(layer, x=LARGE):
    return layer.choice(x).how


@pytest.mark.usefixtures("compiler")
def test_auto_takes_a_kernel_where_it_is_worth_it():
    assert how(mpepsn.LIF(), SMALL) == "reference" and how(mpepsn.LIF()) == "compiled"
    for layer in (mpepsn.MPEPSN(), mpepsn.PSN(8), mpepsn.SlidingPSN(2), mpepsn.MaskedPSN(8, 2), mpepsn.LIFNoReset()):
        assert how(layer) == "compiled"
    for layer in (mpepsn.PLIF(), mpepsn.KLIF(), mpepsn.MLF(), mpepsn.LIFNoReset(form="scan")):
        assert how(layer) == "reference" and "kernel" in layer.choice(LARGE).why
    assert how(mpepsn.LIF(backend="reference")) == "reference"


@pytest.mark.usefixtures("compiler")
def test_what_keeps_auto_from_a_kernel_is_said():
    assert "surrogates of mpepsn" in mpepsn.LIF(spike=lambda z: (z > 0).to(z.dtype)).choice(LARGE).why
    assert "16 sweeps at most" in mpepsn.MPEPSN(sweeps=17).choice(LARGE.reshape(64, -1)).why
    assert "trace" in mpepsn.LIF().choice(LARGE, traced=True).why
    text = mpepsn.info(mpepsn.LIF(), LARGE)
    assert f"runs compiled for {tuple(LARGE.shape)} float32 on cpu: compiled at its first call" in text


def test_without_a_compiler_the_reference_runs(monkeypatch):
    monkeypatch.setattr(choice, "COMPILER", False)
    assert mpepsn.LIF().choice(LARGE) == ("reference", "compiled: torch.compile needs a C++ compiler")
    with pytest.raises(RuntimeError, match=r"backend='compiled' cannot run this layer here: .* needs a C\+\+ compiler"):
        mpepsn.LIF(backend="compiled")(SMALL)


def test_a_named_backend_never_falls_back(monkeypatch):
    with pytest.raises(RuntimeError, match="backend='triton' cannot run this layer here: triton"):
        mpepsn.MPEPSN(backend="triton")(SMALL)
    monkeypatch.setattr(choice, "TRITON", True)
    with pytest.raises(RuntimeError, match="triton needs an input on a CUDA device; x is on cpu"):
        mpepsn.MPEPSN(backend="triton")(SMALL)
    with pytest.raises(RuntimeError, match="its kernel knows the surrogates"):
        mpepsn.LIF(spike=lambda z: (z > 0).to(z.dtype), backend="compiled")(SMALL)
    with (
        pytest.raises(RuntimeError, match='it keeps no trace: record keep="error"'),
        mpepsn.record(mpepsn.LIF(backend="compiled"), keep="trace") as recording,
    ):
        next(iter(recording.names))(SMALL)


@pytest.mark.parametrize("layer", [mpepsn.LIF(backend="compiled"), mpepsn.PSN(4, backend="compiled")])
def test_a_kernel_s_input_is_checked_too(layer):
    with pytest.raises(TypeError, match=r"x must hold .* got torch.int64"):
        layer(torch.zeros(4, 2, dtype=torch.int64))
    with pytest.raises(TypeError, match=r"x must be a torch\.Tensor"):
        layer([0.5])


def test_steps_and_starts_are_checked_too():
    with pytest.raises(ValueError, match="T = 4 steps that this neuron was built for; got T = 5"):
        mpepsn.PSN(4, backend="compiled")(torch.rand(5, 2))
    with pytest.raises(ValueError, match=r"v_init must broadcast to one step of x, \(3,\); got \(2,\)"):
        mpepsn.LIF(learn_v_init=True, shape=(2,), backend="compiled")(torch.rand(5, 3))


@pytest.mark.usefixtures("compiler")
def test_a_kernel_is_trusted_under_autocast_too(monkeypatch):
    monkeypatch.setattr(kernels.TRUST, "found", {})
    torch.manual_seed(0)
    with cases.uncompiled(), torch.autocast("cpu", dtype=torch.bfloat16), warnings.catch_warnings():
        warnings.simplefilter("error")
        mpepsn.PSN(8)(torch.randn(8, choice.WORTH // 8) * 3)
    assert list(kernels.TRUST.found.values()) == [True]


@pytest.mark.usefixtures("compiler")
def test_a_kernel_is_compared_before_auto_trusts_it(monkeypatch):
    layer, calls = mpepsn.LIF(), []

    def wrong(x, how, error, seed):
        calls.append(how)
        return torch.ones_like(x), None

    monkeypatch.setattr(layer, "fused", wrong)
    monkeypatch.setattr(kernels.TRUST, "found", {})
    with pytest.warns(UserWarning, match="wrong spikes; the reference runs instead"):
        s = layer(LARGE)
    assert torch.equal(s, mpepsn.LIF(backend="reference")(LARGE)) and calls == ["compiled"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert torch.equal(layer(LARGE), s) and calls == ["compiled"]
