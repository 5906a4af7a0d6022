"""Starts the real program again and again without importing it again: one fork for each start.

Protocol, on standard input and output: a line asks for a start, the answer is the process id; when
that process has ended, another line says so. Everything else is `tawjih run` itself.
"""

import os
import sys

from bot import program
from bot.commands import root, run
from catalogue.understand import reader

WARM = (program, run, reader())


def main() -> None:
    """Serve one start after another until standard input ends."""
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            # What the program prints must not be taken for an answer of this one.
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            root.main(["run"])
        print(child, flush=True)
        os.waitpid(child, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    main()
