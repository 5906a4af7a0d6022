"""Which file format is read and written by which module: the ending of a file's name says it."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from catalogue.exchange.assured import Assured
from catalogue.exchange.draft import Draft, FileRefused
from catalogue.record import Record

FORMATS = {
    ".csv": "catalogue.exchange.csv_file",
    ".tsv": "catalogue.exchange.csv_file",
    ".xlsx": "catalogue.exchange.workbook",
    ".json": "catalogue.exchange.hsds.json_file",
    ".zip": "catalogue.exchange.hsds.package_file",
    ".geojson": "catalogue.exchange.geojson",
}
"""Ending → module (`Format`). Imported when a file asks for it: the libraries are heavy."""
TEMPLATES = (".csv", ".tsv", ".xlsx")
"""The endings of files that people fill in: their modules are a `TemplateFormat`."""
PUBLISHED = (".json", ".zip", ".geojson")
"""The endings of files for anybody: they hold what the public may see."""
OF_SITES = (".geojson",)
"""The endings of files that hold sites of actors, not actors."""
SPEAKING = (".json", ".zip")
"""The endings of files in one language: their modules are a `SpeakingFormat`."""
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


class SpeakingFormat(Protocol):
    """A format with one text for each field, and so a file for each language."""

    def write(
        self, records: Sequence[Record], path: Path, *, lang: str, assured: Mapping[str, Assured]
    ) -> None:
        """Write what the public may see of records, in one language. Raises `OSError`.

        `assured` is what people confirmed, by actor.
        """


def speaking_format_of(path: Path) -> SpeakingFormat | None:
    """The module for a file of one language by its ending; None for one of all languages."""
    speaking = path.suffix.lower() in SPEAKING
    return cast("SpeakingFormat", format_of(path)) if speaking else None


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
