"""What the sheets of a workbook are called: Excel wants names short, plain, and no two alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 31
REFUSED = re.compile("[\\[\\]:*?/\\\\\n\t\U00010000-\U0010ffff]+")
"""Signs that Excel forbids, and those it counts twice."""
RESERVED = {"history", "historique"}
"""Names that Excel keeps for itself."""


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """A valid name for each, in order, told apart by a number where they are alike."""
    taken: set[str] = set(RESERVED)
    names = []
    for want in wanted:
        names.append(_free(" ".join(REFUSED.sub(" ", want).split()).strip("' ") or "1", taken))
        taken.add(names[-1].casefold())
    return names


def _free(bare: str, taken: set[str]) -> str:
    name, number = bare[:LONGEST].strip("' "), 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = bare[: LONGEST - len(ending)].strip("' ") + ending
    return name
