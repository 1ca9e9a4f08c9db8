"""Losses of a network that gives scores at every step.

    L_SDT = CE(mean_t y[t], target)        standard direct training: average first, compare then

Source: slides ("SDT loss", whose sum runs over T + 1 terms; there are T). Chapter: 2
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
