"""Losses against the formula, written out."""

import torch

from mpepsn.losses import sdt_loss


def test_sdt_averages_the_scores_first():
    generator = torch.Generator().manual_seed(0)
    y = torch.randn(5, 7, 3, dtype=torch.float64, generator=generator, requires_grad=True)
    target = torch.randint(3, (7,), generator=generator)
    mean = y.sum(0) / 5
    by_hand = sum(mean[b].exp().sum().log() - mean[b, target[b]] for b in range(7)) / 7
    loss = sdt_loss(y, target)
    torch.testing.assert_close(loss, by_hand)
    average_of_losses = sum(sdt_loss(step[None], target) for step in y) / 5
    assert average_of_losses > loss + 0.01  # Jensen: comparing first and averaging then is another loss
    loss.backward()
    chosen = torch.nn.functional.one_hot(target, 3)
    torch.testing.assert_close(y.grad, ((mean.softmax(1) - chosen) / 7 / 5).detach().expand(5, 7, 3))
