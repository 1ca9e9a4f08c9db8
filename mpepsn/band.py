"""The weights of a window over time, as the rows of a band matrix, and back."""

import torch.nn.functional as F
from torch import Tensor


def shift(rows: Tensor, steps: int) -> Tensor:
    """Rows `[T, k]` as `[T, T + k − 1]`, row t moved t to the right: rows one too long, read on as rows one shorter."""
    width = rows.shape[1] + steps - 1
    return F.pad(rows, (0, steps)).flatten()[: steps * width].reshape(steps, width)


def unshift(rows: Tensor, order: int) -> Tensor:
    """Undo `shift`: of row t `[T + k − 1]`, the k numbers from t on.

    >>> import torch
    >>> shift(torch.tensor([[1, 2], [3, 4]]), 2).tolist()
    [[1, 2, 0], [0, 3, 4]]
    >>> unshift(shift(torch.tensor([[1, 2], [3, 4]]), 2), 2).tolist()
    [[1, 2], [3, 4]]
    """
    steps, width = rows.shape
    return F.pad(rows.flatten(), (0, steps)).reshape(steps, width + 1)[:, :order]
