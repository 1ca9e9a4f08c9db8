"""Every kernel gives its reference's spikes bit for bit, and its gradients; cases.py holds the cases."""

import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
import torch

import mpepsn
from mpepsn import kernels
from mpepsn.kernels import compile as compilation

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
sys.path.insert(0, str(HERE))

import cases  # noqa: E402
import mutate  # noqa: E402

ALL = cases.cases()
COMPILED = [  # one or two of each kernel, for a compilation takes seconds
    cases.lif_case(cases.current((18, 70)), "hard", False, cases.SPIKES[0]),
    cases.lif_case(cases.current((5, 3, 40), torch.bfloat16, ties=True), "soft", True, cases.SPIKES[4], own=True),
    cases.mpe_case(cases.current((9, 70)), "bernoulli", 1, "previous", True, cases.SPIKES[0]),
    cases.mpe_case(cases.current((5, 70), torch.float16), "threshold", 3, "previous", False, cases.SPIKES[1]),
    cases.mpe_case(cases.current((5, 70)), "bernoulli", 1, "same_step", True, cases.SPIKES[0]),
    cases.psn_case(cases.current((6, 70)), cases.SPIKES[1]),
    cases.window_case(cases.current((6, 70)), 3, cases.SPIKES[1]),
]


def named(case):
    return f"{case.name} {tuple(case.x.shape)} {case.x.dtype}"


@pytest.fixture(scope="module")
def triton():
    """Runs one of the programs here with Triton in reach: program(name, *words, interpreted)."""
    if not (ROOT / ".triton/.stamp").exists():
        pytest.skip("Triton is not there; make triton installs it into .triton")

    def program(name, *words, interpreted):
        added = {"PYTHONPATH": str(ROOT / ".triton")} | ({"TRITON_INTERPRET": "1"} if interpreted else {})
        command = [sys.executable, HERE / name, *words]
        done = subprocess.run(command, env=os.environ | added, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.splitlines()

    return program


def test_no_kernel_stands_outside_the_table():
    files = {path.stem for path in (ROOT / "mpepsn/kernels").glob("[a-z]*_*.py")}
    assert files == kernels.KERNELS.keys() | {"estimate_compiled", "parts_triton"}
    for kernel in kernels.KERNELS.values():
        module, name = kernel.reference.split(":")
        assert callable(getattr(sys.modules[module], name))
        assert hasattr(torch.ops.mpepsn, kernel.operator.removeprefix("mpepsn::"))


@pytest.mark.parametrize("case", ALL, ids=named)
def test_written_out_as_compiled(case):
    with cases.uncompiled():
        assert cases.differences(case, "compiled") is None


@pytest.mark.parametrize("case", COMPILED, ids=named)
def test_compiled(case):
    assert cases.differences(case, "compiled") is None


def test_code_made_for_few_neurons_does_not_run_many(monkeypatch):
    assert compilation.FEW != compilation.MANY  # or the cache on disk would give one for the other
    monkeypatch.setattr(torch, "compile", lambda own, **_: lambda x: used.append(own.__name__.rsplit("_", 1)[1]))
    used, run = [], compilation.compiled.__wrapped__(lambda x: x)
    bound = compilation.SHARE * torch.get_num_threads()
    for count in (1, bound - 1, bound):
        run(torch.zeros(3, count))
    assert used == ["few", "few", "many"]


def test_triton_in_its_interpreter(triton):
    assert triton("cases.py", "--how", "triton", interpreted=True) == [f"{len(ALL)} passed, 0 failed"]


def test_triton_compiles_for_two_generations_of_gpus(triton):
    lines = triton("cubins.py", interpreted=False)
    assert len(lines) == 60 and all(int(line.split()[-2]) > 1000 for line in lines)


def test_broken_kernels_are_noticed():
    assert len(mutate.COMPILED) + len(mutate.TRITON) >= 8
    assert mutate.survivors(mutate.COMPILED[::3], "eager") == []


def test_broken_triton_kernels_are_noticed(triton):
    triton("mutate.py", "triton", "5", interpreted=True)


@pytest.mark.parametrize("kernel", ["lif", "mpe", "psn", "window"])
def test_operators_keep_torch_s_rules(kernel):
    x, level = torch.randn(5, 3, requires_grad=True), torch.tensor(0.7, requires_grad=True)
    spike = mpepsn.triangle().parts()
    calls = {
        "lif": (
            kernels.lif,
            (x, torch.rand(3, requires_grad=True), level, 0.5, 1.0, "hard", False, *spike, "compiled"),
        ),
        "mpe": (kernels.mpe, (x, cases.SEED, level, 0.5, "bernoulli", 2, "previous", True, *spike, "compiled")),
        "psn": (kernels.psn, (x, torch.randn(5, 5, requires_grad=True), level, "psn", *spike, "compiled")),
        "window": (kernels.psn, (x, torch.randn(1, 2, requires_grad=True), level, "window", *spike, "compiled")),
    }
    with cases.uncompiled():
        operator, inputs = calls[kernel]
        torch.library.opcheck(operator.traced, inputs)


def test_each_set_of_options_has_code_of_its_own_and_sizes_are_free():
    one = compilation.compiled(mpepsn.kernels.psn_compiled.fire, spike=mpepsn.atan())
    other = compilation.compiled(mpepsn.kernels.psn_compiled.fire, spike=mpepsn.atan(3.0))
    assert one is not other and one is compilation.compiled(mpepsn.kernels.psn_compiled.fire, spike=mpepsn.atan())
    for count in (2, 3, 50):
        h = torch.randn(3, count)
        assert torch.equal(one(h, torch.zeros(1, 1), h), (h >= 0).float())


LAYERS = {
    "LIF": lambda backend: mpepsn.LIF(0.75, reset="soft", backend=backend),
    "IMP": lambda backend: mpepsn.LIF(0.25, learn_v_init=True, shape=(3, 2), backend=backend),
    "IF": lambda backend: mpepsn.IF(backend=backend),
    "LIFNoReset": lambda backend: mpepsn.LIFNoReset(backend=backend),
    "MPEPSN": lambda backend: mpepsn.MPEPSN(sweeps=2, backend=backend),
    "as many sweeps as steps": lambda backend: mpepsn.MPEPSN(0.9, sweeps=6, estimate="zero", backend=backend),
    "PSN": lambda backend: mpepsn.PSN(6, backend=backend),
    "SlidingPSN": lambda backend: mpepsn.SlidingPSN(3, backend=backend),
    "MaskedPSN": lambda backend: mpepsn.MaskedPSN(6, 3, backend=backend),
    "half masked": lambda backend: mpepsn.MaskedPSN(6, 3, 0.5, backend=backend),
}


def seeded(layer):
    """Its call, with a seed where it draws."""
    return (lambda x: layer(x, cases.SEED)) if isinstance(layer, mpepsn.MPEPSN) else layer


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_gives_the_same_by_either_backend(name, dtype):
    found = []
    for backend in ("reference", "compiled"):
        torch.manual_seed(0)
        layer, x = LAYERS[name](backend), cases.current((6, 20, 3, 2), dtype).requires_grad_()
        with cases.uncompiled():
            s = seeded(layer)(x)
            (s.float() * torch.linspace(0, 1, s.numel()).reshape(s.shape)).sum().backward()
        found.append((s, x.grad, *(p.grad for p in layer.parameters())))
    assert torch.equal(found[0][0], found[1][0]) and found[0][0].dtype == dtype
    tight = dict(rtol=1e-4, atol=1e-4) if dtype == torch.float32 else dict(rtol=2e-2, atol=2e-2)
    for one, other in zip(found[0][1:], found[1][1:], strict=True):
        torch.testing.assert_close(one, other, **tight)


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_compiles_without_a_graph_break_around_its_kernel(name):
    torch.compiler.reset()
    layer, x = LAYERS[name]("compiled"), cases.current((6, 20, 3, 2))
    with cases.uncompiled():
        whole = torch.compile(seeded(layer), fullgraph=True, backend="aot_eager")(x)
        assert torch.equal(whole, seeded(layer)(x))


@pytest.mark.parametrize("shape", [(6, 0, 3, 2), (6, 1, 3, 2)])
@pytest.mark.parametrize("name", LAYERS)
def test_no_neuron_and_few(name, shape):
    layer, x = LAYERS[name]("compiled"), torch.randn(shape, requires_grad=True)
    with cases.uncompiled():
        seeded(layer)(x).sum().backward()
    assert x.grad.shape == shape and all(p.grad is not None for p in layer.parameters())


@pytest.mark.parametrize("sweeps", [1, 2, 6, 7])
def test_errors_are_recorded_from_a_kernel(sweeps):
    found = []
    for backend in ("reference", "compiled"):
        layer, x = mpepsn.MPEPSN(sweeps=sweeps, backend=backend), cases.current((6, 50)).requires_grad_()
        with cases.uncompiled():
            with mpepsn.record(layer) as recording:
                s = seeded(layer)(x)
            (error,) = recording[""]
            ((error * torch.arange(6.0)).sum() + s.sum()).backward()
        found.append((error.detach(), x.grad))
    torch.testing.assert_close(found[1], found[0])
    assert sweeps == 7 or found[0][0].abs().sum() > 0


@pytest.mark.parametrize("bernoulli", [True, False])
def test_kept_for_backward(bernoulli):
    """At most 4.5 B per neuron-step in float32, 2.5 in bfloat16, with L_mem and without, by two counts."""
    layers = [mpepsn.LIF(backend="compiled")]
    kind = "bernoulli" if bernoulli else "threshold"
    layers += [mpepsn.MPEPSN(estimate=kind, sweeps=sweeps, backend="compiled") for sweeps in (1, 2, 4)]
    for layer in layers:
        for dtype, most in ((torch.float32, 4.5), (torch.bfloat16, 2.5)):
            for steps in (16, 40):
                for recorded in (False, True) if isinstance(layer, mpepsn.MPEPSN) else (False,):
                    assert kept_by_hooks(layer, torch.randn(steps, 3000).to(dtype), recorded) <= most
    with cases.uncompiled():
        assert mpepsn.audit(layers[0]).bytes_kept <= 4.5 and mpepsn.audit(layers[1]).bytes_kept <= 4.5


def kept_by_hooks(layer, x, recorded):
    sizes = {}
    pack = lambda kept: sizes.update({kept.untyped_storage()._cdata: kept.untyped_storage().nbytes()}) or kept  # noqa: E731
    x = x.clone().requires_grad_()
    with cases.uncompiled(), torch.autograd.graph.saved_tensors_hooks(pack, lambda kept: kept):
        with mpepsn.record(layer) if recorded else nullcontext({"": [None]}) as recording:
            s = layer(x)
        (s.float().sum() + (recording[""][0].sum() if recorded else 0)).backward()
    assert sizes
    return sum(sizes.values()) / x.numel()
