"""The starter catalogue: actors known from public sources, all of them only *listed*."""

from functools import lru_cache

from catalogue.actor import Actor
from catalogue.exchange.rows import row_of
from catalogue.record import Record, actor_of
from catalogue.schema import ACTOR
from catalogue.tables import read_records


@lru_cache(maxsize=1)
def starter_records() -> tuple[Record, ...]:
    """The records of `actors.tsv`, in its order.

    Nobody has joined and nothing is verified. What a source claims of a sensitive role grants
    nothing: accreditation comes from a coordinator alone.
    """
    return tuple(Record(row_of(ACTOR, row).values) for row in read_records("actors.tsv"))


@lru_cache(maxsize=1)
def starter_actors() -> tuple[Actor, ...]:
    """The same actors as they are matched."""
    return tuple(actor_of(record) for record in starter_records())
