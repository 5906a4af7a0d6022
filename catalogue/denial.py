"""Words that take a need back: not wanted, not had, already found.

Which words these are is the data's (`negations.tsv`); here, what they reach.
"""

from collections.abc import Sequence

from catalogue.lexicon import Taking, Trigger
from catalogue.phrases import Match
from catalogue.tokens import Token

# How many words after it a negation reaches, by its kind.
_REACH = {"want": 5, "lack": 2, "not": 2, "found": 3}
# Needs that name a trouble: not having it is no need. Not having the others *is* the need.
_TROUBLES = frozenset(
    {
        "debt",
        "health_care",
        "mother_child",
        "disability",
        "psychosocial",
        "family_mediation",
        "violence",
        "trafficking",
        "addiction",
        "minor_return",
        "child_protection",
    }
)


def taken_back(match: Match[Trigger], takings: Sequence[Taking], message: Sequence[Token]) -> bool:
    """True when the nearest words before a match deny it: not wanted, not had, already found."""
    before = [taking for taking in takings if _precedes(taking, match)]
    if not before or message[before[-1].start].clause != message[match.start].clause:
        return False
    kind, gap = before[-1].kind, max(0, match.start - before[-1].end)
    if gap > _REACH.get(kind, -1):
        return False
    trouble = match.payload.need in _TROUBLES
    return {"lack": trouble, "found": not trouble, "not": trouble or gap == 0}.get(kind, True)


def _precedes(taking: Taking, match: Match[Trigger]) -> bool:
    # "Je ne cherche pas de travail": the denial begins with the word the phrase begins with.
    if taking.kind == "want":
        return taking.start <= match.start
    # "Je n'ai plus de nouvelles": the lack belongs to the phrase that begins with it.
    return taking.start < match.start and (taking.kind != "lack" or taking.end <= match.start)
