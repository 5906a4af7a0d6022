"""The numbers to give in danger: which, in what order, for which place. The table is data.

`catalogue/data/numbers.tsv` says where each was read and when; two people change it. An overdue
number is still given: an old number beats none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from catalogue.tables import read_records
from conversations.messages import Text

RECHECK = timedelta(days=92)
"""Every number is verified again every three months by a coordinator (domain.md, Intake)."""
GENERAL = "other"


@dataclass(frozen=True, slots=True)
class Number:
    """`area`: urban, rural or any. `rank`: kind of danger → its place in the order.

    `not_in`: codes of regions where it was not answered; it stands last there.
    """

    id: str
    number: str
    area: str
    rank: dict[str, int]
    not_in: tuple[str, ...]
    checked: date
    source: str


@cache
def all_numbers() -> tuple[Number, ...]:
    """Every number of the table."""
    return tuple(
        Number(
            id=row["id"],
            number=row["number"],
            area=row["area"],
            rank=dict(_ranks(row["for"].split())),
            not_in=tuple(row["not_in"].split()),
            checked=date.fromisoformat(row["checked"]),
            source=row["source"],
        )
        for row in read_records("numbers.tsv")
    )


def _ranks(pairs: Iterable[str]) -> Iterable[tuple[str, int]]:
    for pair in pairs:
        kind, _, rank = pair.partition(":")
        yield kind, int(rank)


def numbers_for(danger: str, region: str, urban: bool | None) -> tuple[Text, ...]:
    """The numbers for a kind of danger, first the one to call first.

    Police in a town, gendarmerie in the country, both when the place is unknown.
    """
    kind = danger if any(danger in each.rank for each in all_numbers()) else GENERAL
    near = {None: ("urban", "rural", "any"), True: ("urban", "any"), False: ("rural", "any")}[urban]
    fit = [each for each in all_numbers() if kind in each.rank and each.area in near]
    fit.sort(key=lambda each: (region in each.not_in, each.rank[kind]))
    return tuple(Text(f"number.{each.number}", {"number": each.number}) for each in fit)


def overdue(today: date) -> tuple[Number, ...]:
    """The numbers nobody verified for three months."""
    return tuple(each for each in all_numbers() if today - each.checked > RECHECK)
