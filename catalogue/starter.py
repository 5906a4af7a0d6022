"""The starter catalogue: actors known from public sources, all of them only *listed*."""

from functools import lru_cache
from importlib import resources

from catalogue.actor import Actor
from catalogue.exchange import csv_file
from catalogue.exchange.merging import merged
from catalogue.record import Record, actor_of


@lru_cache(maxsize=1)
def starter_records() -> tuple[Record, ...]:
    """The records of `actors.tsv`, in its order, read as any file of actors is.

    Nobody has joined and nothing is verified. What a source claims of a sensitive role grants
    nothing: accreditation comes from a coordinator alone.
    """
    source = resources.files("catalogue").joinpath("data", "actors.tsv")
    with resources.as_file(source) as path:
        draft = csv_file.read(path)
    return tuple(merged(None, told) for told in draft.told)


@lru_cache(maxsize=1)
def starter_actors() -> tuple[Actor, ...]:
    """The same actors as they are matched."""
    return tuple(actor_of(record) for record in starter_records())
