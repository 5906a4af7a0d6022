"""Counts of actors and the charts of them: by category, by rung, by need, by what is known."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from catalogue.labels import code_label, field_label
from catalogue.mapping.choice import RUNGS
from catalogue.mapping.gaps import CONFIDENTIAL
from catalogue.mapping.material import Entry
from catalogue.mapping.wording import rung_label
from catalogue.needs import needs
from catalogue.papers.blocks import Picture
from catalogue.papers.charts.data import Bars, Matrix, Stacked
from catalogue.papers.charts.draw import draw
from catalogue.record import Record
from catalogue.schema import ACTOR, field_of
from catalogue.study.subject import Study

KNOWN = (
    "website", "legal_status", "authority", "languages", "referral_method", "usual_response",
    "cost", "people", "places_total", "strengths", "training_needs",
)  # fmt: skip
"""The fields whose filling is told: those that a referral or an assessment asks for."""


def by_category(entries: Iterable[Entry]) -> Mapping[str, int]:
    """How many actors of each category, the most first."""
    found = Counter(entry.actor.category for entry in entries if entry.actor.category)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def by_rung(study: Study, entries: Iterable[Entry]) -> Mapping[str, int]:
    """How many actors stand on each of the three rungs."""
    found = Counter(entry.actor.rung(study.material.today) for entry in entries)
    return {rung: found[rung] for rung in RUNGS}


def by_need(entries: Iterable[Entry]) -> Mapping[str, int]:
    """How many actors help with each need that may be named, and with a confidential one."""
    found: Counter[str] = Counter()
    for entry in entries:
        found.update({_told(need) for need in entry.actor.needs})
    order = [code for code, need in needs().items() if not need.sensitive]
    return {code: found[code] for code in (*order, CONFIDENTIAL)}


def _told(need: str) -> str:
    known = needs().get(need)
    return CONFIDENTIAL if known is None or known.sensitive else need


def need_name(study: Study, code: str) -> str:
    """A need, or all confidential ones together."""
    return study.tell("study.confidential") if code == CONFIDENTIAL else study.need(code)


def filled(entries: Sequence[Entry], field: str) -> int:
    """How many of these actors have told a field."""
    return sum(_has(entry.record, field) for entry in entries)


def _has(record: Record, field: str) -> bool:
    return record.values.get(field) not in (None, "", ())


# --- charts --------------------------------------------------------------------------------------


def bars(study: Study, told: Mapping[str, float], caption: str, *, width: float = 0.66) -> Picture:
    """Labels and numbers as bars; the same in words for those who do not see them."""
    data: Bars = {"labels": list(told), "values": list(told.values())}
    alt = " ; ".join(f"{label} : {study.number(value)}" for label, value in told.items())
    drawn = draw("bars", data, rtl=study.lang == "ar")
    return Picture(drawn, alt=alt or caption, caption=caption, width=width)


def categories(study: Study, entries: Sequence[Entry], caption: str) -> Picture:
    """The actors by category."""
    told = {
        code_label("category", code, study.lang): float(n)
        for code, n in by_category(entries).items()
    }
    return bars(study, told, caption)


def needs_met(study: Study, among: Mapping[str, Sequence[Entry]], caption: str) -> Picture:
    """How many actors of each group help with each need; nobody is hatched."""
    counted = {label: by_need(entries) for label, entries in among.items()}
    codes = (*study.plain_needs, CONFIDENTIAL)
    data: Matrix = {
        "rows": [need_name(study, code) for code in codes],
        "columns": list(counted),
        "values": [[found[code] or None for found in counted.values()] for code in codes],
        "nobody": study.tell("study.nobody"),
    }
    alone = [need_name(study, code) for code in codes if not any(f[code] for f in counted.values())]
    alt = (
        f"{caption}. {study.tell('study.nobody')} : {study.listed(alone, 9)}" if alone else caption
    )
    return Picture(draw("matrix", data, rtl=study.lang == "ar"), alt, caption, 0.68)


def rungs(
    study: Study, among: Mapping[str, Sequence[Entry]], caption: str, *, width: float = 0.7
) -> Picture:
    """The rungs of several groups of actors, a bar for each group."""
    counted = {label: by_rung(study, entries) for label, entries in among.items()}
    names = [rung_label(rung, study.lang) for rung in RUNGS]
    data: Stacked = {
        "labels": list(counted),
        "names": names,
        "parts": [[float(found[rung]) for found in counted.values()] for rung in RUNGS],
    }
    drawn = draw("stacked", data, rtl=study.lang == "ar")
    alt = " ; ".join(
        f"{label} : "
        + ", ".join(f"{name} {found[rung]}" for name, rung in zip(names, RUNGS, strict=True))
        for label, found in counted.items()
    )
    return Picture(drawn, alt=alt or caption, caption=caption, width=width)


def known(study: Study, caption: str) -> Picture:
    """Of how many actors, in per cent, each of the fields that matter is known."""
    every = len(study.entries) or 1
    told = {
        field_label(field_of(ACTOR, name), study.lang): float(
            round(100 * filled(study.entries, name) / every)
        )
        for name in KNOWN
    }
    return bars(study, told, caption)
