"""Whether the name of a place that stands in a message is meant as one: many are everyday words.

What a name must have about it to be believed is in `place_words.tsv`; the names are `place_index`.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from catalogue.place_cues import LEVEL_CUES, NEAR_CUES
from catalogue.place_index import NameIndex
from catalogue.place_keys import ARTICLES, name_key, spelling
from catalogue.tables import read_rows
from catalogue.text import has_arabic, word_languages, words
from catalogue.tokens import common_words

# What a name that is also a word asks for, by the third column of its line: any preposition; one
# that says "in"; or a word of dwelling or of a level (commune), since one is also *in* a bath.
_ASKS = {
    "preposition": NEAR_CUES | LEVEL_CUES,
    "in": frozenset({"at", "here", "between"}) | LEVEL_CUES,
    "level": frozenset({"at"}) | LEVEL_CUES,
}
_TITLES = frozenset(["sidi", "sid", "si", "moulay", "my", "lalla", "سيدي", "مولاي", "للا", "لالة"])
_LONG_LATIN, _LONG_ARABIC, _LONG_KEY = 7, 6, 4
# So much alike, out of 100, that one letter at most is another.
_ALMOST = 85.0
# A name with nothing before it must be so much alike.
_QUITE = 76.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Some words of a message, the cue before them, and whether they are all of it.

    `clause` is true when they are all of a clause ("…, Tendrara").
    """

    parts: Sequence[str]
    cue: str
    whole: bool
    clause: bool


class Trust:
    """Tells names that are meant as places. Immutable once built."""

    def __init__(self, names: NameIndex, *, known: Callable[[str], bool]) -> None:
        self._names = names
        self._known = known
        self._asks: dict[str, frozenset[str]] = {}
        self._sounds: dict[str, list[str]] = defaultdict(list)
        for _, word, asks in read_rows("place_words.tsv"):
            self._asks[spelling(words(word))] = _ASKS[asks]
            self._sounds[name_key(words(word))].append(spelling(words(word)))

    def everyday(self, parts: Sequence[str]) -> bool:
        """True when the words are a name that is also an everyday word, or sound like one."""
        return spelling(parts) in self._asks or bool(self._sounding(parts, _ALMOST))

    def listed(self, word: str) -> bool:
        """True when this very word is in the list of everyday words."""
        return spelling([word]) in self._asks

    def abroad(self, spot: Spot) -> bool:
        """Whether a name of a country or a town abroad is meant as one."""
        if all(part in common_words() for part in spot.parts):
            # "Pays bas" is made of everyday words.
            return len(spot.parts) > 1 and (bool(spot.cue) or spot.whole)
        if self._asks.get(spelling(spot.parts)) == _ASKS["level"]:
            return False
        return len(spot.parts) > 1 or bool(spot.cue) or spot.whole or not self.everyday(spot.parts)

    def home(self, spot: Spot, key: str, codes: Sequence[str]) -> bool:
        """Whether a name of a place here is meant as one."""
        bare = [part for part in spot.parts if part not in ARTICLES] or list(spot.parts)
        exact = self._names.spelt(bare, key)
        if not exact and not self._names.alike(bare, key):
            return False
        plain = all(part in common_words() for part in bare)
        if spot.whole:
            return not plain or self.everyday(bare) or (exact and len(bare) > 1)
        if spot.cue in LEVEL_CUES:
            return exact or not plain
        asked = self._asked(bare, key, exact=exact)
        if asked is not None:
            return exact and not plain and _has(spot, asked)
        return self._free(spot, bare, codes, exact=exact, plain=plain)

    def _asked(self, bare: Sequence[str], key: str, *, exact: bool) -> frozenset[str] | None:
        """What the list asks of these words, or of the word they are nearer to than to a name."""
        asked = self._asks.get(spelling(bare))
        if asked is not None or exact:
            return asked
        heard = self._asks.get(self._sounding(bare, self._names.likeness(bare, key)))
        return heard if heard is not None and heard < _ASKS["preposition"] else None

    def _sounding(self, parts: Sequence[str], least: float) -> str:
        """The listed word of the same key whose letters are at least so much alike, or nothing."""
        joined = spelling(parts)
        listed = [(ratio(joined, word), word) for word in self._sounds.get(name_key(parts), ())]
        return max((pair for pair in listed if pair[0] >= least), default=(0.0, ""))[1]

    def _free(
        self, spot: Spot, bare: Sequence[str], codes: Sequence[str], *, exact: bool, plain: bool
    ) -> bool:
        if plain:
            return exact and len(bare) > 1 and spot.cue in NEAR_CUES
        if len(bare) == 1:
            return self._single(spot, bare[0], codes, exact=exact)
        # "Sidi Ali" is a man's name too.
        titled = bare[0] in _TITLES and not self._names.large(codes)
        return not titled or bool(spot.cue) or spot.clause

    def _single(self, spot: Spot, word: str, codes: Sequence[str], *, exact: bool) -> bool:
        key = name_key([word])
        if exact and self._names.in_use(key):
            return True
        # Short keys of everyday words are those of towns too: *lkra* (rent) and El Gara.
        if self._known(word):
            sure = exact or (len(key) > _LONG_KEY and self._names.likeness([word], key) >= _ALMOST)
            return sure and (bool(spot.cue) or (exact and self._names.large(codes)))
        if self._names.large(codes) or self._names.in_use(key):
            return bool(spot.cue) or self._names.likeness([word], key) >= _QUITE
        if spot.cue:
            return len(key) > 2
        return exact and (spot.clause or _telling(word))


def _has(spot: Spot, asked: frozenset[str]) -> bool:
    # In Latin letters a lone *l* is the article as well as "to".
    arabic_to = spot.cue == "to" and "here" in asked and has_arabic(spot.parts[0])
    return spot.cue in asked or (arabic_to and "from" in asked)


def _telling(word: str) -> bool:
    """True for a long word no language claims: it can hardly be anything but a name."""
    long = _LONG_ARABIC if has_arabic(word) else _LONG_LATIN
    return len(word) >= long and not word_languages(word)
