"""The optimiser of a recipe, its groups of parameters, and how its learning rate rises and falls.

Chapter: 2, 11
"""

from math import cos, pi

import torch
from torch import nn

from .recipe import Recipe


def optimiser(recipe: Recipe, network: nn.Module) -> torch.optim.Optimizer:
    """What takes the steps."""
    kinds = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW, "sgd": torch.optim.SGD}
    given = {"momentum": recipe.momentum, "nesterov": recipe.nesterov} if recipe.optimiser == "sgd" else {}
    kind = kinds[recipe.optimiser]
    return kind(_groups(network), lr=recipe.learning_rate, weight_decay=recipe.weight_decay, **given)


def _groups(network: nn.Module) -> list:
    """All parameters; initial potentials in a group without weight decay, as in IMP's code."""
    starts = [value for name, value in network.named_parameters() if name.endswith("v_init")]
    if not starts:
        return list(network.parameters())
    others = [value for name, value in network.named_parameters() if not name.endswith("v_init")]
    return [{"params": others}, {"params": starts, "weight_decay": 0.0}]


def schedule(optimiser: torch.optim.Optimizer, updates: int, rising: int) -> torch.optim.lr_scheduler.LRScheduler:
    """A cosine down to 0, after a straight line up where there is a warm-up."""
    if not rising:
        return torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, T_max=updates)

    def share(update: int) -> float:
        if update < rising:
            return (update + 1) / rising
        return (1 + cos(pi * (update - rising) / (updates - rising))) / 2

    return torch.optim.lr_scheduler.LambdaLR(optimiser, share)
