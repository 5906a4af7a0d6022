"""Which of the findings in a message stand where several overlap; what they mean is not known."""

from collections.abc import Callable
from typing import TypeVar

from catalogue.phrases import Match

P = TypeVar("P")
NO_MEANING = frozenset({"", "-"})
"""What a known phrase means that means nothing here."""


def longest(matches: list[Match[P]], meaning: Callable[[Match[P]], str]) -> list[Match[P]]:
    """Leave out what a longer phrase of another meaning covers, or a known nothing overlaps."""
    return [m for m in matches if not any(_hides(other, m, meaning) for other in matches)]


def _hides(other: Match[P], match: Match[P], meaning: Callable[[Match[P]], str]) -> bool:
    if other is match or not other.overlaps(match) or meaning(other) == meaning(match):
        return False
    if meaning(other) in NO_MEANING:
        return other.words >= match.words
    return other.places >= match.places and other.words > match.words
