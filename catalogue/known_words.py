"""The words of the names of an index, numbered, and those among them that are like a given one.

What names they stand in is `fuzzy`; how two words compare is `sounds`.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from catalogue.sounds import (
    OTHERWISE,
    Reading,
    known_readings,
    likeness,
    reading,
    spelt_otherwise,
)
from catalogue.text import word_key

# So many sounds like a given one are looked at, and how alike they are out of 100 at least: where
# all sounds are compared, and where only those near are.
_MOST, _MOST_NEAR = 60, 16
_LEAST, _LEAST_NEAR = 40.0, 55.0
# There a word as likely as this need not be read otherwise.
_LIKELY = 0.9
# Words less alike than this say nothing for each other.
_FLOOR = 0.39
_REMEMBERED = 8_192
# The letters people exchange are one in the coarse key, and those they leave out are none.
_COARSE = str.maketrans(
    {**dict.fromkeys("wya3ħ"), **dict.fromkeys("qgʒ", "k"), **dict.fromkeys("zʃ", "s")}
    | {"γ": "r", "χ": "k", "d": "t", "f": "b"}
)

_FINE = "="


class Likely(NamedTuple):
    """The known words like a given one, with how surely each is meant, 0…1, and how it is read."""

    words: dict[int, float]
    meant: Reading


class KnownWords:
    """Words by number. It grows while an index is built, then is only read.

    `sounds`, `spellings` and `across` hold the parts of each word's plain reading by its number.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._spelt: list[str] = []
        self._readings: list[Reading] = []
        self.sounds: list[str] = []
        self.spellings: list[str] = []
        self.across: list[str] = []
        self._of_sound: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._of_coarse: dict[str, list[str]] = defaultdict(list)
        self._shortened: dict[str, list[str]] = defaultdict(list)
        self._scanned: list[str] = []
        self._most, self._least = _MOST_NEAR, _LEAST_NEAR
        self._remembered: dict[str, Likely] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def sounded(self) -> int:
        """How many sounds the words have."""
        return len(self._of_sound)

    def __iter__(self) -> Iterator[str]:
        return iter(self._spelt)

    def sounding(self, sound: str) -> Sequence[int]:
        """The numbers of the words of just that sound."""
        return self._of_sound.get(sound, ())

    def spelt(self, number: int) -> str:
        """The known word of a number."""
        return self._spelt[number]

    def near(self, first: str, second: str) -> Iterator[tuple[int, float]]:
        """The known words that sound like two folded ones written as one, and how surely."""
        sounds = self._of_coarse.get(coarse_key(first + second))
        if not sounds:
            return
        asked = reading(first + second)
        for sound in sounds:
            alike = ratio(asked.sound, sound)
            for number in self._of_sound[sound]:
                yield number, surely(likeness(asked, self._readings[number], alike))

    def number(self, word: str) -> int | None:
        """The number of a folded word, or None."""
        return self._numbers.get(word)

    def add(self, word: str) -> int:
        """The number of a folded word, given now if it is new."""
        known = self._numbers.get(word)
        if known is not None:
            return known
        number = self._numbers[word] = len(self._numbers)
        self._spelt.append(word)
        plain = reading(word)
        self._readings.append(plain)
        self.sounds.append(plain.sound)
        self.spellings.append(plain.spelling)
        self.across.append(plain.across)
        for each in known_readings(word):
            self._of_sound[each.sound].append(number)
        self._know(word, plain.sound)
        return number

    def _know(self, word: str, sound: str) -> None:
        coarse = coarse_key(word)
        if sound not in self._of_coarse[coarse]:
            self._of_coarse[coarse].append(sound)
            for form in _shorter(word, coarse):
                self._shortened[form].append(sound)

    def complete(self, *, scanned: bool) -> None:
        """To be called once all words are added; few words may all be compared (`scanned`)."""
        if scanned:
            self._scanned, self._most, self._least = list(self._of_sound), _MOST, _LEAST

    def like(self, word: str) -> Likely:
        """The known words like a folded word, and how it is best read."""
        found = self._remembered.get(word)
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                # The oldest goes: to forget all at once would hold one query up.
                del self._remembered[next(iter(self._remembered))]
            found = self._remembered[word] = self._like(word)
        return found

    def _like(self, word: str) -> Likely:
        best: dict[int, float] = {}
        meant, most = reading(word), 0.0
        for asked, pool, less in self._ways(word):
            top = self._compare(asked, pool, less, best)
            if top > most:
                meant, most = asked, top
            if most > _LIKELY and not self._scanned:
                break
        return Likely(best, meant)

    def _compare(
        self, asked: Reading, pool: list[str], less: float, best: dict[int, float]
    ) -> float:
        """Note in `best` how surely each word of these sounds is meant; the surest that is new."""
        close = extract(asked.sound, pool, scorer=ratio, limit=self._most, score_cutoff=self._least)
        top = 0.0
        for sound, score, _ in close:
            for number in self._of_sound[sound]:
                sure = surely(likeness(asked, self._readings[number], score) - less)
                if sure > best.get(number, 0.0):
                    best[number] = sure
                    top = max(top, sure)
        return top

    def _ways(self, word: str) -> Iterator[tuple[Reading, list[str], float]]:
        """The readings of a word someone wrote, the sounds each may be, and what it lacks."""
        known = word in self._numbers
        pool = self._scanned if self._scanned and not known else self._near(word, known=known)
        plain, *grown = known_readings(word)
        yield plain, pool, 0.0
        for each in grown:
            yield each, pool, OTHERWISE
        for spelt in spelt_otherwise(word):
            yield reading(spelt), self._near(spelt, known=known), OTHERWISE

    def _near(self, word: str, *, known: bool) -> list[str]:
        """The sounds whose coarse keys are one letter away, or equal where that is enough."""
        coarse = coarse_key(word)
        near = self._of_coarse.get(coarse, [])
        if known and not self._scanned:
            return near
        near = [*near, *self._shortened.get(coarse, ())]
        for form in _shorter(word, coarse):
            near += self._of_coarse.get(form, ())
            near += self._shortened.get(form, ())
        return list(dict.fromkeys(near))


def surely(likeness: float) -> float:
    """How surely one word is meant by another that is so much like it, 0…1."""
    return max(0.0, (likeness - _FLOOR) / (1 - _FLOOR))


def coarse_key(word: str) -> str:
    """The consonants of a folded word by kind; the skeleton where it has none."""
    return _consonants(word) or word_key(word)


def has_consonant(word: str) -> bool:
    """True when something of a folded word is left in its coarse key."""
    return bool(_consonants(word))


@lru_cache(maxsize=65536)
def _consonants(word: str) -> str:
    return word_key(word).translate(_COARSE)


def _shorter(word: str, coarse: str) -> set[str]:
    """The key without one letter: the coarse key, or the skeleton where that is too short."""
    if len(coarse) > 2:
        return {coarse[:at] + coarse[at + 1 :] for at in range(len(coarse))}
    key = word_key(word)
    if len(key) < 3:
        return set()
    return {_FINE + key[:at] + key[at + 1 :] for at in range(len(key))}
