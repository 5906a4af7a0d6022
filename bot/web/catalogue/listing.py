"""The list of actors: what the address asks for, who is meant, one line for each. No HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from catalogue.actor import Actor
from catalogue.browsing import RUNGS, SORTS, Ground, Wanted, browse
from catalogue.found import Understanding
from catalogue.labels import code_label, need_label, place_label
from catalogue.needs import CONFIDENTIAL, needs
from catalogue.places import gazetteer
from catalogue.schema import ACTOR, field_of
from locales.texts import listed

ON_A_PAGE = 25
LONGEST_QUERY = 300
"""Characters of what is typed to search: a sentence, not a story."""
MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address, or a form, asks of the list."""

    query: str
    wanted: Wanted
    number: int = 1

    @property
    def filtered(self) -> bool:
        """Whether more than a sentence is asked."""
        return bool(self.pairs().keys() - {"q"})

    def at(self, number: int) -> str:
        """The same list at another page, as the end of an address."""
        return urlencode({**self.pairs(), **({"page": str(number)} if number > 1 else {})})

    def pairs(self) -> dict[str, str]:
        """What is asked for, without what is empty."""
        wanted = self.wanted
        told = {
            "q": self.query,
            "need": wanted.need,
            "place": wanted.place,
            "category": wanted.category,
            "rung": wanted.rung,
            "check": "yes" if wanted.unverified else "",
            "sort": wanted.sort if wanted.sort != "fit" else "",
        }
        return {name: value for name, value in told.items() if value}


def asked_of(given: Mapping[str, object]) -> Asked:
    """What is asked, from the pairs of an address or a form; what nobody knows asks for nothing."""
    told = {name: str(value) for name, value in given.items()}
    wanted = Wanted(
        need=_among(told, "need", (*needs(), CONFIDENTIAL)),
        place=told.get("place", "") if gazetteer().get(told.get("place", "")) else "",
        category=_among(told, "category", categories()),
        rung=_among(told, "rung", RUNGS),
        unverified=told.get("check") == "yes",
        sort=_among(told, "sort", SORTS) or "fit",
    )
    query = " ".join(told.get("q", "").split())[:LONGEST_QUERY]
    return Asked(query, wanted, _number(told.get("page", "")))


def _among(told: Mapping[str, str], name: str, known: Iterable[str]) -> str:
    return told[name] if told.get(name) in set(known) else ""


def _number(text: str) -> int:
    plain = text.isascii() and text.isdigit() and len(text) < 6
    return min(max(int(text), 1), MOST_PAGES) if plain else 1


def categories() -> tuple[str, ...]:
    """The kinds of actors there are."""
    return field_of(ACTOR, "category").values


@dataclass(frozen=True, slots=True)
class Line:
    """One actor of the list, worded."""

    id: str
    name: str
    acronym: str
    category: str
    where: str
    needs: tuple[str, ...]
    rung: str
    tier: str
    unverified: bool
    staff_only: bool

    @property
    def doubtful(self) -> bool:
        """Whether everybody is told to check first: nobody who answers for it has confirmed it."""
        return self.unverified or (self.rung == "listed" and self.tier == "referral")


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list. `heard` is what was understood of the sentence, worded."""

    lines: tuple[Line, ...]
    total: int
    number: int
    pages: int
    first: int
    heard: tuple[str, ...] = ()


def listing(
    ground: Ground, known: Iterable[Actor], asked: Asked, *, heard: Understanding | None, lang: str
) -> Listing:
    """The page that is asked for."""
    by_name = asked.wanted.sort == "fit" and heard is None
    wanted = replace(asked.wanted, sort="name") if by_name else asked.wanted
    found = browse(ground, known, wanted, heard)
    pages = max(-(-len(found) // ON_A_PAGE), 1)
    number = min(asked.number, pages)
    first = (number - 1) * ON_A_PAGE
    shown = tuple(line(ground, each, lang) for each in found[first : first + ON_A_PAGE])
    return Listing(shown, len(found), number, pages, first, understood(heard, lang))


def line(ground: Ground, actor: Actor, lang: str) -> Line:
    """What the list says of an actor."""
    return Line(
        id=actor.id,
        name=name_of(actor, lang),
        acronym=actor.acronym,
        category=code_label("category", actor.category, lang) if actor.category else "",
        where=where(actor, lang),
        needs=tuple(dict.fromkeys(need_label(each, lang) for each in ground.needs_of(actor))),
        rung=actor.rung(ground.today),
        tier=actor.tier,
        unverified=not actor.verified(ground.today),
        staff_only=actor.visibility != "public",
    )


def name_of(actor: Actor, lang: str) -> str:
    """The name in the reader's language, else the one there is."""
    return actor.names.get(lang) or next(iter(actor.names.values()), actor.id)


def where(actor: Actor, lang: str) -> str:
    """Its town, else where it works; empty for the whole country."""
    towns = " – ".join(each.strip() for each in actor.city.split(";") if each.strip())
    return towns or listed([place_label(each, lang) for each in actor.perimeter[:3]], lang)


def understood(heard: Understanding | None, lang: str) -> tuple[str, ...]:
    """The needs and the place that were read, a sensitive need without its name."""
    if heard is None:
        return ()
    told = [need_label(each.code, lang) for each in heard.needs]
    place = [place_label(heard.place.code, lang)] if heard.place else []
    return tuple(dict.fromkeys((*told, *place)))


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: code and words."""

    needs: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    categories: tuple[tuple[str, str], ...]


def choices(lang: str) -> Choices:
    """The filters in the reader's language; places are regions with their provinces."""
    plain = [(code, need_label(code, lang)) for code, need in needs().items() if not need.sensitive]
    hidden = next(code for code, need in needs().items() if need.sensitive)
    return Choices(
        needs=(*plain, (CONFIDENTIAL, need_label(hidden, lang))),
        places=tuple(_region(each.code, lang) for each in gazetteer().children(None)),
        categories=tuple((each, code_label("category", each, lang)) for each in categories()),
    )


def _region(code: str, lang: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    inside = gazetteer().children(code)
    places = ((each.code, place_label(each.code, lang)) for each in inside)
    return place_label(code, lang), ((code, place_label(code, lang)), *places)
