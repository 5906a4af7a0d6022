"""The door of this package: a paper and the name of a file, whose ending says what it becomes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from catalogue.papers import html, markdown, pdf, spreadsheet, word
from catalogue.papers.blocks import Paper
from catalogue.papers.cleaning import cleaned

WRITERS: dict[str, Callable[[Paper], bytes]] = {
    ".html": html.page,
    ".md": markdown.page,
    ".docx": word.document,
    ".pdf": pdf.document,
    ".xlsx": spreadsheet.workbook,
}
ENDINGS = tuple(WRITERS)


class UnknownEnding(Exception):
    """No file of that kind is written. Its text is the ending."""


def made(paper: Paper, ending: str) -> bytes:
    """The bytes of a file of that kind (`.pdf`), the same for the same paper.

    Raises `UnknownEnding`.
    """
    writer = WRITERS.get(ending.casefold())
    if writer is None:
        raise UnknownEnding(ending)
    return writer(cleaned(paper))


def write(paper: Paper, path: Path) -> None:
    """Writes the file, whole or not at all: what stood there stays until the new one is ready.

    Raises `UnknownEnding`, and `OSError` where the folder is not there or takes no file.
    """
    content = made(paper, path.suffix)
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
