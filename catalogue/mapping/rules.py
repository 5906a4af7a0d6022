"""The rules recommendations are drafted from: when each speaks, and of what. No wording is here.

A rule finds facts in the evidence or says nothing. Its sentence is the text
`catalogue.rule.CODE` (what is found) and `catalogue.rule.CODE.act` (what to do); both are filled
with the values the rule found, so that every sentence can be traced to data.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from catalogue.mapping.evidence import Evidence
from catalogue.mapping.swot import filled

Horizon = Literal["now", "year", "later"]
"""Within three months; three to twelve months; after that."""
HORIZONS: tuple[Horizon, ...] = ("now", "year", "later")
Who = Literal["coordination", "mission", "region", "actors", "protection"]
"""Who would carry it: a role, never a commitment made for somebody."""
FEW = 2.0
"""A dimension whose mean is under this (of 4) asks for support."""
MOST = 3
"""How many needs, trainings and funders one sentence names."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: values of its sentence, and the actors, needs and places it stands on.

    `lists` are codes the sentence names: `needs`, `places`, `training`, `dimension`, `actors`.
    """

    values: Mapping[str, int] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `priority` 1 (first) to 3; `find` gives what it stands on, or None."""

    code: str
    priority: int
    horizon: Horizon
    who: Who
    find: Callable[[Evidence], Found | None]


def _some(actors: tuple[str, ...], of: int) -> Found | None:
    return Found({"n": len(actors), "all": of}, actors=actors) if actors else None


def _needs_of_nobody(e: Evidence) -> Found | None:
    codes = e.needs_of_nobody
    return Found({"n": len(codes)}, {"needs": codes}) if codes else None


def _widest_gaps(e: Evidence) -> Found | None:
    worst = e.widest_gaps[:MOST]
    if not worst:
        return None
    provinces = tuple(dict.fromkeys(c.province for _, covers in worst for c in covers))
    named = {"needs": tuple(need for need, _ in worst)}
    return Found({"n": len(provinces)}, named, places=provinces)


def _shelters_missing(e: Evidence) -> Found | None:
    codes = tuple(cover.province for cover in e.shelters_missing)
    return Found({"n": len(codes)}, {"places": codes}, places=codes) if codes else None


def _not_accredited(e: Evidence) -> Found | None:
    codes = e.regions_without_accreditation
    return Found({"n": len(codes)}, {"places": codes}, places=codes) if codes else None


def _not_joined(e: Evidence) -> Found | None:
    return _some(e.those(lambda entry: entry.actor.focal_points == 0), len(e.partners))


def _not_verified(e: Evidence) -> Found | None:
    return _some(e.not_verified, len(e.partners))


def _not_assessed(e: Evidence) -> Found | None:
    return _some(e.those(lambda entry: entry.id not in e.assessed), len(e.partners))


def _places_unknown(e: Evidence) -> Found | None:
    shelters = e.those(lambda entry: "emergency_shelter" in entry.actor.needs)
    silent = e.those(
        lambda entry: (
            "emergency_shelter" in entry.actor.needs and entry.record.number("places_total") is None
        )
    )
    return _some(silent, len(shelters))


def _uncertain(e: Evidence) -> Found | None:
    return _some(e.those(lambda entry: entry.actor.certainty == "C"), len(e.partners))


def _arabic_missing(e: Evidence) -> Found | None:
    unsure = ("translated", "to_confirm", "unknown")
    return _some(
        e.those(lambda entry: entry.record.text("name_ar_status") in unsure), len(e.partners)
    )


def _claims(e: Evidence) -> Found | None:
    claimed = e.those(
        lambda entry: (
            entry.record.text("sensitive_role") == "claimed" and not entry.actor.accredited
        )
    )
    return _some(claimed, len(e.partners))


def _to_confirm(e: Evidence) -> Found | None:
    return _some(e.those(lambda entry: entry.actor.visibility == "staff"), len(e.partners))


def _no_contact(e: Evidence) -> Found | None:
    silent = e.those(lambda entry: not entry.record.rows("contact") and not entry.actor.website)
    return _some(silent, len(e.partners))


def _people_unknown(e: Evidence) -> Found | None:
    return _some(e.without("people"), len(e.partners))


def _swot_missing(e: Evidence) -> Found | None:
    """Who said nothing in any of the four boxes, counted as the chapter of the SWOT counts."""
    return _some(e.those(lambda entry: not filled(entry.record)), len(e.partners))


def _training(e: Evidence) -> Found | None:
    asked = e.training[:MOST]
    if not asked:
        return None
    wishing = e.those(lambda entry: bool(entry.record.items("training_needs")))
    return Found({"n": len(wishing)}, {"training": tuple(c for c, _ in asked)}, actors=wishing)


def _training_unknown(e: Evidence) -> Found | None:
    return _some(e.without("training_needs"), len(e.partners))


def _weakest(e: Evidence) -> Found | None:
    if e.weakest_dimension is None or e.weakest_dimension[1] >= FEW:
        return None
    return Found({"n": len(e.assessed)}, {"dimension": (e.weakest_dimension[0],)})


def _no_links(e: Evidence) -> Found | None:
    silent = len(e.network.actors) - e.network.told
    return Found({"n": silent, "all": len(e.network.actors)}) if silent else None


def _weak_points(e: Evidence) -> Found | None:
    """Every weak point and everybody whom one of them cuts off, as the chapter of the network."""
    actors = tuple(point.actor for point in e.weak_points)
    cut = {one for point in e.weak_points for one in point.cut_off}
    named = {"actors": actors}
    return Found({"n": len(actors), "all": len(cut)}, named, actors) if actors else None


def _unconfirmed(e: Evidence) -> Found | None:
    ties, unsure = e.network.ties, [t for t in e.network.ties if t.confirmed != "both"]
    actors = tuple(dict.fromkeys(tie.source for tie in unsure))
    return Found({"n": len(unsure), "all": len(ties)}, actors=actors) if unsure else None


def _unanswered(e: Evidence) -> Found | None:
    first = e.unanswered[:MOST]
    told = Found({"n": sum(n for _, n in first)}, {"needs": tuple(need for need, _ in first)})
    return told if first else None


def _redundant(e: Evidence) -> Found | None:
    found = e.redundant
    places = tuple(dict.fromkeys(cover.province for cover in found))
    named = {"needs": tuple(dict.fromkeys(cover.need for cover in found))[:MOST]}
    return Found({"n": len(places)}, named, places=places) if found else None


def _empty_provinces(e: Evidence) -> Found | None:
    codes = e.empty_provinces
    return Found({"n": len(codes)}, {"places": codes}, places=codes) if codes else None


RULES: tuple[Rule, ...] = (
    Rule("R01", 1, "now", "coordination", _needs_of_nobody),
    Rule("R02", 1, "now", "protection", _not_accredited),
    Rule("R03", 1, "now", "coordination", _not_joined),
    Rule("R04", 1, "now", "protection", _claims),
    Rule("R05", 1, "now", "coordination", _not_verified),
    Rule("R06", 1, "year", "region", _shelters_missing),
    Rule("R07", 1, "year", "region", _widest_gaps),
    Rule("R08", 2, "now", "actors", _places_unknown),
    Rule("R09", 2, "now", "coordination", _to_confirm),
    Rule("R10", 2, "now", "coordination", _uncertain),
    Rule("R11", 2, "now", "coordination", _no_contact),
    Rule("R12", 2, "now", "coordination", _unanswered),
    Rule("R13", 2, "year", "mission", _not_assessed),
    Rule("R14", 2, "year", "mission", _training),
    Rule("R15", 2, "year", "coordination", _weak_points),
    Rule("R16", 2, "year", "mission", _weakest),
    Rule("R17", 3, "now", "coordination", _arabic_missing),
    Rule("R18", 3, "year", "actors", _people_unknown),
    Rule("R19", 3, "year", "actors", _swot_missing),
    Rule("R20", 3, "year", "actors", _training_unknown),
    Rule("R21", 3, "year", "actors", _no_links),
    Rule("R22", 3, "year", "actors", _unconfirmed),
    Rule("R23", 3, "later", "region", _empty_provinces),
    Rule("R24", 3, "later", "coordination", _redundant),
)
"""In the order in which they are read: what comes first and soonest stands first."""
