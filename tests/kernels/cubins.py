"""Compile every Triton kernel for two generations of GPUs, without one: `python cubins.py`. Prints a line each."""

import sys
from itertools import product

import triton
from triton.backends.compiler import GPUTarget
from triton.compiler import ASTSource

from mpepsn.kernels import lif_triton, mpe_triton, parts_triton, psn_triton, window_triton

POINTERS = "*fp32"
KNOWN = {"seed_ptr": "*i64", **dict.fromkeys(("steps", "count", "own", "span", "order"), "i32")}
CURRENTS = {"x_ptr", "s_ptr", "grad_ptr", "of_x_ptr", "out_ptr"}
FIRES = dict(SPIKE="atan", SIZE=2.0, STRICT=False)
LIF = dict(CHUNK=16, EVEN=True, OWN=False, RESET="hard")
PSN = dict(EACH=True, ROWS=16, COLUMNS=128, **FIRES)
WINDOW = dict(EACH=False, OWN=False, ROWS=8, COLUMNS=256, **FIRES)


def mpe(sweeps: int, kind: str, same: bool = False) -> list:
    """Both kernels of MPE-PSN, in one span and in several."""
    common = dict(SWEEPS=sweeps, SAME=same, KIND=kind, ERROR=True)
    back = dict(CHUNK=16, BLOCK=128, **FIRES)
    return [
        (mpe_triton.forward_kernel, dict(EARLY=0, STRICT=False, BLOCK=256, **common)),
        (mpe_triton.backward_kernel, dict(LATE=0, ONCE=True, **back, **common)),
        (mpe_triton.backward_kernel, dict(LATE=sweeps, ONCE=False, **back, **common)),
    ]


VARIANTS = [
    (lif_triton.forward_kernel, dict(LIF, STRICT=False, BLOCK=512)),
    (lif_triton.backward_kernel, dict(LIF, DETACH=False, BLOCK=256, **FIRES)),
    *mpe(1, "bernoulli"),
    *mpe(4, "threshold"),
    *mpe(1, "expected", same=True),
    *((psn_triton.kernel, dict(PSN, BACK=back)) for back in (False, True)),
    *((window_triton.kernel, dict(WINDOW, BACK=back)) for back in (False, True)),
]


def main() -> int:
    """Compile all for float32 and bfloat16 currents."""
    options = {**parts_triton.LAUNCH}
    for capability, current, (kernel, constants) in product((80, 90), ("*fp32", "*bf16"), VARIANTS):
        types = {name: current if name in CURRENTS else KNOWN.get(name, POINTERS) for name in kernel.arg_names}
        signature = types | dict.fromkeys(constants, "constexpr")
        source = ASTSource(kernel, signature=signature, constexprs=constants)
        made = triton.compile(source, target=GPUTarget("cuda", capability, 32), options=options)
        name = f"{kernel.fn.__module__.rpartition('.')[2]}.{kernel.fn.__name__}"
        print(f"sm_{capability} {current[1:]} {name}: {len(made.asm['cubin'])} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
