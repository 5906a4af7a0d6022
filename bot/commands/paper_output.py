"""Where a command's paper goes: into a file whose ending says the format, or into the terminal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from bot.commands.paper_view import viewed
from catalogue.papers.blocks import Paper


def deliver(paper: Paper, to: Path | None) -> None:
    """Write the paper to that file, or print it.

    Raises `casework.errors.OperatorError` for an ending of no format and a place that cannot be
    written to.
    """
    if to is None:
        Console().print(viewed(paper))
