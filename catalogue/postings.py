"""In which names each word stands, and the names that share the most telling words with a query.

Words and names are numbers here. In a short list the worth of every word is summed for every
name; in a long one sets of bits tell which names hold how many of the words.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

# Lists up to this size are short.
SHORT = 5_000
# Postings read for one query in a short list, and candidates handed on.
_BUDGET = 3_000
_CANDIDATES = 100
# In a long list: the words of a query looked for, known words like each of them, names handed on;
# of the names that hold equally many, so many are read and so many handed on.
_WORDS = 5
_LIKE = 12
_ENOUGH = 40
_WIDE = 400
_LEVEL = 60
# Known words less likely than this share of the best are not looked for.
_NEARLY = 0.6
# A word in more names than this keeps its set of bits; of rarer ones it is made when needed.
_FREQUENT = 100
_ANY = re.compile(rb"[^\0]")
_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


class Sought(NamedTuple):
    """A word of a query: how much it tells, and the known words it may be with how surely."""

    weight: float
    like: Mapping[int, float]


class Postings:
    """The names of each word. It grows while an index is built, then is only read."""

    def __init__(self) -> None:
        self._names: list[array[int]] = []
        self._bits: dict[int, int] = {}
        self._count = 0

    def __getitem__(self, word: int) -> Sequence[int]:
        return self._names[word]

    def add(self, name: int, words: set[int]) -> None:
        """A name, numbered upwards from 0, with its words."""
        self._count = name + 1
        for word in words:
            while word >= len(self._names):
                self._names.append(array("I"))
            self._names[word].append(name)

    def complete(self) -> None:
        """To be called once all names are added."""
        if self._count > SHORT:
            for word, names in enumerate(self._names):
                if len(names) > _FREQUENT:
                    self._bits[word] = self._union([names])

    def candidates(self, query: Sequence[Sought]) -> list[int]:
        """Names that share much with a query of these words."""
        return self._summed(query) if self._count <= SHORT else self._counted(query)

    def _summed(self, query: Sequence[Sought]) -> list[int]:
        best: dict[int, float] = {}
        for weight, like in query:
            for word, sure in like.items():
                best[word] = max(weight * sure, best.get(word, 0.0))
        sums: dict[int, float] = defaultdict(float)
        budget = _BUDGET
        for word, gain in sorted(best.items(), key=lambda pair: -pair[1]):
            for name in self._names[word][:budget]:
                sums[name] += gain
            budget -= len(self._names[word])
            if budget <= 0:
                break
        return nlargest(_CANDIDATES, sums, key=sums.__getitem__)

    def _counted(self, query: Sequence[Sought]) -> list[int]:
        telling = nlargest(_WORDS, query, key=lambda sought: sought.weight)
        sets = [(sought.weight, self._holding(sought.like)) for sought in telling]
        found: list[int] = []
        before = 0
        for level in _levels([held for _, held in sets]):
            found += _best(level & ~before, sets)
            before |= level
            if len(found) >= _ENOUGH:
                break
        return found

    def _holding(self, like: Mapping[int, float]) -> int:
        """The set of names that hold one of the likeliest of these words."""
        best = nlargest(_LIKE, like, key=like.__getitem__)
        least = _NEARLY * like[best[0]]
        best = [word for word in best if like[word] >= least]
        held = self._union([self._names[word] for word in best if word not in self._bits])
        for word in best:
            held |= self._bits.get(word, 0)
        return held

    def _union(self, lists: Sequence[Sequence[int]]) -> int:
        if not lists:
            return 0
        bits = bytearray(self._count // 8 + 1)
        for names in lists:
            for name in names:
                bits[name >> 3] |= 1 << (name & 7)
        return int.from_bytes(bits, "little")


def _levels(sets: list[int]) -> Iterator[int]:
    """The names that are in all of the sets, then in all but one, and so on."""
    at_least = [0] * (len(sets) + 1)
    for seen, each in enumerate(sets, start=1):
        for count in range(seen, 1, -1):
            at_least[count] |= at_least[count - 1] & each
        at_least[1] |= each
    yield from reversed(at_least[1:])


def _best(level: int, sets: list[tuple[float, int]]) -> list[int]:
    """The names of a level; of a wide one those that hold the most telling words."""
    for _, held in sets:
        if level.bit_count() <= _WIDE:
            break
        level = (level & held) or level
    names = list(islice(_members(level), _WIDE))
    if len(names) <= _ENOUGH:
        return names
    size = names[-1] // 8 + 1
    told = [(gain, _bytes(held & level, size)) for gain, held in sets]
    sums = {
        name: sum([gain for gain, held in told if held[name >> 3] >> (name & 7) & 1])
        for name in names
    }
    return nlargest(_LEVEL, sums, key=sums.__getitem__)


def _bytes(bits: int, size: int) -> bytes:
    return bits.to_bytes(max(size, (bits.bit_length() + 7) // 8), "little")


def _members(bits: int) -> Iterator[int]:
    held = _bytes(bits, 0)
    for found in _ANY.finditer(held):
        at = found.start()
        for bit in _BITS[held[at]]:
            yield at * 8 + bit
