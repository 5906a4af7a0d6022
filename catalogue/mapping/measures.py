"""What an actor is worth by one criterion, from 0 to 1, or None where nothing is known of it.

Which criteria count, and how much, is `ranking`. Every measure looks at one actor alone: another
actor more or less changes nothing. The steps are choices of this project (docs/cartography.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from catalogue.actor import PLACES_HOLD, VERIFIED_FOR, Actor
from catalogue.assessment import HIGHEST
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.readers import Reader, may_read, open_needs, services
from catalogue.marks import Assessed, assessed
from catalogue.needs import needs
from catalogue.places import Gazetteer
from catalogue.search import specialised, speed, suits
from catalogue.towns import towns_of

ENOUGH_PLACES = 10
"""So many free places, and more, are worth 1."""
ENOUGH_LINKS = 3.0
"""So many links that somebody has confirmed are worth 1; one that nobody has counts half."""
ENOUGH_WAYS = 3
"""So many ways of taking a referral are worth 1."""
SPOKEN = ("ary", "ber", "fr")
"""What people who come back speak: Darija, Amazigh, French. Each is a third."""
CERTAINTY: Mapping[str, float] = {"A": 1.0, "B": 0.5, "C": 0.0}
COST: Mapping[str, float] = {"free": 1.0, "partly": 0.5, "paid": 0.0}
SAME_PROVINCE, SAME_REGION = 0.8, 0.5
"""A site outside the area, but in its province or region."""


@dataclass(frozen=True)
class Question:
    """What partners are sought for. `area` is an HCP code; None is the whole country."""

    material: Material
    need: str
    area: str | None = None
    reader: Reader = "public"

    @property
    def sensitive(self) -> bool:
        """Whether the need is met by accredited services only; an unknown one counts as such."""
        known = needs().get(self.need)
        return known is None or known.sensitive

    @property
    def today(self) -> date:
        """The day the catalogue is read."""
        return self.material.today

    @cached_property
    def assessed(self) -> Mapping[str, Assessed]:
        """The marks of the capacity grid, by actor."""
        return assessed(self.material.scores)

    @cached_property
    def kept_for_staff(self) -> frozenset[str]:
        """The ids of actors this reader may not know of."""
        entries = self.material.entries
        return frozenset(e.id for e in entries if not may_read(e.actor.visibility, self.reader))


def coverage(entry: Entry, asked: Question) -> float:
    """The share of the area's population (HCP 2024) that lives in the actor's perimeter."""
    return covered(entry.actor, asked.area, asked.material.places)


def covered(actor: Actor, area: str | None, places: Gazetteer) -> float:
    """The share of an area's population, 0 to 1, that an actor's perimeter holds."""
    if not actor.perimeter:
        return 1.0
    if area and any(places.contains(code, area) for code in actor.perimeter):
        return 1.0
    inside = [code for code in actor.perimeter if not area or places.contains(area, code)]
    alone = [code for code in inside if not _within_another(code, inside, places)]
    return min(1.0, sum(_people(code, places) for code in alone) / _people(area, places))


def _within_another(code: str, codes: Iterable[str], places: Gazetteer) -> bool:
    return any(other != code and places.contains(other, code) for other in codes)


def _people(code: str | None, places: Gazetteer) -> int:
    if code is None:
        return sum(region.population for region in places.children(None)) or 1
    place = places.get(code)
    return (place.population if place else 0) or 1


def presence(entry: Entry, asked: Question) -> float | None:
    """Where the nearest of its sites, or of the towns it names, lies; None where none is known."""
    places, area = asked.material.places, asked.area
    towns = towns_of(entry.actor, places)
    if not towns or area is None:
        return None
    if any(places.contains(area, town) for town in towns):
        return 1.0
    if _shared(places.province_of(area), towns, places):
        return SAME_PROVINCE
    return SAME_REGION if _shared(places.region_of(area), towns, places) else 0.0


def _shared(outer: str | None, towns: Iterable[str], places: Gazetteer) -> bool:
    return outer is not None and any(places.contains(outer, town) for town in towns)


def specialisation(entry: Entry, asked: Question) -> float:
    """1 for an actor that does this alone; less the more it does, never under 0.3."""
    open_ = replace(entry.actor, needs=open_needs(entry, asked.reader))
    return specialised(open_, asked.need)


def accreditation(entry: Entry, asked: Question) -> float:
    """1 where a coordinator has granted the need; what a source claims is worth nothing."""
    return float(asked.need in entry.actor.accredited)


def capacity(entry: Entry, asked: Question) -> float | None:
    """Its overall mark in the capacity grid, an own assessment apart; None where there is none."""
    found = asked.assessed.get(entry.id)
    mark = found.together.overall if found else None
    return None if mark is None else mark / HIGHEST


def free_places(entry: Entry, asked: Question) -> float | None:
    """Places told in the last thirty days; 0 for an actor that takes nobody for now."""
    if entry.actor.paused(asked.today):
        return 0.0
    told = places_told(entry, asked)
    return None if told is None else min(told, ENOUGH_PLACES) / ENOUGH_PLACES


def places_told(entry: Entry, asked: Question) -> int | None:
    """How many places are free: those of the need's own services, else those of the actor."""
    on = entry.actor.places_on
    if on is None or asked.today - on > PLACES_HOLD:
        return None
    rows = [row.get("places_free") for row in services(entry, asked.need, asked.reader)]
    own = [each for each in rows if isinstance(each, int)]
    return sum(own) if own else entry.actor.places_free


def response(entry: Entry, asked: Question) -> float | None:
    """Days to an answer: as counted where staff read it, else as the actor says of itself."""
    counted = entry.actor.usual_days if asked.reader == "staff" else None
    days = entry.record.number("usual_response") if counted is None else counted
    return None if days is None else speed(days)


def answers(entry: Entry, asked: Question) -> float | None:
    """The share of referrals it has answered; None where it was sent none."""
    return entry.actor.answered


def audience(entry: Entry, asked: Question) -> float | None:
    """1 where it names returnees or everybody among those it serves, 0.2 where only others."""
    return suits(entry.actor, ("returnees",)) if entry.actor.audience else None


def languages(entry: Entry, asked: Question) -> float | None:
    """A third each for Darija, Amazigh and French; None where no language is told."""
    told = entry.record.items("languages")
    return len({*told} & {*SPOKEN}) / len(SPOKEN) if told else None


def methods(entry: Entry, asked: Question) -> float | None:
    """How many ways it takes referrals in, three being enough."""
    told = entry.record.items("referral_method")
    return min(len(told), ENOUGH_WAYS) / ENOUGH_WAYS if told else None


def freshness(entry: Entry, asked: Question) -> float:
    """1 on the day the record was verified, falling to 0 after six months; 0 when it never was."""
    on = entry.actor.verified_on
    return 0.0 if on is None else max(0.0, 1 - max(0, (asked.today - on).days) / VERIFIED_FOR.days)


def certainty(entry: Entry, asked: Question) -> float | None:
    """How sure the source is: A is 1, B half, C nothing; None where none is told."""
    return CERTAINTY.get(entry.actor.certainty)


def links(entry: Entry, asked: Question) -> float | None:
    """Its links with other actors, three confirmed ones being enough; None where none is told."""
    rows = [row for row in entry.record.rows("link") if row.get("to") not in asked.kept_for_staff]
    sure = sum(0.5 if row.get("confirmed", "none") == "none" else 1.0 for row in rows)
    return min(1.0, sure / ENOUGH_LINKS) if rows else None


def cost(entry: Entry, asked: Question) -> float | None:
    """1 where it is free, half where partly; that of the need's own service before the actor's."""
    rows = (*services(entry, asked.need, asked.reader), entry.record.values)
    told = (str(row["cost"]) for row in rows if row.get("cost"))
    return COST.get(next(told, ""))
