"""The chapters' kernels read no settings of the person who builds the book, and print no notes of their own."""

import os
from pathlib import Path


def isolate(app, config):
    """Give IPython a folder of its own, whose only setting silences the kernel's start-up notes."""
    profile = Path(app.outdir).parent / ".ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text("c.IPKernelApp.log_level = 'CRITICAL'\n", encoding="utf-8")
    os.environ["IPYTHONDIR"] = str(profile.parent)


def setup(app):
    """Register the event."""
    app.connect("config-inited", isolate)
