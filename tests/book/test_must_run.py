"""CI names folders whose tests must run; there a skipped test is a failure."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"
SKIPS = {
    "test": "import pytest\n\ndef test_page():\n    pytest.skip('no browser')\n",
    "setup": "import pytest\n\n@pytest.mark.skipif(True, reason='no browser')\ndef test_page():\n    pass\n",
    "file": "import pytest\n\npytest.skip('no browser', allow_module_level=True)\n",
}


@pytest.mark.parametrize("must_run, failures", [("js", 0), ("browser,js", len(SKIPS))])
def test_skip_fails_where_tests_must_run(tmp_path, must_run, failures):
    folder = tmp_path / "tests/browser"
    folder.mkdir(parents=True)
    shutil.copy(CONFTEST, tmp_path / "tests")
    for name, text in SKIPS.items():
        (folder / f"test_{name}.py").write_text(text, encoding="utf-8")
    (folder / "test_passes.py").write_text("def test_page():\n    pass\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--continue-on-collection-errors",
        "-rN",
        "--rootdir",
        tmp_path,
        tmp_path,
    ]
    done = subprocess.run(command, env=os.environ | {"MPEPSN_MUST_RUN": must_run}, capture_output=True, text=True)
    assert "1 passed" in done.stdout
    assert done.stdout.count("and MPEPSN_MUST_RUN names browser") == failures, done.stdout
    assert (done.returncode == 0) == (failures == 0), done.stdout
