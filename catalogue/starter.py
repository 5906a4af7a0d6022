"""The starter catalogue: actors known from public sources, all of them only *listed*."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from catalogue.actor import Actor
from catalogue.tables import read_records


@lru_cache(maxsize=1)
def starter_actors() -> tuple[Actor, ...]:
    """The actors of `actors.tsv`, in its order.

    Nobody has joined and nothing is verified. What a source claims of a sensitive role grants
    nothing: accreditation comes from a coordinator alone.
    """
    return tuple(_actor(row) for row in read_records("actors.tsv"))


def _actor(row: Mapping[str, str]) -> Actor:
    return Actor(
        id=row["id"],
        names=MappingProxyType(
            {lang: row[f"name_{lang}"] for lang in ("fr", "ar") if row[f"name_{lang}"]}
        ),
        acronym=row["acronym"],
        category=row["category"],
        scope=row["scope"],
        perimeter=_codes(row["perimeter"]),
        city=row["city"],
        needs=_list(row["needs"]),
        hidden_services=_list(row["hidden_services"]),
        audience=_list(row["audience"]),
        website=row["website"],
        tier=row["tier"],
        visibility=row["visibility"],
        certainty=row["certainty"],
        source=row["source"],
        note=row["note"],
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(code for code in _list(cell) if code != "national")
