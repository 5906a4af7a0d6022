"""Of matches that overlap, which are meant: the longer phrase, the known nothing.

Generic over what the matches stand for; negation and worth are elsewhere.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from catalogue.lexicon import NOTHING
from catalogue.phrases import Match

P = TypeVar("P")


def longest(matches: Sequence[Match[P]], meaning: Callable[[Match[P]], str]) -> list[Match[P]]:
    """Leave out what a longer phrase of another meaning covers, or a known nothing overlaps."""
    return [m for m in matches if not any(_hides(other, m, meaning) for other in matches)]


def _hides(other: Match[P], match: Match[P], meaning: Callable[[Match[P]], str]) -> bool:
    if other is match or not other.overlaps(match) or meaning(other) == meaning(match):
        return False
    if meaning(other) in ("", NOTHING):
        return other.words >= match.words
    return other.places >= match.places and other.words > match.words
