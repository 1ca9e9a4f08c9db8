"""What an answer may change for all that runs after it, put back."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import torch


@contextmanager
def unchanged() -> Iterator[None]:
    """Run the block with gradients, float32 and the CPU as defaults; then put back these, all seeds and the threads."""
    python, array = random.getstate(), np.random.get_state()
    dtype, device, threads = torch.get_default_dtype(), torch.get_default_device(), torch.get_num_threads()
    torch.set_default_dtype(torch.float32)
    if device.type != "cpu":
        torch.set_default_device("cpu")
    gpus = list(range(torch.cuda.device_count())) if torch.cuda.is_initialized() else []
    grad = torch.is_grad_enabled()
    try:
        with torch.random.fork_rng(gpus):
            torch.set_grad_enabled(True)
            yield
    finally:
        torch.set_grad_enabled(grad)
        random.setstate(python)
        np.random.set_state(array)
        torch.set_default_dtype(dtype)
        if torch.get_default_device() != device:
            torch.set_default_device(device)
        if torch.get_num_threads() != threads:
            torch.set_num_threads(threads)
