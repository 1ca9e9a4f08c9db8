"""`python -m mpepsn COMMAND`: what the package does from a shell."""

import argparse
import sys

from .measure.machine import info


def main(words: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m mpepsn", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("info", help="this machine, and the versions that matter")
    parser.parse_args(words)
    print(info())
    return 0


if __name__ == "__main__":
    sys.exit(main())
