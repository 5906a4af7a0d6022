"""What the papers of actors tell, as `--json` gives it: machine names, codes, ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from catalogue.agreement import agreement
from catalogue.assessment import Score
from catalogue.capacity import criteria
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.sayings import sayings
from catalogue.mapping.swot import QUADRANTS, by_region, filled
from catalogue.mapping.training import EXPECTED, NEEDS, wanted
from catalogue.marks import Assessed, Marks, assessed
from catalogue.record import as_json


def fiche_object(material: Material, entry: Entry) -> dict[str, Any]:
    """One actor as far as it may be seen (`seen`), with what people decided about it."""
    actor = entry.actor
    return {
        "id": entry.id,
        "rung": actor.rung(material.today),
        "verified_on": actor.verified_on.isoformat() if actor.verified_on else None,
        "full_until": actor.full_until.isoformat() if actor.full_until else None,
        "accredited": sorted(actor.accredited),
        **as_json(entry.record),
    }


def swot_object(material: Material, entries: Sequence[Entry], lang: str) -> dict[str, Any]:
    """What is said of all, and in each region by its code (empty: the whole country)."""
    said = [entry for entry in entries if filled(entry.record)]
    regions = {code: _quadrants(some, lang) for code, some in by_region(material, said)}
    return {"known": len(said), "of": len(entries), **_quadrants(said, lang), "regions": regions}


def _quadrants(entries: Sequence[Entry], lang: str) -> dict[str, Any]:
    return {name: _said(entries, name, lang) for name in QUADRANTS}


def _said(entries: Iterable[Entry], field: str, lang: str) -> list[dict[str, Any]]:
    return [
        {"text": each.text, "actors": list(each.actors)} for each in sayings(entries, field, lang)
    ]


def training_object(entries: Sequence[Entry], lang: str) -> dict[str, Any]:
    """Who wants which training, and what actors expect."""
    return {
        "known": sum(bool(entry.record.items(NEEDS)) for entry in entries),
        "of": len(entries),
        NEEDS: {code: list(ids) for code, ids in wanted(entries).items()},
        EXPECTED: _said(entries, EXPECTED, lang),
    }


def capacity_objects(material: Material, entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """Each actor that has a score: its marks together, by assessor and by itself."""
    scores: dict[str, list[Score]] = {}
    for score in material.scores:
        scores.setdefault(score.actor, []).append(score)
    known = assessed(material.scores)
    for entry in entries:
        if entry.id in known:
            yield _capacity(entry.id, known[entry.id], scores[entry.id])


def _capacity(actor: str, found: Assessed, scores: Iterable[Score]) -> dict[str, Any]:
    return {
        "actor": actor,
        **_marks(found.together),
        "criteria": len(criteria()),
        "assessors": {name: _marks(marks) for name, marks in found.by_assessor.items()},
        "own": _marks(found.own) if found.own else None,
        "agreement": asdict(agreement(scores)),
    }


def _marks(marks: Marks) -> dict[str, Any]:
    return {
        "dimensions": dict(marks.dimensions),
        "scored": marks.scored,
        "overall": marks.overall,
    }
