"""A general fuzzy index over short names: cheap candidates, then a careful comparison.

Used wherever a name is looked up by how it sounds; what the keys mean is the caller's. How two
words compare is `sounds`, which words are alike is `known_words`.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise
from math import log
from operator import mul
from typing import Generic, TypeVar

from rapidfuzz.fuzz import ratio

from catalogue.known_words import KnownWords, coarse_key
from catalogue.sounds import SOUND, SOUND_ACROSS, alike, reading
from catalogue.tables import read_pairs
from catalogue.text import fold, has_arabic, split_folded, word_key

K = TypeVar("K")

# Postings read for one query, telling words first, and candidates compared with care.
_BUDGET = 3_000
_COMPARED = 100
_WIDE = 40
# Words less alike than this say nothing for each other.
_FLOOR = 0.39
# What a name is worth: how much of the query it covers, how much of it the query covers, and
# how alike the two are as wholes. Tuned on GeoNames' alternate names (docs/matching.md).
_OF_QUERY = 0.25
_OF_NAME = 0.39
_WHOLE = 1 - _OF_QUERY - _OF_NAME
# In the other script only the sound can be compared, so that such a name is less sure.
_OTHER_SCRIPT = 0.89
# Two words written as one must be nearly equal to it.
_JOINED = 0.85
# A kind of thing (*souk*, *centre*) says little of which; a word of no name says a little more
# than the rarest.
_KIND = 0.28
_UNSEEN = 1.02
# Only the name itself is certain.
_NOT_EQUAL = 0.9999
# A letter before an apostrophe belongs to its word (*N'zala*), an article does not (*d'Oujda*).
_LONE = re.compile(r"(?<!\w)([bcf-km-z])'(?=[^\W\d_])")
# The first word of two that are often written as one: *Ben Slimane*, *Bou Arfa*.
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Hit(Generic[K]):
    """An entry found: its key and how well it fits, 0…1."""

    key: K
    score: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query made ready: what its words weigh and which known words are like them."""

    folded: str
    arabic: bool
    words: list[str]
    weights: list[float]
    touched: dict[int, list[tuple[int, float]]]
    pairs: dict[tuple[int, int], list[tuple[int, float]]]
    sound: str
    spelling: str
    across: str


class Index(Generic[K]):
    """Names with what they stand for, found by spelling in either script. Immutable.

    An entry may occur under several names; it is found once, by the best of them.
    """

    def __init__(self, entries: Iterable[tuple[str, K]]) -> None:
        self._keys: list[K] = []
        self._words = KnownWords(floor=_FLOOR)
        self._names: array[int] = array("I")
        self._starts: array[int] = array("I", [0])
        self._arabic = bytearray()
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._postings: list[array[int]] = []
        self._joined: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for name, key in entries:
            self._add(name, key)
        self._words.complete()
        self._rarity = array("f", self._rarities())

    def _add(self, name: str, key: K) -> None:
        number, folded = len(self._keys), fold(name)
        self._keys.append(key)
        self._exact[folded].append(number)
        self._arabic.append(has_arabic(folded))
        known = [(word, self._words.add(word)) for word in _telling(folded)]
        self._names.extend(word_number for _, word_number in known)
        self._starts.append(len(self._names))
        for _, word_number in {*known}:
            while word_number >= len(self._postings):
                self._postings.append(array("I"))
            self._postings[word_number].append(number)
        for (first, one), (second, other) in pairwise(known):
            if min(len(first), len(second)) <= _SHORT:
                self._joined[coarse_key(first + second)].add((one, other))

    def __len__(self) -> int:
        return len(self._keys)

    def search(self, text: str, limit: int = 10) -> list[Hit[K]]:
        """The entries that fit best, best first, equal ones in the order they were given."""
        folded = fold(text)
        if not folded or limit < 1:
            return []
        equal = self._exact.get(folded, ())
        ranked = [*((-1.0, number) for number in equal), *self._ranked(folded, limit)]
        best: dict[K, float] = {}
        for score, number in ranked:
            best.setdefault(self._keys[number], -score)
            if len(best) == limit:
                break
        return [Hit(key, round(score, 4)) for key, score in best.items()]

    def _ranked(self, folded: str, limit: int) -> list[tuple[float, int]]:
        asked = self._asked(folded)
        covered = ((self._coverage(asked, number), number) for number in self._candidates(asked))
        wide = nlargest(max(_WIDE, limit), covered)
        return sorted((-self._score(asked, number, cover), number) for cover, number in wide)

    def _rarities(self) -> Iterator[float]:
        """How much each known word tells, by the names that hold it or one that sounds alike."""
        seen: dict[str, int] = defaultdict(int)
        for word, postings in zip(self._words, self._postings, strict=True):
            seen[word_key(word)] += len(postings)
        self._unseen = _UNSEEN * log(1 + len(self._keys))
        for word in self._words:
            yield log(1 + len(self._keys) / seen[word_key(word)]) * _worth(word)

    def _weight(self, word: str) -> float:
        same = self._words.sounding(reading(word).sound)
        if not same:
            return self._unseen * _worth(word)
        number = self._words.number(word)
        return self._rarity[same[0] if number is None else number]

    def _asked(self, folded: str) -> _Asked:
        words = _telling(folded)
        touched: dict[int, list[tuple[int, float]]] = defaultdict(list)
        pairs: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
        for position, word in enumerate(words):
            for number, worth in self._words.like(word).items():
                touched[number].append((position, (worth - _FLOOR) / (1 - _FLOOR)))
            for pair in self._joined.get(coarse_key(word), ()):
                worth = alike(word, "".join(map(self._words.spelt, pair)))
                if worth >= _JOINED:
                    pairs[pair].append((position, (worth - _FLOOR) / (1 - _FLOOR)))
        for position, (first, second) in enumerate(pairwise(words)):
            for number, worth in self._words.near(first + second):
                if worth >= _JOINED:
                    sure = (worth - _FLOOR) / (1 - _FLOOR)
                    touched[number] += [(position, sure), (position + 1, sure)]
        plain = [reading(word) for word in words]
        return _Asked(
            folded=folded,
            arabic=has_arabic(folded),
            words=words,
            weights=[self._weight(word) for word in words],
            touched=touched,
            pairs=pairs,
            sound="".join(each.sound for each in plain),
            spelling="".join(each.spelling for each in plain),
            across="".join(each.across for each in plain),
        )

    def _candidates(self, asked: _Asked) -> list[int]:
        """The names that share the most telling words with the query, or words like them."""
        gains = [
            (max(asked.weights[position] * worth for position, worth in found), number)
            for number, found in asked.touched.items()
        ]
        for pair, found in asked.pairs.items():
            gains += [
                (asked.weights[position] * worth, number)
                for position, worth in found
                for number in pair
            ]
        gains.sort(reverse=True)
        weights: dict[int, float] = defaultdict(float)
        budget = _BUDGET
        for gain, number in gains:
            for name in self._postings[number][:budget]:
                weights[name] += gain
            budget -= len(self._postings[number])
            if budget <= 0:
                break
        if len(weights) <= _COMPARED:
            return list(weights)
        return nlargest(_COMPARED, weights, key=weights.__getitem__)

    def _coverage(self, asked: _Asked, number: int) -> float:
        """How much of the query and of the name stands in the other, 0…1 each, weighed."""
        words = self._names[self._starts[number] : self._starts[number + 1]]
        of_query, of_name = [0.0] * len(asked.words), [0.0] * len(words)
        for at, word in enumerate(words):
            for position, worth in asked.touched.get(word, ()):
                of_query[position] = max(of_query[position], worth)
                of_name[at] = max(of_name[at], worth)
        if asked.pairs:
            for at, pair in enumerate(pairwise(words)):
                for position, worth in asked.pairs.get(pair, ()):
                    of_query[position] = max(of_query[position], worth)
                    of_name[at : at + 2] = [max(known, worth) for known in of_name[at : at + 2]]
        rarity = [self._rarity[word] for word in words]
        return _OF_QUERY * _mean(of_query, asked.weights) + _OF_NAME * _mean(of_name, rarity)

    def _score(self, asked: _Asked, number: int, covered: float) -> float:
        words = self._names[self._starts[number] : self._starts[number + 1]]
        plain = [self._words.reading(word) for word in words]
        same = ratio(asked.sound, "".join(each.sound for each in plain)) / 100
        if asked.arabic != self._arabic[number]:
            vowels = ratio(asked.across, "".join(each.across for each in plain)) / 100
            same = SOUND_ACROSS * same + (1 - SOUND_ACROSS) * vowels
            return _OTHER_SCRIPT * (covered + _WHOLE * same)
        spelt = ratio(asked.spelling, "".join(each.spelling for each in plain)) / 100
        score = covered + _WHOLE * (SOUND * same + (1 - SOUND) * spelt)
        return min(_NOT_EQUAL, score)


def _mean(values: list[float], weights: list[float]) -> float:
    total = sum(weights)
    return sum(map(mul, values, weights)) / total if total else 0.0


def _telling(folded: str) -> list[str]:
    """The words of a folded text that have a sound; its articles only where it has no other."""
    whole = _abbreviations()
    glued = _LONE.sub(r"\1", folded)
    words = [whole.get(word, word) for word in split_folded(glued) if word_key(word)]
    return [word for word in words if word not in _role("article")] or words


def _worth(word: str) -> float:
    return _KIND if word in _role("kind") else 1.0


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    return dict(read_pairs("abbreviations.tsv"))


@lru_cache(maxsize=2)
def _role(role: str) -> frozenset[str]:
    return frozenset(word for known, word in read_pairs("name_words.tsv") if known == role)
