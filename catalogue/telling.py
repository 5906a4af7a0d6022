"""The words of a name that tell which one is meant, and how much a word tells by its role.

How often a word occurs among the names of an index is not known here.
"""

import re
from functools import lru_cache

from catalogue.tables import read_pairs
from catalogue.text import split_folded, word_key

# A letter before an apostrophe belongs to its word (*N'zala*), an article does not (*d'Oujda*),
# but before a hyphen it is the word's own article (*l-7out*, *s-sif*).
_LONE = re.compile(r"(?<!\w)(?:([bcf-km-z])'|([a-z])-)(?=[^\W_])")
# A kind of thing (*souk*, *centre*) says little of which one.
_KIND = 0.35


def telling_words(folded: str) -> list[str]:
    """The words of a folded text that have a sound; its articles only where it has no other."""
    whole, articles = _abbreviations(), _role("article")
    words = [whole.get(word, word) for word in split_folded(_LONE.sub(r"\1\2", folded))]
    sounding = [word for word in words if word_key(word)]
    return [word for word in sounding if word not in articles] or sounding


def worth(word: str) -> float:
    """How much a folded word tells by its role, 0…1."""
    return _KIND if word in _role("kind") else 1.0


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    return dict(read_pairs("abbreviations.tsv"))


@lru_cache(maxsize=2)
def _role(role: str) -> frozenset[str]:
    return frozenset(word for known, word in read_pairs("name_words.tsv") if known == role)
