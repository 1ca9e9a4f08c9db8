"""PLIF, KLIF, GLIF and MLF: by hand and by what they become at certain parameters."""

import pytest
import torch

from mpepsn import GLIF, KLIF, MLF, PLIF, atan, glif, klif, lif, mlf, plif, rectangle
from mpepsn.neurons.glif import GLIFConstants

RESETS = ["hard", "soft", "none"]


@pytest.mark.parametrize("reset", RESETS)
def test_plif_is_the_lif_of_its_decay(reset):
    x = torch.randn(9, 20, dtype=torch.float64) * 3
    w = torch.tensor(-1.2, dtype=torch.float64, requires_grad=True)
    trace = plif(x, w, reset=reset, detach_reset=False)
    gain = torch.sigmoid(w).item()
    expected = lif(x, decay=1 - gain, gain=gain, reset=reset)
    torch.testing.assert_close(trace.h, expected.h)
    assert 0 < trace.s.mean() < 1 and torch.equal(trace.s, expected.s)
    trace.h.sum().backward()
    assert w.grad.abs() > 0


def test_plif_starts_at_its_decay_and_learns_one_number():
    layer = PLIF(0.9)
    assert [name for name, _ in layer.named_parameters()] == ["w"] and layer.w.shape == ()
    assert 1 - torch.sigmoid(layer.w).item() == pytest.approx(0.9)
    assert PLIF().w == 0
    assert (PLIF().reset, PLIF().detach_reset, PLIF().spike) == ("hard", True, atan(2.0))
    for wrong in (0.0, 1.0):
        with pytest.raises(ValueError, match="decay must lie between 0 and 1"):
            PLIF(wrong)


@pytest.mark.parametrize("reset, v", [("hard", [0.0, 0.0, 0.0]), ("soft", [1.0, 0.0, 0.0]), ("none", [2.0, 0.0, 1.0])])
def test_klif_by_hand(reset, v):
    x = torch.tensor([[2.0], [-4.0], [1.0]])
    trace = klif(x, torch.tensor(2.0), reset=reset)
    assert trace.h.flatten().tolist() == [2.0, 0.0, 1.0]
    assert trace.s.flatten().tolist() == [1, 0, 1]
    assert trace.v.flatten().tolist() == v


def test_klif_stretches_and_learns_one_number():
    layer = KLIF()
    assert [name for name, _ in layer.named_parameters()] == ["slope"] and layer.slope == 1
    assert (layer.reset, layer.detach_reset, layer.decay, layer.gain) == ("soft", False, 0.5, 0.5)
    layer(torch.randn(5, 40)).sum().backward()
    assert layer.slope.grad.abs() > 0


def test_mlf_by_hand():
    trace = mlf(torch.tensor([1.0, 2.0, 0.25]))
    assert trace.s.tolist() == [1, 2, 0]
    assert trace.h.tolist() == [[1.0, 1.0, 1.0], [2.0, 2.25, 2.25], [0.25, 0.25, 0.8125]]
    assert trace.v.tolist() == [[0.0, 1.0, 1.0], [0.0, 0.0, 2.25], [0.25, 0.25, 0.8125]]


def test_mlf_is_the_sum_of_lifs_and_silent_on_a_threshold():
    x = torch.randn(9, 30) * 2
    spike = rectangle(strict=True)
    levels = [lif(x, decay=0.25, threshold=threshold, spike=spike).s for threshold in (0.6, 1.6, 2.6)]
    assert torch.equal(MLF()(x), sum(levels)) and MLF()(x).max() == 3
    assert MLF(thresholds=(0.5,))(torch.tensor([0.5])).tolist() == [0]
    with pytest.raises(ValueError, match="thresholds must be a finite number greater than 0; got -1"):
        MLF(thresholds=(0.5, -1))
    with pytest.raises(ValueError, match="thresholds must be a sequence of at least one number"):
        MLF(thresholds=())


def written_out(x, c):
    """GLIF as its authors index it: u carries no decay, the last spike acts in the next charge."""
    u = s = torch.zeros_like(x[0])
    spikes = []
    for t, current in enumerate(x):
        kept = (1 - c.alpha * (1 - c.tau)) * u * (1 - c.gamma * s) - (1 - c.alpha) * c.leak
        u = kept + current * (1 - c.beta * (1 - c.g[t])) - (1 - c.gamma) * c.v_re * s
        s = (u > c.theta).to(x.dtype)
        spikes.append(s)
    return torch.stack(spikes)


@pytest.mark.parametrize(
    "gates", [(a, b, c) for a in (0.0, 1.0) for b in (0.0, 1.0) for c in (0.0, 1.0)] + [(0.3, 0.6, 0.8)]
)
def test_glif_takes_either_way_at_each_gate(gates):
    generator = torch.Generator().manual_seed(1)
    x = torch.randn(12, 50, dtype=torch.float64, generator=generator) + 0.3
    constants = [torch.tensor(value, dtype=torch.float64) for value in (*gates, 0.4, 0.7, 0.05, 0.6)]
    constants = GLIFConstants(*constants, torch.rand(12, 1, dtype=torch.float64, generator=generator))
    s = glif(x, constants).s
    assert 0 < s.mean() < 1
    assert torch.equal(s, written_out(x, constants))


def test_glif_cuts_its_gates_and_lets_the_gradient_pass():
    layer = GLIF((2, 3), 4)
    with torch.no_grad():
        layer.alpha[0] = -0.5
    alpha = layer.constants().alpha
    assert alpha.shape == (2, 1) and alpha.flatten().tolist() == [0, 1]
    layer(torch.randn(4, 64, 2, 3)).sum().backward()
    for name, parameter in layer.named_parameters():
        assert parameter.grad is not None, name
    for gate in (layer.alpha, layer.gamma, layer.beta):
        assert gate.grad.abs().sum() > 0


@pytest.mark.parametrize("shape", [(4, 5, 2), (4, 5, 2, 3, 1), (4, 5, 7, 3)])
def test_glif_says_which_shape_it_was_built_for(shape):
    with pytest.raises(ValueError, match=r"x must be \[T, B, 2, ·\], as shape=\(2, 3\) says"):
        GLIF((2, 3), 4)(torch.zeros(shape))


def test_glif_says_which_steps_it_was_built_for():
    with pytest.raises(ValueError, match="T = 4 steps that this neuron was built for; got T = 3"):
        GLIF((2,), 4)(torch.zeros(3, 5, 2))
    layer, state = GLIF((2,), 2), None
    for _ in range(2):
        _, state = layer.step(torch.zeros(5, 2), state)
    with pytest.raises(ValueError, match="built for T = 2 steps, and 2 of them are done"):
        layer.step(torch.zeros(5, 2), state)
    with pytest.raises(ValueError, match=r"shape must be the shape of one sample"):
        GLIF((), 2)
