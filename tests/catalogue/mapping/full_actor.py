"""The fullest actor the table of fields allows, and the emptiest; no test stands here.

Its hidden rows carry words of their own, which must be in no paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from catalogue.mapping.material import Entry, Material
from catalogue.places import gazetteer
from catalogue.record import Plain, Record, Row, Value, actor_of
from catalogue.schema import ACTOR, LISTS, PARTS, Field, fields_of

TODAY = date(2026, 11, 24)
WORDS: Mapping[str, str] = {
    "fr": "Accompagnement des personnes de retour vers le travail et le logement dans la région ",
    "ar": "مواكبة الأشخاص العائدين نحو الشغل والسكن والوثائق في الجهة بتنسيق مع الشركاء المحليين ",
}
HIDDEN = ("FOYER-SECRET", "RUE-SECRETE", "CENTRE-SECRET", "0600000000", "دار-سرية")
"""Planted in what nobody may see: a site, its address, a service, a contact, a name in Arabic."""
STAFF_ONLY = ("BUREAU-INTERNE", "LIGNE-INTERNE")
"""Planted in what only staff may see."""
PER_PART = 8
NEEDS: Row = {
    "hidden_services": ("violence",),
    "needs": ("employment", "violence", "housing"),
}
EMPTY = Record({"id": "EMPTY-1", "name": {"fr": "Vide"}})
OTHER = Record({"id": "OTHER-1", "name": {"fr": "Autre association", "ar": "جمعية أخرى"}})
SHELTER = Record({"id": "SHELTER-1", "name": {"fr": "CENTRE-SECRET"}, "visibility": "hidden"})


def material_of(*records: Record, **decided: object) -> Material:
    """The material of these records; `decided` holds for each of them."""
    entries = tuple(Entry(record, actor_of(record, **decided)) for record in records)
    return Material(entries, TODAY, gazetteer())


def fullest() -> Record:
    """Every field of every part as full as it may be, with hidden and staff rows among them."""
    values = {field.name: filled(field) for field in fields_of(ACTOR)}
    values |= {"id": "FULL-1", "visibility": "public", "tier": "referral"}
    values |= {"perimeter": ("02", "05"), **NEEDS}
    return Record(values, {part: (*_rows(part), *planted(part)) for part in PARTS})


def guarded() -> Record:
    """Short texts only: what must not be seen, and some that may."""
    values = {"id": "FULL-1", "name": {"fr": "Exemple"}, **NEEDS}
    return Record(values, {part: planted(part) for part in PARTS})


def filled(field: Field) -> Value:
    """A field's longest value."""
    if field.spoken:
        return {lang: _plain(field, WORDS[lang]) for lang in WORDS}
    return _plain(field, WORDS["fr"])


def _plain(field: Field, words: str) -> Plain:
    if field.kind in LISTS:
        return _list(field, words)
    if field.kind in ("number", "amount"):
        return field.most
    if field.kind == "degrees":
        return float(field.least)
    return _text(field, words)


def _list(field: Field, words: str) -> tuple[str, ...]:
    by_kind: dict[str, tuple[str, ...]] = {
        "needs": ("employment", "housing", "legal_aid"),
        "places": tuple(place.code for place in gazetteer().children(None)),
        "many": field.values,
    }
    return by_kind.get(field.kind, tuple(f"{n} {_long(words, field.longest)}" for n in range(6)))


def _text(field: Field, words: str) -> Plain:
    by_kind: dict[str, Plain] = {
        "date": TODAY,
        "need": "employment",
        "place": "05.091.01.01",
        "actor": "OTHER-1",
        "one": field.values[0] if field.values else "",
        "link": "https://example.org/" + "page/" * 50,
        "hours": "Mo-Fr 08:30-12:00,14:00-18:30; Sa 09:00-13:00",
    }
    return by_kind.get(field.kind) or _long(words, field.longest)


def _long(words: str, longest: int) -> str:
    return (words * (longest // len(words) + 1))[:longest].strip()


def _rows(part: str) -> tuple[Row, ...]:
    row = {field.name: filled(field) for field in fields_of(part)}
    row |= {"visibility": "public"} if "visibility" in row else {}
    row |= {"field": "people"} if part == "evidence" else {}
    return tuple(row for _ in range(PER_PART))


def planted(part: str) -> tuple[Row, ...]:
    """Rows that only staff, or nobody, may see."""
    house, street, centre, number, name = HIDDEN
    office, line = STAFF_ONLY
    hidden: dict[str, tuple[Row, ...]] = {
        "site": (
            {"name": {"fr": house, "ar": name}, "place": "02.411", "address": {"fr": street},
             "visibility": "hidden"},
            {"name": {"fr": office}, "place": "02.411", "visibility": "staff"},
        ),
        "service": (
            {"need": "violence", "name": {"fr": centre, "ar": name}, "visibility": "hidden"},
            {"need": "violence", "name": {"fr": centre}, "visibility": "public"},
            {"need": "housing", "name": {"fr": "Aide"}, "site": house},
        ),
        "contact": (
            {"kind": "phone", "value": number, "visibility": "hidden"},
            {"kind": "phone", "value": line, "visibility": "staff"},
        ),
        "link": ({"to": "SHELTER-1", "as": "partner"},),
        "evidence": ({"field": "hidden_services", "source": house},),
    }  # fmt: skip
    return hidden.get(part, ())
