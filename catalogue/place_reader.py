"""Finding the place a message speaks of: names, nicknames, prepositions, homonyms, abroad.

The names come from the gazetteer and `aliases.tsv`; which place wins is decided here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from catalogue.place_names import Mention, PlaceNames
from catalogue.places import Gazetteer
from catalogue.tokens import Token

# A name of several communes is the largest one's when it has so many times the people of the next.
_CLEARLY_LARGER = 4.0
# A town is as near as a village; a quarter is nearer than its town.
_DEPTH = {"region": 0, "province": 1, "cercle": 1, "commune": 2, "arrondissement": 3}
# Of two communes of one name the town is meant rather than the village.
_TOWN_WORTH = 2.0
_CUE_WORTH = {"at": 2, "here": 2, "to": 2, "between": 2, "level": 1, "of": 0, "": 0, "from": -2}
# "I was in Fès, now in Agadir", "I live here but want work there".
_WHEN_WORTH = {"now": 2, "once": -3, "but": 2, "me": 1}


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place read in a message: HCP code, score 0…1, and the words that say so."""

    code: str
    score: float
    evidence: str


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """What a message says of places; `spans` are the words it used."""

    place: FoundPlace | None
    others: tuple[FoundPlace, ...]
    foreign: str | None
    spans: tuple[range, ...]


class PlaceReader:
    """Reads places in messages. Immutable."""

    def __init__(self, places: Gazetteer, *, known: Callable[[str], bool]) -> None:
        self._places = places
        self._names = PlaceNames(places, known=known)

    def read(self, message: Sequence[Token]) -> PlaceReading:
        """The place that counts, the other candidates best first, and a foreign country."""
        mentions = self._names.find(message)
        spans = tuple(range(m.start, m.end) for m in mentions)
        abroad = next((m.country for m in mentions if m.country), None)
        home = [m for m in mentions if not m.country]
        settled = [(m, self._settle(m, home)) for m in home]
        place, others = self._choose([(m, found) for m, found in settled if found])
        return PlaceReading(place, others, abroad, spans)

    def _settle(self, mention: Mention, home: Iterable[Mention]) -> tuple[FoundPlace, ...]:
        """The candidates of one mention, best first; one alone when something decides."""
        codes = self._within(mention, home) or mention.codes
        found = tuple(
            FoundPlace(code, round(mention.quality * (0.95 - 0.05 * min(rank, 5)), 3), mention.text)
            for rank, code in enumerate(codes)
        )
        return found[:1] if self._clear(codes) or mention.sure else found

    def _within(self, mention: Mention, home: Iterable[Mention]) -> tuple[str, ...]:
        """The candidates that lie inside another place named ("Agdal Fès"), if any do."""
        around = [m for m in home if m is not mention]
        return tuple(code for code in mention.codes if self._in_any(code, around))

    def _in_any(self, code: str, around: Iterable[Mention]) -> bool:
        return any(
            outer == code or self._places.contains(self._wide(outer), code)
            for mention in around
            for outer in mention.codes[:1]
        )

    def _wide(self, code: str) -> str:
        # "Sidi Slimane near Khemisset": a town named beside another often stands for its province,
        # but a district is inside its own commune only.
        place = self._places.get(code)
        town = place is not None and place.level == "commune"
        return (self._places.province_of(code) or code) if town else code

    def _clear(self, codes: Sequence[str]) -> bool:
        if len(codes) < 2:
            return True
        first, second = (self._places.get(code) for code in codes[:2])
        if first is None or second is None:
            return False
        # One name on several levels is one place seen from near and far: the first level wins.
        if first.level != second.level or self._places.contains(second.code, first.code):
            return True
        town = _TOWN_WORTH if first.urban and not second.urban else 1.0
        return town * first.population >= _CLEARLY_LARGER * second.population

    def _choose(
        self, settled: Sequence[tuple[Mention, tuple[FoundPlace, ...]]]
    ) -> tuple[FoundPlace | None, tuple[FoundPlace, ...]]:
        if not settled:
            return None, ()
        ranked = sorted(settled, key=self._rank)
        chosen = ranked[0][1][0].code
        ranked.sort(key=lambda item: not self._inside(item, chosen))
        best, candidates = ranked[0]
        rest = [found[0] for _, found in ranked[1:]]
        equals = [m for m, _ in ranked if _worth(m) == _worth(best)]
        torn = len(equals) > 1 and any(m.joined for m in equals)
        if len(candidates) > 1 or (torn and not self._nested(ranked)):
            return None, tuple(_unique([*candidates, *rest]))
        namesakes = self._namesakes(best)
        return candidates[0], tuple(_unique([*rest, *namesakes], besides=candidates[0].code))

    def _inside(self, item: tuple[Mention, tuple[FoundPlace, ...]], outer: str) -> bool:
        """True for a quarter of the town that was chosen: "à Salé Tabriquet" is Tabriquet."""
        mention, found = item
        inner = len(found) == 1 and found[0].code != outer and mention.cue != "from"
        return inner and self._places.contains(self._town(outer), found[0].code)

    def _town(self, code: str) -> str:
        place = self._places.get(code)
        return code if place is not None and place.level == "commune" else ""

    def _namesakes(self, mention: Mention) -> Iterator[FoundPlace]:
        """The other places of the name that was chosen, for the person to correct it."""
        for code in mention.codes:
            yield FoundPlace(code, round(mention.quality * 0.5, 3), mention.text)

    def _nested(self, ranked: Sequence[tuple[Mention, tuple[FoundPlace, ...]]]) -> bool:
        first, second = ranked[0][1][0].code, ranked[1][1][0].code
        return self._places.contains(second, first)

    def _rank(self, item: tuple[Mention, tuple[FoundPlace, ...]]) -> tuple[int, int, int]:
        mention, found = item
        place = self._places.get(found[0].code)
        depth = _DEPTH[place.level] if place is not None else 0
        return -_worth(mention), -depth if mention.quality >= 0.9 else 0, mention.start


def _worth(mention: Mention) -> int:
    return _CUE_WORTH.get(mention.cue, 0) + sum(_WHEN_WORTH[word] for word in mention.when)


def _unique(found: Iterable[FoundPlace], besides: str = "") -> Iterator[FoundPlace]:
    seen = {besides}
    for place in found:
        if place.code not in seen:
            seen.add(place.code)
            yield place
