"""The 26 needs as values; the words that mean them are the lexicon's."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from catalogue.tables import read_records

CONFIDENTIAL = "confidential"
"""Stands for any sensitive need where none of them may be named."""
FORMS = ("fr", "ar", "ary", "ary_Latn")


@dataclass(frozen=True, slots=True)
class Need:
    """One need of the tree.

    `dimension` is one of the three of IOM's integrated approach to reintegration; a `sensitive`
    need is matched only to accredited services and named by its `staff_labels` wherever another
    may read: to staff, and to the person outside a button.
    """

    code: str
    dimension: str
    sensitive: bool
    urgency: str
    labels: Mapping[str, str]
    staff_labels: Mapping[str, str]


@lru_cache(maxsize=1)
def needs() -> Mapping[str, Need]:
    """Every need by its code, in the order they are shown."""
    return MappingProxyType({row["code"]: _need(row) for row in read_records("needs.tsv")})


def _need(row: Mapping[str, str]) -> Need:
    return Need(
        code=row["code"],
        dimension=row["dimension"],
        sensitive=row["sensitive"] == "yes",
        urgency=row["urgency"],
        labels=MappingProxyType({form: row[form] for form in FORMS}),
        staff_labels=MappingProxyType({form: row[f"staff_{form}"] for form in FORMS}),
    )


def is_sensitive(code: str) -> bool:
    """Whether that is the code of a sensitive need."""
    known = needs().get(code)
    return known is not None and known.sensitive


def sensitive_needs() -> frozenset[str]:
    """The codes of the sensitive needs."""
    return frozenset(code for code in needs() if is_sensitive(code))
