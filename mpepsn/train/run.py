"""What a training run leaves: its numbers, one an epoch, and the network.

Chapter: 2
"""

from dataclasses import dataclass, field

from torch import nn


@dataclass
class Run:
    """What came out: numbers of each epoch, and the trained network.

    Attributes:
        loss: mean training loss.
        train_accuracy: share of the training part that was right while it was being learned.
        test_accuracy: share of the held-out part that is right after the epoch; nothing is chosen by it.
        validation_accuracy: share of the validation part, where the recipe keeps one aside.
        watched: what `watch` said of the network, once an epoch.
        seconds: time of the whole run, over all its resumptions.
        network: with the weights of the last epoch.
    """

    loss: list[float] = field(default_factory=list)
    train_accuracy: list[float] = field(default_factory=list)
    test_accuracy: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)
    watched: list[dict] = field(default_factory=list)
    seconds: float = 0.0
    network: nn.Module | None = None

    NUMBERS = ("loss", "train_accuracy", "test_accuracy", "validation_accuracy", "watched", "seconds")

    @property
    def chosen_epoch(self) -> int:
        """The epoch, from 0, that was best on the validation part (the first of equals); without one, the last."""
        if not self.validation_accuracy:
            return len(self.loss) - 1
        return self.validation_accuracy.index(max(self.validation_accuracy))

    def numbers(self) -> dict:
        """Everything but the network, for a checkpoint."""
        return {name: getattr(self, name) for name in self.NUMBERS}
