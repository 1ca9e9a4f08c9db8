"""What is done to a network in each epoch: the visible loop.

    for a batch in random order:   y = network(x);  loss(y, target).backward();  optimiser.step();  schedule.step()

A batch may be cut into parts, for several processes or for little memory; then their gradients are averaged.
Chapter: 2
"""

from contextlib import nullcontext

import torch
from torch import Tensor, nn

from ..data import Labelled
from ..neurons import MaskedPSN
from .evaluate import cast, right_answers
from .objective import Objective, Scored
from .optimiser import optimiser, schedule
from .progress import Progress
from .recipe import Recipe
from .run import Run
from .workers import Buffers, Workers


class Job:
    """A network in training: what an epoch needs, and what a checkpoint keeps."""

    def __init__(self, recipe: Recipe, network: nn.Module, training: Labelled, team: Workers):
        self.recipe, self.network, self.training, self.team = recipe, network, training, team
        self.parts = max(recipe.parts, team.size)
        if self.parts % team.size:
            raise ValueError(f"parts must be a multiple of the {team.size} processes; got {recipe.parts}")
        self.wrapped = team.wrap(network)
        self.objective = Objective(recipe.loss, recipe.membrane, recipe.smoothing)
        full, rest = divmod(len(training.y), recipe.batch)
        self.updates = full + (rest >= self.parts)
        if self.updates == 0:
            raise ValueError(f"parts must be at most the {len(training.y)} sequences to train on; got {self.parts}")
        self.optimiser = optimiser(recipe, network)
        self.schedule = schedule(self.optimiser, recipe.epochs * self.updates, recipe.warm_up * self.updates)

    def epoch(self, epoch: int, progress: Progress) -> tuple[float, float]:
        """One pass over the training part: mean loss and accuracy."""
        self.wrapped.train()
        close_masks(self.network, epoch, self.recipe.epochs)
        device = next(self.network.parameters()).device
        sums, count = torch.zeros(2, dtype=torch.float64), 0
        for chosen in torch.randperm(len(self.training.y)).split(self.recipe.batch)[: self.updates]:
            self.optimiser.zero_grad()
            sums += self.team.sum(self._batch(chosen, epoch, device))
            self.optimiser.step()
            self.schedule.step()
            count += len(chosen)
            progress.update(sums[0].item() / count, sums[1].item() / count)
        self._check_weights(epoch)
        return tuple((sums / count).tolist())

    def _batch(self, chosen: Tensor, epoch: int, device: torch.device) -> Tensor:
        """Gradients of a batch; the sum of the losses and the number of right answers of this process's parts."""
        if self.parts == 1:
            return self._part(chosen, 1.0, epoch, device)
        parts, seeds = chosen.tensor_split(self.parts), torch.randint(2**62, (self.parts,)).tolist()
        mine, sums, buffers = self.team.mine(parts), torch.zeros(2, dtype=torch.float64), Buffers(self.network)
        for index in mine:
            alone = self.team.size > 1 and index != mine[-1]
            buffers.restore()
            with torch.random.fork_rng(), self.wrapped.no_sync() if alone else nullcontext():
                torch.manual_seed(seeds[index])
                share = len(parts[index]) / len(chosen) * self.team.size
                sums += self._part(parts[index], share, epoch, device)
            buffers.add()
        buffers.settle(self.team, self.parts)
        return sums

    def _part(self, chosen: Tensor, share: float, epoch: int, device: torch.device) -> Tensor:
        x, target = self.training.take(chosen)
        x, target = x.to(device), target.to(device)
        if not x.isfinite().all():
            raise FloatingPointError(f"x must hold finite numbers; a sequence of epoch {epoch + 1} does not")
        with cast(device, self.recipe.amp):
            y, loss = self._scored(x, target, epoch)
        if not loss.isfinite():
            raise FloatingPointError(f"the loss became {loss.item()} in epoch {epoch + 1}; try a smaller learning_rate")
        (loss * share).backward()
        return torch.tensor(
            [loss.item() * len(chosen), right_answers(y, target, self.objective.readout)], dtype=torch.float64
        )

    def _scored(self, x: Tensor, target: Tensor, epoch: int) -> Scored:
        try:
            return self.objective(self.network, x, target, epoch, self.wrapped)
        except ValueError:
            self._check_weights(epoch)
            raise

    def _check_weights(self, epoch: int) -> None:
        """Stop before what is infinite or NaN is kept: weights, and what batch norms remember."""
        if not all(value.isfinite().all() for value in self.network.state_dict().values()):
            raise FloatingPointError(
                f"the weights became infinite or NaN in epoch {epoch + 1}; try a smaller learning_rate"
            )

    def state(self, run: Run) -> dict:
        """Everything that the rest of the run depends on."""
        return {
            "run": run.numbers(),
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "cpu": torch.get_rng_state(),
            "cuda": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
        }

    def load(self, state: dict, run: Run) -> None:
        """Put everything back as it was after an epoch."""
        for name, value in state["run"].items():
            setattr(run, name, value)
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["cpu"])
        if len(state["cuda"]) == torch.cuda.device_count():
            torch.cuda.set_rng_state_all(state["cuda"])


def close_masks(network: nn.Module, epoch: int, epochs: int) -> None:
    """Progressive masking: every masked PSN's mask closes over the first eighth of the epochs.

    mask_blend = min(1, 8 · epoch / (epochs − 1)), set once an epoch, as PSN's released code does for its Eq. 13.
    """
    for layer in network.modules():
        if isinstance(layer, MaskedPSN):
            layer.mask_blend = min(1.0, 8 * epoch / max(1, epochs - 1))
