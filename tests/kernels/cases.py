"""What every kernel must give: its reference's spikes bit for bit, and its gradients, in every option.

A program too: `python cases.py --how triton [WORD …]` runs the cases whose names hold a word, or all, and exits with 1
if one fails. "eager" runs the functions that would be compiled as they stand.
"""

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack, contextmanager, nullcontext
from functools import partial
from importlib import import_module
from itertools import product
from typing import NamedTuple
from unittest.mock import patch

import torch
from torch import Tensor

import mpepsn
from mpepsn import atan, kernels, rectangle, sigmoid, triangle
from mpepsn.neurons.masked_psn import last_steps
from mpepsn.neurons.recording import estimate_error

SEED = torch.tensor(-(2**61) - 12345)
SHAPES = [(1, 1), (4, 3), (7, 2, 5), (16, 131), (19, 6), (40, 3, 2)]
SPIKES = [triangle(), atan(1.5), sigmoid(strict=True), rectangle(0.8), triangle(0.5, strict=True)]
DTYPES = [torch.float32, torch.bfloat16, torch.float16]


class Case(NamedTuple):
    """One call of a kernel beside its reference.

    Attributes:
        name: which kernel and which options.
        reference: from the current and the learned numbers to spikes, and error of the estimate or None.
        kernel: the same by a kernel; its third argument says how.
        x: currents.
        learned: what else is differentiated.
    """

    name: str
    reference: Callable
    kernel: Callable
    x: Tensor
    learned: tuple[Tensor, ...]


def current(shape: tuple[int, ...], dtype: torch.dtype = torch.float32, ties: bool = False) -> Tensor:
    """Currents that often come near the threshold; with ties, multiples of a quarter, which are exact."""
    generator = torch.Generator().manual_seed(sum(shape))
    x = torch.randn(*shape, generator=generator) * 1.2 + 0.3
    return ((4 * x).round() / 4 if ties else x).to(dtype)


def lif_case(x, reset, detach, spike, own=False, decay=0.5, gain=1.25) -> Case:
    start = torch.rand(x.shape[1:], generator=torch.Generator().manual_seed(1)) if own else torch.tensor(0.25)
    options = dict(decay=decay, gain=gain, reset=reset, spike=spike, detach_reset=detach)

    def reference(x, start, threshold):
        return mpepsn.lif(x, v_init=start, threshold=threshold, **options).s, None

    def kernel(x, start, threshold, how):
        s, _ = kernels.lif(x, start, threshold, decay, gain, reset, detach, *spike.parts(), how)
        return s, None

    return Case(f"lif {reset} {detach} {spike} {own}", reference, kernel, x, (start, torch.tensor(0.75)))


def mpe_case(x, kind, sweeps, reading, error, spike, decay=0.5) -> Case:
    def reference(x, threshold):
        wide = x.float()
        v_hat = mpepsn.estimate(wide, kind, threshold=threshold.detach(), seed=SEED, spike=spike)
        options = dict(decay=decay, threshold=threshold, sweeps=sweeps, reading=reading, spike=spike)
        trace = mpepsn.mpe(wide, v_hat, **options)
        return trace.s.to(x.dtype), estimate_error(trace) if error else None

    def kernel(x, threshold, how):
        s, errors = kernels.mpe(
            x, SEED.to(x.device), threshold, decay, kind, sweeps, reading, error, *spike.parts(), how
        )
        return s, errors if error else None

    return Case(f"mpe {kind} {sweeps} {reading} {error} {spike}", reference, kernel, x, (torch.tensor(0.75),))


def psn_case(x, spike, each=True) -> Case:
    generator = torch.Generator().manual_seed(2)
    steps = len(x)
    weight = (4 * torch.randn(steps, steps, generator=generator)).round() / 8
    threshold = torch.rand(steps, generator=generator) + 0.5 if each else torch.tensor(0.75)

    def reference(x, weight, threshold):
        return mpepsn.psn(x, weight, threshold, spike=spike).s, None

    def kernel(x, weight, threshold, how):
        return kernels.psn(x, weight, threshold, "psn", *spike.parts(), how), None

    return Case(f"psn {spike} {each}", reference, kernel, x, (weight, threshold))


def window_case(x, order, spike, masked=False) -> Case:
    generator = torch.Generator().manual_seed(3)
    steps = len(x)
    weight = torch.randn(steps, steps, generator=generator) if masked else torch.randn(order, generator=generator)
    threshold = torch.rand(steps, generator=generator) + 0.5 if masked else torch.tensor(0.75)

    def reference(x, weight, threshold):
        if masked:
            return mpepsn.masked_psn(x, weight, threshold, order, spike=spike).s, None
        return mpepsn.sliding_psn(x, weight, threshold, spike=spike).s, None

    def kernel(x, weight, threshold, how):
        rows = last_steps(weight, order) if masked else weight.unsqueeze(0)
        return kernels.psn(x, rows, threshold, "window", *spike.parts(), how), None

    return Case(f"window {order} {spike} {masked}", reference, kernel, x, (weight, threshold))


def cases(shapes=SHAPES, dtypes=DTYPES) -> list[Case]:
    """All options at one shape, and every shape and dtype at some options, ties included."""
    found, x = [], current((9, 13))
    for reset, detach, spike in product(("hard", "soft", "none"), (False, True), SPIKES):
        found.append(lif_case(x, reset, detach, spike))
    readings = [("same_step", 1), *(("previous", sweeps) for sweeps in (1, 2, 3, 4, 9))]
    for kind, (reading, sweeps), error in product(mpepsn.neurons.layers.estimated.ESTIMATES, readings, (False, True)):
        found.append(mpe_case(x, kind, sweeps, reading, error, SPIKES[sweeps % 5]))
    for spike in SPIKES:
        found += [psn_case(x, spike), window_case(x, 3, spike), window_case(x, 4, spike, masked=True)]
    for shape, dtype, ties in product(shapes, dtypes, (False, True)):
        x = current(shape, dtype, ties)
        strict = triangle(strict=len(shape) == 3)
        found += [lif_case(x, "hard", False, strict, own=True), lif_case(x, "soft", False, strict, decay=1.0, gain=1.0)]
        found.append(mpe_case(x, "threshold", 2, "previous", True, strict))
        found += [mpe_case(x, "bernoulli", 1, reading, True, strict) for reading in ("previous", "same_step")]
        found += [psn_case(x, strict, each=False), window_case(x, min(3, shape[0]), strict)]
    scattered = current((6, 5, 4)).transpose(1, 2)
    found.append(lif_case(scattered, "hard", False, SPIKES[0], own=True))
    found.append(mpe_case(scattered, "bernoulli", 2, "previous", True, SPIKES[0]))
    found += [psn_case(scattered, SPIKES[0]), window_case(scattered, 2, SPIKES[0])]
    return found


def differences(case: Case, how: str, device: str = "cpu") -> str | None:
    """What a kernel on a device gives that its reference on the CPU does not."""
    results = []
    for run, place in ((case.reference, "cpu"), (lambda *given: case.kernel(*given, how), device)):
        x = case.x.detach().to(place).requires_grad_()
        learned = [one.to(place, copy=True).requires_grad_() for one in case.learned]
        s, error = run(x, *learned)
        weight = torch.linspace(-1, 1.5, s.numel()).reshape(s.shape).to(place)
        loss = (s.float() * weight).sum()
        if error is not None:
            loss = loss + (error * torch.linspace(1, 2, len(error)).to(place)).sum() * len(s)
        found = s, error, *torch.autograd.grad(loss, [x, *learned])
        results.append([one if one is None else one.cpu() for one in found])
    (s, error, *gradients), (s_too, error_too, *gradients_too) = results
    if s_too.dtype != s.dtype or not torch.equal(s, s_too):
        return f"{int((s != s_too).sum())} of {s.numel()} spikes"
    if error is not None and not torch.allclose(error, error_too, rtol=1e-5, atol=1e-6):
        return f"error {error} and {error_too}"
    close = dict(rtol=1e-4, atol=1e-4) if case.x.dtype == torch.float32 else dict(rtol=2e-2, atol=1e-2)
    for place, (one, other) in enumerate(zip(gradients, gradients_too, strict=True)):
        scale = max(1.0, one.abs().max().item())
        if one.dtype != other.dtype or not torch.allclose(one / scale, other / scale, **close):
            return f"gradient {place}: off by {(one - other).abs().max().item():.3g} of {scale:.3g}"
    return None


@contextmanager
def uncompiled():
    """Runs what would be compiled as it stands, in seconds where compilation takes minutes."""
    files = [import_module(f"mpepsn.kernels.{name}") for name in kernels.KERNELS if name.endswith("_compiled")]
    with ExitStack() as patches:
        for file in files:
            patches.enter_context(patch.object(file, "compiled", partial))
        yield


def main() -> int:
    """Run the chosen cases; print what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--how", choices=["eager", "compiled", "triton"], required=True)
    parser.add_argument("--until-one-fails", action="store_true")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("words", nargs="*")
    chosen = parser.parse_args()
    ran, failed = 0, 0
    with uncompiled() if chosen.how == "eager" else nullcontext():
        for case in cases():
            if chosen.words and not any(word in case.name for word in chosen.words):
                continue
            ran += 1
            how = "triton" if chosen.how == "triton" else "compiled"
            if (found := differences(case, how, chosen.device)) is not None:
                failed += 1
                print(f"{case.name} {tuple(case.x.shape)} {case.x.dtype}: {found}")
                if chosen.until_one_fails:
                    break
    print(f"{ran - failed} passed, {failed} failed")
    return 1 if failed or not ran else 0


if __name__ == "__main__":
    sys.exit(main())
