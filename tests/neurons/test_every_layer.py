"""What holds for every layer: steps, dtypes, shapes, copies, compilation, recordings, parameters."""

import copy
import pickle

import pytest
import torch

from mpepsn import GLIF, IF, KLIF, LIF, MLF, MPEPSN, PLIF, PSN, LIFNoReset, MaskedPSN, SlidingPSN, record

STEPS, SAMPLE = 6, (3, 2)
LAYERS = {
    "IF": IF,
    "LIF": LIF,
    "LIFNoReset": LIFNoReset,
    "scan": lambda: LIFNoReset(0.8, form="scan"),
    "matrix": lambda: LIFNoReset(0.8, form="matrix"),
    "PLIF": PLIF,
    "KLIF": KLIF,
    "GLIF": lambda: GLIF(SAMPLE, STEPS),
    "MLF": MLF,
    "PSN": lambda: PSN(STEPS),
    "MaskedPSN": lambda: MaskedPSN(STEPS, 3),
    "half masked": lambda: MaskedPSN(STEPS, 3, mask_blend=0.5),
    "SlidingPSN": lambda: SlidingPSN(3),
    "SlidingPSN(1)": lambda: SlidingPSN(1),
    "MPEPSN": lambda: MPEPSN(estimate="threshold"),
    "three sweeps": lambda: MPEPSN(0.9, estimate="expected", sweeps=3),
    "same step": lambda: MPEPSN(estimate="threshold", reading="same_step"),
}
EACH = pytest.mark.parametrize("name", LAYERS)
DTYPES = pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.bfloat16], ids=str)
NO_STEP = {"PSN", "half masked", "scan", "matrix"}  # the last two step as the loop does, whose bits they have not


def build(name):
    torch.manual_seed(0)
    return LAYERS[name]()


def current(dtype=torch.float32, steps=STEPS):
    return (torch.randn(steps, 40, *SAMPLE, generator=torch.Generator().manual_seed(0)) * 3).to(dtype)


def by_steps(layer, x):
    state, spikes = None, []
    for t, now in enumerate(x):
        s, state = layer.step(now, state)
        assert s.shape == now.shape and s.dtype == x.dtype and state.t == t + 1
        spikes.append(s)
    return torch.stack(spikes)


@DTYPES
@pytest.mark.parametrize("name", sorted(LAYERS.keys() - NO_STEP))
def test_steps_equal_the_whole_bit_for_bit(name, dtype):
    layer, x = build(name), current(dtype)
    whole = layer(x)
    assert whole.min() == 0 and whole.max() >= 1
    assert torch.equal(by_steps(layer, x), whole)


@pytest.mark.parametrize("name", sorted(LAYERS.keys() - NO_STEP))
def test_gradient_by_steps_equals_that_of_the_whole(name):
    layer = build(name)
    gradients = []
    for run in (layer, lambda x: by_steps(layer, x)):
        x = current().requires_grad_()
        layer.zero_grad()
        (run(x) * torch.linspace(1, 2, x[0].numel()).reshape(x[0].shape)).sum().backward()
        gradients.append([x.grad, *(p.grad.clone() for p in layer.parameters())])
    assert gradients[0][0].abs().sum() > 0
    torch.testing.assert_close(gradients[1], gradients[0])


@EACH
@DTYPES
def test_spikes_keep_the_dtype_with_autocast_and_without(name, dtype):
    layer = build(name)
    for mixed in (False, True):
        x = current(dtype).requires_grad_()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=mixed):
            s = layer(x)
        assert s.dtype == dtype and s.shape == x.shape
        s.sum().backward()
        assert x.grad.dtype == dtype and x.grad.isfinite().all() and x.grad.abs().sum() > 0
        assert all(p.grad.dtype == torch.float32 and p.grad.isfinite().all() for p in layer.parameters())


@EACH
def test_a_layer_in_double_works_in_double(name):
    layer, x = build(name), current()
    trace = copy.deepcopy(layer).double().trace(x.double())
    assert trace.h.dtype == torch.float64
    torch.testing.assert_close(trace.h.float(), layer.trace(x).h, atol=1e-4, rtol=1e-4)


@EACH
def test_any_trailing_shape(name):
    layer = build(name)
    shapes = [(5, 3, 2), (0, 3, 2)] if name == "GLIF" else [(), (0,), (5,), (1, 2, 0), (2, 1, 2, 1, 2)]
    for shape in shapes:
        x = torch.randn(STEPS, *shape, requires_grad=True)
        s = layer(x)
        assert s.shape == x.shape
        s.sum().backward()
        assert x.grad.shape == x.shape


def test_one_step():
    makes = LIFNoReset, PLIF, KLIF, MLF, lambda: PSN(1), lambda: MaskedPSN(1, 1), lambda: SlidingPSN(4)
    for layer in (*(make() for make in makes), LIFNoReset(form="scan"), LIFNoReset(form="matrix")):
        assert layer(torch.full((1, 2), 500.0)).shape == (1, 2)
    assert GLIF((2,), 1)(torch.full((1, 3, 2), 500.0)).tolist() == [[[1.0, 1.0]] * 3]


@EACH
def test_order_in_memory_does_not_matter(name):
    layer, x = build(name), current()
    scattered = x.transpose(0, 1).contiguous().transpose(0, 1)
    assert not scattered.is_contiguous()
    assert torch.equal(layer(scattered), layer(x))


@EACH
def test_copies_are_equal(name):
    layer, x = build(name), current()
    torch.manual_seed(1)
    loaded = LAYERS[name]()
    loaded.load_state_dict(layer.state_dict())
    for other in (loaded, copy.deepcopy(layer), pickle.loads(pickle.dumps(layer))):
        assert torch.equal(other(x), layer(x)) and repr(other) == repr(layer)


@EACH
def test_compiled_without_a_graph_break(name):
    layer = build(name)
    torch.compiler.reset()
    compiled = torch.compile(layer, fullgraph=True, backend="aot_eager")
    results = []
    for run in (layer, compiled):
        x = current().requires_grad_()
        s = run(x)
        s.sum().backward()
        results.append((s.detach(), x.grad))
    assert torch.equal(results[1][0], results[0][0])
    torch.testing.assert_close(results[1][1], results[0][1])


@EACH
def test_recorded_as_a_whole_and_by_steps(name):
    layer, x = build(name), current()
    with record(torch.nn.Sequential(layer), keep="trace") as r:
        s = layer(x)
    (trace,) = r["0"]
    assert trace.s is s and trace.h.shape == trace.v.shape
    if name not in NO_STEP:
        with record(layer, keep="trace") as r:
            by_steps(layer, x)
        steps = torch.cat([one.h for one in r[""]])
        assert torch.equal(steps, trace.h)


@pytest.mark.parametrize(
    "make, count",
    [
        (IF, 0),
        (LIFNoReset, 0),
        (MLF, 0),
        (PLIF, 1),
        (KLIF, 1),
        (lambda: PSN(4), 20),
        (lambda: PSN(32), 1056),
        (lambda: MaskedPSN(32, 8), 1056),
        (lambda: SlidingPSN(32), 33),
        (lambda: GLIF((128, 32), 32), 39 * 128),
        (lambda: GLIF((256,), 32), 39 * 256),
    ],
)
def test_parameters(make, count):
    assert sum(p.numel() for p in make().parameters()) == count


def test_parameters_of_the_seven_layers_that_learn_sequential_cifar():
    """PSN's network has six layers of 128 channels and one of 256: 7,392, 231, 7 and 39,936 neuron parameters."""
    shapes = [(128, 32)] * 3 + [(128, 16)] * 3 + [(256,)]
    counts = {
        neuron.__name__: sum(p.numel() for shape in shapes for p in make(shape).parameters())
        for neuron, make in (
            (PSN, lambda shape: PSN(32)),
            (SlidingPSN, lambda shape: SlidingPSN(32)),
            (PLIF, lambda shape: PLIF()),
            (GLIF, lambda shape: GLIF(shape, 32)),
        )
    }
    assert counts == {"PSN": 7392, "SlidingPSN": 231, "PLIF": 7, "GLIF": 39936}


@pytest.mark.parametrize("make", [PLIF, KLIF, MLF, lambda **o: PSN(3, **o), lambda **o: GLIF((2,), 3, **o)])
def test_what_no_layer_takes(make):
    with pytest.raises(ValueError, match=r"backend must be one of 'auto', 'reference'.*; got 'fast'"):
        make(backend="fast")
    with pytest.raises(TypeError, match="spike must be a surrogate"):
        make(spike="atan")
    with pytest.raises(TypeError, match=r"x must hold .* got torch.int64"):
        make()(torch.zeros(3, 5, 2, dtype=torch.int64))
    with pytest.raises(ValueError, match="x must hold numbers; got NaN in 1 of 30 places"):
        make()(torch.tensor([float("nan")] + [0.0] * 29).reshape(3, 5, 2))


@pytest.mark.parametrize("make", [LIF, IF, LIFNoReset, MLF, lambda value: MPEPSN(value, estimate="zero")])
def test_a_second_layer_with_another_number_compiles_too(make):
    torch.compiler.reset()
    for value in (0.5, 0.9):
        layer = make(value) if make is not IF else IF(threshold=value)
        x = current()
        assert torch.equal(torch.compile(layer, fullgraph=True, backend="aot_eager")(x), layer(x))
