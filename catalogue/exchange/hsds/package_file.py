"""HSDS as a tabular data package: a ZIP with one CSV for each table and `datapackage.json`.

Texts that a spreadsheet would run get an apostrophe before them, which reading takes away again.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, Any

import orjson

from catalogue.exchange.assured import Assured
from catalogue.exchange.draft import Draft, FileRefused
from catalogue.exchange.file_guard import ZIP, looked_at
from catalogue.exchange.guarding import bare, guarded, is_formula
from catalogue.exchange.hsds.json_file import LICENCE
from catalogue.exchange.hsds.package import MOST_ROWS, Package, TooManyRows
from catalogue.exchange.hsds.reading import draft_of
from catalogue.exchange.hsds.sheaf import Sheaf
from catalogue.exchange.hsds.tables import PROFILE, VERSION, Column, Table, tables
from catalogue.exchange.hsds.writing import sheaf_of
from catalogue.exchange.seen_by import Reader, seen_by
from catalogue.exchange.zip_guard import checked
from catalogue.record import Record

DESCRIPTOR = "datapackage.json"
LARGEST_TABLE = 200 * 1024 * 1024
"""Unpacked bytes of one CSV."""
_FILES = {
    name: table.name for table in tables().values() for name in (table.path, f"{table.name}.csv")
}
_SHARED = ("taxonomy", "taxonomy_term", "unit")
"""Tables whose rows are the same for many actors, and stand in the file once."""
_FORMATS = {"email": "email", "uri": "uri", "uuid": "uuid"}


def read(path: Path) -> Draft:
    """What the package says. Raises `FileRefused` for an archive that is none, or a trap."""
    if not looked_at(path).startswith(ZIP):
        raise FileRefused("hsds_not_a_package")
    checked(path, _kind, lambda _: LARGEST_TABLE)
    package = Package()
    try:
        with zipfile.ZipFile(path) as archive:
            for name, table in _tables_in(archive):
                with archive.open(name) as file:
                    _read_table(package, table, file)
    except TooManyRows:
        raise FileRefused("too_many_rows", most=MOST_ROWS) from None
    return draft_of(package)


def _kind(archive: zipfile.ZipFile, _: Sequence[str]) -> None:
    found = [table for _, table in _tables_in(archive)]
    if "organization" not in found or len(set(found)) < len(found):
        raise FileRefused("hsds_not_a_package")


def _tables_in(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The names of the CSVs that hold tables, in whatever folder, each with its table."""
    named = [(name, PurePosixPath(name).name.lower()) for name in archive.namelist()]
    return [(name, _FILES[last]) for name, last in named if last in _FILES]


def _read_table(package: Package, table: str, file: IO[bytes]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    rows = csv.DictReader(text, strict=True)
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            package.add(table, _cells(package, table, number, row))
    except csv.Error:
        package.wrong(table, number + 1, "", "broken_row", row=number + 1)
    except UnicodeDecodeError:
        package.wrong(table, number + 1, "", "not_text")


def _cells(
    package: Package, table: str, number: int, row: Mapping[str | None, Any]
) -> dict[str, object]:
    """The cells by column; more cells than columns, and formulas, are faults."""
    if None in row:
        package.wrong(table, number, "", "beyond_header")
    cells = {name: cell for name, cell in row.items() if name and isinstance(cell, str)}
    for name, cell in cells.items():
        if is_formula(cell):
            package.wrong(table, number, name[:60], "formula")
    return {name: bare(cell) for name, cell in cells.items()}


def write(
    records: Sequence[Record],
    path: Path,
    *,
    lang: str = "fr",
    reader: Reader = "public",
    assured: Mapping[str, Assured] | None = None,
) -> None:
    """Write what the reader may see of the records, in one language. Raises `OSError`."""
    with TemporaryDirectory() as folder:
        _write_tables(Path(folder), _sheaves(records, lang, reader, assured or {}))
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            about = orjson.dumps(descriptor(lang), option=orjson.OPT_INDENT_2)
            archive.writestr(DESCRIPTOR, about)
            for table in tables().values():
                archive.write(Path(folder) / table.path, table.path)


def _sheaves(
    records: Sequence[Record], lang: str, reader: Reader, assured: Mapping[str, Assured]
) -> Iterator[Sheaf]:
    for record in seen_by(reader, records):
        yield sheaf_of(record, lang, assured.get(record.id))


def _write_tables(folder: Path, sheaves: Iterator[Sheaf]) -> None:
    """One CSV for each table, an actor at a time: they do not all stand in memory."""
    seen: set[str] = set()
    with ExitStack() as files:
        writers = {name: _writer(files, folder, table) for name, table in tables().items()}
        for sheaf in sheaves:
            for name, rows in sheaf.rows.items():
                new = [row for of, row in rows.items() if of not in seen]
                writers[name].writerows(_row(tables()[name], row) for row in new)
                if name in _SHARED:
                    seen.update(rows)


def _writer(files: ExitStack, folder: Path, table: Table) -> Any:
    file = files.enter_context((folder / table.path).open("w", encoding="utf-8", newline=""))
    writer = csv.writer(file)
    writer.writerow(column.name for column in table.columns)
    return writer


def _row(table: Table, row: Mapping[str, Any]) -> Iterator[Any]:
    cells = (row.get(column.name, "") for column in table.columns)
    return (guarded(cell) if isinstance(cell, str) else cell for cell in cells)


def descriptor(lang: str) -> dict[str, Any]:
    """What `datapackage.json` says: each table, its columns, what they point to."""
    return {
        "name": f"tawjih-catalogue-{lang}",
        "profile": "tabular-data-package",
        "version": VERSION,
        "homepage": PROFILE,
        "licenses": [{"name": LICENCE.replace(" ", "-")}],
        "resources": [_resource(table) for table in tables().values()],
    }


def _resource(table: Table) -> dict[str, Any]:
    keys = [
        {"fields": each.name, "reference": {"resource": each.points_to, "fields": "id"}}
        for each in table.columns
        if each.points_to
    ]
    fields = [_field(each) for each in table.columns]
    schema = {"primaryKey": "id", "fields": fields, **({"foreignKeys": keys} if keys else {})}
    return {
        "name": table.name,
        "path": table.path,
        "format": "csv",
        "mediatype": "text/csv",
        "profile": "tabular-data-resource",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    kind = column.type if column.type not in _FORMATS else "string"
    shape = {"format": _FORMATS[column.type]} if column.type in _FORMATS else {}
    constraints = {"required": column.tabular, "unique": column.name == "id"}
    return {"name": column.name, "type": kind, **shape, "constraints": constraints}
