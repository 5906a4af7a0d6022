"""Writing that hides its words: letters told apart (*m o u r i r*), words run together.

Whoever must not be read by others writes so, and so does who is in a hurry. The words made out here
are only guessed: what they are worth is for whoever heard nothing in the message as it stands.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from catalogue.everyday import is_ordinary, ordinary
from catalogue.lexicon import NOTHING, alarms, class_rows, triggers
from catalogue.text import fold, has_arabic, split_folded
from catalogue.tokens import common_words, fold_clauses, particles

# Letters apart from each other: four at least, or a cry (SOS); "s v p" and "C I N" are no words.
_APART = re.compile(r"(?<![^\W_])[^\W\d_](?:[^\w\n;]{1,3}[^\W\d_]|_[^\W\d_]){2,}(?![^\W_])")
_FEW = 3
_BETWEEN = re.compile(r"[\W_]+")
# Words run together are sought in a word of so many letters; a shorter one is a word of its own.
_SHORTEST, _LONGEST = 7, 60
_RUN = re.compile(rf"[^\W\d_][^\W_]{{{_SHORTEST - 1},{_LONGEST - 1}}}")
# What stands before a Darija verb of the present or the future is no word: كي ضربني is كيضربني.
_PREFIXES = frozenset(["كي", "كت", "كن", "تي", "تن", "غي", "غت", "غن"])
_PREFIX = re.compile(rf"(?<=\b(?:{'|'.join(sorted(_PREFIXES))})) ")
# The words of one letter that stand before others; any other letter is a piece of a word.
_LETTERS = {"fr": frozenset("ayjlmndtsc"), "ary_Latn": frozenset("fbdlw"), "ar": frozenset("وفبل")}
# The forms whose phrases lend their words to a list.
_FORMS = {"fr": ("fr",), "ary_Latn": ("ary_Latn",), "ar": ("ar", "ary")}
# A piece costs one, and a word of few letters more: any text can be cut into those.
_COST = {1: 2.5, 2: 1.2, 3: 1.1}
# The last word has so many letters: *batouta* is no *batou ta*.
_LAST = 3
# Kinds of lines of a class whose members are whole words.
_WHOLE = frozenset({"word", "exact", "noun"})
# A word of so few letters must be one everybody uses: *mous ti que* is a mosquito.
_SMALL = 3
# A cut costs at most so much for each letter, else it is no sentence.
_DEAREST = 0.5


def gathered(text: str) -> str:
    """The folded text with letters told apart put together: *m o u r i r* is *mourir*."""
    return _APART.sub(_together, fold_clauses(text))


def _together(run: re.Match[str]) -> str:
    word = _BETWEEN.sub("", run[0])
    return word if len(word) > _FEW or word in _cries() else run[0]


@lru_cache(maxsize=1)
def _cries() -> frozenset[str]:
    """The phrases of danger that are one short word."""
    cries = (fold(alarm.phrase) for alarm in alarms() if alarm.kind != NOTHING)
    return frozenset(cry for cry in cries if len(cry) <= _FEW)


def parted(folded: str, *, known: Callable[[str], bool] = is_ordinary) -> str:
    """The folded text with words that were run together parted: *jeveuxmourir* is three.

    A word that is `known` as it stands is left alone.
    """

    def apart(run: re.Match[str]) -> str:
        pieces = words_in(run[0])
        whole = len(pieces) == 1 or known(run[0])
        return run[0] if whole else _PREFIX.sub("", " ".join(pieces))

    return _RUN.sub(apart, folded)


@lru_cache(maxsize=8192)
def words_in(word: str) -> Sequence[str]:
    """The known words of one language that a folded word is made of; itself where it is one."""
    if is_ordinary(word) or word in common_words():
        return (word,)
    lists = ("ar",) if has_arabic(word) else ("fr", "ary_Latn")
    cuts = [cut for cut in (_cut(word, language) for language in lists) if cut]
    cost, pieces = min(cuts, default=(0.0, (word,)))
    return pieces if cost <= _DEAREST * len(word) else (word,)


def _cut(word: str, language: str) -> tuple[float, tuple[str, ...]] | None:
    """The cheapest way to cut a word into known ones, with its cost."""
    known, most = _known(language)
    best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())]
    for end in range(1, len(word) + 1):
        least = _LAST if end == len(word) else 1
        ways = [
            (before[0] + _COST.get(end - start, 1.0), (*before[1], word[start:end]))
            for start in range(max(0, end - most), end - least + 1)
            if (before := best[start]) is not None and word[start:end] in known
        ]
        best.append(min(ways, default=None))
    return best[-1]


def _members() -> Iterator[str]:
    """The longer words of the classes, which are of no language."""
    lists = (words for _, kind, words in class_rows() if kind in _WHOLE)
    return (word for words in lists for word in fold(words).split() if len(word) > _SMALL + 1)


@lru_cache(maxsize=3)
def _known(language: str) -> tuple[frozenset[str], int]:
    """The words of a language that may be run together, and the letters of the longest."""
    lines = [(each.form, each.phrase) for each in alarms()]
    lines += [(each.form, each.phrase) for each in triggers()]
    phrases = (phrase for form, phrase in lines if form in _FORMS[language])
    said = {word for phrase in phrases for word in split_folded(fold(phrase))}
    said |= {word for word in _members() if has_arabic(word) == (language == "ar")}
    short = particles() | common_words() | said | _PREFIXES
    whole = {word for word in ordinary(language) if len(word) > _SMALL or word in short}
    known = (
        frozenset(word for word in whole | said | _PREFIXES if len(word) > 1) | _LETTERS[language]
    )
    return known, max(map(len, known))
