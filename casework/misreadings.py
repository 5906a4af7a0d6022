"""What was not understood: how it is counted, and what of the counts may be shown.

Never what was written nor who wrote: a day, a written form, what was taken for what. All
sensitive needs are one. (docs/decisions/0013)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casework.readings import Noted, Tallied
from casework.statistics import SENSITIVE
from casework.suppression import INSIDE, Cell, Sheet, publish
from catalogue.needs import needs

FORMS = ("fr", "ar", "ary", "ary_Latn", "mixed")
ASKED = ("need", "place")
LEVELS = ("region", "province", "cercle", "commune", "arrondissement", "several")
NOTHING = "nothing"
"""What was read where nothing was."""
OPEN = "open"
"""What was meant where no button told."""


@dataclass(frozen=True, slots=True)
class Missed:
    """What may be shown of a span of time.

    `asked` is the number of messages typed where a need or a place was asked, `missed` how many of
    them were not understood or were corrected. The sheets hold kinds, named as `kind` names them;
    their cells add up to `missed` and to what staff marked, so neither sum is told beside them.
    """

    since: date
    asked: Cell
    missed: Cell
    by_person: Sheet
    by_staff: Sheet


def masked(asked: str, value: str) -> str:
    """Codes of needs in the order of the tree, all sensitive ones as one; or the level of a place.

    What is no such code is left out: nothing that was typed can slip through here.
    """
    if asked == "place":
        return value if value in LEVELS else ""
    codes = {*value.split()}
    if SENSITIVE in codes or any(need.sensitive for need in needs().values() if need.code in codes):
        return SENSITIVE
    return " ".join(code for code in needs() if code in codes)


def form(written: str) -> str:
    """A written form that is known; `mixed` for any other."""
    return written if written in FORMS else "mixed"


def kind(noted: Noted) -> str:
    """The name of a kind, the day left out: form, asked, read and meant, parted by bars."""
    return "|".join((noted.form, noted.asked, noted.read or NOTHING, noted.meant or OPEN))


def gather(rows: Iterable[Tallied], since: date, threshold: int = INSIDE) -> Missed:
    """The figures, with what would tell of one single message taken out."""
    known = list(rows)
    heard = sum(row.n for row in known if row.noted.said == "read")
    missed = [row for row in known if row.noted.said == "missed"]
    unread = sum(row.n for row in missed if not row.noted.read)
    return Missed(
        since,
        asked=_cell("asked", heard + unread, threshold),
        missed=_cell("missed", sum(row.n for row in missed), threshold),
        by_person=_sheet(missed, threshold),
        by_staff=_sheet([row for row in known if row.noted.said == "marked"], threshold),
    )


def most(found: Missed) -> Cell | None:
    """The kind missed most often, of those that are shown; the first of equals."""
    shown = [cell for cell in found.by_person.cells if cell.kind == "shown"]
    return max(shown, key=lambda cell: cell.n, default=None)


def _cell(name: str, n: int, threshold: int) -> Cell:
    return Cell(name, "small") if 0 < n < threshold else Cell(name, "shown", n)


def _sheet(rows: Sequence[Tallied], threshold: int) -> Sheet:
    (sheet,), _ = publish((_by_kind(rows),), threshold)
    return sheet


def _by_kind(rows: Sequence[Tallied]) -> Mapping[str, int]:
    """Kind → how many, by form and by what was asked, then by name: never by size."""
    found = Counter[str]()
    for row in rows:
        found[kind(row.noted)] += row.n
    return {name: found[name] for name in sorted(found, key=_place)}


def _place(name: str) -> tuple[int, int, str]:
    written, asked, *_ = name.split("|")
    return FORMS.index(written), ASKED.index(asked), name
