"""Several processes that train one network, as torchrun starts them; or one process alone.

A batch is cut into parts. Each process runs its parts on its own copy of the network; gradients are averaged, and so
are the running means of batch norms, which each part starts from the same. Who runs which part changes no number: two
processes with a part each do what one process does with the same two parts, one after the other.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, distributed, nn


class Workers:
    """This process and those beside it.

    Attributes:
        rank: number of this process, from 0.
        size: how many there are.
    """

    def __init__(self, rank: int = 0, size: int = 1):
        self.rank, self.size = rank, size

    def wrap(self, network: nn.Module) -> nn.Module:
        """The network, with gradients averaged over processes."""
        if self.size == 1:
            return network
        wrapped = nn.parallel.DistributedDataParallel(network)
        # Not as an argument: torch 2.13 warns of it, and older ones do not know what it is called there.
        wrapped.broadcast_buffers = False
        return wrapped

    def mine(self, parts: tuple) -> list[int]:
        """Which of the parts this process runs."""
        return list(range(self.rank, len(parts), self.size))

    def sum(self, values: Tensor) -> Tensor:
        """The sum over processes."""
        if self.size == 1:
            return values
        if distributed.get_backend() == "nccl":  # it sums on a GPU only
            there = values.cuda()
            distributed.all_reduce(there)
            return values.copy_(there)
        distributed.all_reduce(values)
        return values


def chosen(device: torch.device | str | None) -> torch.device:
    """The device to train on: a GPU where there is one; under torchrun the one with this process's number.

    Raises:
        ValueError: torch finds no such GPU, or torchrun started several processes that would share one.
    """
    if device is None:
        device = "cuda" if torch.cuda.is_available() else "cpu"
    device, there = torch.device(device), torch.cuda.device_count() if torch.cuda.is_available() else 0
    if device.type != "cuda":
        return device
    if not there:
        raise ValueError(f"device must be one that torch finds; it finds no CUDA device; got {str(device)!r}")
    if (local := int(os.environ.get("LOCAL_WORLD_SIZE", 1))) > 1:
        if device.index is not None or local > there:
            raise ValueError(
                f"device must be 'cuda', without a number, with a GPU for each of torchrun's {local} processes; "
                f"got {str(device)!r} and {there} GPUs"
            )
        device = torch.device("cuda", int(os.environ["LOCAL_RANK"]))
    if device.index is not None:
        torch.cuda.set_device(device)
    return device


@contextmanager
def joined(device: torch.device) -> Iterator[Workers]:
    """The processes that torchrun started, joined while the block is open; without torchrun this one alone."""
    if "RANK" not in os.environ or "WORLD_SIZE" not in os.environ:
        yield Workers()
        return
    distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
    try:
        yield Workers(distributed.get_rank(), distributed.get_world_size())
    finally:
        distributed.destroy_process_group()


class Buffers:
    """What batch norms remember, averaged over the parts of a batch."""

    def __init__(self, network: nn.Module):
        self.buffers = list(network.buffers())
        self.before = [buffer.clone() for buffer in self.buffers]
        self.total = [torch.zeros_like(buffer) for buffer in self._floats()]

    def restore(self) -> None:
        """Before a part: as they were before the batch."""
        for buffer, before in zip(self.buffers, self.before, strict=True):
            buffer.copy_(before)

    def add(self) -> None:
        """After a part."""
        for total, buffer in zip(self.total, self._floats(), strict=True):
            total += buffer

    def settle(self, workers: Workers, parts: int) -> None:
        """After the last part: the mean of all."""
        for total, buffer in zip(self.total, self._floats(), strict=True):
            buffer.copy_(workers.sum(total) / parts)

    def _floats(self) -> list[Tensor]:
        return [buffer for buffer in self.buffers if buffer.is_floating_point()]
