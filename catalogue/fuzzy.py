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

from catalogue.text import fold, has_arabic, skeleton

K = TypeVar("K")

# Postings read for one query, rarest words first, and candidates compared with care.
_BUDGET = 4_000
_COMPARED = 100
_GRAM = 3
# What each comparison says of the whole: the key, its consonants, a coarse key, the text itself.
_WEIGHTS = (0.35, 0.30, 0.15, 0.20)
_CONSONANTS = str.maketrans({"w": None, "y": None, "a": None})
_COARSE = str.maketrans(
    {"w": None, "y": None, "a": None, "ħ": None, "3": None}
    | {"q": "k", "g": "k", "ʒ": "k", "z": "s", "ʃ": "s"}
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
        self._skeletons: list[str] = []
        self._by_word: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._words_by_gram: dict[str, set[str]] = defaultdict(set)
        for name, key in entries:
            self._add(name, key)

    def _add(self, name: str, key: K) -> None:
        number, bones = len(self._keys), skeleton(name)
        self._keys.append(key)
        self._texts.append(fold(name))
        self._skeletons.append(bones)
        for word in set(bones.split()):
            if word not in self._by_word:
                for gram in _grams(word):
                    self._words_by_gram[gram].add(word)
            self._by_word[word].append(number)

    def __len__(self) -> int:
        return len(self._keys)

    def search(self, text: str, limit: int = 10) -> list[Hit[K]]:
        """The entries that fit best, best first, equal ones in the order they were given."""
        bones = skeleton(text)
        if not bones or limit < 1:
            return []
        ranked = sorted(
            (-self._score(number, bones, fold(text)), number) for number in self._candidates(bones)
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
        return sorted(weights, key=lambda number: (-weights[number], number))[:_COMPARED]

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
        grams = _grams(word)
        counts: dict[str, int] = defaultdict(int)
        for gram in grams:
            for known in self._words_by_gram.get(gram, ()):
                counts[known] += 1
        close = sorted(counts, key=lambda known: (-counts[known], len(known), known))[:30]
        return [(known, similar) for known in close if (similar := ratio(word, known) / 100) > 0.5]

    def _score(self, number: int, bones: str, folded: str) -> float:
        known, text = self._skeletons[number], self._texts[number]
        parts = [
            _WEIGHTS[0] * ratio(bones, known),
            _WEIGHTS[1] * ratio(_translated(bones, "consonants"), _translated(known, "consonants")),
            _WEIGHTS[2] * ratio(_translated(bones, "coarse"), _translated(known, "coarse")),
        ]
        if has_arabic(folded) == has_arabic(text):
            return (sum(parts) + _WEIGHTS[3] * ratio(folded, text)) / 100
        return sum(parts) / (1 - _WEIGHTS[3]) / 100


@lru_cache(maxsize=65536)
def _translated(bones: str, kind: str) -> str:
    return bones.translate(_CONSONANTS if kind == "consonants" else _COARSE)


def _grams(word: str) -> list[str]:
    padded = f"^{word}$"
    return [padded[i : i + _GRAM] for i in range(max(1, len(padded) - _GRAM + 1))]
