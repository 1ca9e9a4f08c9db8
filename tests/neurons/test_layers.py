"""Layers: step by step equals the whole, copies are equal, and what a layer may be given."""

import copy
import io
import pickle

import pytest
import torch

from mpepsn import IF, LIF, LIFNoReset, State, atan, lif, triangle

EACH = pytest.mark.parametrize(
    "make",
    [
        lambda: LIF(),
        lambda: LIF(0.9, gain=0.7, threshold=0.6, reset="soft", v_init=0.3, spike=atan(strict=True)),
        lambda: LIF(0.25, learn_v_init=True, shape=(3, 2)),
        lambda: IF(),
        lambda: IF(reset="soft", learn_v_init=True, shape=(3, 2)),
        lambda: LIFNoReset(0.8, gain=0.2),
    ],
    ids=["LIF", "LIF soft", "IMP-LIF", "IF", "IMP-IF", "LIFNoReset"],
)


@pytest.fixture
def x():
    return torch.randn(11, 4, 3, 2, generator=torch.Generator().manual_seed(0)) * 1.5


def by_steps(layer, x):
    state, spikes = None, []
    for t, current in enumerate(x):
        s, state = layer.step(current, state)
        assert s.shape == current.shape and state.t == t + 1
        spikes.append(s)
    return torch.stack(spikes), state


@EACH
def test_steps_equal_the_whole_bit_for_bit(make, x):
    layer = make()
    whole = layer.trace(x)
    spikes, state = by_steps(layer, x)
    assert 0 < spikes.mean() < 1
    assert torch.equal(spikes, layer(x)) and torch.equal(spikes, whole.s)
    assert torch.equal(state.v, whole.v[-1])


@EACH
def test_gradient_by_steps_equals_that_of_the_whole(make, x):
    layer = make()
    whole, steps = x.clone().requires_grad_(), x.clone().requires_grad_()
    layer(whole).sum().backward()
    by_steps(layer, steps)[0].sum().backward()
    assert whole.grad.abs().sum() > 0
    torch.testing.assert_close(steps.grad, whole.grad)


@EACH
def test_copies_give_the_same_steps(make, x):
    layer = make()
    file = io.BytesIO()
    torch.save(layer.state_dict(), file)
    file.seek(0)
    loaded = make()
    loaded.load_state_dict(torch.load(file))
    for other in (copy.deepcopy(layer), pickle.loads(pickle.dumps(layer)), loaded):
        assert torch.equal(by_steps(other, x)[0], layer(x))
        assert repr(other) == repr(layer)


@EACH
def test_a_call_leaves_nothing_behind(make, x):
    layer = make()
    before = {name: copy.copy(value) for name, value in vars(layer).items()}
    first = layer(x)
    layer.step(x[0])
    assert vars(layer).keys() == before.keys()
    assert torch.equal(layer(x), first)
    assert not layer._forward_hooks and not list(layer.buffers())


def test_layers_are_the_function(x):
    assert torch.equal(
        LIF(0.3, 0.8, 0.9, "soft", 0.1)(x), lif(x, decay=0.3, gain=0.8, threshold=0.9, reset="soft", v_init=0.1).s
    )
    assert torch.equal(IF(0.9, "soft", 0.1)(x), lif(x, decay=1.0, threshold=0.9, reset="soft", v_init=0.1).s)
    assert torch.equal(
        LIFNoReset(0.3, 0.8, 0.9, 0.1)(x), lif(x, decay=0.3, gain=0.8, threshold=0.9, reset="none", v_init=0.1).s
    )


@pytest.mark.parametrize("make", [LIF, IF, LIFNoReset])
def test_the_surrogate_of_a_layer_decides_ties_and_slopes(make):
    x = torch.ones(1, 3, requires_grad=True)
    assert make()(x).tolist() == [[1, 1, 1]]
    layer = make(spike=atan(3.0, strict=True))
    spikes = layer(x)
    spikes.sum().backward()
    assert spikes.tolist() == [[0, 0, 0]] and x.grad.tolist() == [[1.5] * 3]


def test_a_learned_start_begins_between_04_and_06_and_gets_a_gradient(x):
    torch.manual_seed(0)
    layer = LIF(learn_v_init=True, shape=(30, 40))
    start = layer.v_init.detach()
    assert start.min() >= 0.4 and start.max() <= 0.6
    assert abs(start.mean() - 0.5) < 6 * (0.2**2 / 12 / start.numel()) ** 0.5
    assert start.std() == pytest.approx(0.2 / 12**0.5, rel=0.1)
    layer = LIF(learn_v_init=True, shape=(3, 2))
    assert [name for name, _ in layer.named_parameters()] == ["v_init"]
    layer(x).sum().backward()
    assert layer.v_init.grad.shape == (3, 2) and layer.v_init.grad.abs().sum() > 0


def test_detach_reset_reaches_the_gradient(x):
    gradients = []
    for detach in (False, True):
        given = x.clone().requires_grad_()
        LIF(detach_reset=detach)(given).sum().backward()
        gradients.append(given.grad)
    assert not torch.equal(*gradients)


def test_autocast_keeps_the_dtype_of_the_current(x):
    linear = torch.nn.Linear(2, 2)
    layer = LIF(learn_v_init=True, shape=(3, 2))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        spikes = layer(linear(x))
    assert spikes.dtype == torch.bfloat16
    spikes.float().sum().backward()
    assert linear.weight.grad.isfinite().all() and layer.v_init.grad.dtype == torch.float32


@pytest.mark.parametrize("backend", ["aot_eager", "inductor"])
def test_compiled_without_a_graph_break(x, backend):
    x = x.flatten(1)[:6]
    eager, compiled = x.clone().requires_grad_(), x.clone().requires_grad_()
    layer = LIF(0.5, learn_v_init=True, shape=(24,))  # a decay of 1/2, so that a fused multiply-add rounds as two do
    torch.compiler.reset()
    spikes = torch.compile(layer, fullgraph=True, backend=backend)(compiled)
    spikes.sum().backward()
    assert torch.equal(spikes, layer(eager))
    layer(eager).sum().backward()
    torch.testing.assert_close(compiled.grad, eager.grad)


def test_steps_that_do_not_fit_the_state_are_refused(x):
    layer = LIF()
    _, state = layer.step(x[0])
    with pytest.raises(ValueError, match=r"x must have the shape of the state, \(4, 3, 2\); got \(3, 3, 2\)"):
        layer.step(x[0, :3], state)
    with pytest.raises(TypeError, match=r"x must be a tensor .* got x list"):
        layer.step([0.5])
    with pytest.raises(TypeError, match=r"state a State .* state Tensor"):
        layer.step(x[0], state.v)
    assert State(state.v) == State(state.v, 0, None)


def test_a_learned_start_of_another_shape_is_refused(x):
    with pytest.raises(ValueError, match=r"v_init must broadcast to one step of x, \(4, 3, 2\); got \(5, 2\)"):
        LIF(learn_v_init=True, shape=(5, 2))(x)


@pytest.mark.parametrize("make", [LIF, IF])
def test_a_learned_start_needs_a_shape(make):
    with pytest.raises(ValueError, match="shape must be given where v_init is learned"):
        make(learn_v_init=True)


@pytest.mark.parametrize("backend", ["fast", None])
@pytest.mark.parametrize("make", [LIF, IF, LIFNoReset])
def test_backends_that_are_not_there_are_refused(make, backend):
    with pytest.raises(ValueError, match=f"backend must be one of 'auto', .*'triton'; got {backend!r}"):
        make(backend=backend)


def test_text_says_what_fixes_the_neuron():
    text = repr(LIF(0.9, threshold=0.5, reset="soft", spike=triangle(2.0)))
    for part in ("decay=0.9", "threshold=0.5", "reset='soft'", "spike=triangle(2.0)", "backend='auto'"):
        assert part in text
