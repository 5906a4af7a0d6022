"""In which names each word stands, and the names that share the most telling words with a query.

Words and names are numbers here. In a short list the worth of every word is summed for every
name; in a long one sets of bits tell which names hold how many of the words.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from heapq import nlargest
from itertools import islice
from operator import or_
from typing import NamedTuple

# Postings read for one query in a short list, and candidates handed on.
_BUDGET = 2_000
_CANDIDATES = 60
# Names handed on beyond twice those wanted.
_MARGIN = 4
# In a long list: the words of a query looked for, and known words like each of them.
_WORDS = 5
_LIKE = 12
# Half as many are enough once a name could hold no more than this share of what the query tells.
_HALF = 0.6
# Known words less likely than this share of the best are not looked for.
_NEARLY = 0.6
# A word in more names than this keeps its set of bits, the most frequent first, within so many
# bytes; of the others the set is made when needed.
_FREQUENT = 12
_BITS_BYTES = 150_000_000
# The sets made for queries are kept within so many bytes, the latest ones: words are asked again.
_REMEMBERED_BYTES = 10_000_000
_MARK = b"\1"
_MARKED = bytes([0]) + _MARK * 255
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
        self._all = 0
        self._long = False
        self._remembered: dict[tuple[int, ...], int] = {}

    def __getitem__(self, word: int) -> Sequence[int]:
        return self._names[word]

    def add(self, name: int, words: set[int]) -> None:
        """A name, numbered upwards from 0, with its words."""
        self._count = name + 1
        for word in words:
            while word >= len(self._names):
                self._names.append(array("I"))
            self._names[word].append(name)

    def complete(self, *, long: bool) -> None:
        """To be called once all names are added; tells whether the list is a long one."""
        self._long = long
        if long:
            self._all = (1 << self._count) - 1
            most = _BITS_BYTES * 8 // self._count
            for word in nlargest(most, range(len(self._names)), key=self._frequency):
                if self._frequency(word) > _FREQUENT:
                    self._bits[word] = self._union(self._names[word])

    def _frequency(self, word: int) -> int:
        return len(self._names[word])

    def candidates(self, query: Sequence[Sought], wanted: int) -> list[int]:
        """Names that share much with a query of these words, some more than are wanted."""
        if not query:
            return []
        enough = 2 * wanted + _MARGIN
        return (self._counted if self._long else self._summed)(query, enough)

    def _summed(self, query: Sequence[Sought], enough: int) -> list[int]:
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
        return nlargest(max(enough, _CANDIDATES), sums, key=sums.__getitem__)

    def _counted(self, query: Sequence[Sought], enough: int) -> list[int]:
        """The names that hold the words that tell most together, then those that hold less."""
        telling = nlargest(_WORDS, query, key=lambda sought: sought.weight)
        sets = [(sought.weight, self._holding(sought.like)) for sought in telling]
        choices = sorted(_together(sets), reverse=True)
        half = _HALF * choices[0][0]
        chosen, count, unseen = 0, 0, self._all
        for weight, held in choices:
            if count >= (enough if weight >= half else enough // 2):
                break
            if new := held & unseen:
                chosen |= new
                unseen ^= new
                count += new.bit_count()
                if count > 2 * enough:
                    return [*_members(chosen ^ new), *islice(_members(new), enough)]
        return list(_members(chosen))

    def _holding(self, like: Mapping[int, float]) -> int:
        """The set of names that hold one of the likeliest of these words."""
        least = _NEARLY * max(like.values())
        near = [word for word in like if like[word] >= least]
        if len(near) > _LIKE:
            near = nlargest(_LIKE, near, key=like.__getitem__)
        best = tuple(sorted(near))
        held = self._remembered.get(best)
        if held is None:
            if len(self._remembered) * self._count > _REMEMBERED_BYTES * 8:
                del self._remembered[next(iter(self._remembered))]
            held = self._remembered[best] = self._held(best)
        return held

    def _held(self, words: Iterable[int]) -> int:
        held = 0
        rare: list[int] = []
        for word in words:
            if word in self._bits:
                held |= self._bits[word]
            else:
                rare += self._names[word]
        return held | self._union(rare)

    def _union(self, names: Sequence[int]) -> int:
        if len(names) <= _FREQUENT:
            return reduce(or_, [1 << name for name in names], 0)
        bits = bytearray(self._count // 8 + 1)
        for name in names:
            bits[name >> 3] |= 1 << (name & 7)
        return int.from_bytes(bits, "little")


def _together(sets: Sequence[tuple[float, int]]) -> list[tuple[float, int]]:
    """What every choice of the sets weighs and has in common."""
    (weight, held), *others = sets
    chosen = [(weight, held)]
    for more, other in others:
        chosen += [(known + more, common & other) for known, common in chosen]
        chosen.append((more, other))
    return chosen


def _members(bits: int) -> Iterator[int]:
    size = (bits.bit_length() + 7) // 8
    held = bits.to_bytes(size, "little")
    marked = held.translate(_MARKED)
    at = marked.find(_MARK)
    while at >= 0:
        for bit in _BITS[held[at]]:
            yield at * 8 + bit
        at = marked.find(_MARK, at + 1)
