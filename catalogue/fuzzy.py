"""A general fuzzy index over short names: cheap candidates, then a careful comparison.

Used wherever a name is looked up by how it sounds; what the keys mean is the caller's.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Generic, TypeVar

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from catalogue.text import fold, has_arabic, skeleton

K = TypeVar("K")

# Postings read for one query, rarest words first, and candidates compared with care.
_BUDGET = 4_000
_COMPARED = 100
_GRAM = 3
# Vocabularies up to this size are also searched by pairs of letters, which find more.
_SMALL = 10_000
_SCANNED = 5_000
_LIKE = 60
# The share of the score that the words of both names covered make up, among the best so many.
_COVERED = 0.5
_COVERAGE_OF = 100
_UNSEEN = 0.4
# What each comparison says of the whole: the key, its consonants, a coarse key, the text itself.
_WEIGHTS = (0.25, 0.10, 0.15, 0.50)
_CONSONANTS = str.maketrans({"w": None, "y": None, "a": None})
_COARSE = str.maketrans(
    {"w": None, "y": None, "a": None, "ħ": None, "3": None}
    | {"q": "k", "g": "k", "ʒ": "k", "z": "s", "ʃ": "s", "γ": "r"}
)


@dataclass(frozen=True, slots=True)
class Hit(Generic[K]):
    """An entry found: its key and how well it fits, 0…1."""

    key: K
    score: float


class Index(Generic[K]):
    """Names with what they stand for, found by spelling in either script. Immutable.

    An entry may occur under several names; it is found once, by the best of them.
    """

    def __init__(self, entries: Iterable[tuple[str, K]]) -> None:
        self._keys: list[K] = []
        self._texts: list[str] = []
        self._joined: list[str] = []
        self._skeletons: list[str] = []
        self._by_word: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._words_by_gram: dict[str, set[str]] = defaultdict(set)
        self._words_by_coarse: dict[str, list[str]] = defaultdict(list)
        for name, key in entries:
            self._add(name, key)

    def _add(self, name: str, key: K) -> None:
        number, bones = len(self._keys), skeleton(name)
        self._keys.append(key)
        self._texts.append(fold(name))
        self._joined.append(_joined(bones))
        self._skeletons.append(bones)
        for word in set(bones.split()):
            if word not in self._by_word:
                self._know(word)
            self._by_word[word].append(number)

    def _know(self, word: str) -> None:
        coarse = _translated(word, "coarse")
        for gram in (*_grams(word), *_grams(coarse, 2)):
            self._words_by_gram[gram].add(word)
        self._words_by_coarse[coarse].append(word)

    def __len__(self) -> int:
        return len(self._keys)

    def search(self, text: str, limit: int = 10) -> list[Hit[K]]:
        """The entries that fit best, best first, equal ones in the order they were given."""
        bones = skeleton(text)
        if not bones or limit < 1:
            return []
        folded = fold(text)
        rough = sorted(
            (-self._score(number, bones, folded), number) for number in self._candidates(bones)
        )
        ranked = sorted(
            (score * (1 - _COVERED) - _COVERED * self._coverage(number, bones), number)
            for score, number in rough[: max(_COVERAGE_OF, limit)]
        )
        best: dict[K, float] = {}
        for score, number in ranked:
            best.setdefault(self._keys[number], min(1.0, -score))
            if len(best) == limit:
                break
        return [Hit(key, round(score, 4)) for key, score in best.items()]

    def _candidates(self, bones: str) -> list[int]:
        """The entries that share most of the query's words, rare words counting for more."""
        weights: dict[int, float] = defaultdict(float)
        budget = _BUDGET
        for word, worth in sorted(self._known_words(bones), key=self._frequency):
            rarity = worth * log(1 + len(self._keys) / len(self._by_word[word]))
            for number in self._by_word[word][:budget]:
                weights[number] += rarity
            budget -= len(self._by_word[word])
            if budget <= 0:
                break
        ranked = sorted(weights, key=lambda number: (-weights[number], number))[:_COMPARED]
        return ranked if len(self._keys) > _SCANNED else [*{*ranked, *self._scanned(bones)}]

    def _scanned(self, bones: str) -> Iterator[int]:
        """In a short list the nearest by their whole coarse keys: spaces may be elsewhere."""
        whole = _joined(bones)
        for _, _, number in extract(whole, self._joined, scorer=ratio, processor=None, limit=_LIKE):
            yield number

    def _frequency(self, found: tuple[str, float]) -> int:
        return len(self._by_word[found[0]])

    def _known_words(self, bones: str) -> Iterator[tuple[str, float]]:
        for word in bones.split():
            if word in self._by_word:
                yield word, 1.0
            else:
                yield from self._like(word)

    def _like(self, word: str) -> list[tuple[str, float]]:
        """The known words nearest to one never seen, by the grams they share."""
        coarse = _translated(word, "coarse")
        counts: dict[str, int] = defaultdict(int)
        small = len(self._by_word) <= _SMALL
        for gram in (*_grams(word), *(_grams(coarse, 2) if small else ())):
            for known in self._words_by_gram.get(gram, ()):
                counts[known] += 1
        for known in self._words_by_coarse.get(coarse, ()):
            counts[known] += len(word)
        close = sorted(counts, key=lambda known: (-counts[known], len(known), known))[:_LIKE]
        similar = ((known, _word_likeness(word, known)) for known in close)
        return [(known, worth) for known, worth in similar if worth > 0.5]

    def _score(self, number: int, bones: str, folded: str) -> float:
        known, text = self._skeletons[number], self._texts[number]
        parts = [
            _WEIGHTS[0] * ratio(bones, known),
            _WEIGHTS[1] * ratio(_translated(bones, "consonants"), _translated(known, "consonants")),
            _WEIGHTS[2] * ratio(_joined(bones), self._joined[number]),
        ]
        if has_arabic(folded) == has_arabic(text):
            return (sum(parts) + _WEIGHTS[3] * ratio(folded, text)) / 100
        return sum(parts) / (1 - _WEIGHTS[3]) / 100

    def _coverage(self, number: int, bones: str) -> float:
        """How much of each name stands in the other, rare words counting for more, 0…1."""
        asked, known = bones.split(), self._skeletons[number].split()
        if not known:
            return 0.0
        likeness = {(a, b): _word_likeness(a, b) for a in asked for b in known}
        there = [(self._rarity(a), max(likeness[a, b] for b in known)) for a in asked]
        back = [(self._rarity(b), max(likeness[a, b] for a in asked)) for b in known]
        return (_weighted(there) + _weighted(back)) / 2

    def _rarity(self, word: str) -> float:
        # A word no name has (*villa*, *centre*) says little about which name is meant.
        seen = len(self._by_word.get(word, ()))
        return log(1 + len(self._keys) / seen) if seen else _UNSEEN * log(1 + len(self._keys))


@lru_cache(maxsize=65536)
def _joined(bones: str) -> str:
    return _translated(bones, "coarse").replace(" ", "")


def _weighted(parts: list[tuple[float, float]]) -> float:
    return sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)


@lru_cache(maxsize=65536)
def _word_likeness(word: str, known: str) -> float:
    """How alike two words are, 0…1: their keys, and their coarse keys for a little less."""
    fine = ratio(word, known) / 100
    return (fine + ratio(_translated(word, "coarse"), _translated(known, "coarse")) / 100) / 2


@lru_cache(maxsize=65536)
def _translated(bones: str, kind: str) -> str:
    return bones.translate(_CONSONANTS if kind == "consonants" else _COARSE)


def _grams(word: str, size: int = _GRAM) -> list[str]:
    padded = f"^{word}$"
    return [padded[i : i + size] for i in range(max(1, len(padded) - size + 1))]
