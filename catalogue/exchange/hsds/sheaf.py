"""The rows of HSDS that an export makes, by table and id; which rows those are is `writing`."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from catalogue.exchange.cells import written
from catalogue.exchange.hsds.identity import FIELDS, id_of
from catalogue.exchange.hsds.tables import tables
from catalogue.labels import field_label, part_label, shown_items
from catalogue.record import Value
from catalogue.schema import LISTS, Field

Cells = dict[str, Any]


class Sheaf:
    """Rows by table and id, in one language. A row that is put in twice is there once."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.rows: dict[str, dict[str, Cells]] = {name: {} for name in tables()}
        self._pointing: dict[tuple[str, str, str], list[str]] = defaultdict(list)

    def put(self, table: str, **cells: Any) -> str:
        """Put a row in, its empty cells left out; its id."""
        of, rows = str(cells["id"]), self.rows[table]
        if of not in rows:
            rows[of] = {name: cell for name, cell in cells.items() if cell not in (None, "")}
            for name, cell in cells.items():
                if name.endswith("_id"):
                    self._pointing[table, name, cell].append(of)
        return of

    def pointing(self, table: str, column: str, to: str) -> list[str]:
        """The ids of the rows of a table whose column holds that id."""
        return self._pointing.get((table, column, to), [])

    def term(self, taxonomy: str, code: str, name: str, description: str = "") -> str:
        """Put a term of a taxonomy in; its id. `taxonomy` is the name by which it is known."""
        of, cells = _term(self.lang, taxonomy, code, name=name, description=description or name)
        self.rows["taxonomy"][of["id"]] = of
        self.rows["taxonomy_term"][cells["id"]] = cells
        return str(cells["id"])

    def mark(self, table: str, of: str, term: str, *, value: str = "", label: str = "") -> None:
        """Give the row of that id an attribute with a term."""
        self.put(
            "attribute",
            id=id_of("attribute", of, term, value),
            link_id=of,
            taxonomy_term_id=term,
            link_entity=table,
            value=value,
            label=label if label != value else "",
        )

    def field_term(self, part: str, field: str, name: str) -> str:
        """Put in the term of one of our fields, or of a mark of ours; its id."""
        return self.term(FIELDS, f"{part}.{field}", name, f"{part_label(part, self.lang)}: {name}")

    def describe(self, table: str, of: str, field: Field, value: Value) -> None:
        """Give a row the attributes that hold a field's value, one for each item of a list."""
        items = cell_items(field, value, self.lang)
        if not items:
            return
        term = self.field_term(field.part, field.name, field_label(field, self.lang))
        labels = shown_items(field, value, self.lang)
        for item, label in zip(items, labels, strict=True):
            self.mark(table, of, term, value=item, label=label)


@lru_cache(maxsize=4096)
def _term(
    lang: str, taxonomy: str, code: str, *, name: str, description: str
) -> tuple[Cells, Cells]:
    """The rows of a taxonomy and of a term in it: the same in every actor's sheaf."""
    of = {
        "id": id_of(taxonomy), "name": taxonomy, "description": taxonomy, "uri": taxonomy,
    }  # fmt: skip
    term = {
        "id": id_of(taxonomy, code, lang), "code": code, "name": name, "description": description,
        "taxonomy": taxonomy, "language": lang, "taxonomy_id": of["id"],
    }  # fmt: skip
    return of, term


def cell_items(field: Field, value: Value, lang: str) -> tuple[str, ...]:
    """A field's value as the texts of cells, each item of a list by itself, in one language."""
    plain = value.get(lang) if isinstance(value, Mapping) else value
    if plain is None:
        return ()
    if field.kind in LISTS and isinstance(plain, tuple):
        return tuple(written(field, (item,)) for item in plain)
    return (written(field, plain),)
