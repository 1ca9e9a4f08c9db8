"""Losses of a network that gives scores at every step.

    L_SDT = CE(mean_t y[t], target)                  standard direct training: average first, compare then
    L_mem = Σ_t κ[t] · mean_i (v̂[t, i] − v[t, i])²   how far the estimates lie from what came of them

Source: slides ("SDT loss", whose sum runs over T + 1 terms; there are T); MPE-PSN Eq. 14. Chapter: 2, 7
"""

import torch.nn.functional as F
from torch import Tensor


def sdt_loss(y: Tensor, target: Tensor) -> Tensor:
    """Cross entropy of the mean score.

    Args:
        y: scores `[T, B, K]`.
        target: classes `[B]`, int64.

    Returns:
        Mean over the batch, one number.
    """
    if y.dim() != 3 or target.shape != y.shape[1:2]:
        raise ValueError(f"y must be [T, B, K] and target [B]; got y {tuple(y.shape)} and target {tuple(target.shape)}")
    return F.cross_entropy(y.mean(0), target)


def membrane_loss(error: Tensor, kappa: Tensor | None = None) -> Tensor:
    """L_mem of one layer, from the errors that `record(model, keep="error")` keeps.

    The printed Eq. 14 sums over neurons and over a mean square error, which is a mean already; here it is the mean. Its
    κ stands at the neurons, κ_i; its text and the released code weigh steps. The code divides by the number of steps
    once more: `MPEPSN.released(...).step_weights(T)` holds that.

    Args:
        error: `[T]`, mean_i (v̂ − v)² at each step.
        kappa: `[T]`, weight of each step, from `MPEPSN.step_weights`; None: 1/T each.

    Returns:
        One number.

    >>> import torch
    >>> membrane_loss(torch.tensor([1.0, 4.0]))
    tensor(2.5000)
    """
    if error.dim() != 1 or (kappa is not None and kappa.shape != error.shape):
        came = "None" if kappa is None else tuple(kappa.shape)
        raise ValueError(f"error must be [T] and kappa the same; got error {tuple(error.shape)} and kappa {came}")
    return error.mean() if kappa is None else (kappa * error).sum()
