"""A general fuzzy index over short names: cheap candidates, then a careful comparison.

Used wherever a name is looked up by how it sounds; what the keys mean is the caller's. How two
words compare is `sounds`, which words are alike is `known_words`.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Generic, TypeVar

from rapidfuzz.fuzz import ratio

from catalogue.known_words import KnownWords, coarse_key, has_consonant, surely
from catalogue.postings import Postings, Sought
from catalogue.sounds import SOUND, SOUND_ACROSS, alike, reading
from catalogue.telling import telling_words, worth
from catalogue.text import fold, has_arabic, word_key

K = TypeVar("K")
# How surely a word of the query is meant, and its position there.
Touch = tuple[float, int]

# A list is short, and searched with more care, while it has no more names than this, and while
# comparing each word of one of its names with every sound it knows takes no more steps than this.
# Official names and aliases of places: 5,000 names, 4,000 steps; 1,347 actors of six words: 7,000.
SHORT = 10_000
SHORT_COMPARED = 6_000
# Candidates that cover the query best are compared as wholes.
_WIDE = 20
# What a name is worth: how much of the query it covers, how much of it the query covers, and
# how alike the two are as wholes. Tuned on GeoNames' alternate names (docs/matching.md).
_OF_QUERY = 0.26
_OF_NAME = 0.34
_WHOLE = 1 - _OF_QUERY - _OF_NAME
# What a name in the other script is worth where its entry has one in the query's script, too.
_OTHER_SCRIPT = 0.897
# Two words written as one must be nearly equal to it.
_JOINED = 0.69
# A word of no name says a little more than the rarest.
_UNSEEN = 1.02
_BOTH = 0b11
# Only the name itself is certain.
_NOT_EQUAL = 0.9999
# One of two words that are often written as one: *Ben Slimane*, *Bou Arfa*.
_SHORT_WORD = 4


@dataclass(frozen=True, slots=True)
class Hit(Generic[K]):
    """An entry found: its key and how well it fits, 0…1."""

    key: K
    score: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query made ready: what its words weigh and which known words are like them."""

    arabic: bool
    words: list[str]
    weights: list[float]
    weight: float
    # The surest first.
    touched: dict[int, list[Touch]]
    pairs: dict[tuple[int, int], list[Touch]]
    joined: frozenset[int]
    sound: str
    spelling: str
    across: str


class Index(Generic[K]):
    """Names with what they stand for, found by spelling in either script. Immutable.

    An entry may occur under several names; it is found once, by the best of them.
    """

    def __init__(self, entries: Iterable[tuple[str, K]]) -> None:
        self._keys: list[K] = []
        self._words = KnownWords()
        self._names: array[int] = array("I")
        self._starts: array[int] = array("I", [0])
        self._arabic = bytearray()
        self._scripts: dict[K, int] = {}
        self._exact: dict[str, int] = {}
        self._equal: dict[str, list[int]] = defaultdict(list)
        self._postings = Postings()
        self._pairs: set[tuple[int, int]] = set()
        self._joined: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for name, key in entries:
            self._add(name, key)
        self._long = self._is_long()
        self._words.complete(scanned=not self._long)
        self._postings.complete(long=self._long)
        self._in_both = bytearray(self._scripts[key] == _BOTH for key in self._keys)
        self._rarity = array("f", self._rarities())
        self._weights = array("f", map(self._weight_of, range(len(self._keys))))

    def _add(self, name: str, key: K) -> None:
        number, folded = len(self._keys), fold(name)
        self._keys.append(key)
        self._arabic.append(has_arabic(folded))
        self._scripts[key] = self._scripts.get(key, 0) | 1 << self._arabic[-1]
        if self._exact.setdefault(folded, number) != number:
            self._equal[folded].append(number)
        words = [self._words.add(word) for word in telling_words(folded)]
        self._names.extend(words)
        self._starts.append(len(self._names))
        self._postings.add(number, {*words})
        for pair in pairwise(words):
            if pair not in self._pairs:
                self._join(pair)

    def _join(self, pair: tuple[int, int]) -> None:
        self._pairs.add(pair)
        first, second = map(self._words.spelt, pair)
        if min(len(first), len(second)) <= _SHORT_WORD and has_consonant(second):
            self._joined[coarse_key(first + second)].append(pair)

    def _is_long(self) -> bool:
        names = len(self._keys)
        return names > SHORT or len(self._names) * self._words.sounded > SHORT_COMPARED * names

    def __len__(self) -> int:
        return len(self._keys)

    def search(self, text: str, limit: int = 10) -> list[Hit[K]]:
        """The entries that fit best, best first, equal ones in the order they were given."""
        folded = fold(text)
        if not folded or limit < 1:
            return []
        equal = [self._exact[folded], *self._equal.get(folded, ())] if folded in self._exact else []
        ranked = [*((-1.0, number) for number in equal), *self._ranked(folded, limit)]
        best: dict[K, float] = {}
        for score, number in ranked:
            best.setdefault(self._keys[number], -score)
            if len(best) == limit:
                break
        return [Hit(key, round(score, 4)) for key, score in best.items()]

    def _ranked(self, folded: str, limit: int) -> list[tuple[float, int]]:
        asked = self._asked(folded)
        found = self._postings.candidates(self._sought(asked), limit)
        covered = sorted([(-self._coverage(asked, number), number) for number in found])
        wide = covered[: max(_WIDE, limit)]
        return sorted([(-self._score(asked, number, -cover), number) for cover, number in wide])

    def _rarities(self) -> Iterator[float]:
        """How much each known word tells, by the names that hold it or one that sounds alike."""
        seen: dict[str, int] = defaultdict(int)
        for number, word in enumerate(self._words):
            seen[word_key(word)] += len(self._postings[number])
        self._unseen = _UNSEEN * log(1 + len(self._keys))
        for word in self._words:
            yield log(1 + len(self._keys) / seen[word_key(word)]) * worth(word)

    def _weight_of(self, number: int) -> float:
        words = self._names[self._starts[number] : self._starts[number + 1]]
        return sum([self._rarity[word] for word in words])

    def _weight(self, word: str) -> float:
        same = self._words.sounding(reading(word).sound)
        if not same:
            return self._unseen * worth(word)
        number = self._words.number(word)
        return self._rarity[same[0] if number is None else number]

    def _asked(self, folded: str) -> _Asked:
        words = telling_words(folded)
        touched: dict[int, list[Touch]] = defaultdict(list)
        pairs: dict[tuple[int, int], list[Touch]] = defaultdict(list)
        likely = [self._words.like(word) for word in words]
        for position, word in enumerate(words):
            for number, sure in likely[position].words.items():
                touched[number].append((sure, position))
            if self._long and self._words.number(word) is not None:
                continue
            for pair in self._joined.get(coarse_key(word), ()):
                sure = surely(alike(word, "".join(map(self._words.spelt, pair))))
                if sure >= _JOINED:
                    pairs[pair].append((sure, position))
        for position, (first, second) in enumerate(pairwise(words)):
            if self._long and None not in (self._words.number(first), self._words.number(second)):
                continue
            for number, sure in self._words.near(first, second):
                if sure >= _JOINED:
                    touched[number] += [(sure, position), (sure, position + 1)]
        for touches in touched.values():
            touches.sort(reverse=True)
        weights = [self._weight(word) for word in words]
        plain = [each.meant for each in likely]
        return _Asked(
            arabic=has_arabic(folded),
            words=words,
            weights=weights,
            weight=sum(weights),
            touched=touched,
            pairs=pairs,
            joined=frozenset(first for first, _ in pairs),
            sound="".join(each.sound for each in plain),
            spelling="".join(each.spelling for each in plain),
            across="".join(each.across for each in plain),
        )

    def _sought(self, asked: _Asked) -> list[Sought]:
        """For each word of the query the known words like it, and how much it tells."""
        sure: list[dict[int, float]] = [{} for _ in asked.words]
        for number, touches in asked.touched.items():
            for likely, position in touches:
                sure[position][number] = likely
        for pair, touches in asked.pairs.items():
            rarer = max(pair, key=self._rarity.__getitem__)
            for likely, position in touches:
                sure[position].setdefault(rarer, likely)
        return [self._weighed(asked.weights[at], like) for at, like in enumerate(sure) if like]

    def _weighed(self, weight: float, like: dict[int, float]) -> Sought:
        # A word of no name is worth no more than the known word it is most likely meant for.
        best = max(like, key=like.__getitem__)
        return Sought(min(weight, self._rarity[best]) * like[best], like)

    def _coverage(self, asked: _Asked, number: int) -> float:
        """How much of the query and of the name stands in the other, 0…1 each, weighed."""
        words = self._names[self._starts[number] : self._starts[number + 1]]
        touched, rarity = asked.touched, self._rarity
        if asked.joined and not asked.joined.isdisjoint(words):
            touched = self._with_pairs(asked, words)
        best: dict[int, float] = {}
        of_name = 0.0
        for word in words:
            if word in touched:
                touches = touched[word]
                of_name += rarity[word] * touches[0][0]
                for sure, position in touches:
                    if sure > best.get(position, 0.0):
                        best[position] = sure
        of_query = sum([asked.weights[position] * sure for position, sure in best.items()])
        return _OF_QUERY * of_query / asked.weight + _OF_NAME * of_name / self._weights[number]

    def _with_pairs(self, asked: _Asked, words: Sequence[int]) -> dict[int, list[Touch]]:
        """What the query touches of a name, the words too that it writes as one."""
        touched = dict(asked.touched)
        for pair in pairwise(words):
            for word in pair if pair in asked.pairs else ():
                touched[word] = sorted([*touched.get(word, ()), *asked.pairs[pair]], reverse=True)
        return touched

    def _score(self, asked: _Asked, number: int, covered: float) -> float:
        words, known = self._names[self._starts[number] : self._starts[number + 1]], self._words
        same = ratio(asked.sound, "".join([known.sounds[word] for word in words]))
        if asked.arabic == self._arabic[number]:
            spelt = ratio(asked.spelling, "".join([known.spellings[word] for word in words]))
            return min(_NOT_EQUAL, covered + _WHOLE / 100 * (SOUND * same + (1 - SOUND) * spelt))
        spelt = ratio(asked.across, "".join([known.across[word] for word in words]))
        less = _OTHER_SCRIPT if self._in_both[number] else 1.0
        whole = SOUND_ACROSS * same + (1 - SOUND_ACROSS) * spelt
        return min(_NOT_EQUAL, less * (covered + _WHOLE / 100 * whole))
