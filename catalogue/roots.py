"""The letters a short verb is written with: what is left of its key is too little to know it by.

*Hedded* (he threatened) and *wa7ed* (one) have one key, *7d*; their letters are not the same. What
a verb means is the lexicon's.
"""

import re
from functools import lru_cache

from catalogue.text import has_arabic

_ARABIC_VOWELS = re.compile(r"[اويىأإآءئؤة]")
_LATIN_VOWELS = re.compile(r"[aeiouyw']")
_DIGRAPHS = {"kh": "5", "ch": "x", "sh": "x", "gh": "8", "rh": "8", "th": "t", "dh": "d"}
_DOUBLED = re.compile(r"(.)\1+")
_DIGRAPH = re.compile("|".join(_DIGRAPHS))
# A letter of a verb and those it is also written with: 7 and 9 are often *h* and *k* or *q*.
_ALSO = {"7": "[7h]", "9": "[9qk]", "q": "[9qk]"}

# Consonants of what stands before and after a stem: tense, person, pronoun, denial.
_ARABIC_AFFIXES = "[نتكمشلهغدسبفت]*"
_LATIN_AFFIXES = "[ntkmxlhg8dsbfr]*"


def written_like(word: str, verb: str) -> bool:
    """Whether the letters of a folded verb stand together in a folded word of its script."""
    return has_arabic(word) == has_arabic(verb) and bool(_root(verb).fullmatch(_letters(word)))


def _letters(word: str) -> str:
    if has_arabic(word):
        return _ARABIC_VOWELS.sub("", word)
    word = _DOUBLED.sub(r"\1", word)
    return _LATIN_VOWELS.sub("", _DIGRAPH.sub(lambda found: _DIGRAPHS[found[0]], word))


@lru_cache(maxsize=4096)
def _root(verb: str) -> re.Pattern[str]:
    around = _ARABIC_AFFIXES if has_arabic(verb) else _LATIN_AFFIXES
    root = "".join(_ALSO.get(letter, letter) for letter in _letters(verb))
    return re.compile(f"{around}{root}{around}")
