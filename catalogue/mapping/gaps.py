"""Who serves which need in which province, what is asked for there, and where nobody is.

Sensitive needs go down to a province and never below it. What people asked for comes in with small
numbers already hidden (`Material.demand`): what is None stays unknown, nothing is guessed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from catalogue.actor import Actor
from catalogue.general import nearest_general
from catalogue.mapping.coverage import Reach, is_part, provinces_in_order, reach_of
from catalogue.mapping.material import Demand, Entry, Material
from catalogue.mapping.measures import Question, places_told
from catalogue.mapping.readers import Reader, partners
from catalogue.needs import is_sensitive, needs
from catalogue.places import Place

CONFIDENTIAL = "sensitive"
"""All sensitive needs in one line, where the one served least stands for them: none is named, and
what was asked for is counted of all of them together."""
Mark = Literal["nobody", "listed", "thin", "covered", "redundant"]
MANY = 6
"""So many actors that take referrals, and more than `DENSE` of them, are more than enough."""
DENSE = 2.0
"""Actors that take referrals, for 100,000 inhabitants."""


@dataclass(frozen=True, slots=True)
class Cover:
    """One need in one province (HCP code). Numbers of actors, unless said otherwise.

    `local`, `regional` and `national` as `coverage` tells them apart; `usable` are those of the
    first two that take referrals for this need today (accredited where it is sensitive),
    `accredited` those granted it. `places` (free, told in the last thirty days) and `people` (for
    staff) are sums over what local and regional ones told, None where none did: an actor of several
    provinces counts whole in each. `asked` and `nobody`: None where it may not be shown.
    """

    need: str
    province: str
    population: int
    local: int
    regional: int
    national: int
    usable: int
    accredited: int
    places: int | None
    people: int | None
    asked: int | None
    nobody: int | None

    @property
    def serving(self) -> int:
        """The actors that count as coverage: local and regional ones."""
        return self.local + self.regional

    def per_100k(self, actors: int) -> float:
        """So many actors for 100,000 inhabitants (HCP 2024)."""
        return actors / self.population * 100_000 if self.population else 0.0

    @property
    def mark(self) -> Mark:
        """The first mark of `MARKS` whose rule holds."""
        return next(mark for mark, rule in MARKS.items() if rule(self))


MARKS: Mapping[Mark, Callable[[Cover], bool]] = {
    "nobody": lambda cover: cover.serving == 0,
    "listed": lambda cover: cover.usable == 0,
    "thin": lambda cover: cover.usable == 1,
    "redundant": lambda cover: cover.usable >= MANY and cover.per_100k(cover.usable) >= DENSE,
    "covered": lambda _: True,
}
"""How a need in a province is marked; the rules are tried in this order."""
WORST_FIRST: tuple[Mark, ...] = ("nobody", "listed", "thin", "covered", "redundant")


@dataclass(frozen=True, slots=True)
class Gaps:
    """Every need asked for in every province asked for, in the order both are shown.

    `covers` is by need and province; `general` names the nearest general service of a province.
    """

    material: Material
    reader: Reader
    needs: tuple[str, ...]
    provinces: tuple[Place, ...]
    covers: Mapping[tuple[str, str], Cover]
    general: Mapping[str, str]

    def of(self, need: str) -> tuple[Cover, ...]:
        """One need, province by province."""
        return tuple(self.covers[need, place.code] for place in self.provinces)

    def without(self, need: str) -> tuple[Cover, ...]:
        """The provinces in which nobody serves a need, no people counted twice: largest first."""
        whole = (each for each in self.provinces if not is_part(each, self.material.places))
        found = (self.covers[need, place.code] for place in whole)
        alone = [cover for cover in found if cover.mark == "nobody"]
        return tuple(sorted(alone, key=lambda cover: (-cover.population, cover.province)))

    def people_without(self, need: str) -> int:
        """How many people (HCP 2024) live where nobody serves a need."""
        return sum(cover.population for cover in self.without(need))

    def worst(self) -> tuple[str, ...]:
        """The needs, by how many people live where nobody serves them; then by their order."""
        return tuple(sorted(self.needs, key=lambda need: -self.people_without(need)))


def gaps(
    material: Material, need: str = "", area: str | None = None, *, reader: Reader = "public"
) -> Gaps:
    """One need, or all 26 and the confidential ones together, in the provinces of an area.

    `area` is the HCP code of a region or of a place, whose province is meant; None is the country.
    Only staff are told of one sensitive need: anybody else of all of them together.
    """
    need = need if _may_be_told(need, reader) else CONFIDENTIAL
    provinces = provinces_in_order(material.places, area)
    asked = (need,) if need and need != CONFIDENTIAL else tuple(needs())
    covers = {
        (code, place.code): cover
        for code in asked
        for place, cover in zip(provinces, _covers(material, code, provinces, reader), strict=True)
    }
    if need in ("", CONFIDENTIAL):
        covers |= {(CONFIDENTIAL, p.code): _weakest(material, covers, p) for p in provinces}
    told = tuple(code for code in asked if _may_be_told(code, reader))
    names = (CONFIDENTIAL,) if need == CONFIDENTIAL else told if need else (*told, CONFIDENTIAL)
    return Gaps(material, reader, names, provinces, covers, _general(material, provinces))


def _may_be_told(need: str, reader: Reader) -> bool:
    """Whether a need may be told of alone: a sensitive one to staff only."""
    return reader == "staff" or not is_sensitive(need)


def _covers(
    material: Material, need: str, provinces: tuple[Place, ...], reader: Reader
) -> Iterable[Cover]:
    asked = Question(material, need, reader=reader)
    found = [(e, reach_of(e, material.places)) for e in partners(material, need, reader)]
    return [_cover(asked, place, found) for place in provinces]


def _cover(asked: Question, place: Place, found: list[tuple[Entry, Reach]]) -> Cover:
    local = [entry for entry, reach in found if place.code in reach.local]
    regional = [entry for entry, reach in found if place.code in reach.regional]
    near = [*local, *regional]
    demand = _demand(asked.material, asked.need, place)
    return Cover(
        asked.need,
        place.code,
        place.population,
        local=len(local),
        regional=len(regional),
        national=sum(reach.national and place.code not in reach.local for _, reach in found),
        usable=sum(_takes_referrals(entry.actor, asked) for entry in near),
        accredited=sum(asked.need in entry.actor.accredited for entry in near),
        places=_sum(places_told(entry, asked) for entry in near),
        people=_sum(_people(entry, asked.reader) for entry in near),
        asked=demand.asked,
        nobody=demand.nobody,
    )


def _takes_referrals(actor: Actor, asked: Question) -> bool:
    granted = not asked.sensitive or asked.need in actor.accredited
    return granted and actor.referable(asked.today)


def _people(entry: Entry, reader: Reader) -> int | None:
    return entry.record.number("people") if reader == "staff" else None


def _sum(told: Iterable[int | None]) -> int | None:
    known = [each for each in told if each is not None]
    return sum(known) if known else None


def _demand(material: Material, need: str, place: Place) -> Demand:
    """What was asked for; a sensitive need alone, or a part of Casablanca, has no figure."""
    known = needs().get(need)
    if (known and known.sensitive) or is_part(place, material.places):
        return Demand(None, None)
    return material.demand.get((need, place.code), Demand(0, 0))


def _weakest(material: Material, covers: Mapping[tuple[str, str], Cover], place: Place) -> Cover:
    """The sensitive need that is served least in a province, without its name."""
    found = [covers[code, place.code] for code, need in needs().items() if need.sensitive]
    least = min(found, key=lambda cover: (WORST_FIRST.index(cover.mark), cover.serving))
    demand = _demand(material, CONFIDENTIAL, place)
    return replace(least, need=CONFIDENTIAL, asked=demand.asked, nobody=demand.nobody)


def _general(material: Material, provinces: Iterable[Place]) -> Mapping[str, str]:
    actors = [entry.actor for entry in material.entries]
    near = {p.code: nearest_general(actors, p.code, material.places) for p in provinces}
    return {code: found[0].id for code, found in near.items() if found}


def as_objects(found: Gaps) -> Iterable[dict[str, Any]]:
    """One object for each need and province; None where a figure may not be shown."""
    for need in found.needs:
        for place, cover in zip(found.provinces, found.of(need), strict=True):
            yield {
                "need": need,
                "province": place.code,
                "name_fr": place.name_fr,
                "region": found.material.places.region_of(place.code),
                "population": place.population,
                "local": cover.local,
                "regional": cover.regional,
                "national": cover.national,
                "usable": cover.usable,
                "accredited": cover.accredited,
                "places_free": cover.places,
                "people": cover.people,
                "asked": cover.asked,
                "nobody": cover.nobody,
                "per_100k": round(cover.per_100k(cover.serving), 2),
                "mark": cover.mark,
                "general": found.general.get(place.code) if cover.mark == "nobody" else None,
            }
