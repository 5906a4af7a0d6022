"""A national catalogue of invented actors, the same for the same seed; every id says it is.

For demonstrations, tests and benchmarks. Nothing in it exists; no phone number and no address is
made up, and a website is one of the names reserved for examples (RFC 2606).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random

from catalogue.mapping.material import SYNTHETIC
from catalogue.places import Place, gazetteer
from catalogue.record import Record, Row, Value
from catalogue.schema import TRAINING
from catalogue.synthetic.kinds import KINDS, ActorKind
from catalogue.synthetic.names import FAMILY, FIRST, Pair
from catalogue.synthetic.sayings import SAYINGS

COUNT = 1347
"""As many as the social protection bodies that Entraide nationale counted (domain.md)."""
SOURCE = "données synthétiques"
_TOLD = 0.6
"""The share of actors that have told of their capacity; fewer have told of the rest."""
_TOLD_OF_THEMSELVES = 0.4
_SPEECH = ("ary", "ar", "fr", "ber", "es", "it")
_METHODS = ("messenger", "phone", "email", "visit", "letter", "form")
_SCOPES = {"commune": "communal", "province": "provincial", "region": "regional"}
_NOT_EVERYWHERE = 0.75
"""How many of the kinds a province has at most: the others are gaps."""


def synthetic_records(count: int = COUNT, *, seed: int = 7, on: date) -> tuple[Record, ...]:
    """So many records, over the twelve regions by their population. `on` is the day they tell of
    themselves: free places are counted in the month before it."""
    chance = Random(seed)  # noqa: S311 - the same for the same seed is what is wanted
    plain = [_record(number, chance, on=on) for number in _numbered(count, chance)]
    return tuple(_linked(plain, chance))


def _numbered(count: int, chance: Random) -> Iterator[tuple[int, ActorKind, Place]]:
    provinces = [place for place in gazetteer().places() if place.level == "province"]
    there = {place.code: _kinds_of(place) for place in provinces}
    people = [place.population or 1 for place in provinces]
    for number in range(1, count + 1):
        place = chance.choices(provinces, people)[0]
        kinds = there[place.code]
        yield number, chance.choices(kinds, [kind.share for kind in kinds])[0], place


def _kinds_of(province: Place) -> Sequence[ActorKind]:
    chance = Random(province.code)  # noqa: S311
    return chance.sample(KINDS, round(len(KINDS) * _NOT_EVERYWHERE * chance.uniform(0.6, 1.0)))


def _record(numbered: tuple[int, ActorKind, Place], chance: Random, *, on: date) -> Record:
    number, kind, province = numbered
    town = _town(province, chance)
    values: dict[str, Value] = {
        "id": f"{SYNTHETIC}{number:04}",
        "name": _name(kind.title, town, chance),
        "name_ar_status": "translated",
        "category": kind.category,
        "needs": _needs(kind, chance),
        "audience": kind.audience,
        "perimeter": (_reach(kind, town, province),),
        "scope": {"commune": "communal", "province": "provincial", "region": "regional"}[
            kind.level
        ],
        "city": town.name_fr,
        "website": f"https://syn-{number:04}.example.org",
        "tier": kind.tier,
        "visibility": "public",
        "sensitive_role": "none",
        "certainty": chance.choice("ABBC"),
        "source": SOURCE,
        "cost": chance.choices(("free", "partly", "paid"), (7, 2, 1))[0],
        "languages": tuple(sorted(chance.sample(_SPEECH, chance.randint(2, 4)))),
        "referral_method": tuple(chance.sample(_METHODS, chance.randint(1, 3))),
        "founded": chance.randint(1962, 2023),
    }
    if chance.random() < _TOLD:
        values |= _capacity(kind, chance, on=on)
    if chance.random() < _TOLD_OF_THEMSELVES:
        values |= _sayings(chance)
    return Record(values, _parts(kind, town, chance))


def _town(province: Place, chance: Random) -> Place:
    """The largest town of a province, or, half as often, another of its communes.

    The prefectures of Casablanca have none: they stand for themselves.
    """
    communes = _communes().get(province.code, [province])
    largest = max(communes, key=lambda place: place.population)
    return largest if chance.random() < 2 / 3 else chance.choice(communes)


@cache
def _communes() -> Mapping[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in gazetteer().places():
        if place.level == "commune":
            found.setdefault(gazetteer().province_of(place.code) or "", []).append(place)
    return found


def _reach(kind: ActorKind, town: Place, province: Place) -> str:
    region = gazetteer().region_of(province.code)
    return {"commune": town.code, "province": province.code, "region": region}[kind.level]


def _name(title: Pair, town: Place, chance: Random) -> Value:
    first, family = chance.choice(FIRST), chance.choice(FAMILY)
    return {
        "fr": f"{title[0]} {first[0]} {family[0]} – {town.name_fr}",
        "ar": f"{title[1]} {first[1]} {family[1]} – {town.name_ar}",
    }


def _needs(kind: ActorKind, chance: Random) -> tuple[str, ...]:
    fewer = chance.randint(1, len(kind.needs))
    return kind.needs[:fewer]


def _capacity(kind: ActorKind, chance: Random, *, on: date) -> dict[str, Value]:
    people = chance.randint(*kind.people)
    told: dict[str, Value] = {
        "people": people,
        "volunteers": chance.randint(0, 3 * people),
        "budget": people * chance.randint(60, 160) * 1000,
        "usual_response": chance.choice((1, 2, 3, 5, 7, 10, 15)),
        "means": _some(chance, "means"),
    }
    if kind.places[1]:
        total = chance.randint(*kind.places)
        told |= {"places_total": total, "places_free": chance.randint(0, max(1, total // 4))}
        told |= {"places_on": on - timedelta(days=chance.randint(0, 60))}
    return told


def _sayings(chance: Random) -> dict[str, Value]:
    about = ("strengths", "difficulties", "opportunities", "threats", "expectations", "approaches",
             "tools", "documents")  # fmt: skip
    training = tuple(sorted(chance.sample(TRAINING, chance.randint(1, 4))))
    return {name: _some(chance, name) for name in about} | {"training_needs": training}


def _some(chance: Random, about: str) -> Value:
    chosen = chance.sample(SAYINGS[about], chance.randint(1, 3))
    return {"fr": tuple(pair[0] for pair in chosen), "ar": tuple(pair[1] for pair in chosen)}


def _parts(kind: ActorKind, town: Place, chance: Random) -> dict[str, tuple[Row, ...]]:
    site: Row = {"place": town.code, "name": {"fr": "Siège", "ar": "المقر"}, "visibility": "public"}
    if chance.random() > _TOLD or kind.level == "commune":
        return {"site": (site,)}
    running: Row = {
        "name": {"fr": f"Projet {chance.choice(FIRST)[0]}"},
        "status": chance.choice(("running", "running", "planned", "ended")),
        "needs": (chance.choice(kind.needs),),
        "funder": chance.choice(("fonds propres", "commune", "région", "bailleur international")),
    }
    return {"site": (site,), "programme": (running,)}


def _linked(plain: Sequence[Record], chance: Random) -> Iterable[Record]:
    """Two in five have links: to their region's others, the same ones again and again."""
    by_region: dict[str, list[Record]] = {}
    for record in plain:
        by_region.setdefault(_region(record), []).append(record)
    hubs = {region: records[: max(1, len(records) // 25)] for region, records in by_region.items()}
    for record in plain:
        yield _with_links(record, hubs[_region(record)], by_region[_region(record)], chance)


def _region(record: Record) -> str:
    return gazetteer().region_of(record.items("perimeter")[0])


def _with_links(
    record: Record, hubs: Sequence[Record], others: Sequence[Record], chance: Random
) -> Record:
    if chance.random() >= _TOLD_OF_THEMSELVES:
        return record
    known = {each.id for each in (chance.choice(hubs), chance.choice(others))} - {record.id}
    rows = tuple(_link(other, chance) for other in sorted(known))
    return Record(record.values, {**record.parts, "link": rows}) if rows else record


def _link(other: str, chance: Random) -> Row:
    return {
        "to": other,
        "as": chance.choices(("partner", "refers_to", "funder", "parent"), (5, 5, 2, 1))[0],
        "confirmed": chance.choice(("one", "one", "both")),
        "source": SOURCE,
    }
