"""Where a command's paper goes: into a file whose ending says the format, or into the terminal."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from rich.console import Console

from bot.commands.paper_view import viewed
from casework.errors import OperatorError
from catalogue.papers.blocks import Paper
from catalogue.papers.writing import ENDINGS, UnknownEnding, write


class PaperLanguage(StrEnum):
    """The languages papers are written in."""

    fr = "fr"
    ar = "ar"


def deliver(paper: Paper, to: Path | None) -> None:
    """Write the paper to that file, or print it.

    Raises `casework.errors.OperatorError` for an ending of no format and a place that cannot be
    written to.
    """
    if to is None:
        Console().print(viewed(paper))
        return
    try:
        write(paper, to)
    except UnknownEnding as unknown:
        known = " ".join(ENDINGS)
        raise OperatorError("cli.paper.ending", what=str(unknown), known=known) from None
    except OSError as fault:
        raise OperatorError("cli.paper.place", what=str(to), why=fault.strerror or "") from None


def check_ending(to: Path | None) -> None:
    """Say at once that a file of that kind is not written, before the work is done.

    Raises `casework.errors.OperatorError`.
    """
    if to is not None and to.suffix.casefold() not in ENDINGS:
        raise OperatorError("cli.paper.ending", what=to.suffix, known=" ".join(ENDINGS))
