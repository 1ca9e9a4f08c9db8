"""The audit is right on all our neurons and on neurons made to deceive it."""

import random
import subprocess
import sys

import numpy as np
import pytest
import torch
from torch import nn

import mpepsn
from mpepsn import (
    GLIF,
    IF,
    KLIF,
    LIF,
    MLF,
    MPEPSN,
    PLIF,
    PSN,
    LIFNoReset,
    MaskedPSN,
    SlidingPSN,
    atan,
    audit,
    rectangle,
)
from mpepsn import __main__ as command
from mpepsn.measure.probes import Subject
from mpepsn.measure.ties import compared, searched

FAR = 15
NEURONS = {  # lookahead, memory, gradient, tie, T fixed, bytes kept, parameters
    "LIF": (LIF, (0, FAR, FAR, "fires", False, 11.5, 0)),
    "LIF strict": (lambda: LIF(0.9, reset="soft", spike=atan(strict=True)), (0, FAR, FAR, "silent", False, 4.0, 0)),
    "LIF without memory": (lambda: LIF(0.0), (0, 0, 0, "fires", False, 11.5, 0)),
    "IMP": (lambda shape: LIF(learn_v_init=True, shape=shape), (0, FAR, FAR, "fires", False, 11.5, 4)),
    "IF": (IF, (0, FAR, FAR, "fires", False, 11.5, 0)),
    "loop": (LIFNoReset, (0, FAR, FAR, "fires", False, 4.0, 0)),
    "scan": (lambda: LIFNoReset(form="scan"), (0, FAR, FAR, "fires", False, 4.0, 0)),
    "PLIF": (lambda: PLIF(0.9), (0, FAR, FAR, "fires", False, None, 1)),
    "KLIF": (KLIF, (0, FAR, FAR, "fires", False, None, 1)),
    "GLIF": (GLIF, (0, FAR, FAR, "silent", True, None, 92)),
    "MLF": (MLF, (0, FAR, FAR, "silent", False, None, 0)),
    "PSN": (PSN, (FAR, FAR, FAR, "fires", True, 8.0, 272)),
    "MaskedPSN": (lambda steps: MaskedPSN(steps, 3), (0, 2, 2, "fires", True, None, 272)),
    "half masked": (lambda steps: MaskedPSN(steps, 3, mask_blend=0.5), (FAR, FAR, FAR, "fires", True, None, 272)),
    "SlidingPSN": (lambda: SlidingPSN(4), (0, 3, 3, "fires", False, None, 5)),
    "MPEPSN": (lambda: MPEPSN(estimate="threshold"), (0, 1, 1, "fires", False, None, 1)),
    "three sweeps": (lambda: MPEPSN(0.9, estimate="expected", sweeps=3), (0, 3, 3, "fires", False, None, 1)),
    "same step": (lambda: MPEPSN(estimate="threshold", reading="same_step"), (0, 0, 0, "fires", False, None, 1)),
}


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """The probes are small: on a busy machine more threads only wait for each other."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.mark.parametrize("name", NEURONS)
def test_our_neurons(name):
    make, (lookahead, memory, gradient, tie, fixed, kept, parameters) = NEURONS[name]
    torch.manual_seed(0)
    found = audit(make)
    assert (found.lookahead, found.memory, found.gradient) == (lookahead, memory, gradient)
    assert found.causal == (lookahead == 0)
    assert not found.random_training and not found.random_evaluation and found.carried == "nothing"
    assert found.tie == tie and found.steps == 16 and found.steps_fixed == fixed and found.parameters == parameters
    assert kept is None or found.bytes_kept == pytest.approx(kept, abs=0.05)


@pytest.mark.parametrize("name", ["cifar10dvs", "dvsgesture"])
def test_the_released_mpe_psn_draws_in_evaluation_too_and_is_silent_at_a_tie(name):
    found = audit(lambda steps: MPEPSN.released(name, steps))
    assert found.random_training and found.random_evaluation and found.tie == "silent" and found.steps_fixed
    assert found.causal and found.memory == {"cifar10dvs": 1, "dvsgesture": 0}[name]
    ours = audit(MPEPSN)
    assert ours.random_training and not ours.random_evaluation


def ahead(x):
    """x one step early, and nothing at the end."""
    return torch.cat([x[1:], torch.zeros_like(x[:1])])


class PeeksAhead(LIF):
    """A little of the next current, unseen by the gradient, and none when it is evaluated."""

    def forward(self, x):
        return super().forward(x + 1e-3 * torch.tanh(ahead(x)).detach() if self.training else x)


class PeeksInTheGradient(LIF):
    """The spikes are causal, what they learn from is not."""

    def forward(self, x):
        ahead = torch.cat([x[2:], torch.zeros_like(x[:2])])
        return super().forward(x + (ahead - ahead.detach()))


class PeeksWhere(LIF):
    """Reads the next current, but only where or when the present input looks like this."""

    def __init__(self, chosen):
        super().__init__()
        self.chosen = chosen

    def forward(self, x):
        return super().forward(torch.where(self.chosen(x), ahead(x), x))


class PeeksInTheGradientOfEvents(LIF):
    """Harmless, and with a causal gradient, but for an input of zeros and ones."""

    def forward(self, x):
        extra = ahead(x) if is_events(x) else x
        return super().forward(x + (extra - extra.detach()))


def is_counts(x):
    return (x == x.round()).all()


def is_events(x):
    return ((x == 0) | (x == 1)).all()


class RandomInEvaluation(LIF):
    """One spike in a thousand is lost, and only when it counts."""

    def forward(self, x):
        s = super().forward(x)
        return s if self.training else s * (torch.rand_like(s) < 0.999)


class RandomFromPython(LIF):
    """Draws from a generator that torch.manual_seed does not set."""

    def forward(self, x):
        return super().forward(x + random.random())


class RandomOnItsOwn(LIF):
    """Draws from a generator that nobody outside can set, when it is evaluated."""

    def forward(self, x):
        return super().forward(x if self.training else x + random.SystemRandom().random())


class RandomAlways(LIF):
    def forward(self, x):
        return super().forward(x + random.SystemRandom().random())


class RandomNowAndThen(LIF):
    """Draws at each call, and uses what it drew once in fifty calls."""

    def __init__(self, draw):
        super().__init__()
        self.draw = draw

    def forward(self, x):
        return super().forward(x + 0.5 if self.draw() < 0.02 else x)


class DrawsInVain(LIF):
    """Draws, and throws it away."""

    def forward(self, x):
        torch.rand(())
        return super().forward(x)


class RandomOnCounts(LIF):
    def forward(self, x):
        return super().forward(x + torch.rand_like(x) if is_counts(x) else x)


class HasAGenerator(LIF):
    """Draws from a generator that each copy has in the same state."""

    def __init__(self):
        super().__init__()
        self.generator = torch.Generator().manual_seed(5)

    def forward(self, x):
        return super().forward(x + torch.rand(x.shape, generator=self.generator))


class ForgetsGradient(LIF):
    """The LIF's spikes; but their gradient reaches back three steps only."""

    def forward(self, x):
        whole = super().forward(x).detach()
        short = torch.stack([LIF.forward(self, x[max(0, t - 3) : t + 1])[-1] for t in range(len(x))])
        return whole + (short - short.detach())


class NeverReset(nn.Module):
    """Goes on where the last call stopped."""

    def __init__(self):
        super().__init__()
        self.layer, self.state = LIF(0.9), None

    def forward(self, x):
        spikes = []
        for current in x:
            s, self.state = self.layer.step(current, self.state)
            spikes.append(s)
        return torch.stack(spikes)


class Stateful(NeverReset):
    """The same, unless told to start anew."""

    def reset(self):
        self.state = None


class Hides(torch.autograd.Function):
    """Keeps what it needs out of sight of saved_tensors_hooks."""

    @staticmethod
    def forward(ctx, x):
        ctx.x, ctx.twice = x, x.repeat(2, *(1 for _ in x.shape[1:]))
        return (x >= 1).to(x.dtype)

    @staticmethod
    def backward(ctx, grad):
        return grad * rectangle().slope(ctx.x - 1) * (ctx.twice[: len(grad)] == ctx.x)


class HidesMemory(nn.Module):
    def forward(self, x):
        return Hides.apply(x)


class NoGradient(nn.Module):
    def forward(self, x):
        return (x > 1).to(x.dtype)


def test_peeking_is_seen():
    assert audit(PeeksAhead()).lookahead == 1
    found = audit(PeeksInTheGradient())
    assert found.lookahead == 2 and not found.causal and "reads the future, 2 steps ahead" in str(found)


@pytest.mark.parametrize(
    "chosen",
    [
        lambda x: x == 0,
        lambda x: x.abs() > 100,
        lambda x: is_counts(x) & (x.max() > 1),
        is_events,
        lambda x: (x == x.round()).all(2, keepdim=True),
        lambda x: (x[:-1] == 0).any() & (x != x.round()),
    ],
)
def test_peeking_is_seen_where_the_input_is_not_plain_noise(chosen):
    assert audit(PeeksWhere(chosen)).lookahead == 1


def test_a_gradient_that_peeks_at_events_only_is_seen():
    assert audit(PeeksInTheGradientOfEvents()).lookahead == 1


def test_randomness_is_seen_in_its_mode():
    found = audit(RandomInEvaluation())
    assert found.random_evaluation and not found.random_training and found.causal
    assert audit(RandomFromPython()).random_training
    found = audit(RandomOnItsOwn())
    assert found.random_evaluation and not found.random_training and found.causal and found.carried is None
    found = audit(RandomAlways())
    assert found.random_evaluation and found.random_training and found.causal is None and found.memory is None
    assert "time               could not be told: other spikes from the same seeds" in str(found)
    found = audit(HasAGenerator())
    assert found.random_evaluation and found.random_training and found.causal and found.memory == FAR


@pytest.mark.parametrize("draw", [lambda: torch.rand(()), lambda: random.random(), lambda: np.random.random()])
def test_randomness_of_one_call_in_fifty_is_seen(draw):
    found = audit(RandomNowAndThen(draw))
    assert found.random_training and found.random_evaluation


def test_randomness_on_counts_alone_is_seen():
    found = audit(RandomOnCounts())
    assert found.random_training and found.random_evaluation and found.draws_evaluation


def test_draws_that_move_nothing_are_told_and_called_that():
    found = audit(DrawsInVain())
    assert found.draws_evaluation and not found.random_evaluation
    assert "in evaluation      draws, but no spike moved (256 seeds)" in str(found)
    assert not audit(MPEPSN).draws_evaluation and audit(MPEPSN).draws_training


def test_a_short_gradient_is_seen():
    found = audit(ForgetsGradient())
    assert (found.memory, found.gradient) == (FAR, 3)
    assert "gradient           3 steps (none further seen up to T = 16)" in str(found)


def test_state_between_calls_is_seen_and_does_not_deceive():
    assert audit(Stateful()).carried == "state, cleared by reset()"
    found = audit(NeverReset())
    assert found.carried == "state" and not found.random_evaluation and found.causal


def test_hidden_memory_is_counted():
    assert audit(HidesMemory()).bytes_kept == 12
    found = audit(NoGradient())
    assert (found.bytes_kept, found.gradient, found.memory, found.tie) == (None, None, 0, "silent")
    assert "gradient           none" in str(found) and "kept for backward  nothing" in str(found)


def test_the_module_and_the_generators_are_left_as_they_were():
    layer = Stateful().eval()
    layer(torch.ones(3, 2))
    torch.manual_seed(123), random.seed(123)
    state, torch_state, python_state = layer.state, torch.get_rng_state(), random.getstate()
    audit(layer)
    assert layer.state is state and not layer.training
    assert torch.equal(torch.get_rng_state(), torch_state) and random.getstate() == python_state


@pytest.mark.parametrize("make", [IF, LIF, KLIF, PLIF, GLIF, PSN, SlidingPSN, LIFNoReset])
@pytest.mark.parametrize("strict", [False, True])
def test_ties_are_told_alike_from_outside_and_from_the_comparison(make, strict):
    torch.manual_seed(0)
    given = {GLIF: ((4,), 16), PSN: (16,), SlidingPSN: (3,)}.get(make, ())
    subject = Subject(make(*given, spike=atan(strict=strict)), (4,))
    assert compared(subject, 16) == searched(subject, 16) == ("silent" if strict else "fires")


def test_a_module_that_takes_one_length_is_probed_with_it():
    found = audit(PSN(7))
    assert found.steps == 7 and found.lengths == {1: False, 3: False, 8: False, 14: False}
    assert "T = 7 only (refused 1, 3, 8, 14)" in str(found)
    assert audit(LIF()).lengths == {1: True, 8: True, 17: True, 32: True}


def test_a_network_is_audited_as_a_whole():
    torch.manual_seed(0)
    layers = [nn.Linear(4, 6), SlidingPSN(2), nn.Linear(6, 5), SlidingPSN(3)]
    found = audit(nn.Sequential(*layers))
    assert (found.lookahead, found.memory, found.parameters) == (0, 3, 30 + 35 + 3 + 4)


@pytest.mark.parametrize(
    "layer, words",
    [
        (3, "layer must be a torch.nn.Module or a function that makes one; got int"),
        (lambda: 3, "layer must be .* got int"),
        (nn.Linear(4, 4), "layer must return spikes, which are whole numbers; got fractions"),
        (nn.Flatten(0), r"layer must map \(16, 800, 4\) to one tensor .* got \(51200,\)"),
    ],
)
def test_what_is_no_neuron_is_refused(layer, words):
    with pytest.raises(TypeError, match=words):
        audit(layer)


def test_a_shape_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match=r"GLIF takes no input \[T, 800, 4\] with T up to 64: .*"):
        audit(GLIF((3,), 16))
    assert audit(GLIF((3, 2), 16), shape=(3, 2)).parameters == 69


def test_from_a_shell():
    words = [sys.executable, "-m", "mpepsn", "audit", "mpepsn:MaskedPSN", "order=2", "--shape", "2", "3"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    head, *rows = done.stdout.splitlines()
    assert head == "MaskedPSN, probed with T = 16 on 800 × 2 × 3 neurons, float32"
    assert "  memory             1 step (none further seen up to T = 16)" in rows


@pytest.mark.parametrize(
    "words, said",
    [
        (["mpepsn"], "the neuron must be MODULE:NEURON, such as mpepsn:LIF; got 'mpepsn'"),
        (["mpepsn:Nothing"], "no attribute 'Nothing'"),
        (["nothing:LIF"], "No module named 'nothing'"),
        (["mpepsn:LIF", "decay"], "an option must be NAME=VALUE, such as decay=0.9; got 'decay'"),
        (["mpepsn:LIF", "decay=2"], "decay must be a share kept per step"),
        (["mpepsn:MaskedPSN"], "missing 1 required positional argument: 'order'"),
    ],
)
def test_a_shell_is_told_what_is_wrong(words, said, capsys):
    with pytest.raises(SystemExit):
        command.main(["audit", *words])
    assert said in capsys.readouterr().err


def test_options_of_a_shell_are_numbers_where_they_can_be(capsys):
    assert command.main(["audit", "mpepsn:LIF", "reset=soft", "decay=0.0", "learn_v_init=True", "shape=(4,)"]) == 0
    assert "parameters         4" in capsys.readouterr().out
    assert "audit" in mpepsn.__all__
