"""Ordinary words of French, Arabic and Darija: whoever writes one of them means it.

*Signe* is no misspelt *saigne*, الذين (those who) no الدين (the debt). The lists are in
`data/everyday`; what the words mean is not known here.
"""

import re
from functools import lru_cache

from catalogue.tables import read_words
from catalogue.text import fold, has_arabic, word_key

_FRENCH_END = re.compile(r"(?:ees|ee|er|ez|es|ent|s|x|e)$")
_LATIN_START = re.compile(r"^(?:[fbd]?l)(?=[^aeiouy])")
_ARABIC_START = re.compile(r"^و?(?:[فبك]?ال|لل|[فبلك])?(?=..)")
_ARABIC_END = re.compile(r"(?:ات|ين|ون|تي|تو|ها|هم|نا|ة|ه|ي|و|ك|ا)$")
# A short key is many words' in the other script: ليس (is not) and *lycée* are both *lys*.
_CROSSING_KEY = 5


@lru_cache(maxsize=4)
def ordinary(language: str) -> frozenset[str]:
    """The ordinary words of `fr`, `ar` (Darija in Arabic letters too) or `ary_Latn`, folded."""
    return frozenset(map(fold, read_words(f"everyday/{language}.txt")))


def is_ordinary(word: str) -> bool:
    """True when a folded word is one everybody uses, in some language."""
    return any(word in ordinary(language) for language in ("fr", "ar", "ary_Latn"))


@lru_cache(maxsize=65536)
def may_mean(word: str, known: str) -> bool:
    """Whether a folded word of a message can be the known word whose key it has.

    An ordinary French or Arabic word is another form of its own stem, not of a word that only
    sounds alike; across scripts a key must be long enough to say something.
    """
    if word == known:
        return True
    if has_arabic(word) != has_arabic(known) and len(word_key(known)) < _CROSSING_KEY:
        return False
    exact = word in ordinary("ar") or (word in ordinary("fr") and word not in ordinary("ary_Latn"))
    return not exact or not _stems(word).isdisjoint(_stems(known))


def _stems(word: str) -> frozenset[str]:
    """The letters of a word, with and without what is put before and after it."""
    start, end = (_ARABIC_START, _ARABIC_END) if has_arabic(word) else (_LATIN_START, _FRENCH_END)
    begun = {word, start.sub("", word)}
    return frozenset(begun | {end.sub("", form) for form in begun if len(form) > 3})
