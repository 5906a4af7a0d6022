"""Known words, recognised by key, with endings taken off, with one slip of the pen.

It knows single words and numbers them; phrases and patterns are made of its numbers elsewhere.
"""

from collections import defaultdict

from rapidfuzz.distance import Levenshtein

from catalogue.everyday import is_ordinary, may_mean
from catalogue.tokens import common_words, homographs, variants

_SHORTEST_TYPO = 5
# Endings may be taken off one of two words, not off both: little would be left to compare.
_ONE_ENDING = 0.97


class Vocabulary:
    """Words by number; grows while a book is built, then only read."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._words: list[str] = []
        self._by_variant: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._typos: dict[str, list[int]] = defaultdict(list)

    def add(self, word: str) -> int:
        """The number of a folded word, given now if it is new."""
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

    def __getitem__(self, number: int) -> str:
        """The word of a number."""
        return self._words[number]

    def knows(self, word: str) -> bool:
        """True when a folded word is, in some variant, one of these."""
        return any(key in self._by_variant for key, _ in variants(word))

    def readings(self, word: str) -> dict[int, float]:
        """The numbers of the words a folded word may be, each with how surely, 0…1."""
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
        if word in common_words() or word in homographs() or is_ordinary(word):
            return {}
        near = {
            number for form in (word, *_shortened(word)) for number in self._typos.get(form, ())
        }
        return {n: 0.88 for n in near if _one_slip(word, self._words[n])}


def _may_mean(word: str, known: str) -> bool:
    # An everyday word is another spelling of everyday words only: *kayn* (there is) is no *kiné*.
    if word != known and word in common_words() and known not in common_words():
        return False
    return may_mean(word, known)


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
