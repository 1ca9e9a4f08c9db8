"""Losses of a network that gives scores y[t] at every step, and the loss that pulls an estimate to what came of it.

    L_SDT   = CE(mean_t y[t], target)                        standard direct training: average first, compare then
    L_TET   = (1 − λ) · mean_t CE(y[t], target) + λ · L_reg  temporal efficient training: compare at every step
    L_reg   = mean_{t, b, k} (y[t, b, k] − φ)²
    L_LTS   = CE(y[T − 1], target)                           last time step
    L_TET-S = mean_t CE(y[t], (1 − ε) · target + ε / K)      TET with smooth targets, without L_reg
    L_mem   = Σ_t κ[t] · mean_i (v̂[t, i] − v[t, i])²         how far the estimates lie from what came of them
    L       = (1 − λ) · L_class + λ · L_mem

Source: TET: Deng et al. 2022, and MPE-PSN Eq. 16; LTS, TET-S and SDT: the slides; L_mem, L: MPE-PSN Eq. 14 and 15.
Chapter: 2, 7, 9
"""

import torch.nn.functional as F
from torch import Tensor

from . import arguments, targets

# No class has this number: F.cross_entropy would leave its own, -100, out of the mean without a word.
_IGNORED = -(2**62)


def sdt_loss(y: Tensor, target: Tensor) -> Tensor:
    """Cross entropy of the mean score. Every step gets the same gradient, and none is large once the mean is right.

    The slides sum over t = 0 … T and divide by T: one term too many. There are T.

    Args:
        y: scores `[T, B, K]`.
        target: classes `[B]`, int64, from 0 to K − 1; or a share of each class, `[B, K]`, with sum 1 in each row.

    Returns:
        Mean over the batch, one number.
    """
    targets.scored(y, target)
    return F.cross_entropy(y.mean(0), target, ignore_index=_IGNORED)


def tet_loss(y: Tensor, target: Tensor, rate_weight: float = 0.0, rate_target: float = 1.0) -> Tensor:
    """Mean of the steps' own cross entropies; never less than `sdt_loss`, by Jensen's inequality.

    MPE-PSN prints it bare (Eq. 16); all its released training code, like that of TET, adds the regulariser with
    `rate_weight=1e-3`. That pulls every score to one number, where the answer would be a guess: with K = 10 the best
    that can be reached is a probability of .998 for the right class and a loss of .0083, not 0.

    Args:
        y: scores `[T, B, K]`.
        target: classes `[B]`, int64, from 0 to K − 1; or a share of each class, `[B, K]`, with sum 1 in each row.
        rate_weight: λ of the regulariser, in [0, 1].
        rate_target: φ, the score that the regulariser pulls to.

    Returns:
        Mean over steps and batch, one number.
    """
    targets.scored(y, target)
    arguments.fraction(rate_weight, "rate_weight")
    arguments.finite(rate_target, "rate_target")
    loss = _mean_of_steps(y, target)
    return (1 - rate_weight) * loss + rate_weight * (y - rate_target).square().mean() if rate_weight else loss


def lts_loss(y: Tensor, target: Tensor) -> Tensor:
    """Cross entropy of the last step. The network must be read at that step, too: the readout changes with the loss.

    The slides write y[T]; counted from 0, as the released configuration does, it is y[T − 1].

    Args:
        y: scores `[T, B, K]`.
        target: classes `[B]`, int64, from 0 to K − 1; or a share of each class, `[B, K]`, with sum 1 in each row.

    Returns:
        Mean over the batch, one number.
    """
    targets.scored(y, target)
    return F.cross_entropy(y[-1], target, ignore_index=_IGNORED)


def tet_s_loss(y: Tensor, target: Tensor, smoothing: float = 0.1) -> Tensor:
    """Mean of the steps' cross entropies with a smooth target, (1 − ε) for the right class and ε/K for each.

    It ends at the entropy of that target, not at 0: .500 with K = 10 and ε = .1. The slides show ε = .1; the released
    configurations have .01 for CIFAR10-DVS and .1 for DVSGesture and N-Caltech101.

    Args:
        y: scores `[T, B, K]`.
        target: classes `[B]`, int64, from 0 to K − 1; or a share of each class, `[B, K]`, with sum 1 in each row.
        smoothing: ε, in [0, 1].

    Returns:
        Mean over steps and batch, one number.
    """
    targets.scored(y, target)
    arguments.fraction(smoothing, "smoothing")
    return _mean_of_steps(y, target, smoothing)


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
    targets.floating(error, "error", "[T]")
    if kappa is not None:
        targets.floating(kappa, "kappa", "[T]")
    if error.dim() != 1 or len(error) == 0 or (kappa is not None and kappa.shape != error.shape):
        came = f"got error {tuple(error.shape)} and kappa {None if kappa is None else tuple(kappa.shape)}"
        raise ValueError(f"error must be [T] and kappa the same, T at least 1; {came}")
    return error.mean() if kappa is None else (kappa.to(error.device) * error).sum()


def total_loss(
    class_loss: Tensor,
    membrane: Tensor,
    weight: float = 0.01,
    *,
    epoch: int | None = None,
    until: int | None = None,
) -> Tensor:
    """(1 − λ) · class_loss + λ · membrane. At λ = 0 the term stays, times 0, so that no parameter is without gradient.

    The released code drops L_mem from epoch 150 on (λ = 0; of 230 or 300 epochs), which the paper does not say:
    `total_loss(..., epoch=epoch, until=150)`. Its λ is .01 for CIFAR10-DVS and CIFAR-10, .001 for DVSGesture.

    Args:
        class_loss: one number, from a loss of the scores.
        membrane: one number, L_mem summed over layers.
        weight: λ, in [0, 1].
        epoch: this epoch, from 0.
        until: first epoch with λ = 0; None: never.

    Returns:
        One number.
    """
    arguments.fraction(weight, "weight")
    if until is not None and epoch is None:
        raise ValueError("epoch must be given where until is; got None")
    if until is not None and epoch >= until:
        weight = 0.0
    return (1 - weight) * class_loss + weight * membrane


def _mean_of_steps(y: Tensor, target: Tensor, smoothing: float = 0.0) -> Tensor:
    every = target.repeat(len(y), *(1,) * (target.dim() - 1))
    return F.cross_entropy(y.flatten(0, 1), every, ignore_index=_IGNORED, label_smoothing=smoothing)
