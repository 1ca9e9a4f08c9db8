"""record(...): one entry a call, gradients kept, nothing left behind, and a word instead of silence."""

import copy

import pytest
import torch
import torch.distributed as dist
from torch import nn

from mpepsn import LIF, Trace, record
from mpepsn.neurons.layers import Neuron
from mpepsn.neurons.recording import recording


class Guess(Neuron):
    """A neuron that estimates its potential as half of its current, so that keep="error" has something to keep."""

    records = "estimate"

    def trace(self, x, state=None):
        s = (x >= 1).to(x.dtype)
        return Trace(x, s, (1 - s) * x, v_hat=x / 2)


@pytest.fixture
def x():
    return torch.randn(6, 4, 5, generator=torch.Generator().manual_seed(0)) * 2


@pytest.fixture
def model():
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(5, 8), LIF(0.5), nn.Linear(8, 3), Guess())


def test_one_entry_a_call_under_the_layers_name(model, x):
    with record(model, keep="trace") as r:
        y = model(x)
        model(x[:2])
    assert list(r) == ["1", "3"] and [len(entries) for entries in r.values()] == [2, 2]
    assert torch.equal(r["3"][0].s, y)
    expected = model[1].trace(model[0](x))
    assert all(torch.equal(got, wanted) for got, wanted in zip(r["1"][0][:3], expected[:3], strict=True))
    assert r["1"][1].h.shape == (2, 4, 8)


def test_a_single_layer_has_the_empty_name_and_steps_count_as_calls(x):
    layer = LIF()
    with record(layer, keep="trace") as r:
        _, state = layer.step(x[0])
        layer.step(x[1], state)
    whole = layer.trace(x[:2])
    assert [entry.h.shape for entry in r[""]] == [(1, 4, 5)] * 2
    assert torch.equal(torch.cat([entry.h for entry in r[""]]), whole.h)


def test_error_is_the_mean_square_at_each_step_with_its_gradient(model, x):
    with record(model) as r:
        model(x)
    assert r["1"] == []
    (error,) = r["3"]
    trace = model[3].trace(model[2](model[1](model[0](x))))
    torch.testing.assert_close(error, ((trace.v_hat - trace.v) ** 2).mean(dim=(1, 2)))
    error.sum().backward()
    assert model[2].weight.grad.abs().sum() > 0


def test_gradient_passes_through_a_kept_trace(model, x):
    with record(model, keep="trace") as r:
        model(x)
    r["1"][0].h.square().sum().backward()
    kept = model[0].weight.grad.clone()
    model.zero_grad()
    model[1].trace(model[0](x)).h.square().sum().backward()
    assert kept.abs().sum() > 0
    torch.testing.assert_close(kept, model[0].weight.grad)


def test_recording_changes_no_spike(model, x):
    before = model(x)
    with record(model, keep="trace"):
        assert torch.equal(model(x), before)


@pytest.mark.parametrize("fail", [False, True])
def test_nothing_survives_the_block(model, x, fail):
    attributes = [set(vars(module)) for module in model.modules()]
    try:
        with record(model, keep="trace") as r:
            model(x)
            if fail:
                raise KeyError("in the block")
    except KeyError:
        pass
    model(x)
    assert len(r["1"]) == 1
    assert recording() is None
    assert [set(vars(module)) for module in model.modules()] == attributes
    assert not any(module._forward_hooks or module._forward_pre_hooks for module in model.modules())
    with record(model, keep="trace") as again:
        model(x)
    assert len(again["1"]) == 1


def test_recordings_do_not_nest_and_the_outer_one_goes_on(model, x):
    with record(model, keep="trace") as r:
        with pytest.raises(RuntimeError, match="do not nest"), record(model, keep="trace"):
            pass
        model(x)
    assert len(r["1"]) == 1


def test_a_layer_outside_the_model_is_refused(model, x):
    with pytest.raises(RuntimeError, match="not in the recorded model"), record(model, keep="trace"):
        copy.deepcopy(model)(x)
    assert recording() is None


def test_a_compiled_model_is_refused(model):
    inner = nn.Sequential(nn.Linear(2, 2), torch.compile(LIF(), backend="eager"))
    wholly = copy.deepcopy(model)
    wholly.compile(backend="eager")
    for compiled in (torch.compile(model, backend="eager"), inner, wholly):
        with pytest.raises(TypeError, match="model is compiled and cannot be recorded"), record(compiled, keep="trace"):
            pass


@pytest.mark.parametrize("fullgraph", [False, True])
@pytest.mark.parametrize("warm", [False, True])
@pytest.mark.parametrize("around", ["model", "function"])
@torch.no_grad()
def test_compiled_code_around_the_model_is_never_silent(model, x, fullgraph, warm, around):
    """Compiled whole it raises; where torch may run the layer eagerly instead, the entry is there."""
    torch.compiler.reset()
    called = model if around == "model" else lambda x: model(x)
    compiled = torch.compile(called, backend="eager", fullgraph=fullgraph)
    if warm:
        compiled(x)
    with record(model, keep="trace") as r:
        if fullgraph:
            with pytest.raises(Exception, match="a compiled layer cannot be recorded"):
                compiled(x)
        else:
            compiled(x)
    assert len(r["1"]) == (0 if fullgraph else 1)
    compiled(x)
    assert len(r["1"]) == (0 if fullgraph else 1)


@pytest.mark.parametrize("keep", ["spikes", None, True])
def test_an_unknown_keep_is_refused(model, keep):
    with pytest.raises(ValueError, match=f"keep must be one of 'error', 'trace'; got {keep!r}"), record(model, keep):
        pass


def test_a_model_with_nothing_to_record_is_refused():
    with (
        pytest.raises(TypeError, match="model must hold a layer of mpepsn to record; got Linear"),
        record(nn.Linear(2, 2)),
    ):
        pass
    with pytest.raises(TypeError, match="needs a layer that estimates its potential"), record(LIF(), keep="error"):
        pass


def test_it_works_under_autocast(model, x):
    with torch.autocast("cpu", dtype=torch.bfloat16), record(model, keep="trace") as r:
        model(x)
    assert r["1"][0].h.dtype == torch.bfloat16
    with torch.autocast("cpu", dtype=torch.bfloat16), record(model) as r:
        model(x)
    r["3"][0].sum().backward()
    assert model[2].weight.grad.isfinite().all()


@pytest.fixture
def process_group(tmp_path):
    dist.init_process_group("gloo", init_method=f"file://{tmp_path / 'store'}", rank=0, world_size=1)
    yield
    dist.destroy_process_group()


def test_it_works_under_distributed_data_parallel(process_group, model, x):
    parallel = nn.parallel.DistributedDataParallel(copy.deepcopy(model))
    with record(model) as r:
        (model(x).sum() + r["3"][0].sum()).backward()
    with record(parallel) as r:
        y = parallel(x)
        (y.sum() + r["module.3"][0].sum()).backward()
    assert len(r["module.3"]) == 1
    for mine, theirs in zip(model.parameters(), parallel.module.parameters(), strict=True):
        torch.testing.assert_close(mine.grad, theirs.grad)
