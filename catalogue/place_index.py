"""Every name of a place, by its keys: official in both scripts, in use (`aliases.tsv`), abroad.

Whether a name seen in a message is meant as a place is `place_trust`; where one stands is
`place_names`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from catalogue.place_keys import ARTICLES, coarse_key, name_key, script_of, slips, spelling, unglued
from catalogue.places import Gazetteer, Place
from catalogue.tables import read_pairs
from catalogue.text import words

# A name nobody would mistake needs no preposition; a small commune does.
WELL_KNOWN = 20_000
_LEVEL_ORDER = ("commune", "arrondissement", "province", "region", "cercle")
# How alike, out of 100, the letters of a spelling must be to those of a known one of the same key:
# Latin spellings differ widely; Arabic ones do not, and there another letter is another word.
_ALIKE = {"latin": 60.0, "arabic": 86.0}
# Names that share their consonants only, and names abroad, must be more alike.
_ALIKE_NEAR = {"latin": 75.0, "arabic": 90.0}
_ALIKE_ABROAD = {"latin": 72.0, "arabic": 90.0}
# A short key says little (*fs* is Fès and "vs"), a key of the other script less than one's own.
_SHORT_KEY, _SHORT_ACROSS = 3, 4
_REMEMBERED = 50_000
# So many letters may be other ones in a long name written by a slip of the pen.
_SLIPS, _SLIPS_LONG, _LONG_NAME = 1, 2, 9


class NameIndex:
    """Names of Moroccan places. Immutable once built."""

    def __init__(self, places: Gazetteer) -> None:
        self._places = places
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._coarse: dict[str, list[str]] = defaultdict(list)
        self._slips: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._parts: dict[str, list[str]] = defaultdict(list)
        self._spelt: dict[str, set[str]] = defaultdict(set)
        self._spellings: dict[str, set[str]] = defaultdict(set)
        self._official: dict[str, set[str]] = defaultdict(set)
        self._in_use: set[str] = set()
        self._quarters: set[str] = set()
        self._written: set[tuple[str, ...]] = set()
        self._fill()
        keys = (*self._exact, *self._coarse)
        self._beginnings = {key[:size] for key in keys for size in range(1, len(key) + 1)}
        self._openers = {name[0] for name in self._written if len(name) > 1}
        self._memory: dict[str, bool] = {}

    def _fill(self) -> None:
        for place in self._places.places():
            for name in (place.name_fr, place.name_ar):
                self._add(name, place.code)
                self._official[place.code].add(name_key(words(name)))
                if place.level == "arrondissement":
                    self._quarters.add(name_key(words(name)))
                if place.level in ("region", "province"):
                    self._add_parts(name, place.code)
        for code, name in read_pairs("aliases.tsv"):
            self._add(name, code)
            self._in_use.add(name_key(words(name)))
        for index in (self._exact, self._coarse):
            for key, codes in index.items():
                codes.sort(key=partial(self._order, key=key))

    def _add(self, name: str, code: str) -> None:
        parts = words(name)
        key, coarse, written = name_key(parts), coarse_key(parts), spelling(parts)
        self._written.add(tuple(parts))
        self._spelt[key].add(written)
        self._spellings[code].add(written)
        _put(self._exact[key], code)
        if len(coarse) > _SHORT_KEY:
            _put(self._coarse[coarse], code)
        if self.place(code).population >= WELL_KNOWN:
            folded = _bare(parts)
            for form in slips(folded):
                self._slips[form].append((code, folded))

    def _add_parts(self, name: str, code: str) -> None:
        for part in name.split("-"):
            key = name_key(words(part))
            if len(key) > 2:
                _put(self._parts[key], code)

    def place(self, code: str) -> Place:
        """The place of a code that a name is given to. Raises LookupError for an unknown one."""
        place = self._places.get(code)
        if place is None:
            raise LookupError(f"a name is given to the unknown place {code}")
        return place

    def _order(self, code: str, key: str) -> tuple[bool, int, int]:
        # A quarter's own name comes before the towns with a smaller quarter of that name.
        place = self.place(code)
        also = key in self._quarters and key not in self._official[code]
        return also, _LEVEL_ORDER.index(place.level), -place.population

    def of(self, key: str) -> Sequence[str]:
        """The codes of the places with a name of that key, best first."""
        return self._exact.get(key, ())

    def may_begin(self, word: str) -> bool:
        """True when a name of several words may begin with this one, glued or misspelt."""
        known = self._memory.get(word)
        if known is None:
            known = word in ARTICLES or any(map(self._begins, _beginnings(word)))
            if len(self._memory) < _REMEMBERED:
                self._memory[word] = known
        return known

    def _begins(self, word: str) -> bool:
        return not {name_key([word]), coarse_key([word])}.isdisjoint(self._beginnings)

    def opens(self, word: str) -> bool:
        """True when a name of several words begins with this very one (*souk*, *had*)."""
        return word in self._openers

    def as_written(
        self, codes: Sequence[str], parts: Sequence[str]
    ) -> tuple[tuple[str, ...], bool]:
        """The candidates, first the one whose own spelling this is when it is one of its level.

        The second value tells whether there is one: Taghazout is not Taghzout.
        """
        joined = spelling(parts)
        level = self.place(codes[0]).level if codes else ""
        same = [code for code in codes if self.place(code).level == level]
        exact = [code for code in same if joined in self._spellings[code]]
        if len(exact) != 1 or len(same) < 2:
            return tuple(codes), False
        return tuple(dict.fromkeys((*exact, *codes))), True

    def of_part(self, key: str, level: str) -> list[str]:
        """The regions or provinces whose compound name has a part of that key."""
        return [code for code in self._parts.get(key, ()) if self.place(code).level == level]

    def around(self, codes: Sequence[str], level: str) -> list[str]:
        """The regions or provinces one of whose parts is the official name of such a place."""
        keys = (key for code in codes for key in self._official[code])
        return list(dict.fromkeys(code for key in keys for code in self.of_part(key, level)))

    def near(self, parts: Sequence[str]) -> list[str]:
        """The places with a name of the same consonants whose letters are alike."""
        joined = spelling(parts)
        codes = self._coarse.get(coarse_key(parts), ())
        return [code for code in codes if _alike(joined, self._spellings[code], _ALIKE_NEAR)]

    def slipped(self, parts: Sequence[str]) -> list[str]:
        """The well-known places whose name is written with one letter more, less or other."""
        joined = _bare(parts)
        close = [pair for form in slips(joined) for pair in self._slips.get(form, ())]
        found = {code for code, name in close if _one_slip(joined, name)}
        return sorted(found, key=partial(self._order, key=""))

    def spelt(self, parts: Sequence[str], key: str) -> bool:
        """True when the letters, but for articles, are those of a known spelling of that key."""
        return spelling(parts) in self._spelt.get(key, ())

    def alike(self, parts: Sequence[str], key: str) -> bool:
        """True when the letters are near enough to a known spelling of that key."""
        return _alike(spelling(parts), self._spelt.get(key, ()), _ALIKE, key=key)

    def likeness(self, parts: Sequence[str], key: str) -> float:
        """How alike, 0…100, the letters are to the nearest known spelling of that key."""
        joined = spelling(parts)
        return max((ratio(joined, name) for name in self._spelt.get(key, ())), default=0.0)

    def written(self, parts: Sequence[str]) -> bool:
        """True when these very words are a name."""
        return tuple(parts) in self._written

    def in_use(self, key: str) -> bool:
        """True when a name of that key is one of `aliases.tsv`."""
        return key in self._in_use

    def large(self, codes: Sequence[str]) -> bool:
        """True when the first of the places is well known."""
        first = self.place(codes[0])
        return first.level != "cercle" and first.population >= WELL_KNOWN


class Abroad:
    """Countries and towns abroad. Immutable once built."""

    def __init__(self) -> None:
        self._country: dict[str, str] = {}
        self._written: dict[str, str] = {}
        self._openers: set[str] = set()
        self._spelt: dict[str, set[str]] = defaultdict(set)
        for country, name in read_pairs("foreign.tsv"):
            parts = words(name)
            key = name_key(parts)
            self._country.setdefault(key, country)
            self._spelt[key].add(spelling(parts))
            self._written.setdefault(spelling(parts), country)
            if len(parts) > 1:
                self._openers.add(name_key(parts[:1]))

    def may_begin(self, word: str) -> bool:
        """True when a name of several words may begin with this one, glued or not."""
        return any(name_key([form]) in self._openers for form in _beginnings(word))

    def country(self, parts: Sequence[str], key: str) -> str:
        """The country of a name whose letters are near enough to a known spelling, or nothing."""
        country = self._country.get(key, "")
        if not country or not _alike(
            spelling(parts), self._spelt.get(key, ()), _ALIKE_ABROAD, key=key
        ):
            return ""
        # Pologne and Bologne have one key.
        return self._written.get(spelling(parts), country)

    def spelt(self, parts: Sequence[str], key: str) -> bool:
        """True when the letters, but for articles, are those of a known name abroad."""
        return spelling(parts) in self._spelt.get(key, ())


def _alike(joined: str, known: Iterable[str], least: Mapping[str, float], *, key: str = "") -> bool:
    """Whether a spelling is near a known one of its script; one with a short key is as known."""
    script = script_of(joined)
    same = [name for name in known if script_of(name) == script]
    if not same:
        return not 0 < len(key) <= _SHORT_ACROSS
    if joined in same or 0 < len(key) <= _SHORT_KEY:
        return joined in same
    return any(ratio(joined, name) >= least[script] for name in same)


def _bare(parts: Sequence[str]) -> str:
    return " ".join(part.removeprefix("ال") for part in parts if part not in ARTICLES)


def _one_slip(written: str, name: str) -> bool:
    most = _SLIPS_LONG if len(name) >= _LONG_NAME else _SLIPS
    return written[0] == name[0] and OSA.distance(written, name, score_cutoff=most) <= most


def _beginnings(word: str) -> Iterable[str]:
    return (word, *(form for form, _ in unglued(word)))


def _put(codes: list[str], code: str) -> None:
    if code not in codes:
        codes.append(code)
