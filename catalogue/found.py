"""What is found in a message, as values: a need with its score and words, and the whole reading."""

from dataclasses import dataclass

from catalogue.place_reader import FoundPlace

__all__ = ["FoundNeed", "FoundPlace", "Understanding"]


@dataclass(frozen=True, slots=True)
class FoundNeed:
    """A need read in a message: score 0…1 and the words that say so."""

    code: str
    score: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """All that one message says.

    `needs` best first; `unsure` are needs with weak signs only, worth one short question;
    `place` is None when none is named or several fit, and then `places` has the candidates;
    `control` only when it is the whole message; `foreign` an ISO country code.
    """

    text: str
    lang: str
    needs: tuple[FoundNeed, ...] = ()
    unsure: tuple[str, ...] = ()
    place: FoundPlace | None = None
    places: tuple[FoundPlace, ...] = ()
    danger: bool = False
    danger_kind: str | None = None
    control: str | None = None
    stated_age: int | None = None
    returned: bool = False
    foreign: str | None = None
