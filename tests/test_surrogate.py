"""Θ and its slopes: ties, areas, peaks, and that autograd uses the slope that is written down."""

import copy
import math
import pickle

import pytest
import torch

from mpepsn import atan, rectangle, sigmoid, triangle
from mpepsn.surrogate import Surrogate

ALL = [triangle(), triangle(2.0), atan(), atan(0.5), sigmoid(), sigmoid(1.5), rectangle(), rectangle(0.5)]
EACH = pytest.mark.parametrize("spike", ALL, ids=repr)
Z = torch.tensor([-3.0, -1.0, -0.5, -1e-6, 0.0, 1e-6, 0.5, 1.0, 3.0])


@pytest.mark.parametrize("make", [triangle, atan, sigmoid, rectangle])
def test_a_tie_fires_unless_strict(make):
    assert make()(Z).tolist() == [0, 0, 0, 0, 1, 1, 1, 1, 1]
    assert make(strict=True)(Z).tolist() == [0, 0, 0, 0, 0, 1, 1, 1, 1]
    assert make()(torch.tensor(-0.0)) == 1


@EACH
@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16, torch.float32, torch.float64])
def test_dtype_stays(spike, dtype):
    z = Z.to(dtype, copy=True).requires_grad_()
    s = spike(z)
    s.sum().backward()
    assert s.dtype == z.grad.dtype == spike.slope(z).dtype == dtype


@EACH
def test_the_bump_has_area_one(spike):
    # z = tan(a) brings the whole line onto (−π/2, π/2), so that the long tails of the arc tangent count too.
    edges = torch.linspace(-math.pi / 2, math.pi / 2, 2_000_001, dtype=torch.float64)
    a = (edges[1:] + edges[:-1]) / 2
    area = (spike.slope(torch.tan(a)) / torch.cos(a) ** 2).sum() * (edges[1] - edges[0])
    assert float(area) == pytest.approx(1, abs=2e-5)


@pytest.mark.parametrize(
    ("spike", "peak", "z", "value"),
    [
        (triangle(2.0), 0.5, 1.0, 0.25),
        (atan(2.0), 1.0, 1 / math.pi, 0.5),
        (sigmoid(4.0), 1.0, math.log(2) / 4, 4 * (2 / 3) * (1 / 3)),
        (rectangle(0.5), 2.0, 0.2, 2.0),
    ],
    ids=repr,
)
def test_peak_and_one_more_point(spike, peak, z, value):
    at = torch.tensor([0.0, z, -z], dtype=torch.float64)
    assert spike.slope(at).tolist() == pytest.approx([peak, value, value], abs=1e-15)


def test_bounded_bumps_end_where_they_say():
    assert triangle(2.0).slope(torch.tensor([-2.0, 2.0, 5.0])).tolist() == [0, 0, 0]
    assert rectangle(1.0).slope(torch.tensor([-0.5, -0.49, 0.49, 0.5])).tolist() == [0, 1, 1, 0]


@EACH
def test_backward_is_the_slope_times_what_comes_in(spike):
    z = torch.linspace(-3, 3, 601, dtype=torch.float64, requires_grad=True)
    weight = torch.randn(601, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    (weight * spike(z)).sum().backward()
    assert torch.equal(z.grad, weight * spike.slope(z.detach()))


@pytest.mark.parametrize(
    ("soft", "spike"),
    [
        (lambda z: torch.sigmoid(4 * z), sigmoid(4.0)),
        (lambda z: torch.atan(math.pi / 2 * 2 * z) / math.pi, atan(2.0)),
    ],
)
def test_smooth_bumps_are_derivatives(soft, spike):
    z = torch.linspace(-2, 2, 101, dtype=torch.float64, requires_grad=True)
    soft(z).sum().backward()
    torch.testing.assert_close(spike.slope(z.detach()), z.grad, rtol=1e-12, atol=0)


@pytest.mark.parametrize("spike", [*ALL, triangle(strict=True), atan(3.0, strict=True)], ids=repr)
def test_copies_and_text_make_the_same_surrogate(spike):
    names = {"triangle": triangle, "atan": atan, "sigmoid": sigmoid, "rectangle": rectangle}
    for other in (pickle.loads(pickle.dumps(spike)), copy.deepcopy(spike), eval(repr(spike), names)):
        assert other == spike and hash(other) == hash(spike) and isinstance(other, Surrogate)


@EACH
def test_it_compiles_without_a_graph_break(spike):
    eager, compiled = Z.clone().requires_grad_(), Z.clone().requires_grad_()
    torch.compiler.reset()
    s = torch.compile(lambda z: spike(z), backend="aot_eager", fullgraph=True)(compiled)
    s.sum().backward()
    spike(eager).sum().backward()
    assert torch.equal(s, spike(Z))
    torch.testing.assert_close(compiled.grad, eager.grad, rtol=1e-6, atol=1e-7)
