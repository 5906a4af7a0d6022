"""The starter catalogue: actors known from public sources, all of them only *listed*."""

from collections.abc import Iterable
from functools import lru_cache

from catalogue.actor import Actor
from catalogue.exchange.rows import row_of
from catalogue.record import Record, Row, actor_of
from catalogue.schema import ACTOR
from catalogue.tables import read_records


@lru_cache(maxsize=1)
def starter_records() -> tuple[Record, ...]:
    """The records of `actors.tsv`, in its order.

    Nobody has joined and nothing is verified. What a source claims of a sensitive role grants
    nothing: accreditation comes from a coordinator alone.
    """
    rows: dict[str, list[dict[str, str]]] = {}
    for cells in read_records("actors.tsv"):
        rows.setdefault(cells["id"], []).append(cells)
    return tuple(_record(own, parts) for own, *parts in rows.values())


def _record(own: dict[str, str], rows: Iterable[dict[str, str]]) -> Record:
    parts: dict[str, tuple[Row, ...]] = {}
    for cells in rows:
        part = cells["part"]
        parts[part] = (*parts.get(part, ()), row_of(part, cells).values)
    return Record(row_of(ACTOR, own).values, parts)


@lru_cache(maxsize=1)
def starter_actors() -> tuple[Actor, ...]:
    """The same actors as they are matched."""
    return tuple(actor_of(record) for record in starter_records())
