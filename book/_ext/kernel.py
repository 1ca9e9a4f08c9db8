"""The chapters' kernels read no settings of the person who builds the book, and print no notes of their own.

They compute on one thread: the chapters' networks are too small to gain from more, and where other work keeps the
processor busy, threads that wait for each other made a run of five seconds last minutes.
"""

import os
from pathlib import Path


def isolate(app, config):
    """Give IPython a folder of its own, whose only setting silences the kernel's start-up notes."""
    profile = Path(app.outdir).parent / ".ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text("c.IPKernelApp.log_level = 'CRITICAL'\n", encoding="utf-8")
    os.environ["IPYTHONDIR"] = str(profile.parent)
    os.environ.setdefault("OMP_NUM_THREADS", "1")


def setup(app):
    """Register the event."""
    app.connect("config-inited", isolate)
