"""Where names of places stand in a message, before anything is decided between them.

Official names in both scripts, the names people use (`aliases.tsv`), names abroad
(`foreign.tsv`), and the words around them (`place_cues.tsv`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from catalogue.everyday import is_ordinary
from catalogue.place_keys import ARTICLES, coarse_key, name_key, place_forms, slips
from catalogue.places import Gazetteer, Place
from catalogue.tables import read_pairs
from catalogue.text import fold, has_arabic, word_key, words
from catalogue.tokens import Token, common_words, homographs, particles

_LONGEST = 5
# A name nobody would mistake needs no preposition; a small commune does.
_WELL_KNOWN = 20_000
# Coarse keys are equal for names that are not: their letters must be alike too, out of 100.
_ALIKE = 60.0
_LEVEL_ORDER = ("commune", "arrondissement", "province", "region", "cercle")
_LEVEL_CUES = frozenset({"province", "region", "cercle", "commune"})
_HERE = _LEVEL_CUES | {"here", "from", "between"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name seen in a message, with its candidates (best first) or the country it lies in.

    `cue` is what stands before it: here, to, from, level or nothing; `joined` marks the second
    of "X or Y" and "between X and Y".
    """

    start: int
    end: int
    text: str
    codes: tuple[str, ...]
    country: str
    cue: str
    joined: bool
    quality: float


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    codes: tuple[str, ...]
    country: str
    glued: str
    quality: float


class PlaceNames:
    """All names of places, indexed by their keys. Immutable once built."""

    def __init__(self, places: Gazetteer, *, known: Callable[[str], bool]) -> None:
        self._places = places
        self._known = known
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._coarse: dict[str, list[str]] = defaultdict(list)
        self._slips: dict[str, list[str]] = defaultdict(list)
        self._trusted: set[str] = set()
        self._country = {name_key(words(name)): iso for iso, name in read_pairs("foreign.tsv")}
        self._abroad = frozenset(fold(name) for _, name in read_pairs("foreign.tsv"))
        self._everyday = frozenset(fold(word) for _, word in read_pairs("place_words.tsv"))
        self._cues = {_cue_key(words(phrase)): cue for cue, phrase in read_pairs("place_cues.tsv")}
        self._add_names()

    def _add_names(self) -> None:
        for code, name in read_pairs("aliases.tsv"):
            self._add(name, code)
            self._trusted.add(name_key(words(name)))
        for place in self._places.places():
            for name in (place.name_fr, place.name_ar):
                self._add(name, place.code)
        for index in (self._exact, self._coarse):
            for codes in index.values():
                codes.sort(key=self._order)

    def _add(self, name: str, code: str) -> None:
        parts = words(name)
        key = name_key(parts)
        if code not in self._exact[key]:
            self._exact[key].append(code)
        coarse = coarse_key(parts)
        if len(coarse) > 3 and code not in self._coarse[coarse]:
            self._coarse[coarse].append(code)
        if self._order_place(code).population >= _WELL_KNOWN:
            for form in slips(fold(name)):
                if code not in self._slips[form]:
                    self._slips[form].append(code)

    def _order_place(self, code: str) -> Place:
        place = self._places.get(code)
        if place is None:
            raise LookupError(f"a name is given to the unknown place {code}")
        return place

    def _order(self, code: str) -> tuple[int, int]:
        place = self._order_place(code)
        return _LEVEL_ORDER.index(place.level), -place.population

    def find(self, message: Sequence[Token]) -> list[Mention]:
        """The names in a message from left to right; the longest wins where they overlap."""
        found: list[Mention] = []
        start = 0
        while start < len(message):
            mention = self._at(message, start, found)
            if mention is not None:
                found.append(mention)
            start = mention.end if mention else start + 1
        return found

    def _at(
        self, message: Sequence[Token], start: int, before: Sequence[Mention]
    ) -> Mention | None:
        cue = self._cue(message, start)
        for end in range(min(len(message), start + _LONGEST), start, -1):
            hit = self._hit(message, start, end, cue)
            if hit is not None:
                return self._mention(message, hit, cue, before)
        return None

    def _hit(self, message: Sequence[Token], start: int, end: int, cue: str) -> _Hit | None:
        parts = [token.word for token in message[start:end]]
        if len(parts) > 1 and not {parts[0], parts[-1]}.isdisjoint(particles() - ARTICLES):
            return None
        whole = end - start == len(message)
        for form, glued in place_forms(parts):
            if form is not parts and {parts[0], parts[0].removeprefix("و")} & common_words():
                continue
            key = name_key(form)
            if self._foreign(form, key) and self._plain(form, cue or glued, whole):
                return _Hit(start, end, (), self._country[key], glued, 0.95)
            codes = self._exact.get(key)
            if codes and self._believed(form, key, codes, cue=cue or glued, whole=whole):
                return _Hit(start, end, tuple(codes), "", glued, 1.0)
        return self._near(parts, start, cue=cue, whole=whole)

    def _foreign(self, form: list[str], key: str) -> bool:
        # Lyon and Laâyoune have one key: what is spelt as abroad is abroad, the rest at home.
        if key not in self._country:
            return False
        if " ".join(form) in self._abroad:
            return True
        # *Prise* has the key of Paris, and *dh d lkar* that of Dakar.
        other = any(self._known(part) or is_ordinary(part) for part in form)
        return not other and key not in self._exact and form[0] not in homographs()

    def _plain(self, parts: list[str], cue: str, whole: bool) -> bool:
        if all(part in common_words() for part in parts):
            return False
        return len(parts) > 1 or bool(cue) or whole or parts[0] not in self._everyday

    def _believed(
        self, parts: list[str], key: str, codes: list[str], *, cue: str, whole: bool
    ) -> bool:
        """Whether a name that is also a word is meant as a place here."""
        bare = [part for part in parts if part not in ARTICLES] or parts
        plain = all(part in common_words() for part in bare)
        if whole:
            return bare[0] in self._everyday or not plain
        if len(bare) > 1:
            return not plain or cue in _HERE
        if bare[0] in self._everyday or plain:
            return cue in _HERE and not plain
        if key in self._trusted:
            return True
        # Short keys of everyday words are those of towns too: *lkra* (rent) and El Gara.
        if self._known(bare[0]) or not self._alike(codes[0], bare):
            return self._official(codes[0], bare[0]) and (bool(cue) or self._large(codes))
        return self._large(codes) or (bool(cue) and len(key) > 2)

    def _official(self, code: str, word: str) -> bool:
        """True when a word is written as the official name is, but for the article."""
        place = self._order_place(code)
        names = (words(place.name_fr), words(place.name_ar))
        return any(
            word.removeprefix("ال")
            == "".join(p for p in name if p not in ARTICLES).removeprefix("ال")
            for name in names
        )

    def _large(self, codes: list[str]) -> bool:
        first = self._order_place(codes[0])
        return first.level != "cercle" and first.population >= _WELL_KNOWN

    def _near(self, parts: list[str], start: int, *, cue: str, whole: bool) -> _Hit | None:
        """A name spelt otherwise: the coarse key, then one slip of the pen in a well-known one."""
        plain = common_words() | self._everyday
        if any(part in plain or _cue_key([part]) in self._cues for part in parts):
            return None
        if not any(len(part) > 3 for part in parts):
            return None
        if all(len(part) == 1 or self._known(part) for part in parts):
            return None
        near = self._coarse.get(coarse_key(parts), [])
        codes = [code for code in near if self._alike(code, parts)]
        if codes and (cue or whole or self._large(codes)):
            return _Hit(start, start + len(parts), tuple(codes), "", "", 0.88)
        return self._slipped(parts, start) if cue or whole else None

    def _alike(self, code: str, parts: list[str]) -> bool:
        place, joined = self._order_place(code), "".join(parts).removeprefix("ال")
        name = place.name_ar if has_arabic(joined) else place.name_fr
        plain = "".join(part for part in words(name) if part not in ARTICLES).removeprefix("ال")
        return ratio(joined, plain) >= _ALIKE

    def _slipped(self, parts: list[str], start: int) -> _Hit | None:
        joined = " ".join(parts)
        if len(joined) < 6:
            return None
        found = {code: None for form in slips(joined) for code in self._slips.get(form, ())}
        codes = sorted(found, key=self._order)
        return _Hit(start, start + len(parts), tuple(codes), "", "", 0.8) if codes else None

    def _mention(
        self, message: Sequence[Token], hit: _Hit, cue: str, before: Sequence[Mention]
    ) -> Mention:
        joined = bool(before) and self._joined(message, before[-1], hit.start)
        return Mention(
            start=hit.start,
            end=hit.end,
            text=" ".join(token.word for token in message[hit.start : hit.end]),
            codes=tuple(self._of_level(hit.codes, message, hit.start)),
            country=hit.country,
            cue=before[-1].cue if joined else _said(cue or hit.glued),
            joined=joined,
            quality=hit.quality,
        )

    def _of_level(
        self, codes: tuple[str, ...], message: Sequence[Token], start: int
    ) -> Iterator[str]:
        """The candidates of the level the message names ("province de …"), else all."""
        wanted = next((cue for cue in self._cues_before(message, start) if cue in _LEVEL_CUES), "")
        same = [code for code in codes if self._order_place(code).level == wanted]
        yield from same or codes

    def _cue(self, message: Sequence[Token], start: int) -> str:
        return next(iter(self._cues_before(message, start)), "")

    def _cues_before(self, message: Sequence[Token], start: int) -> Iterator[str]:
        """The cues that stand before a name, the nearest first, at most three words back."""
        at, steps = start, 0
        while at > 0 and steps < 3:
            size = next((n for n in (2, 1) if at >= n and self._cue_at(message, at - n, at)), 0)
            if not size:
                return
            yield self._cue_at(message, at - size, at)
            at, steps = at - size, steps + 1

    def _cue_at(self, message: Sequence[Token], start: int, end: int) -> str:
        return self._cues.get(_cue_key([token.word for token in message[start:end]]), "")

    def _joined(self, message: Sequence[Token], before: Mention, start: int) -> bool:
        between = [self._cue_at(message, at, at + 1) for at in range(before.end, start)]
        either = "or" in between and len(between) <= 3
        opened = before.cue == "between" and "and" in between and len(between) <= 2
        return either or opened


def _said(cue: str) -> str:
    return "level" if cue in _LEVEL_CUES else cue


def _cue_key(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(word_key(part) for part in parts)
