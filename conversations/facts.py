"""The facts a dialogue may record about a person: one table, walked by checks and export."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: its name, whether it tells who someone is, and whether `/mydata` shows it."""

    name: str
    identifying: bool = False
    shown: bool = True


FACTS: tuple[Fact, ...] = (
    Fact("adult"),  # yes | no ; `no` is lifted by a human only
    Fact("for_whom"),  # self | child | other (another adult: information only)
    Fact("needs"),  # codes of needs, space-separated, first one first
    Fact("place"),  # HCP code
    Fact("danger", shown=False),  # suicide | violence | confinement | child | other
    Fact("country"),  # ISO code of the country come back from
    Fact("returned"),  # YYYY-MM, or a span: lt1 | lt6 | lt12 | gt12 (months)
    Fact("return_kind"),  # assisted | forced | own
    Fact("family"),  # alone | family
    Fact("safe_times"),  # any | morning | afternoon | evening
    Fact("call_name", identifying=True),
    Fact("reach", identifying=True),  # chat, or a phone number
    Fact(
        "note", identifying=True
    ),  # what the person wants the actor to know, at most 300 characters
    Fact("checks"),  # yes | no: asked once, answered
    # Written by casework alone: references whose actor awaits one answer; what waits for the word.
    Fact("awaits_reply", shown=False),
    Fact("kept_for_word", identifying=True, shown=False),
)

COUNTRIES = (
    "ES", "FR", "IT", "BE", "NL", "DE", "LY", "TR", "DZ", "TN", "PT", "GB", "CH", "AT", "SE", "GR",
    "US", "CA", "AE", "SA", "MR", "SN",
)  # fmt: skip
"""Countries people come back from that have a name in `locales/`, the most frequent first."""

NAMES = frozenset(fact.name for fact in FACTS)
