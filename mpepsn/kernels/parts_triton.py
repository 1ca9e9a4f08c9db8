"""What the Triton kernels share, in float32: surrogates, draws, masks of the estimates.

Products are never fused with sums (LAUNCH, at every launch), so potentials have the bits of the reference.

Chapter: 12
"""

from math import pi

import triton
import triton.language as tl

LAUNCH = {"enable_fp_fusion": False, "num_warps": 4}
HALF_PI = tl.constexpr(pi / 2)


@triton.jit
def fires(z, STRICT: tl.constexpr):
    """Where Θ(z) is 1."""
    if STRICT:
        return z > 0
    else:
        return z >= 0


@triton.jit
def slope(z, SPIKE: tl.constexpr, SIZE: tl.constexpr):
    """The bump that stands in for ∂s/∂z."""
    if SPIKE == "triangle":
        return tl.maximum(SIZE - tl.abs(z), 0.0) / (SIZE * SIZE)
    elif SPIKE == "atan":
        u = HALF_PI * SIZE * z
        return SIZE / 2 / (1 + u * u)
    elif SPIKE == "sigmoid":
        return SIZE * tl.sigmoid(SIZE * z) * tl.sigmoid(-SIZE * z)
    else:
        tl.static_assert(SPIKE == "rectangle")
        return tl.where(tl.abs(z) < SIZE / 2, 1 / SIZE, 0.0)


@triton.jit
def zeros(COUNT: tl.constexpr, BLOCK: tl.constexpr):
    """COUNT tensors of zeros."""
    found = ()
    for _ in tl.static_range(COUNT):
        found = found + (tl.zeros([BLOCK], tl.float32),)
    return found


@triton.jit
def words(seed, neuron, block):
    """Philox(counter = (neuron, block, 0, 0), key = seed): eight draws in four words."""
    zero = (neuron * 0).to(tl.uint32)
    low, high = (seed & 0xFFFFFFFF).to(tl.uint32), ((seed >> 32) & 0xFFFFFFFF).to(tl.uint32)
    return tl.philox_impl(neuron.to(tl.uint32), (neuron * 0 + block).to(tl.uint32), zero, zero, low, high)


@triton.jit
def mask(x, drawn, threshold, PLACE: tl.constexpr, KIND: tl.constexpr, STRICT: tl.constexpr):
    """What the estimate multiplies x by; the draw at PLACE of `drawn` decides where it is drawn."""
    if KIND == "bernoulli":
        word = drawn[PLACE // 2]
        draw = (word >> 16) if PLACE % 2 else (word & 0xFFFF)
        return tl.where(draw.to(tl.float32) < tl.sigmoid(x) * 65536, 0.0, 1.0)
    elif KIND == "expected":
        return tl.sigmoid(-x)
    elif KIND == "threshold":
        return tl.where(fires(x - threshold, STRICT), 0.0, 1.0)
    else:
        tl.static_assert(KIND == "zero")
        return x * 0
