"""What the losses refuse: each error names the argument, what came and what is allowed."""

import re

import pytest
import torch

from mpepsn import lts_loss, membrane_loss, sdt_loss, tet_loss, tet_s_loss

LOSSES = [sdt_loss, tet_loss, lts_loss, tet_s_loss]
Y = torch.randn(2, 3, 4, generator=torch.Generator().manual_seed(0))
CLASSES, SHARES = torch.tensor([0, 3, 2]), torch.full((3, 4), 0.25)
KINDS = "target must hold classes, int64 [B], or shares of classes, floating point [B, K]; got "
ROWS = "target must hold shares of at least 0, and sum to 1 in each row; got shares from "


def every(*values):
    return torch.tensor(values).expand(3, 4)


TABLE = [
    (Y.long(), CLASSES, TypeError, "y must be a floating point tensor [T, B, K]; got torch.int64"),
    ([0.0], CLASSES, TypeError, "y must be a floating point tensor [T, B, K]; got list"),
    (Y, [0, 3, 2], TypeError, KINDS + "list"),
    (Y, CLASSES.int(), TypeError, KINDS + "torch.int32 (3,)"),
    (Y, CLASSES.float(), TypeError, KINDS + "torch.float32 (3,)"),
    (Y, SHARES.long(), TypeError, KINDS + "torch.int64 (3, 4)"),
    (Y, torch.tensor([0, -100, 2]), ValueError, "target must hold classes from 0 to 3; got -100 to 2"),
    (Y, torch.full((3,), -100), ValueError, "target must hold classes from 0 to 3; got -100 to -100"),
    (Y, torch.tensor([0, 4, 2]), ValueError, "target must hold classes from 0 to 3; got 0 to 4"),
    (Y, every(1.0, 1.0, 1.0, 1.0), ValueError, ROWS + "1 and sums from 4 to 4"),
    (Y, every(-0.5, 0.5, 0.5, 0.5), ValueError, ROWS + "-0.5 and sums from 1 to 1"),
    (Y, every(0.25, 0.25, 0.25, float("nan")), ValueError, ROWS + "nan and sums from nan to nan"),
    (
        Y[:, :0],
        CLASSES[:0],
        ValueError,
        "y must be [T, B, K] and target [B] or [B, K]; got y (2, 0, 4) and target (0,). T, B and K must be at least 1",
    ),
]


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize(("y", "target", "error", "message"), TABLE, ids=[case[3][-40:] for case in TABLE])
def test_scores_and_targets_that_say_nothing_are_refused(loss, y, target, error, message):
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        loss(y, target)


@pytest.mark.parametrize("loss", LOSSES)
def test_a_class_that_there_is_not_is_never_left_out_of_the_mean(loss):
    """Where the range is not looked at, as on a GPU, what gathers the scores stops: torch itself would ignore -100."""
    compiled = torch.compile(loss, backend="eager", fullgraph=True)
    with pytest.raises(IndexError, match="Target -100 is out of bounds"):
        compiled(Y, torch.tensor([0, -100, 2]))


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("target", [CLASSES, SHARES], ids=["classes", "shares"])
def test_the_look_at_a_target_is_no_break_in_a_graph(loss, target):
    torch.testing.assert_close(torch.compile(loss, backend="aot_eager", fullgraph=True)(Y, target), loss(Y, target))


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_shares_may_be_rounded(dtype):
    shares = torch.randn(3, 1000, generator=torch.Generator().manual_seed(1)).to(dtype).softmax(1)
    assert sdt_loss(torch.zeros(2, 3, 1000), shares).isfinite()


@pytest.mark.parametrize(
    ("error", "kappa", "kind", "message"),
    [
        (torch.zeros(0), None, ValueError, "error must be [T] and kappa the same, T at least 1; got error (0,)"),
        (torch.zeros(2).long(), None, TypeError, "error must be a floating point tensor [T]; got torch.int64"),
        ([0.5, 0.5], None, TypeError, "error must be a floating point tensor [T]; got list"),
        (torch.zeros(2), [0.5, 0.5], TypeError, "kappa must be a floating point tensor [T]; got list"),
    ],
)
def test_errors_that_say_nothing_are_refused(error, kappa, kind, message):
    with pytest.raises(kind, match=re.escape(message)):
        membrane_loss(error, kappa)
