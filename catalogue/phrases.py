"""Finding many known phrases in one message: a book of phrases, indexed by their words.

It knows words and distances, not needs, danger or places.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from catalogue.text import split_folded
from catalogue.tokens import Token, fold_clauses, particles, tokens
from catalogue.vocabulary import Vocabulary

P = TypeVar("P")

# How many words may stand between two words of a phrase ("bghit daba chi khdma").
_GAP = 3
# What a new clause between two words of a phrase weighs, in words.
_CLAUSE = 2


@dataclass(frozen=True, slots=True)
class Match(Generic[P]):
    """A phrase seen in a message: `start` and `end` count words, `end` excluded.

    `words` is the number of content words, `quality` how surely they are the phrase's, 0…1;
    `places` are the words it is made of, without those that only stand between them.
    """

    payload: P
    start: int
    end: int
    words: int
    quality: float
    evidence: str
    places: frozenset[int] = frozenset()

    def overlaps(self, other: "Match[P]") -> bool:
        """True when both use at least one word in common."""
        return self.start < other.end and other.start < self.end


class PhraseBook(Generic[P]):
    """Phrases with what they stand for. Immutable once built."""

    def __init__(self, entries: Iterable[tuple[str, P]]) -> None:
        self._words = Vocabulary()
        self._starting: dict[int, list[tuple[tuple[int, ...], P]]] = defaultdict(list)
        for phrase, payload in entries:
            ids = tuple(self._words.add(word) for word in content_words(phrase))
            if ids:
                self._starting[ids[0]].append((ids, payload))

    def knows(self, word: str) -> bool:
        """True when a folded word is, in some variant, a word of a phrase."""
        return self._words.knows(word)

    def find(self, message: Sequence[Token]) -> list[Match[P]]:
        """Every phrase in the message, overlapping ones included, in order of their start."""
        content = [i for i, token in enumerate(message) if token.word not in particles()]
        read = {i: self._words.readings(message[i].word) for i in content}
        found: list[Match[P]] = []
        for position, start in enumerate(content):
            for first, worth in read[start].items():
                for ids, payload in self._starting.get(first, ()):
                    path = self._follow(ids, content[position:], read, message)
                    if path:
                        found.append(
                            _match(payload, path, message, [worth, *_worths(ids, path, read)])
                        )
        return found

    def _follow(
        self,
        ids: tuple[int, ...],
        content: Sequence[int],
        read: dict[int, dict[int, float]],
        message: Sequence[Token],
    ) -> list[int]:
        path, place = [content[0]], 0
        for wanted in ids[1:]:
            begun = message[path[-1]].clause
            reach = range(place + 1, min(place + 2 + _GAP, len(content)))
            place = next(
                (
                    p
                    for p in reach
                    if wanted in read[content[p]]
                    and p - place - 1 + _CLAUSE * (message[content[p]].clause - begun) <= _GAP
                ),
                0,
            )
            if not place:
                return []
            path.append(content[place])
        return path


def content_words(phrase: str) -> list[str]:
    """The folded words of a phrase that carry it; all of them when none does."""
    found = [token.word for token in tokens(phrase)]
    return [word for word in found if word not in particles()] or split_folded(fold_clauses(phrase))


def _worths(
    ids: tuple[int, ...], path: list[int], read: dict[int, dict[int, float]]
) -> list[float]:
    return [read[at][wanted] for wanted, at in zip(ids[1:], path[1:], strict=True)]


def _match(payload: P, path: list[int], message: Sequence[Token], worths: list[float]) -> Match[P]:
    start, end = path[0], path[-1] + 1
    evidence = " ".join(token.word for token in message[start:end])
    quality = sum(worths) / len(worths)
    return Match(payload, start, end, len(path), quality, evidence, frozenset(path))
