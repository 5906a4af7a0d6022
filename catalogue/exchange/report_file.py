"""A plain table as a CSV or a workbook, for whoever corrects a file; nothing in it is run."""

import csv
from collections.abc import Sequence
from pathlib import Path

from catalogue.exchange.guarding import guarded
from catalogue.exchange.workbook_writing import plain_table

ENDINGS = (".csv", ".xlsx")


def write(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table in the format of the file's ending. Raises `OSError`."""
    if path.suffix.lower() == ".xlsx":
        plain_table(path, header, rows)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, lineterminator="\r\n")
        lines.writerow(header)
        lines.writerows([guarded(cell) for cell in row] for row in rows)
