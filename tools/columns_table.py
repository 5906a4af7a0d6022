"""Prints docs/columns.md from the table of fields (`make docs`); a test compares the two."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.exchange import assessments
from catalogue.exchange.headings import KINDS, kind_label, labelled_columns
from catalogue.schema import ACTOR, Field, columns_of, field_of

HEAD = """# Columns of a file of actors

The columns that `tawjih catalogue import` reads and `export` writes, by sheet. In a CSV all rows
stand in one table, and the column `part` says whose a row is: empty for the actor's own, else the
code in brackets below. Headers may be the codes or the labels, in French or Arabic.
This page is made by `make docs` from `catalogue/schema.py`; how cells are filled in is in
[exchange.md](exchange.md).
"""
TABLE = """
| column | label | what | who sees it |
|---|---|---|---|
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(section(kind) for kind in KINDS)


def section(kind: str) -> str:
    """The columns of one kind of rows."""
    code = "" if kind == ACTOR else f" (`{kind}`)"
    labels, fields = dict(labelled_columns(kind, "fr")), dict(fields_of(kind))
    rows = (row(column, labels[column], fields[column]) for column in labels)
    return f"\n## {kind_label(kind, 'fr')}{code}\n{TABLE}" + "".join(rows)


def fields_of(kind: str) -> Iterator[tuple[str, Field]]:
    """The fields of a kind of rows by column, the actor's id among them."""
    yield "id", field_of(ACTOR, "id")
    if kind == assessments.PART:
        yield from ((field.name, field) for field in assessments.COLUMNS)
    else:
        yield from ((column, field) for column, field, _ in columns_of(kind))


def row(column: str, label: str, field: Field) -> str:
    """One column."""
    must = ", required" if field.required else ""
    values = f": {', '.join(field.values)}" if field.values else ""
    return f"| `{column}` | {label} | {field.kind}{must}{values} | {field.seen} |\n"


if __name__ == "__main__":
    print(page(), end="")
