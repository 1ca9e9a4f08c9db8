"""What all tests of the package share."""

import os

import pytest


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
