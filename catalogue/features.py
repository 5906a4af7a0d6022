"""What a message shows to the weights: its words, their neighbours, the pieces of its words.

Only looking is here; what a feature speaks for is `weights`.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import sqrt

from catalogue.text import word_key
from catalogue.tokens import Token, particles, variants

# What the kinds of features weigh beside a whole word: a pair, a piece of three or four letters.
_PAIR, _PIECE = 0.5, 0.5
_PIECES = (3, 4)
_MOST_VARIANTS = 6


def features(message: Sequence[Token], *, named: Iterable[range] = ()) -> dict[str, float]:
    """The features of a message with their worth, of length 1 together; empty for no words.

    `named` are the words of names of places (ranges): they say where, not what.
    """
    places = {at for span in named for at in span}
    shown = [token for at, token in enumerate(message) if at not in places]
    found: dict[str, float] = {}
    for token in shown:
        found.update(of_word(token.word))
    for one, next_one in pairs(shown):
        found[f"{_key(one.word)} {_key(next_one.word)}"] = _PAIR
    length = sqrt(sum(worth * worth for worth in found.values()))
    return {name: worth / length for name, worth in found.items()}


def pairs(message: Sequence[Token]) -> Iterable[tuple[Token, Token]]:
    """Each word of content with the next one, particles between them skipped."""
    content = [token for token in message if token.word not in particles()]
    return pairwise(content)


@lru_cache(maxsize=32768)
def of_word(word: str) -> tuple[tuple[str, float], ...]:
    """The features of one folded word: its key, the keys it may be known by, its pieces."""
    key = _key(word)
    if word in particles() or key == "0":
        return ((key, 1.0),)
    known = [form for form, _ in variants(word)[:_MOST_VARIANTS]]
    padded = f"^{key}$"
    pieces = (padded[i : i + size] for size in _PIECES for i in range(len(padded) - size + 1))
    return (
        (key, 1.0),
        *((f"~{form}", 1.0) for form in dict.fromkeys(known)),
        *((f"*{piece}", _PIECE) for piece in dict.fromkeys(pieces)),
    )


def _key(word: str) -> str:
    return "0" if word.isdigit() else word_key(word) or word
