"""HSDS as JSON: the organizations whole, then the services with what stands within them.

Read are the forms in which HSDS is published: one object, a list of them, a page of the API
(`contents`), or lists by the names of tables.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from catalogue.exchange.assured import Assured
from catalogue.exchange.draft import Draft, FileRefused
from catalogue.exchange.file_guard import ZIP, encoding_of, looked_at
from catalogue.exchange.hsds.package import MOST_ROWS, Package, TooManyRows, unfold
from catalogue.exchange.hsds.reading import draft_of
from catalogue.exchange.hsds.sheaf import Cells, Sheaf
from catalogue.exchange.hsds.tables import EMBEDDED, NESTED, VERSION, tables
from catalogue.exchange.hsds.writing import sheaf_of
from catalogue.exchange.seen_by import Reader, seen_by
from catalogue.record import Record

LICENCE = "CC BY 4.0"
_LISTS = {
    name: table
    for table, described in tables().items()
    for name in (table, described.path.removesuffix(".csv"))
}
"""The names under which lists of rows may stand: `services`, `organization` …"""
_APART = ("organization", "taxonomy_detail")
"""What would stand within each of many rows, and is told once or by name."""
_OF_SERVICE = ("status", "service_at_locations", "organization", "organization_id", "service_areas")


def read(path: Path) -> Draft:
    """What the file says. Raises `FileRefused` for what is no HSDS in JSON."""
    package = Package()
    try:
        for table, each in _rows(parsed(path)):
            unfold(package, table, each)
    except TooManyRows:
        raise FileRefused("too_many_rows", most=MOST_ROWS) from None
    if next(package.lines("organization"), None) is None and not package.faults:
        raise FileRefused("hsds_no_organizations")
    return draft_of(package)


def parsed(path: Path) -> Any:
    """The JSON in a file. Raises `FileRefused` for what is none, too large or too deep."""
    head = looked_at(path)
    if head.startswith(ZIP):
        raise FileRefused("not_a_table", what="zip")
    text = path.read_text(encoding=encoding_of(path, head))
    try:
        return orjson.loads(text.removeprefix("\ufeff"))
    except orjson.JSONDecodeError as fault:
        raise FileRefused("hsds_not_json", line=fault.lineno) from None


def _rows(data: Any) -> Iterator[tuple[str, Any]]:
    """The objects that stand on their own in a file, each with its table."""
    if isinstance(data, list):
        yield from ((_table_of(each), each) for each in data)
    elif isinstance(data, dict) and isinstance(data.get("contents"), list):
        yield from _rows(data["contents"])
    elif isinstance(data, dict) and "id" in data:
        yield _table_of(data), data
    elif isinstance(data, dict):
        listed = ((table, data[name]) for name, table in _LISTS.items() if name in data)
        yield from (
            (table, each) for table, rows in listed if isinstance(rows, list) for each in rows
        )
    else:
        raise FileRefused("hsds_no_organizations")


def _table_of(each: Any) -> str:
    is_service = isinstance(each, dict) and any(name in each for name in _OF_SERVICE)
    return "service" if is_service else "organization"


def write(
    records: Sequence[Record],
    path: Path,
    *,
    lang: str = "fr",
    reader: Reader = "public",
    assured: Mapping[str, Assured] | None = None,
) -> None:
    """Write what the reader may see of the records, in one language. Raises `OSError`.

    `assured` is what people confirmed, by actor: it is told to others and read by nobody here.
    """
    services: list[bytes] = []
    about = {"version": VERSION, "language": lang, "licence": LICENCE}
    with path.open("wb") as file:
        file.write(b'{"hsds":' + orjson.dumps(about) + b',\n"organizations":[')
        for number, record in enumerate(seen_by(reader, records)):
            sheaf = sheaf_of(record, lang, (assured or {}).get(record.id))
            trees = (_tree(sheaf, "organization", each) for each in sheaf.rows["organization"])
            file.write(b",\n" if number else b"\n")
            file.write(b",\n".join(map(orjson.dumps, trees)))
            services += (orjson.dumps(_service(sheaf, each)) for each in sheaf.rows["service"])
        file.write(b'],\n"services":[\n' + b",\n".join(services) + b"]}\n")


def _service(sheaf: Sheaf, of: str) -> Cells:
    """A service with the organization's name alone in it: the whole one stands above."""
    tree = _tree(sheaf, "service", of)
    whole = sheaf.rows["organization"][tree["organization_id"]]
    return {**tree, "organization": {name: whole[name] for name in ("id", "name", "description")}}


def _tree(sheaf: Sheaf, table: str, of: str) -> Cells:
    """A row with the rows that point to it, and those it points to, within it."""
    tree = dict(sheaf.rows[table][of])
    for name, (other, column) in EMBEDDED.get(table, {}).items():
        if column in tree and name not in _APART:
            tree[name] = _tree(sheaf, other, tree.pop(column))
    tree.pop("taxonomy_id", None)
    for name, other in (*NESTED.get(table, {}).items(), ("attributes", "attribute")):
        column = "link_id" if name == "attributes" else f"{table}_id"
        rows = sheaf.pointing(other, column, of)
        if rows:
            tree[name] = [_without(_tree(sheaf, other, each), column) for each in rows]
    return tree


def _without(tree: Cells, column: str) -> Cells:
    return {name: cell for name, cell in tree.items() if name != column}
