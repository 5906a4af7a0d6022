"""One assessor's score of one criterion for one actor; which criteria there are: `capacity`."""

from dataclasses import dataclass
from datetime import date

LOWEST, HIGHEST = 0, 4


@dataclass(frozen=True, slots=True)
class Score:
    """What an assessor found on a day: `score` from 0 (nothing) to 4 (fully), and why.

    Several assessors, and several days, stand beside each other; nothing replaces another's.
    """

    actor: str
    assessor: str
    day: date
    criterion: str
    score: int
    note: str = ""
