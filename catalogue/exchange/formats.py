"""Which file format is read and written by which module: the ending of a file's name says it."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from catalogue.exchange.draft import Draft, FileRefused
from catalogue.record import Record

FORMATS = {
    ".csv": "catalogue.exchange.csv_file",
    ".tsv": "catalogue.exchange.csv_file",
    ".xlsx": "catalogue.exchange.workbook",
}
"""Ending → module (`Format`). Imported when a file asks for it: the libraries are heavy."""
TEMPLATES = (".csv", ".tsv", ".xlsx")
"""The endings of files that people fill in: their modules are a `TemplateFormat`."""
MACRO_ENDINGS = (".xlsm", ".xlsb", ".xltm")
OLD_ENDINGS = (".xls", ".ods", ".xlt", ".numbers")


class Format(Protocol):
    """What the module of a format has."""

    def read(self, path: Path, /) -> Draft:
        """What a file says, its faults by row. Raises `FileRefused`."""

    def write(self, records: Sequence[Record], path: Path, /) -> None:
        """Write records as they are given (what may leave is `leaving`). Raises `OSError`."""


class TemplateFormat(Format, Protocol):
    """A format that people fill in."""

    def template(self, path: Path, /) -> None:
        """Write a file to be filled in, with a worked example. Raises `OSError`."""


def template_format_of(path: Path) -> TemplateFormat:
    """The module for a template by its ending. Raises `FileRefused` where there is none."""
    if path.suffix.lower() not in TEMPLATES:
        raise FileRefused("no_template", what=path.suffix or path.name, values=" ".join(TEMPLATES))
    return cast("TemplateFormat", format_of(path))


def format_of(path: Path) -> Format:
    """The module for a file by the ending of its name. Raises `FileRefused` for an unknown one."""
    ending = path.suffix.lower()
    if ending in MACRO_ENDINGS:
        raise FileRefused("macros")
    if ending in OLD_ENDINGS:
        raise FileRefused("old_format", what=ending)
    if ending not in FORMATS:
        raise FileRefused("unknown_ending", what=ending or path.name, values=" ".join(FORMATS))
    return cast("Format", import_module(FORMATS[ending]))
