"""A bar on standard error while a command works long; on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def steps(names: Sequence[str]) -> Iterator[Callable[[], None]]:
    """Shows these steps, the first at once; the function it gives goes on to the next one."""
    console = Console(stderr=True)
    shown = TextColumn("{task.description}", markup=False)
    columns = (SpinnerColumn(), shown, BarColumn(), TimeElapsedColumn())
    off = not sys.stderr.isatty()
    with Progress(*columns, console=console, transient=True, disable=off) as bar:
        task = bar.add_task(names[0], total=len(names))
        left = iter((*names[1:], names[-1]))
        yield lambda: bar.update(task, advance=1, description=next(left, names[-1]))
