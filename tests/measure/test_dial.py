import pytest
import torch

from mpepsn import LIF, MPEPSN, networks
from mpepsn.data import which_way_digits
from mpepsn.measure.dial import accuracy_by_sweeps, at_sweeps
from mpepsn.train import accuracy


def network(**neuron):
    torch.manual_seed(0)
    made = networks.dense(20, steps=8, in_shape=(8,), neuron=lambda **_: MPEPSN(**neuron), hidden=(16, 16))
    with torch.no_grad():
        for _ in range(30):  # batch norms learn the scale of the currents, or nothing would fire
            made(which_way_digits("train").x)
    return made


def exact_twin(of, decay):
    twin = networks.dense(20, steps=8, in_shape=(8,), neuron=lambda **_: LIF(decay=decay), hidden=(16, 16))
    twin.load_state_dict({name: value for name, value in of.state_dict().items() if "threshold" not in name})
    return twin


def test_at_t_sweeps_the_network_is_one_of_exact_neurons():
    part = which_way_digits("test")
    guessing = network(decay=0.9)
    with at_sweeps(guessing.eval(), 8), torch.no_grad():
        assert torch.equal(guessing(part.x), exact_twin(guessing, 0.9).eval()(part.x))
    with torch.no_grad():
        assert not torch.equal(guessing(part.x), exact_twin(guessing, 0.9).eval()(part.x))


def test_the_dial_is_put_back_also_after_an_error():
    guessing = network(sweeps=3)
    with pytest.raises(RuntimeError), at_sweeps(guessing, 5):
        raise RuntimeError
    assert [layer.sweeps for layer in guessing.modules() if isinstance(layer, MPEPSN)] == [3, 3]


def test_accuracy_is_that_of_each_setting():
    part, guessing = which_way_digits("test"), network(decay=0.9)
    found = accuracy_by_sweeps(guessing, part, (1, 8))
    assert found[1] == accuracy(guessing, part) and found[8] == accuracy(exact_twin(guessing, 0.9), part)


@pytest.mark.parametrize("neuron", [{"reading": "same_step"}, None])
def test_what_has_no_dial_is_refused(neuron):
    without = network(**neuron) if neuron else torch.nn.Linear(2, 2)
    with pytest.raises(ValueError, match="only ones with a dial"), at_sweeps(without, 2):
        pass
