"""Philox against its authors' known answers; the layout of the draws; the same bits by every road."""

import pytest
import torch

from mpepsn.draw import bernoulli, draws, new_seed, philox, uniform

# counter, key, output: the three known answers for philox4x32-10 that come with Random123.
KNOWN_ANSWERS = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]
SEED = torch.tensor(-7_046_029_254_386_353_131)


def words(text: str) -> tuple[torch.Tensor, ...]:
    return tuple(torch.tensor(int(word, 16)) for word in text.split())


@pytest.mark.parametrize(("counter", "key", "output"), KNOWN_ANSWERS)
def test_philox_gives_the_known_answers(counter, key, output):
    assert philox(words(counter), words(key)) == words(output)


@pytest.mark.parametrize("seed", [0, 1, 2**32 + 5, -1, -(2**63), 2**63 - 1])
def test_step_t_takes_half_of_a_word_of_its_block(seed):
    low, high = seed & 0xFFFFFFFF, (seed >> 32) & 0xFFFFFFFF
    got = draws(torch.tensor(seed), 19, (2, 3))
    for t in range(19):
        for n in range(6):
            block = philox(tuple(map(torch.tensor, (n, t // 8, 0, 0))), (torch.tensor(low), torch.tensor(high)))
            word = int(block[t % 8 // 2])
            assert got[t, n // 3, n % 3] == (word >> 16 if t % 2 else word & 0xFFFF)


@pytest.mark.parametrize("start", range(18))
@pytest.mark.parametrize("steps", [1, 2, 7, 8, 9])
def test_any_part_is_a_part_of_the_whole(start, steps):
    whole = draws(SEED, 32, (5,))
    assert torch.equal(draws(SEED, steps, (5,), start), whole[start : start + steps])


def test_a_neuron_draws_the_same_in_a_larger_layer():
    assert torch.equal(draws(SEED, 9, (3, 4)).flatten(1), draws(SEED, 9, (50,))[:, :12])


def test_no_neurons_or_no_shape():
    assert draws(SEED, 3, (0, 2)).shape == (3, 0, 2)
    assert draws(SEED, 3, ()).shape == (3,)


@pytest.mark.parametrize("seed", [5, -5, 2**62 + 12345])
@pytest.mark.parametrize("neurons", [7, 16, 35])
def test_compiled_draws_are_the_same_bits(seed, neurons):
    torch.compiler.reset()
    seed = torch.tensor(seed)
    compiled = torch.compile(lambda p, s: (draws(s, 13, (neurons,), 3), bernoulli(p, s)), fullgraph=True)
    p = torch.linspace(0, 1, 13 * neurons).reshape(13, neurons)
    bits, spikes = compiled(p, seed)
    assert torch.equal(bits, draws(seed, 13, (neurons,), 3))
    assert torch.equal(spikes, bernoulli(p, seed))


def test_draws_are_uniform_and_independent():
    u = (uniform(SEED, 400, (500,)).double() - 0.5) * 12**0.5  # mean 0, variance 1

    def far(products: torch.Tensor) -> float:
        return abs(float(products.mean())) * products.numel() ** 0.5

    assert far(u) < 6
    assert abs(float(u.var()) - 1) < 6 * (0.8 / u.numel()) ** 0.5  # the variance of u² is 4/5
    assert far(u[1:] * u[:-1]) < 6  # over steps, where two draws share a word
    assert far(u[2:] * u[:-2]) < 6
    assert far(u[:, 1:] * u[:, :-1]) < 6  # over neurons
    other = (uniform(SEED + 1, 400, (500,)).double() - 0.5) * 12**0.5
    assert far(u * other) < 6  # over seeds
    counts = torch.bincount(draws(SEED, 400, (500,)).flatten() // 4096, minlength=16).double()
    expected = u.numel() / 16
    assert ((counts - expected).abs() < 6 * (expected * 15 / 16) ** 0.5).all()


def test_uniform_stays_inside_0_and_1():
    u = uniform(SEED, 64, (1000,))
    assert u.dtype == torch.float32 and u.min() > 0 and u.max() < 1


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_bernoulli_keeps_dtype_and_gives_the_mean(dtype):
    p = torch.tensor([0.0, 0.25, 0.5, 1.0], dtype=dtype, requires_grad=True)
    bits = bernoulli(p.expand(5000, 4), SEED)
    assert bits.dtype == dtype and not bits.requires_grad
    mean = bits.float().mean(0)
    assert mean[0] == 0 and mean[3] == 1
    assert abs(mean[1] - 0.25) < 6 * (0.25 * 0.75 / 5000) ** 0.5
    assert abs(mean[2] - 0.5) < 6 * (0.25 / 5000) ** 0.5


def test_a_bit_is_one_where_the_draw_lies_below_the_probability():
    u = draws(SEED, 20, (30,))
    exactly = u.double() / 65536
    assert bernoulli(exactly, SEED).sum() == 0
    assert bernoulli((u + 1).double() / 65536, SEED).min() == 1


def test_new_seed_follows_torchs_generator():
    torch.manual_seed(3)
    first, second = new_seed(), new_seed()
    torch.manual_seed(3)
    assert new_seed() == first != second
    assert first.dtype == torch.int64 and first.shape == ()


@pytest.mark.parametrize(
    ("seed", "error", "came"),
    [
        (5, TypeError, "int"),
        (torch.tensor(5.0), ValueError, "float32"),
        (torch.tensor(5, dtype=torch.int32), ValueError, "int32"),
        (torch.tensor([1, 2]), ValueError, r"\(2,\)"),
    ],
)
def test_a_bad_seed_is_named(seed, error, came):
    with pytest.raises(error, match=f"seed must be .*one int64.*got .*{came}"):
        draws(seed, 3, (2,))


def test_more_neurons_than_counters_are_refused():
    with pytest.raises(ValueError, match=r"shape must hold fewer than 2\^32 neurons"):
        draws(SEED, 1, (2**16, 2**16))
