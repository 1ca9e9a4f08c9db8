"""What all tests of the package share."""

import os
import shutil

import pytest

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_configure(config):
    # torch.compile warns about torch's own code; ours stays under warnings-are-errors.
    for message in ("`torch.jit", ".*torch.autograd.function.Function"):
        config.addinivalue_line("filterwarnings", f"ignore:{message}:DeprecationWarning")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """In a folder that MPEPSN_MUST_RUN names (such as browser) a skipped test is a failure."""
    report = yield
    return fail_if_must_run(report, item.path)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """The same for a file that skips itself as a whole."""
    report = yield
    return fail_if_must_run(report, collector.path)


def fail_if_must_run(report, path):
    must_run = set(os.environ.get("MPEPSN_MUST_RUN", "").split(",")) & set(path.parts)
    if report.skipped and must_run:
        report.outcome = "failed"
        report.longrepr = f"{path.name} was skipped, and MPEPSN_MUST_RUN names {must_run.pop()}: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def launch():
    """Starts a headless Chromium; without one the test is skipped."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed")
    with pytest.importorskip("playwright.sync_api").sync_playwright() as playwright:
        yield lambda **options: playwright.chromium.launch(executable_path=path, args=CHROMIUM, **options)


@pytest.fixture(scope="session")
def browser(launch):
    """The one Chromium of all tests; each opens contexts of its own in it."""
    browser = launch()
    yield browser
    browser.close()
