"""A table of bad calls: each gets an error that names the argument, what came and what is allowed."""

import re

import pytest
import torch
from torch import nn

import mpepsn
from mpepsn import IF, LIF, Dynamics, LIFNoReset, atan, lif, rectangle, sigmoid, triangle
from mpepsn.data import digits
from mpepsn.losses import sdt_loss
from mpepsn.networks import dense

X = torch.zeros(4, 2, 3)
IMAGES = torch.zeros(2, 1, 4, 4)
NAN, INF = float("nan"), float("inf")
SHARE, POSITIVE, FINITE = "in [0, 1]", "greater than 0", "a finite number"
SAMPLE = "the shape of one sample, such as (C, H, W)"
RESETS = "'hard', 'soft', 'none'"
PARTS = "'train', 'fit', 'validation', 'test'"

# the call, and for its bad arguments: name, value, error, what is allowed, what came (default: the value's repr)
BAD_NUMBERS = [
    *[("decay", value, ValueError, SHARE) for value in (1.2, -0.1, NAN, INF, "0.5", None, True)],
    *[("threshold", value, ValueError, POSITIVE) for value in (0, 0.0, -1, INF, NAN, "1", None)],
    *[("gain", value, ValueError, FINITE) for value in (INF, NAN, "1", None)],
    *[("v_init", value, ValueError, FINITE) for value in (NAN, -INF, "0", [0.0])],
    *[("reset", value, ValueError, RESETS) for value in ("Hard", "subtract", None, 0)],
    *[("spike", value, TypeError, "triangle(), atan()") for value in ("triangle", None, triangle, atan, torch.Tensor)],
]
OF_IF = ("threshold", "v_init", "reset", "spike")
OF_NO_RESET = ("decay", "gain", "threshold", "v_init", "spike")

TABLE = [
    *[("lif", lambda **bad: lif(X, **{"decay": 0.5} | bad), *row) for row in BAD_NUMBERS],
    *[("LIF", LIF, *row) for row in BAD_NUMBERS],
    *[("IF", IF, *row) for row in BAD_NUMBERS if row[0] in OF_IF],
    *[("LIFNoReset", LIFNoReset, *row) for row in BAD_NUMBERS if row[0] in OF_NO_RESET],
    *[
        (make.__name__, make, name, value, ValueError, POSITIVE)
        for make, name in ((triangle, "width"), (rectangle, "width"), (atan, "slope"), (sigmoid, "slope"))
        for value in (0, -1.0, NAN, INF, "2", None)
    ],
    *[
        ("repeat", lambda steps: mpepsn.repeat(IMAGES, steps), "steps", value, ValueError, "whole number of at least 1")
        for value in (0, -3, 2.0, "4", True)
    ],
    *[("fang2023", Dynamics.fang2023, "tau", value, ValueError, "at least 1") for value in (0.9, NAN, INF, "2", None)],
    *[
        (paper.__name__, paper, "tau", value, ValueError, SHARE)
        for paper in (Dynamics.chen2024, Dynamics.shen2024)
        for value in (-0.1, 1.5, NAN, "0.5", None, True)
    ],
    *[
        (paper.__name__, paper, *row)
        for paper in (Dynamics.fang2023, Dynamics.chen2024, Dynamics.shen2024)
        for row in BAD_NUMBERS
        if row[0] in ("threshold", "reset")
    ],
    *[("digits", digits, "part", value, ValueError, PARTS) for value in ("all", None, 0)],
]


@pytest.mark.parametrize(
    ("_", "call", "name", "value", "error", "allowed"), TABLE, ids=lambda part: None if callable(part) else repr(part)
)
def test_a_bad_argument_is_named(_, call, name, value, error, allowed):
    with pytest.raises(error) as refused:
        call(**{name: value})
    message = str(refused.value)
    assert message.startswith(f"{name} must be"), message
    assert allowed in message
    assert f"got {value!r}" in message


CURRENTS = [
    (torch.zeros(4, 2, dtype=torch.int64), TypeError, "float32", "torch.int64"),
    (torch.zeros(4, 2, dtype=torch.bool), TypeError, "float32", "torch.bool"),
    (torch.zeros(4, 2, dtype=torch.complex64), TypeError, "float32", "torch.complex64"),
    ([0.5, 0.5], TypeError, "torch.Tensor", "list"),
    (0.5, TypeError, "torch.Tensor", "float"),
    (None, TypeError, "torch.Tensor", "NoneType"),
    (torch.tensor([0.5, NAN, NAN]), ValueError, "numbers", "NaN in 2 of 3 places"),
    (torch.zeros(0, 2), ValueError, "T ≥ 1", "(0, 2)"),
    (torch.tensor(0.5), ValueError, "T ≥ 1", "()"),
]


@pytest.mark.parametrize(
    "call", [lambda x: lif(x, decay=0.5), LIF(), IF(), LIFNoReset()], ids=["lif", "LIF", "IF", "LIFNoReset"]
)
@pytest.mark.parametrize(("x", "error", "allowed", "came"), CURRENTS, ids=[case[3] for case in CURRENTS])
def test_a_bad_current_is_named(call, x, error, allowed, came):
    with pytest.raises(error) as refused:
        call(x)
    message = str(refused.value)
    assert message.startswith("x must") and allowed in message and f"got {came}" in message


def test_nan_is_not_looked_for_where_the_look_would_cost_a_synchronisation():
    x = torch.tensor([0.5, NAN])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        assert lif(x, decay=0.5).s.tolist() == [0, 0]
    assert torch.compile(lambda x: lif(x, decay=0.5).s, backend="eager", fullgraph=True)(x).tolist() == [0, 0]


@pytest.mark.parametrize("name", ["decay", "gain", "threshold", "v_init"])
@pytest.mark.parametrize("shape", [(4,), (2, 2), (5, 2, 3), (1, 2, 3)])
def test_a_tensor_that_would_widen_a_step_is_refused(name, shape):
    neuron = {"decay": 0.5} | {name: torch.full(shape, 0.5)}
    wanted = f"{name} must broadcast to one step of x, (2, 3); got {shape}"
    with pytest.raises(ValueError, match=f"^{re.escape(wanted)}$"):
        lif(X, **neuron)


@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 1), (2, 3)])
@pytest.mark.parametrize("name", ["decay", "gain", "threshold", "v_init"])
def test_a_tensor_that_fits_a_step_is_taken(name, shape):
    x = torch.randn(4, 2, 3, generator=torch.Generator().manual_seed(0))
    neuron = {"decay": 0.25} | {name: torch.full(shape, 0.5)}
    assert torch.equal(lif(x, **neuron).h, lif(x, **neuron | {name: 0.5}).h)


def test_a_decay_above_one_gets_a_hint():
    with pytest.raises(ValueError, match="From a time constant in steps: decay = 1 - 1/tau"):
        LIF(decay=2.0)


OTHERS = [
    (lambda: mpepsn.repeat([1.0], 3), TypeError, "images must be a floating point tensor; got list"),
    (lambda: mpepsn.repeat(IMAGES.long(), 3), TypeError, "images must be a floating point tensor; got torch.int64"),
    (lambda: mpepsn.repeat(torch.tensor(1.0), 3), ValueError, "images must be [B, ...]; got ()"),
    (lambda: mpepsn.columns(IMAGES[0]), ValueError, "images must be [B, C, H, W]; got (1, 4, 4)"),
    (lambda: mpepsn.columns(IMAGES.byte()), TypeError, "images must be a floating point tensor; got torch.uint8"),
    (lambda: mpepsn.rate(IMAGES + 2, 3), ValueError, "images must lie in [0, 1]; got 2 to 2"),
    (lambda: mpepsn.rate(IMAGES - 1, 3), ValueError, "images must lie in [0, 1]; got -1 to -1"),
    (lambda: mpepsn.rate(IMAGES * NAN, 3), ValueError, "images must lie in [0, 1]; got nan to nan"),
    (lambda: mpepsn.rate(IMAGES, 0), ValueError, "steps must be a whole number of at least 1; got 0"),
    (
        lambda: mpepsn.rate(IMAGES, 3, seed=7),
        TypeError,
        "seed must be a tensor of one int64, as new_seed() makes; got int",
    ),
    (
        lambda: sdt_loss(torch.zeros(4, 2, 3), torch.zeros(5, dtype=torch.int64)),
        ValueError,
        "y must be [T, B, K] and target [B] or [B, K]; got y (4, 2, 3) and target (5,)",
    ),
    (
        lambda: dense(3, steps=4, in_shape=(1, 8, 8), neuron=lambda shape, steps: LIF()),
        ValueError,
        "in_shape must be (features,) for a dense network; got (1, 8, 8)",
    ),
    *[
        (lambda bad=bad: LIF(learn_v_init=True, shape=bad), ValueError, f"shape must be {SAMPLE}; got {bad!r}")
        for bad in ("ab", (), (2, 0), (2.0,), 3)
    ],
    (lambda: mpepsn.GLIF(3, 4), ValueError, f"shape must be {SAMPLE}; got 3"),
    (lambda: mpepsn.MLF(thresholds=1.0), ValueError, "thresholds must be a sequence of at least one number; got 1.0"),
    (
        lambda: LIF(learn_v_init=True, shape=(2,), v_init=0.3),
        ValueError,
        "v_init must be left out where it is learned; got 0.3",
    ),
    (lambda: mpepsn.record(42).__enter__(), TypeError, "model must be a torch.nn.Module; got int"),
    (
        lambda: mpepsn.MPEPSN(reading="same_step").step_weights(1),
        ValueError,
        'steps must be at least 2 with reading="same_step", which pairs steps; got 1',
    ),
    (
        lambda: mpepsn.MPEPSN()([0.5]),
        TypeError,
        "x must be a torch.Tensor [T, ...] of float16, bfloat16, float32 or float64; got list",
    ),
    (lambda: mpepsn.info(nn.Linear(2, 2)), TypeError, "layer must be a neuron of mpepsn; got Linear"),
]


@pytest.mark.parametrize(("call", "error", "message"), OTHERS, ids=[case[2][:40] for case in OTHERS])
def test_other_bad_calls_say_what_came(call, error, message):
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        call()
