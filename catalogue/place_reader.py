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
_CUE_WORTH = {"here": 2, "to": 2, "level": 1, "": 0, "from": -2}


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
        return found[:1] if self._clear(codes) else found

    def _within(self, mention: Mention, home: Iterable[Mention]) -> tuple[str, ...]:
        """The candidates that lie inside another place named ("Agdal Fès"), if any do."""
        around = [m for m in home if m is not mention]
        return tuple(code for code in mention.codes if self._in_any(code, around))

    def _in_any(self, code: str, around: Iterable[Mention]) -> bool:
        return any(
            outer != code and self._places.contains(self._wide(outer), code)
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
        return first.population >= _CLEARLY_LARGER * second.population

    def _choose(
        self, settled: Sequence[tuple[Mention, tuple[FoundPlace, ...]]]
    ) -> tuple[FoundPlace | None, tuple[FoundPlace, ...]]:
        if not settled:
            return None, ()
        ranked = sorted(settled, key=self._rank)
        best, candidates = ranked[0]
        rest = [found[0] for _, found in ranked[1:]]
        equals = [m for m, _ in ranked if _cue(m) == _cue(best)]
        torn = len(equals) > 1 and any(m.joined for m in equals)
        if len(candidates) > 1 or (torn and not self._nested(ranked)):
            return None, tuple(_unique([*candidates, *rest]))
        return candidates[0], tuple(_unique(rest, besides=candidates[0].code))

    def _nested(self, ranked: Sequence[tuple[Mention, tuple[FoundPlace, ...]]]) -> bool:
        first, second = ranked[0][1][0].code, ranked[1][1][0].code
        return self._places.contains(second, first)

    def _rank(self, item: tuple[Mention, tuple[FoundPlace, ...]]) -> tuple[int, int, int]:
        mention, found = item
        depth = len(self._places.path(found[0].code))
        return -_cue(mention), -depth if mention.quality >= 0.9 else 0, mention.start


def _cue(mention: Mention) -> int:
    return _CUE_WORTH.get(mention.cue, 0)


def _unique(found: Iterable[FoundPlace], besides: str = "") -> Iterator[FoundPlace]:
    seen = {besides}
    for place in found:
        if place.code not in seen:
            seen.add(place.code)
            yield place
