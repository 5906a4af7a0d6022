"""Finding many known phrases in one message: a book of phrases, indexed by their words.

It knows words and distances, not needs, danger or places.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz.distance import Levenshtein

from catalogue.text import split_folded
from catalogue.tokens import (
    Token,
    common_words,
    fold_clauses,
    homographs,
    particles,
    tokens,
    variants,
)

P = TypeVar("P")

# How many words may stand between two words of a phrase ("bghit daba chi khdma").
_GAP = 3
_SHORTEST_TYPO = 5
# Endings may be taken off one of two words, not off both: little would be left to compare.
_ONE_ENDING = 0.97


@dataclass(frozen=True, slots=True)
class Match(Generic[P]):
    """A phrase seen in a message: `start` and `end` count words, `end` excluded.

    `words` is the number of content words, `quality` how surely they are the phrase's, 0…1.
    """

    payload: P
    start: int
    end: int
    words: int
    quality: float
    evidence: str

    def overlaps(self, other: "Match[P]") -> bool:
        """True when both use at least one word in common."""
        return self.start < other.end and other.start < self.end


class PhraseBook(Generic[P]):
    """Phrases with what they stand for. Immutable once built."""

    def __init__(self, entries: Iterable[tuple[str, P]]) -> None:
        self._ids: dict[str, int] = {}
        self._words: list[str] = []
        self._by_variant: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._starting: dict[int, list[tuple[tuple[int, ...], P]]] = defaultdict(list)
        self._typos: dict[str, list[int]] = defaultdict(list)
        for phrase, payload in entries:
            ids = tuple(self._id(word) for word in content_words(phrase))
            if ids:
                self._starting[ids[0]].append((ids, payload))

    def _id(self, word: str) -> int:
        known = self._ids.get(word)
        if known is not None:
            return known
        number = self._ids[word] = len(self._words)
        self._words.append(word)
        for key, worth in variants(word, known=True):
            self._by_variant[key].append((number, worth))
        if len(word) >= _SHORTEST_TYPO and not word.isdigit():
            for form in {word, *_shortened(word)}:
                self._typos[form].append(number)
        return number

    def knows(self, word: str) -> bool:
        """True when a folded word is, in some variant, a word of a phrase."""
        return any(key in self._by_variant for key, _ in variants(word))

    def find(self, message: Sequence[Token]) -> list[Match[P]]:
        """Every phrase in the message, overlapping ones included, in order of their start."""
        content = [i for i, token in enumerate(message) if token.word not in particles()]
        read = {i: self._readings(message[i].word) for i in content}
        found: list[Match[P]] = []
        for position, start in enumerate(content):
            for first, worth in read[start].items():
                for ids, payload in self._starting.get(first, ()):
                    path = self._follow(ids, content[position:], read)
                    if path:
                        found.append(
                            _match(payload, path, message, [worth, *_worths(ids, path, read)])
                        )
        return found

    def _follow(
        self, ids: tuple[int, ...], content: Sequence[int], read: dict[int, dict[int, float]]
    ) -> list[int]:
        path, place = [content[0]], 0
        for wanted in ids[1:]:
            reach = range(place + 1, min(place + 2 + _GAP, len(content)))
            place = next((p for p in reach if wanted in read[content[p]]), 0)
            if not place:
                return []
            path.append(content[place])
        return path

    def _readings(self, word: str) -> dict[int, float]:
        found: dict[int, float] = {}
        for key, worth in variants(word):
            for number, own in self._by_variant.get(key, ()):
                if max(worth, own) < _ONE_ENDING or not _may_mean(word, self._words[number]):
                    continue
                value = max(worth * own, 1.0 if word == self._words[number] else 0.0)
                found[number] = max(found.get(number, 0.0), value)
        return found or self._misspelt(word)

    def _misspelt(self, word: str) -> dict[int, float]:
        if len(word) < _SHORTEST_TYPO or word.isdigit():
            return {}
        if word in common_words() or word in homographs():
            return {}
        near = {
            number for form in (word, *_shortened(word)) for number in self._typos.get(form, ())
        }
        return {n: 0.88 for n in near if _one_slip(word, self._words[n])}


def _may_mean(word: str, known: str) -> bool:
    # An everyday word is another spelling of everyday words only: *kayn* (there is) is no *kiné*.
    return word == known or (word in common_words()) <= (known in common_words())


def content_words(phrase: str) -> list[str]:
    """The folded words of a phrase that carry it; all of them when none does."""
    found = [token.word for token in tokens(phrase)]
    return [word for word in found if word not in particles()] or split_folded(fold_clauses(phrase))


def _shortened(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def _one_slip(word: str, known: str) -> bool:
    # "kaydrebnich" denies what "kaydrebni" says, and the first letter is rarely what slips.
    if word[0] != known[0] or _denies(word) != _denies(known):
        return False
    most = 1 if len(known) < 8 else 2
    return Levenshtein.distance(word, known, score_cutoff=most) <= most


def _denies(word: str) -> bool:
    return word.endswith(("ch", "ش", "sh"))


def _worths(
    ids: tuple[int, ...], path: list[int], read: dict[int, dict[int, float]]
) -> list[float]:
    return [read[at][wanted] for wanted, at in zip(ids[1:], path[1:], strict=True)]


def _match(payload: P, path: list[int], message: Sequence[Token], worths: list[float]) -> Match[P]:
    start, end = path[0], path[-1] + 1
    evidence = " ".join(token.word for token in message[start:end])
    quality = sum(worths) / len(worths)
    return Match(payload, start, end, len(path), quality, evidence)
