"""The Python that the README and the book's first page show runs as it stands."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHOWN = [
    pytest.param(block, id=f"{name}-{number}")
    for name in ("README.md", "book/intro.md")
    for number, block in enumerate(re.findall(r"^```python\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.M | re.S))
]


def test_both_pages_show_some():
    assert {param.id for param in SHOWN} >= {"README.md-0", "book/intro.md-0"}


@pytest.mark.parametrize("block", SHOWN)
def test_the_code_runs(block):
    names = {}
    exec(compile(block, "shown", "exec"), names)
    assert set(names["spikes"].unique().tolist()) == {0.0, 1.0}
