"""The catalogue looked through: a typed sentence in any language, filters, an order. Pure.

What is typed is understood as in the conversation; a name that is plainly meant goes before a need.
Who may know of an actor is decided before: what comes in here is shown.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from catalogue.actor import Actor
from catalogue.found import Understanding
from catalogue.needs import CONFIDENTIAL, needs
from catalogue.places import Gazetteer
from catalogue.search import Snapshot
from catalogue.text import fold
from catalogue.towns import reaches

SORTS = ("fit", "name", "rung", "category", "verified")
RUNGS = ("accredited", "referable", "listed")
MOST_CALLED = 40
"""Actors that a typed name may mean."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; an empty string asks for nothing. `place` is an HCP code.

    `CONFIDENTIAL` as a need is any sensitive one, without saying which. `unverified` keeps the
    actors whose record nobody has confirmed for six months.
    """

    need: str = ""
    place: str = ""
    category: str = ""
    rung: str = ""
    unverified: bool = False
    sort: str = "fit"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a search stands on. `needs_of` are the needs of an actor that this reader may know."""

    snapshot: Snapshot
    places: Gazetteer
    today: date
    needs_of: Callable[[Actor], Collection[str]]


def open_needs(actor: Actor) -> tuple[str, ...]:
    """The needs of an actor without those that are kept back."""
    return tuple(each for each in actor.needs if each not in actor.hidden_services)


def browse(
    ground: Ground, known: Iterable[Actor], wanted: Wanted, heard: Understanding | None = None
) -> list[Actor]:
    """The actors of `known` that are meant, in order."""
    meant = {each.id: each for each in known if _fits(ground, each, wanted)}
    if heard is not None:
        ids = _heard(ground, meant, heard)
        meant = {each: meant[each] for each in ids if each in meant}
    return _sorted(ground, list(meant.values()), wanted.sort)


def _fits(ground: Ground, actor: Actor, wanted: Wanted) -> bool:
    if wanted.category and actor.category != wanted.category:
        return False
    if wanted.rung and actor.rung(ground.today) != wanted.rung:
        return False
    if wanted.unverified and actor.verified(ground.today):
        return False
    if wanted.place and not reaches(actor, wanted.place, ground.places):
        return False
    return not wanted.need or _serves(ground, actor, wanted.need)


def _serves(ground: Ground, actor: Actor, need: str) -> bool:
    served = ground.needs_of(actor)
    if need != CONFIDENTIAL:
        return need in served
    return any(needs()[each].sensitive for each in served if each in needs())


def _heard(ground: Ground, known: Mapping[str, Actor], heard: Understanding) -> Sequence[str]:
    """The ids of those a sentence means, best first."""
    snapshot, place = ground.snapshot, heard.place.code if heard.place else None
    named = [each.id for each in snapshot.named(heard.text, MOST_CALLED)]
    if not heard.needs or snapshot.mentioned(heard.text):
        return tuple(dict.fromkeys((*named, *_reaching(ground, known.values(), place))))
    codes = [each.code for each in heard.needs]
    offers = snapshot.offers(codes, place, today=ground.today, staff=True)
    return [each.actor for each in offers]


def _reaching(ground: Ground, known: Iterable[Actor], place: str | None) -> list[str]:
    """Those that work in a named place, the ones of the smallest perimeter first."""
    if place is None:
        return []
    here = [each for each in known if each.perimeter and reaches(each, place, ground.places)]
    return [each.id for each in sorted(here, key=lambda each: -max(map(len, each.perimeter)))]


def _sorted(ground: Ground, found: list[Actor], sort: str) -> list[Actor]:
    keys: Mapping[str, Callable[[Actor], tuple[object, ...]]] = {
        "name": lambda each: (name_key(each),),
        "rung": lambda each: (RUNGS.index(each.rung(ground.today)), name_key(each)),
        "category": lambda each: (each.category, name_key(each)),
        "verified": lambda each: (_since(each), name_key(each)),
    }
    return sorted(found, key=keys[sort]) if sort in keys else found


def _since(actor: Actor) -> int:
    """The latest verified first, those never verified last."""
    return -actor.verified_on.toordinal() if actor.verified_on else 0


def name_key(actor: Actor) -> str:
    """What actors are put in order by: the name without accents and case."""
    return fold(next(iter(actor.names.values()), actor.id))
