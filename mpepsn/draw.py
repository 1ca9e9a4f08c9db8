"""Every random bit of the package: Philox4x32-10 in integer arithmetic.

    draws of neuron n at steps t, t+1, … t+7  =  Philox(counter = (n, t // 8, 0, 0), key = seed)

One call gives four 32-bit words, which are cut into eight 16-bit draws: step t takes the low half (t even) or the
high half (t odd) of word (t % 8) // 2. A draw depends on seed, n and t alone, so eager, compiled, Triton and
JavaScript code make the same bits in any order, one step at a time or all at once.

Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", section 3.3.
"""

import torch
from torch import Tensor

ROUNDS = 10
_MULTIPLIERS = 0xD2511F53, 0xCD9E8D57
_KEY_STEPS = 0x9E3779B9, 0xBB67AE85
_WORD = 0xFFFFFFFF


def philox(counter: tuple[Tensor, Tensor, Tensor, Tensor], key: tuple[Tensor, Tensor]) -> tuple[Tensor, ...]:
    """Philox4x32-10.

    Args:
        counter: four int64 tensors that hold 32-bit words, of shapes that broadcast; numbers will do.
        key: two int64 tensors that hold 32-bit words.

    Returns:
        Four int64 tensors that hold 32-bit words.
    """
    # Cut to 32 bits, which they have: else the compiler multiplies a range of neurons in 32 bits, and overflows.
    c0, c1, c2, c3 = (word & _WORD for word in counter)
    k0, k1 = key
    for _ in range(ROUNDS):
        high0, low0 = _multiply(c0, _MULTIPLIERS[0])
        high1, low1 = _multiply(c2, _MULTIPLIERS[1])
        c0, c1, c2, c3 = high1 ^ c1 ^ k0, low1, high0 ^ c3 ^ k1, low0
        k0, k1 = (k0 + _KEY_STEPS[0]) & _WORD, (k1 + _KEY_STEPS[1]) & _WORD
    return c0, c1, c2, c3


def draws(seed: Tensor, steps: int, shape: torch.Size | tuple[int, ...], start: int = 0) -> Tensor:
    """Sixteen-bit draws for `steps` steps of `shape` neurons.

    Args:
        seed: int64 tensor of one element, from `new_seed`.
        steps: number of steps T.
        shape: shape of one step, `[B, ...]`; neuron n is the n-th element in row-major order.
        start: step of the first draw.

    Returns:
        int64 `[T, *shape]`, uniform on 0…65535.
    """
    count = torch.Size(shape).numel()
    if count > _WORD:
        raise ValueError(f"shape must hold fewer than 2^32 neurons per step; got {tuple(shape)}")
    if not isinstance(seed, Tensor):
        raise TypeError(f"seed must be a tensor of one int64, as new_seed() makes; got {type(seed).__name__}")
    if seed.dtype != torch.int64 or seed.numel() != 1:
        raise ValueError(f"seed must be one int64, as new_seed() makes; got {seed.dtype} of shape {tuple(seed.shape)}")
    seed = seed.reshape(())
    neuron = torch.arange(count, device=seed.device)
    first, last = start // 8, (start + steps + 7) // 8
    block = torch.arange(first, last, device=seed.device).unsqueeze(1)
    zero = torch.zeros_like(neuron)
    words = torch.stack(philox((neuron, block, zero, zero), (seed & _WORD, (seed >> 32) & _WORD)), dim=1)
    halves = torch.stack((words & 0xFFFF, words >> 16), dim=2).reshape(8 * (last - first), count)
    return halves[start - 8 * first :][:steps].reshape(steps, *shape)


def bernoulli(probability: Tensor, seed: Tensor, start: int = 0) -> Tensor:
    """Independent bits, 1 with the given probability (in units of 2⁻¹⁶).

    Args:
        probability: `[T, ...]`, in [0, 1].
        seed: int64 tensor of one element.
        start: step of the first row.

    Returns:
        Zeros and ones in the dtype and shape of `probability`, without gradient.
    """
    u = draws(seed, probability.shape[0], probability.shape[1:], start)
    return (u < probability.detach().float() * 65536).to(probability.dtype)


def uniform(seed: Tensor, steps: int, shape: torch.Size | tuple[int, ...]) -> Tensor:
    """Float32 `[T, *shape]`, uniform on the 65,536 midpoints (k + ½)/65536 of (0, 1)."""
    return (draws(seed, steps, shape).float() + 0.5) / 65536


def new_seed(device: torch.device | str = "cpu") -> Tensor:
    """One int64 from torch's default generator, so that `torch.manual_seed` governs every layer."""
    return torch.randint(-(2**63), 2**63 - 1, (), dtype=torch.int64, device=device)


def _multiply(word: Tensor, constant: int) -> tuple[Tensor, Tensor]:
    """High and low word of a 32 × 32 bit product. The constant less 2³² keeps the product within a signed 64."""
    product = word * (constant - (1 << 32))
    return (product >> 32) + word, product & _WORD
