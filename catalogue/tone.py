"""Whether a message is in earnest: laughing, or telling of a film, a game or the news.

The words are in `tones.tsv`; what a light word takes back is for whoever reads the message.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from catalogue.tables import read_rows
from catalogue.text import split_folded
from catalogue.tokens import Token, fold_clauses

# Nobody counts the letters of a laugh: *mdrrrrr, hhhhhh, hahahaha*.
_LONG_LAUGH = re.compile(r"(.)\1{3,}|(..)\2{3,}")


@lru_cache(maxsize=1)
def _marks() -> frozenset[tuple[str, ...]]:
    return frozenset(
        tuple(split_folded(fold_clauses(phrase))) for _, _, phrase in read_rows("tones.tsv")
    )


def is_light(message: Sequence[Token]) -> bool:
    """True when a word of laughter, of a game, a film or the news stands in the message."""
    words = [_LONG_LAUGH.sub(_thrice, token.word) for token in message]
    return any(
        tuple(words[start : start + size]) in _marks()
        for start in range(len(words))
        for size in (1, 2)
    )


def _thrice(found: re.Match[str]) -> str:
    return (found[1] or found[2]) * 3
