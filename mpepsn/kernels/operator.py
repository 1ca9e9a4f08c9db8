"""What torch sees of a kernel, and how a current is laid out for it."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from types import ModuleType

import torch
from torch import Tensor


class Operator:
    """A function with its gradient, twice: an operator of torch for torch.compile, an autograd function in eager code.

    Both do the same; on its way through an operator each eager call would lose a tenth of a millisecond.

    Args:
        name: the operator is `mpepsn::name`.
        forward: takes tensors, then numbers and words; returns one tensor or two.
        backward: takes the gradients of what forward returned, then the tensors kept, then the numbers and words;
            returns the gradients of the learned tensors.
        fakes: both of them for shapes alone.
        tensors: how many of forward's arguments are tensors.
        learned: which of those have a gradient.
        outputs: how many of the tensors that forward returns have one; further ones do not.
        keep: from forward's tensors and what it returned to the tensors kept for backward.
    """

    def __init__(
        self,
        name: str,
        forward: Callable,
        backward: Callable,
        *,
        fakes: tuple[Callable, Callable],
        tensors: int,
        learned: tuple[int, ...],
        outputs: int,
        keep: Callable[..., tuple[Tensor, ...]],
    ):
        def setup_context(ctx, inputs, output):
            ctx.save_for_backward(*keep(*inputs[:tensors], output))
            ctx.rest, ctx.count = inputs[tensors:], len(inputs)

        def gradients(run, ctx, *grads):
            found = run(*grads[:outputs], *ctx.saved_tensors, *ctx.rest)
            return tuple(found[learned.index(i)] if i in learned else None for i in range(ctx.count))

        class Eager(torch.autograd.Function):
            @staticmethod
            def forward(ctx, *inputs):
                output = forward(*inputs)
                setup_context(ctx, inputs, output)
                return output

            @staticmethod
            def backward(ctx, *grads):
                return gradients(backward, ctx, *grads)

        self.eager, self.bare = Eager.apply, forward
        self.traced = torch.library.custom_op(f"mpepsn::{name}", forward, mutates_args=())
        traced_backward = torch.library.custom_op(f"mpepsn::{name}_backward", backward, mutates_args=())
        self.traced.register_fake(fakes[0])
        traced_backward.register_fake(fakes[1])
        self.traced.register_autograd(
            lambda ctx, *grads: gradients(traced_backward, ctx, *grads), setup_context=setup_context
        )

    def __call__(self, *inputs: object) -> Tensor | tuple[Tensor, ...]:
        """What forward returns, with its gradient where one may be asked for."""
        if torch.compiler.is_compiling():
            return self.traced(*inputs)
        return self.eager(*inputs) if torch.is_grad_enabled() else self.bare(*inputs)


def backend(kernel: str, how: str) -> ModuleType:
    """The file that holds a kernel: `how` is "compiled" or "triton"."""
    return import_module(f"{__package__}.{kernel}_{how}")


def wide(x: Tensor) -> torch.dtype:
    """The dtype that a kernel computes in."""
    return torch.promote_types(x.dtype, torch.float32)


def flat(x: Tensor) -> Tensor:
    """`[T, N]` in one piece, detached: inside an operator there is no graph."""
    return x.detach().reshape(len(x), -1).contiguous()


def number(value: float | Tensor, x: Tensor) -> Tensor:
    """One number where x is, in the dtype that a kernel computes in."""
    if isinstance(value, Tensor):
        return value.detach().reshape(()).to(wide(x))
    return torch.full((), value, dtype=wide(x), device=x.device)


def no_autocast(x: Tensor) -> AbstractContextManager:
    """Kernels choose their own dtypes."""
    device = x.device.type
    return torch.autocast(device, enabled=False) if torch.is_autocast_enabled(device) else nullcontext()
