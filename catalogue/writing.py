"""Writing that hides its words: letters told apart (*m o u r i r*), words run together.

Whoever must not be read by others writes so, and so does who is in a hurry. The words made out here
are only guessed: what they are worth is for whoever heard nothing in the message as it stands.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from catalogue.everyday import is_ordinary, ordinary
from catalogue.lexicon import alarms, triggers
from catalogue.text import fold, has_arabic, split_folded
from catalogue.tokens import common_words, fold_clauses

# Four letters apart from each other at least: "s v p" and "C I N" are no hidden words.
_APART = re.compile(r"(?<![^\W_])[^\W\d_](?:[^\w\n;]{1,3}[^\W\d_]|_[^\W\d_]){3,}(?![^\W_])")
_BETWEEN = re.compile(r"[\W_]+")
# Words run together are sought in a word of so many letters; a shorter one is a word of its own.
_SHORTEST, _LONGEST = 7, 60
_RUN = re.compile(rf"[^\W\d_][^\W_]{{{_SHORTEST - 1},{_LONGEST - 1}}}")
# What stands before a Darija verb of the present or the future is no word: كي ضربني is كيضربني.
_PREFIX = re.compile(r"(?<=\b[كتغ][ينت]) ")
# The words of one letter that stand before others; any other letter is a piece of a word.
_LETTERS = {"fr": frozenset("ayjlmndtsc"), "ary_Latn": frozenset("fbdlw"), "ar": frozenset("وفبل")}
# The forms whose phrases lend their words to a list.
_FORMS = {"fr": ("fr",), "ary_Latn": ("ary_Latn",), "ar": ("ar", "ary")}
# A piece costs one, and a word of few letters more: any text can be cut into those.
_COST = {1: 2.5, 2: 1.5, 3: 1.1}
# A cut costs at most so much for each letter, else it is no sentence.
_DEAREST = 0.45


def gathered(text: str) -> str:
    """The text with letters told apart put together: *m o u r i r* is *mourir*."""
    folded = fold_clauses(text)
    found = _APART.search(folded)
    return _APART.sub(lambda run: _BETWEEN.sub("", run[0]), folded) if found else text


def parted(text: str) -> str:
    """The text with words that were run together parted: *jeveuxmourir*; itself if there are none.

    A word that is known as it stands is left alone.
    """
    folded = fold_clauses(text)
    apart = _RUN.sub(lambda run: _PREFIX.sub("", " ".join(words_in(run[0]))), folded)
    return apart if apart != folded else text


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
        ways = [
            (before[0] + _COST.get(end - start, 1.0), (*before[1], word[start:end]))
            for start in range(max(0, end - most), end)
            if (before := best[start]) is not None and word[start:end] in known
        ]
        best.append(min(ways, default=None))
    return best[-1]


@lru_cache(maxsize=3)
def _known(language: str) -> tuple[frozenset[str], int]:
    """The words of a language that may be run together, and the letters of the longest."""
    lines = [(each.form, each.phrase) for each in alarms()]
    lines += [(each.form, each.phrase) for each in triggers()]
    phrases = (phrase for form, phrase in lines if form in _FORMS[language])
    said = {word for phrase in phrases for word in split_folded(fold(phrase))}
    whole = {word for word in (*ordinary(language), *said) if len(word) > 1}
    known = frozenset(whole | _LETTERS[language])
    return known, max(map(len, known))
