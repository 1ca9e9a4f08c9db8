"""How far a run is: a line about ten times, and on request a bar that moves with every update."""

import time
from collections.abc import Callable

from .run import Run


class Progress:
    """Tells how far a run is.

    Args:
        epochs: of the whole run.
        updates: of one epoch.
        report: called with a line about ten times; None for silence.
        bar: show a bar of tqdm on stderr: loss, accuracy, time left.
    """

    def __init__(self, epochs: int, updates: int, report: Callable[[str], None] | None, bar: bool):
        self.epochs, self.updates, self.report = epochs, updates, report
        self.start, self.first, self.bar = time.perf_counter(), 0, None
        if bar:
            try:
                from tqdm import tqdm
            except ModuleNotFoundError as missing:
                raise ImportError("the bar comes with tqdm: pip install 'mpepsn[train]'") from missing
            self.bar = tqdm(total=epochs * updates, unit="update", leave=False, dynamic_ncols=True)

    def skip(self, epochs: int) -> None:
        """Begin after `epochs` epochs that were done before."""
        self.first = epochs
        if self.bar is not None:
            self.bar.update(epochs * self.updates)

    def update(self, loss: float, right: float) -> None:
        """After an update: mean loss and accuracy of the epoch so far."""
        if self.bar is not None:
            self.bar.set_postfix(loss=f"{loss:.3f}", training=f"{right:.1%}", refresh=False)
            self.bar.update()

    def epoch(self, run: Run) -> None:
        """After an epoch."""
        done = len(run.loss)
        if self.report is not None and (done % max(1, self.epochs // 10) == 0 or done == self.epochs):
            left = (time.perf_counter() - self.start) / (done - self.first) * (self.epochs - done)
            line = (
                f"epoch {done:3d}/{self.epochs}   loss {run.loss[-1]:.3f}   "
                f"training {run.train_accuracy[-1]:6.1%}   held out {run.test_accuracy[-1]:6.1%}   {left:3.0f} s left"
            )
            self.bar.write(line) if self.bar is not None else self.report(line)

    def close(self) -> None:
        """Take the bar away."""
        if self.bar is not None:
            self.bar.close()
