"""What the cartography is drawn from, read once: records, scores, demand; nothing is computed here.

Counts of people's requests come in as they may be shown: small ones are already hidden
(`casework.suppression`), since what is drawn is printed and sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from catalogue.actor import Actor
from catalogue.assessment import Score
from catalogue.places import Gazetteer
from catalogue.record import Record

SYNTHETIC = "SYN-"
"""How the ids of invented actors begin, wherever they are written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor: its record, and how it is matched (rung, accreditation, answers)."""

    record: Record
    actor: Actor

    @property
    def id(self) -> str:
        """The actor's id."""
        return self.record.id


@dataclass(frozen=True, slots=True)
class Demand:
    """How often a need was asked for in a province, and how often nobody was found.

    None: too few to be shown, or kept back to protect such a number.
    """

    asked: int | None
    nobody: int | None


@dataclass(frozen=True, slots=True)
class Material:
    """The catalogue as it stood on a day. `demand` is by need and province (HCP code)."""

    entries: tuple[Entry, ...]
    today: date
    places: Gazetteer
    scores: Sequence[Score] = ()
    demand: Mapping[tuple[str, str], Demand] = field(default_factory=dict)

    @property
    def synthetic(self) -> bool:
        """Whether invented actors are among them or linked to: every page then says so."""
        links = (row for entry in self.entries for row in entry.record.rows("link"))
        ids = (*(entry.id for entry in self.entries), *(str(row["to"]) for row in links))
        return any(map(is_synthetic, ids))

    def only(self, entries: Iterable[Entry]) -> Material:
        """The same of these actors alone."""
        return replace(self, entries=tuple(entries))

    def entry(self, actor: str) -> Entry | None:
        """The entry of that id."""
        return next((entry for entry in self.entries if entry.id == actor), None)

    def serving(self, need: str) -> Iterator[Entry]:
        """The actors that help with a need, hidden services and hidden actors left out."""
        for entry in self.entries:
            actor = entry.actor
            shown = actor.visibility != "hidden" and need not in actor.hidden_services
            if need in actor.needs and shown:
                yield entry


def is_synthetic(actor: str) -> bool:
    """Whether the id is that of an invented actor."""
    return actor.startswith(SYNTHETIC)
