"""MPE-PSN: the released neuron on its own draws, and the laws that tie it to the LIF."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from mpepsn import MPEPSN, draw, estimate, lif, mpe, record, triangle
from mpepsn.losses import membrane_loss
from mpepsn.neurons.estimate import ESTIMATES

GOLDEN = json.loads(Path(__file__).parents[1].joinpath("golden/papers_mpe.json").read_text())
SEED = torch.tensor(-5)


THRESHOLDS = st.sampled_from([0.25, 1.0, 1.5]) | st.floats(0.05, 3.0)


@dataclass
class Case:
    """One neuron with its current, and the estimate it starts from."""

    x: torch.Tensor
    v_hat: torch.Tensor
    sweeps: int
    given: dict

    def guessed(self, v_hat=None):
        return mpe(self.x, self.v_hat if v_hat is None else v_hat, sweeps=self.sweeps, **self.given)

    def exact(self, first=0, last=None, v_init=0.0):
        return lif(self.x[first:last], v_init=v_init, **self.given)


@st.composite
def cases(drawn):
    """Currents on a grid of 1/64, so that potentials meet a threshold of that grid; any threshold, in every form."""
    steps, seed = drawn(st.integers(1, 12)), torch.tensor(drawn(st.integers(0, 10**6)))
    shape = tuple(drawn(st.lists(st.integers(1, 5), min_size=1, max_size=2)))
    number, form = drawn(THRESHOLDS), drawn(st.sampled_from(["number", "learned", "one a neuron"]))
    if form == "learned":
        threshold = torch.nn.Parameter(torch.tensor(number))
    elif form == "one a neuron":
        threshold = torch.tensor(drawn(st.lists(THRESHOLDS, min_size=shape[-1], max_size=shape[-1])))
    else:
        threshold = number
    grid = draw.draws(seed, steps, shape).double() / 65536
    x = ((grid * 4 - 1.5) * number * 64).round() / 64
    spike = triangle(strict=drawn(st.booleans()))
    v_hat = estimate(x, drawn(st.sampled_from(ESTIMATES)), threshold=threshold, seed=seed, spike=spike)
    decay = drawn(st.sampled_from([0.0, 0.25, 0.5, 0.875, 1.0]))
    return Case(x, v_hat, drawn(st.integers(1, 14)), {"decay": decay, "threshold": threshold, "spike": spike})


@pytest.mark.parametrize("name", ["previous", "same_step"])
def test_the_released_neurons_on_their_own_draws(name):
    case = GOLDEN["cases"][name]
    x = torch.tensor(GOLDEN["input"], requires_grad=True)
    v_hat = (1 - torch.tensor(case["draws"])) * x
    trace = mpe(x, v_hat, reading=name, spike=triangle(strict=True))
    (torch.tensor(GOLDEN["weight"]) * trace.s).sum().backward()
    assert trace.s.tolist() == case["spikes"]
    assert torch.allclose(x.grad, torch.tensor(case["gradient"]), atol=1e-5)
    layer = MPEPSN.released({"previous": "cifar10dvs", "same_step": "dvsgesture"}[name], steps=6)
    error = (trace.v_hat - trace.v).square().mean(1)
    assert membrane_loss(error, layer.step_weights(6)).item() == pytest.approx(case["membrane_loss"], rel=1e-5)


@given(cases())
@settings(max_examples=200, deadline=None)
def test_k_sweeps_make_k_steps_exact(case):
    guessed, exact = case.guessed(), case.exact()
    assert torch.equal(guessed.s[: case.sweeps], exact.s[: case.sweeps])
    assert torch.equal(guessed.v[: case.sweeps], exact.v[: case.sweeps])


@given(cases())
@settings(max_examples=150, deadline=None)
def test_k_sweeps_are_a_lif_started_k_steps_earlier(case):
    guessed = case.guessed()
    for t in range(len(case.x)):
        first = max(0, t - case.sweeps + 1)
        burnt_in = case.exact(first, t + 1, v_init=case.v_hat[first - 1] if first else 0.0)
        assert torch.equal(guessed.s[t], burnt_in.s[-1]) and torch.equal(guessed.v[t], burnt_in.v[-1])


@given(cases())
@settings(max_examples=100, deadline=None)
def test_a_perfect_estimate_is_the_lif_and_costs_nothing(case):
    exact = case.exact()
    guessed = case.guessed(exact.v)
    assert torch.equal(guessed.s, exact.s)
    assert membrane_loss((guessed.v_hat - guessed.v).square().flatten(1).mean(1)) == 0


@pytest.mark.parametrize("sweeps", [1, 2, 3, 7])
@pytest.mark.parametrize("kind", ESTIMATES)
@pytest.mark.parametrize("decay", [0.25, 0.9])
def test_one_step_at_a_time_is_the_whole_bit_for_bit(sweeps, kind, decay):
    x = torch.randn(9, 4, 3, generator=torch.Generator().manual_seed(0))
    layer = MPEPSN(decay=decay, estimate=kind, sweeps=sweeps)
    state, spikes = layer.start(x[0], SEED), []
    for now in x:
        s, state = layer.step(now, state)
        spikes.append(s)
    assert torch.equal(torch.stack(spikes), layer(x, SEED)) and state.past.shape == (sweeps, 4, 3)


def test_same_step_streams_too_and_has_no_memory():
    x = torch.randn(6, 80, generator=torch.Generator().manual_seed(1))
    layer = MPEPSN(reading="same_step", estimate="threshold")
    state, spikes = layer.start(x[0]), []
    for now in x:
        s, state = layer.step(now, state)
        spikes.append(s)
    whole = layer(x)
    assert torch.equal(torch.stack(spikes), whole)
    order = torch.tensor([0, 3, 1, 5, 2, 4])
    assert torch.equal(layer(x[order]), whole[order])
    assert not torch.equal(MPEPSN(estimate="threshold")(x[order]), MPEPSN(estimate="threshold")(x)[order])


@pytest.mark.parametrize("kind", ["bernoulli", "expected", "threshold", "zero"])
def test_estimates_by_hand_and_their_masks_carry_no_gradient(kind):
    x = torch.tensor([[-2.0, 0.5, 1.0, 3.0]] * 4000, dtype=torch.float64, requires_grad=True)
    v_hat = estimate(x, kind, threshold=1.0, seed=SEED)
    sigma = torch.sigmoid(x.detach())
    mask = {
        "expected": 1 - sigma,
        "threshold": (x.detach() < 1).double(),
        "zero": torch.zeros_like(sigma),
        "bernoulli": 1 - draw.bernoulli(sigma, SEED),
    }[kind]
    assert torch.allclose(v_hat, mask * x)
    if kind != "zero":
        (gradient,) = torch.autograd.grad(v_hat.sum(), x)
        assert torch.allclose(gradient, mask)
    if kind == "bernoulli":
        spread = (sigma[0] * (1 - sigma[0]) / 4000).sqrt()
        assert ((mask.mean(0) - (1 - sigma[0])).abs() < 6 * spread).all()


def test_the_same_seed_gives_the_same_spikes_and_torch_s_seed_governs():
    x = torch.randn(8, 500, generator=torch.Generator().manual_seed(2))
    layer = MPEPSN()
    assert torch.equal(layer(x, SEED), layer(x, SEED)) and not torch.equal(layer(x, SEED), layer(x, SEED + 1))
    torch.manual_seed(7)
    first = layer(x)
    torch.manual_seed(7)
    assert torch.equal(layer(x), first) and not torch.equal(layer(x), first)


def test_compiled_equals_eager_on_the_same_seed():
    x = torch.randn(8, 300, generator=torch.Generator().manual_seed(3))
    layer = MPEPSN(sweeps=2)
    assert torch.equal(torch.compile(layer, fullgraph=True)(x, SEED), layer(x, SEED))


def test_bf16_input_meets_the_same_draws():
    x = torch.randn(8, 4000, generator=torch.Generator().manual_seed(6)).bfloat16()
    low, high = (estimate(part, "bernoulli", seed=SEED) for part in (x, x.float()))
    assert low.dtype == torch.bfloat16 and torch.equal(low.float(), high)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        assert torch.equal(estimate(x.float(), "bernoulli", seed=SEED), high)


def test_evaluation_is_deterministic_unless_asked():
    x = torch.randn(8, 500, generator=torch.Generator().manual_seed(4))
    quiet, noisy = MPEPSN().eval(), MPEPSN(random_eval=True).eval()
    assert torch.equal(quiet(x), quiet(x)) and torch.equal(quiet(x), MPEPSN(estimate="expected")(x))
    assert not torch.equal(noisy(x), noisy(x))


def test_free_kappa_only_ever_falls():
    x = torch.randn(5, 64, generator=torch.Generator().manual_seed(5))
    layer = MPEPSN.released("cifar10dvs", steps=5)
    rate = torch.optim.SGD([layer.raw_kappa], lr=0.5)
    for _ in range(30):
        with record(layer) as r:
            layer(x)
        rate.zero_grad()
        membrane_loss(r[""][0], layer.step_weights(5)).backward()
        assert (layer.raw_kappa.grad >= 0).all()
        rate.step()
    assert (layer.raw_kappa < 0).all()


def test_softmax_kappa_stays_on_the_simplex_and_runs_to_the_easiest_step():
    error = torch.tensor([0.3, 0.1, 0.5])
    layer = MPEPSN(kappa="softmax", steps=3)
    rate = torch.optim.SGD([layer.raw_kappa], lr=20.0)
    for _ in range(200):
        rate.zero_grad()
        membrane_loss(error, layer.step_weights(3)).backward()
        rate.step()
        weights = layer.step_weights(3).detach()
        assert (weights > 0).all() and weights.sum().item() == pytest.approx(1)
    assert weights.argmax() == 1 and weights[1] > 0.95


def test_uncertainty_kappa_settles_at_one_over_the_error():
    error = torch.tensor([0.5, 2.0])
    layer = MPEPSN(kappa="uncertainty", steps=2)
    rate = torch.optim.SGD([layer.raw_kappa], lr=0.2)
    for _ in range(300):
        rate.zero_grad()
        (membrane_loss(error, layer.step_weights(2)) + layer.kappa_cost()).backward()
        rate.step()
    assert layer.step_weights(2).tolist() == pytest.approx([2.0, 0.5], rel=1e-3)


def test_fixed_kappa_is_the_mean_and_needs_no_steps():
    error = torch.rand(7)
    assert membrane_loss(error, MPEPSN().step_weights(7)).item() == pytest.approx(error.mean().item())
    assert MPEPSN().kappa_cost() == 0


def test_parameters_are_those_of_the_sources():
    assert sum(p.numel() for p in MPEPSN.released("cifar10dvs", 4).parameters()) == 5
    assert sum(p.numel() for p in MPEPSN.released("dvsgesture", 16).parameters()) == 16
    assert sum(p.numel() for p in MPEPSN(learn_threshold=False).parameters()) == 0


def test_the_threshold_learns_from_spikes_and_estimates():
    layer = MPEPSN(estimate="threshold")
    layer(torch.rand(6, 50) * 2).sum().backward()
    assert layer.threshold.grad < 0


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.bfloat16])
@pytest.mark.parametrize("shape", [(1, 3), (5, 0), (4, 2, 3, 2)])
def test_dtypes_and_shapes(dtype, shape):
    x = torch.randn(shape).to(dtype)
    assert MPEPSN(sweeps=2)(x).dtype == dtype and MPEPSN()(x).shape == x.shape


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: MPEPSN(decay=1.5), "decay must be a share"),
        (lambda: MPEPSN(threshold=0.0), "threshold must be a finite number greater than 0; got 0.0"),
        (lambda: MPEPSN(estimate="mean"), "estimate must be one of 'bernoulli'.*; got 'mean'"),
        (lambda: MPEPSN(reading="same_step", sweeps=2), 'sweeps must be 1 with reading="same_step".*; got 2'),
        (lambda: MPEPSN(sweeps=0), "sweeps must be a whole number of at least 1; got 0"),
        (lambda: MPEPSN(kappa="free"), "steps must be given where κ is learned"),
        (lambda: MPEPSN.released("cifar100", 4), "name must be one of 'cifar10dvs', 'dvsgesture'; got 'cifar100'"),
        (lambda: MPEPSN.released("dvsgesture", 1), 'steps must be at least 2 with reading="same_step"'),
        (lambda: MPEPSN.paper(4)(torch.rand(5, 2)), "built for T = 4 steps, one κ each; got T = 5"),
        (lambda: estimate(torch.rand(2, 2)), "seed must be given for the bernoulli estimate"),
        (lambda: mpe(torch.rand(2, 2), torch.rand(2, 3)), r"v_hat must have the shape of x, \(2, 2\); got \(2, 3\)"),
        (lambda: membrane_loss(torch.rand(3), torch.rand(2)), r"error must be \[T\].* and kappa"),
    ],
)
def test_bad_values_are_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_a_network_s_states_survive_a_dictionary():
    layer, other = MPEPSN.paper(3), MPEPSN.paper(3)
    with torch.no_grad():
        layer.threshold.fill_(0.7)
    other.load_state_dict(layer.state_dict())
    assert other.threshold == layer.threshold
