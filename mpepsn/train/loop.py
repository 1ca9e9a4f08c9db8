"""A run from beginning to end: prepare or resume, epoch after epoch, evaluate, keep.

Chapter: 2
"""

import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn

from ..data import Labelled
from . import checkpoint
from .evaluate import accuracy
from .job import Job
from .progress import Progress
from .recipe import Recipe
from .run import Run
from .workers import chosen, joined


def fit(
    recipe: Recipe,
    seed: int = 0,
    report: Callable[[str], None] | None = print,
    *,
    bar: bool = False,
    device: torch.device | str | None = None,
    keep: Path | str | None = None,
    watch: Callable[[nn.Module, Labelled], dict] | None = None,
) -> Run:
    """Train once. The seed fixes the split, the initial weights, the order of the samples and all draws.

    A run that was killed goes on from `keep` and ends with the numbers of a run that was not. Started by torchrun, the
    processes share each batch, each on a GPU of its own where there are GPUs; two do what one does with `parts = 2`.

    Args:
        recipe: what to train.
        seed: of everything random; torch's own generator is left as it was.
        report: called with what is missing, and with a line of progress about ten times; None for silence.
        bar: show a bar of tqdm that moves with every update.
        device: where to train; None: a GPU where there is one, else the CPU.
        keep: file of the checkpoint, written after each epoch and read at the start where it is there.
        watch: called with the network and the held-out part after each epoch; what it returns is kept in the run.

    Raises:
        FloatingPointError: input, loss or weights became infinite or NaN; the checkpoint of the epoch before is kept.
        ValueError: `keep` holds something else than a checkpoint of this recipe and seed; there is no CUDA device; the
            recipe does not fit the data; a neuron was given NaN.
        OSError: the checkpoint could not be written; the one before is kept.
    """
    device = chosen(device)
    with joined(device) as team, torch.random.fork_rng():
        torch.manual_seed(seed)
        training = recipe.part("fit" if recipe.validation else "train", seed)
        held_out = {"test_accuracy": recipe.part("test", seed)}
        if recipe.validation:
            held_out["validation_accuracy"] = recipe.part("validation", seed)
        x, _ = training.take(torch.arange(1))
        network = recipe.build(training.classes, x.shape[0], tuple(x.shape[2:])).to(device)
        job = Job(recipe, network, training, team)
        run, path, belongs = Run(network=network), keep and Path(keep), {"recipe": recipe.sha, "seed": seed}
        if path is not None and (state := checkpoint.load(path, belongs)) is not None:
            job.load(state, run)
        first = team.rank == 0
        if first and report is not None:
            for text in recipe.missing:
                report(f"missing: {text}")
        progress = Progress(recipe.epochs, job.updates, report if first else None, bar and first)
        kept = len(run.loss)
        progress.skip(kept)
        try:
            for epoch in range(kept, recipe.epochs):
                began = time.perf_counter()
                loss, right = job.epoch(epoch, progress)
                run.loss.append(loss)
                run.train_accuracy.append(right)
                for name, part in held_out.items():
                    getattr(run, name).append(accuracy(network, part, job.objective.readout, amp=recipe.amp))
                if watch is not None:
                    run.watched.append(watch(network, held_out["test_accuracy"]))
                run.seconds += time.perf_counter() - began
                if path is not None and first:
                    checkpoint.save(path, belongs | job.state(run))
                    kept = epoch + 1
                progress.epoch(run)
        except (Exception, KeyboardInterrupt) as stopped:
            if path is not None:
                stopped.add_note(f"{path} holds the run up to epoch {kept}" if kept else f"{path} was not begun")
            raise
        finally:
            progress.close()
        return run
