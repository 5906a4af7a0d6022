"""Signs of needs and of danger seen in a message, as values for whoever wants to see why."""

from dataclasses import dataclass
from typing import Literal

from catalogue.lexicon import Alarm, Trigger
from catalogue.phrases import Match

Fate = Literal["counts", "covered", "denied", "taken", "faint", "nothing", "explained"]
"""What became of a sign: it *counts*; a longer phrase *covers* it; it is *denied* before; its words
are *taken* by a place or a danger; it is too *faint* (a misspelt lone word); its phrase means
*nothing*; a danger *explains* it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A line of the lexicon seen in a message: the words it was seen in, and what it is worth.

    `speaks_for` is a need or a kind of danger; `line` the phrase or the slots of the pattern;
    `words` how many words of content it used, `quality` how surely they are the phrase's (0…1),
    `worth` what the sign alone gives (0…1).
    """

    evidence: str
    speaks_for: str
    danger: bool
    pattern: bool
    line: str
    strength: str
    words: int
    quality: float
    worth: float
    fate: Fate


def sign_of_need(match: Match[Trigger], worth: float, fate: Fate) -> Sign:
    """A sign of a need."""
    told = match.payload
    return Sign(
        evidence=match.evidence,
        speaks_for=told.need,
        danger=False,
        pattern=not told.form,
        line=told.phrase,
        strength=told.strength,
        words=match.words,
        quality=match.quality,
        worth=worth,
        fate=fate,
    )


def sign_of_danger(match: Match[Alarm], worth: float, fate: Fate) -> Sign:
    """A sign of danger."""
    told = match.payload
    return Sign(
        evidence=match.evidence,
        speaks_for=told.kind,
        danger=True,
        pattern=not told.form,
        line=told.phrase,
        strength="",
        words=match.words,
        quality=match.quality,
        worth=worth,
        fate=fate,
    )
