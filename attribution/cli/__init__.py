"""The command line `attribution`: parse, call, render.

Data goes to stdout, messages and progress to stderr. Exit code 0: done; 1: nothing found;
2: bad usage or input; 130: interrupted.
"""

from attribution.cli.main import main

__all__ = ["main"]
