"""Where names of places stand in a message, before anything is decided between them.

The names are `place_index`, the words around them `place_cues`; whether a name that is also a
word is meant as a place is `place_trust`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from catalogue.place_cues import LEVEL_CUES, Cues
from catalogue.place_index import Abroad, NameIndex
from catalogue.place_keys import ARTICLES, name_key, place_forms
from catalogue.place_trust import Spot, Trust
from catalogue.places import Gazetteer
from catalogue.tables import read_pairs
from catalogue.text import words
from catalogue.tokens import Token, common_words, homographs, particles

_LONGEST = 6
_SHORTEST_NEAR = 4
# So few letters of a key are those of too many words ("rançon", Rincon) for a name without a cue.
_SHORT_SKELETON = 5
# What a preposition was taken off must be more than a scrap, unless the town is well known.
_SHORTEST_GLUED = 4
# "Weld" is a son of somebody, and no *Oulad*.
_SONS = frozenset({"weld", "wld", "ould", "ولد", "bent", "بنت"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name seen in a message, with its candidates (best first) or the country it lies in.

    `cue` is what stands before it: here, to, from, of, level or nothing; `when` are now, once and
    but, said shortly before; `joined` marks the second of "X or Y" and "between X and Y"; `sure`
    that the first candidate alone is written just so.
    """

    start: int
    end: int
    text: str
    codes: tuple[str, ...]
    country: str
    cue: str
    when: frozenset[str]
    joined: bool
    sure: bool
    quality: float


@dataclass(frozen=True, slots=True)
class _Hit:
    codes: tuple[str, ...]
    country: str
    glued: str
    quality: float


class PlaceNames:
    """All names of places, found in messages. Immutable once built."""

    def __init__(self, places: Gazetteer, *, known: Callable[[str], bool]) -> None:
        self._names = NameIndex(places)
        self._foreign = Abroad()
        self._trust = Trust(self._names, known=known)
        self._cues = Cues()
        self._known = known
        self._loose = particles() - ARTICLES

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
        cues = self._cues.before(message, start)
        if "person" in cues[:1] or message[start].word in _SONS:
            return None
        shared = self._shared_cue(message, before, start)
        word = message[start].word
        begins = self._names.may_begin(word) or self._foreign.may_begin(word)
        longest = _LONGEST if begins else 1
        for end in range(min(len(message), start + longest), start, -1):
            span = range(start, end)
            said = shared or self._cues.said(cues, message, end)
            hit = self._hit(message, span, said)
            if hit is not None:
                return self._mention(message, span, hit, before)
        return None

    def _shared_cue(self, message: Sequence[Token], before: Sequence[Mention], start: int) -> str:
        """The cue of the first of "f Rabat wla Sla", which is the second's too."""
        return before[-1].cue if before and self._joined(message, before[-1], start) else ""

    def _hit(self, message: Sequence[Token], span: range, cue: str) -> _Hit | None:
        parts = [message[at].word for at in span]
        if self._cut(parts):
            return None
        whole = len(span) == len(message)
        clause = _fills_clause(message, span)
        for form, glued in place_forms(parts):
            if form is not parts and self._is_word(parts, form):
                continue
            spot = Spot(form, cue or glued, whole, clause)
            hit = self._known_name(spot, glued)
            if hit is not None:
                return hit
        return self._near(Spot(parts, cue, whole, clause))

    def _cut(self, parts: list[str]) -> bool:
        """True when small words at an end do not belong to a name ("f casa")."""
        if len(parts) == 1 or self._loose.isdisjoint((parts[0], parts[-1])):
            return False
        # "Had" is *this*, and the Sunday market many towns are named after.
        opens = self._names.opens(parts[0]) and parts[-1] not in self._loose
        return not opens and not self._names.written(parts)

    def _is_word(self, parts: list[str], form: list[str]) -> bool:
        """True when what looks glued to a preposition is a word itself (*fait*, باقا)."""
        first = parts[0]
        if not {first, first.removeprefix("و")} & common_words() and not self._trust.listed(first):
            return False
        return len(form) == 1 or not self._names.written(form)

    def _known_name(self, spot: Spot, glued: str) -> _Hit | None:
        key = name_key(spot.parts)
        codes = self._names.of(key)
        country = self._foreign.country(spot.parts, key)
        if country and self._is_abroad(spot, key, codes) and self._trust.abroad(spot):
            return _Hit((), country, glued, 0.95)
        if not codes and spot.cue in ("province", "region"):
            codes = self._names.of_part(key, spot.cue)
            return _Hit(tuple(codes), "", glued, 1.0) if codes else None
        if not codes or (glued and self._scrap(spot, codes)):
            return None
        return _Hit(tuple(codes), "", glued, 1.0) if self._trust.home(spot, key, codes) else None

    def _is_abroad(self, spot: Spot, key: str, codes: Sequence[str]) -> bool:
        # Lyon and Laâyoune have one key: what is spelt as abroad is abroad, the rest at home.
        alone = not codes and spot.parts[0] not in homographs()
        return alone or self._foreign.spelt(spot.parts, key)

    def _scrap(self, spot: Spot, codes: Sequence[str]) -> bool:
        return len("".join(spot.parts)) < _SHORTEST_GLUED and not self._names.large(codes)

    def _near(self, spot: Spot) -> _Hit | None:
        """A name spelt otherwise: the coarse key, then one slip of the pen in a well-known one."""
        bare = [part for part in spot.parts if part not in ARTICLES]
        if not bare or self._is_plain(bare) or any(map(self._adds, bare[1:])):
            return None
        if all(map(self._known, bare)) or max(map(len, bare)) < _SHORTEST_NEAR:
            return None
        said = bool(spot.cue) or spot.whole
        codes = self._names.near(bare)
        if codes and (said or self._unmistaken(bare, codes)):
            return _Hit(tuple(codes), "", "", 0.88)
        slipped = self._names.slipped(bare) if said else []
        return _Hit(tuple(slipped), "", "", 0.8) if slipped else None

    def _unmistaken(self, bare: Sequence[str], codes: Sequence[str]) -> bool:
        return len(name_key(bare)) > _SHORT_SKELETON and self._names.large(codes)

    def _adds(self, word: str) -> bool:
        """True for "and" glued to a name: "فاس ومكناس" are two towns."""
        return word.startswith("و") and bool(self._names.of(name_key([word[1:]])))

    def _is_plain(self, bare: Sequence[str]) -> bool:
        """True when an everyday word is among them that begins no name."""
        if len(bare) == 1 and self._trust.everyday(bare):
            return True
        loose = bare[1:] if len(bare) > 1 and self._names.opens(bare[0]) else bare
        return any(word in common_words() or self._cues.is_cue(word) for word in loose)

    def _mention(
        self, message: Sequence[Token], span: range, hit: _Hit, before: Sequence[Mention]
    ) -> Mention:
        last = before[-1] if before else None
        parts = [message[at].word for at in span]
        codes, sure = self._names.as_written(self._of_level(message, span, hit), parts)
        found = Mention(
            start=span.start,
            end=span.stop,
            text=" ".join(parts),
            codes=codes,
            country=hit.country,
            cue=self._said(message, span, hit),
            when=self._cues.times(message, last.end if last else 0, span.start),
            joined=False,
            sure=sure,
            quality=hit.quality,
        )
        if last is None or not self._joined(message, last, span.start):
            return found
        return replace(found, cue=last.cue, when=last.when, joined=True)

    def _said(self, message: Sequence[Token], span: range, hit: _Hit) -> str:
        cue = next(iter(self._cues.before(message, span.start)), "") or hit.glued
        return "level" if cue in LEVEL_CUES else cue

    def _of_level(self, message: Sequence[Token], span: range, hit: _Hit) -> Sequence[str]:
        """The candidates of the level the message names ("province de …"), else all."""
        cues = (
            *self._cues.before(message, span.start),
            self._cues.level_after(message, span.stop),
        )
        wanted = next((cue for cue in cues if cue in LEVEL_CUES), "")
        same = [code for code in hit.codes if self._names.place(code).level == wanted]
        if not same and wanted in ("province", "region"):
            same = self._names.around(hit.codes, wanted)
        return same or hit.codes

    def _joined(self, message: Sequence[Token], before: Mention, start: int) -> bool:
        between = self._cues.between(message, before.end, start)
        either = "or" in between and len(between) <= 3
        # "بين فاس ومكناس": the *and* may be glued to the second.
        anded = "and" in between or message[start].word.startswith("و")
        opened = before.cue == "between" and anded and len(between) <= 2
        return either or opened


def _fills_clause(message: Sequence[Token], span: range) -> bool:
    before, after, clause = span.start - 1, span.stop, message[span.start].clause
    opens = before < 0 or message[before].clause != clause
    return opens and (after >= len(message) or message[after].clause != clause)


def words_of_names(places: Gazetteer) -> frozenset[str]:
    """The folded words of all names of places, in use and abroad too, as they are written."""
    official = (place.name_fr for place in places.places())
    others = (name for file in ("aliases.tsv", "foreign.tsv") for _, name in read_pairs(file))
    return frozenset(word for name in (*official, *others) for word in words(name))
