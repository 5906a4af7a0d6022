"""Files as people and attackers make them, for the tests of reading; no test stands here."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from catalogue.exchange.draft import Draft
from catalogue.exchange.formats import format_of

Rows = Sequence[Sequence[object]]


def text_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A file of text."""
    path.write_bytes(text.encode(encoding))
    return path


def workbook(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """A workbook as another program than ours writes it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def with_entry(path: Path, name: str, content: bytes, *, packed: bool = True) -> Path:
    """The same archive with one more entry, or with another content of it."""
    with zipfile.ZipFile(path) as archive:
        held = {entry: archive.read(entry) for entry in archive.namelist()}
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", method) as archive:
        for entry, bytes_ in {**held, name: content}.items():
            archive.writestr(entry, bytes_)
    return path


def read(path: Path) -> Draft:
    """What the file says."""
    return format_of(path).read(path)


def read_text(folder: Path, text: str, *, encoding: str = "utf-8", ending: str = ".csv") -> Draft:
    """What a file of this text says."""
    return read(text_file(folder / f"x{ending}", text, encoding))


def codes(draft: Draft) -> list[tuple[int, str, str]]:
    """Row, column and code of each fault."""
    return [(fault.row, fault.column, fault.code) for fault in draft.faults]
