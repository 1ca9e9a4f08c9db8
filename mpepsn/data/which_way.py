"""Which-way digits: the task that a neuron without memory cannot solve.

    forward      x[t] = column t of a digit            class = digit
    backward     x[t] = column T − 1 − t of it         class = 10 + digit

Both orders of an image hold the same columns. A network whose neurons forget everything and do the same at every step,
and whose answer is the mean over the steps, gives the same answer to both, so it is right for one of them at most: 50 %
is its ceiling, whatever it learns. What lies above 50 % is the worth of a memory, or of a clock: parameters that belong
to steps (PSN, masked PSN, GLIF) tell the first column from the last without any memory.

Chapter: 4
"""

import torch

from .digits import Labelled, sequential_digits


def which_way_digits(part: str, seed: int = 0) -> Labelled:
    """Every digit of `part`, read forward and backward: `[T = 8, B, 8]`, and 20 classes.

    Args:
        part: "train" (2,704 sequences) or "test" (890).
        seed: which split; both readings of an image are in the same part.
    """
    forward, digit = sequential_digits(part, seed)
    return Labelled(torch.cat([forward, forward.flip(0)], dim=1), torch.cat([digit, digit + 10]))
