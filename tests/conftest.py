"""What all tests of the package share."""


def pytest_configure(config):
    # torch.compile warns about torch's own code; ours stays under warnings-are-errors.
    for message in ("`torch.jit", ".*torch.autograd.function.Function"):
        config.addinivalue_line("filterwarnings", f"ignore:{message}:DeprecationWarning")
