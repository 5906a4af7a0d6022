"""What rows of HSDS say of actors, ours and foreign ones; nothing is verified or granted by it.

Services are read in `services_read`, locations in `sites_read`, contacts in `contacts_read`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from catalogue.exchange.draft import Draft, Told, told_first
from catalogue.exchange.hsds.contacts_read import contacts_of
from catalogue.exchange.hsds.identity import SCHEME, id_of
from catalogue.exchange.hsds.left_out import left_out
from catalogue.exchange.hsds.marks import Marks, is_ours
from catalogue.exchange.hsds.package import Line, Package
from catalogue.exchange.hsds.part_rows import Found, once, whole_rows
from catalogue.exchange.hsds.services_read import languages_of, perimeter_of, services_of
from catalogue.exchange.hsds.sites_read import locations_of, sites_of
from catalogue.exchange.hsds.written_texts import LANGUAGE, STAND_IN, named_cells
from catalogue.exchange.rows import Fault
from catalogue.schema import ACTOR, SPOKEN, field_of
from catalogue.text import fold, has_arabic

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_LONGEST_ACRONYM = field_of(ACTOR, "acronym").longest
_CATEGORIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "un": ("united nations", "nations unies", "un agency", "الامم المتحدة"),
        "intl-ngo": ("international ngo", "ong internationale", "منظمة دولية"),
        "microfinance": ("microfinance", "microcredit", "قروض صغرى"),
        "cooperative": ("cooperative", "تعاونية"),
        "university": ("university", "universite", "جامعة"),
        "religious": ("religious", "church", "mosque", "religieu", "دينية"),
        "ngo": (
            "non-profit", "nonprofit", "not for profit", "not-for-profit", "non profit", "charity",
            "ngo", "ong", "association", "foundation", "fondation", "501", "جمعية", "مؤسسة خيرية",
        ),
        "public": ("public", "government", "gouvernement", "state agency", "ministr", "municipal",
                   "عمومي", "وزارة", "جماعة ترابية"),
        "private": ("private", "company", "corporation", "limited", "for-profit", "for profit",
                    "sarl", "societe", "entreprise", "شركة"),
    }
)  # fmt: skip
"""Words of a legal status, folded, and the category they mean; the first that fits counts."""


def draft_of(package: Package) -> Draft:
    """What the file says of each actor, with its faults and notices."""
    actors = {line.id: _actor_id(package, line) for line in package.lines("organization")}
    ours = is_ours(package)
    found = [_actor(package, line, actors, ours=ours) for line in package.lines("organization")]
    faults = (
        *package.faults,
        *_twice(package, actors),
        *(f for each in found for f in each.faults),
    )
    told = tuple(each.told for each in found if each.told)
    notices = (
        *_orphans(package, actors),
        *_unnamed(told),
        *(n for each in found for n in each.notices),
    )
    more = () if ours else tuple(left_out(package))
    return Draft(told, (), told_first(faults), told_first((*notices, *more)))


@dataclass(slots=True)
class _Actor:
    """What was read of one actor."""

    told: Told | None
    faults: list[Fault]
    notices: list[Fault]


def _actor(package: Package, line: Line, actors: Mapping[str, str], *, ours: bool) -> _Actor:
    marks, own = Marks(package, line.id), Found()
    lang = _language(line, marks)
    locations = locations_of(package, line.id)
    found = {
        "service": services_of(package, line.id, lang),
        "site": sites_of(package, locations, lang),
        "contact": contacts_of(package, line, marks=marks, lang=lang, locations=locations),
        "link": _links(package, line, marks, actors),
        "programme": _programmes(package, line, lang),
        "evidence": whole_rows("evidence", marks, line),
    }
    cells = {
        "id": actors[line.id],
        **_own_cells(package, line, marks, lang),
        **({} if ours else _foreign_cells(own, package, line)),
        **marks.cells(ACTOR, lang),
    }
    values = own.read(ACTOR, cells, line)
    parts = {part: once(part, each.rows) for part, each in found.items() if each.rows}
    every = (own, *found.values())
    neutral = any(each.neutral for each in every)
    told = (
        Told(actors[line.id], line.number, values, parts, spoken=(lang,), adding=True,
             neutral=neutral)
        if values
        else None
    )  # fmt: skip
    return _Actor(
        told,
        [fault for each in every for fault in each.faults],
        [notice for each in every for notice in each.notices],
    )


def _actor_id(package: Package, line: Line) -> str:
    """Our own id where the file has it, else that of the organization, in a form that ids have."""
    for each in package.pointing("organization_identifier", "organization_id", line.id):
        if each.get("identifier_type") == SCHEME and _ID.fullmatch(each.get("identifier")):
            return each.get("identifier")
    return line.id if _ID.fullmatch(line.id) else id_of("foreign", line.id)


def _language(line: Line, marks: Marks) -> str:
    """The language of its texts: as it says, else by the letters of its name."""
    said = marks.one(ACTOR, LANGUAGE)
    return said if said in SPOKEN else "ar" if has_arabic(line.get("name")) else "fr"


def _own_cells(package: Package, line: Line, marks: Marks, lang: str) -> dict[str, str]:
    stands_in = "description" in marks.all(ACTOR, STAND_IN)
    acronym = line.get("alternate_name")
    return {
        **named_cells(line, marks, ACTOR, lang),
        "acronym": acronym if len(acronym) <= _LONGEST_ACRONYM else "",
        f"legal_status_{lang}": line.get("legal_status"),
        "founded": line.get("year_incorporated"),
        f"description_{lang}": "" if stands_in else line.get("description"),
        "website": line.get("website"),
    }


def _foreign_cells(found: Found, package: Package, line: Line) -> dict[str, str]:
    """What follows from the tables where no attribute of ours says it."""
    name = line.get("alternate_name")
    if len(name) > _LONGEST_ACRONYM:
        found.tell(line, "alternate_name", "hsds_left_out", what="organization.alternate_name", n=1)
    return {
        "category": _category(found, line),
        "languages": languages_of(package, line.id),
        "perimeter": perimeter_of(found, package, line.id),
    }


def _category(found: Found, line: Line) -> str:
    status = fold(line.get("legal_status"))
    for category, words in _CATEGORIES.items():
        if any(re.search(rf"(?<!\w){re.escape(word)}", status) for word in words):
            return category
    values = ", ".join(field_of(ACTOR, "category").values)
    what = line.get("legal_status")[:80] or "?"
    found.wrong(line, "legal_status", "hsds_category", what=what, values=values)
    return ""


def _links(package: Package, line: Line, marks: Marks, actors: Mapping[str, str]) -> Found:
    """The links that attributes hold, and the parent that the organization points to."""
    found = whole_rows("link", marks, line)
    parent = actors.get(line.get("parent_organization_id"))
    known = {row["to"] for row in found.rows if row["as"] == "parent"}
    if parent and not known:
        found.add("link", {"to": parent, "as": "parent"}, line)
    return found


def _programmes(package: Package, line: Line, lang: str) -> Found:
    found = Found()
    for each in package.pointing("program", "organization_id", line.id):
        marks = Marks(package, each.id)
        name = named_cells(each, marks, "programme", lang)
        found.add("programme", {**name, **marks.cells("programme", lang)}, each)
    return found


def _twice(package: Package, actors: Mapping[str, str]) -> Iterator[Fault]:
    """Organizations that are one actor by the id they give."""
    seen: dict[str, int] = {}
    for line in package.lines("organization"):
        actor = actors[line.id]
        if actor in seen:
            values = {"row": seen[actor]}
            yield Fault(line.number, "id", "duplicate_id", values, line.table)
        seen.setdefault(actor, line.number)


def _unnamed(told: Sequence[Told]) -> Iterator[Fault]:
    """How many actors have needs that the file does not name."""
    n = sum(each.neutral for each in told)
    if n:
        yield Fault(0, "needs", "hsds_confidential", {"n": n})


def _orphans(package: Package, actors: Mapping[str, str]) -> Iterator[Fault]:
    """Services of no organization that is in the file: there is nobody to say them of."""
    for line in package.lines("service"):
        if line.get("organization_id") not in actors:
            yield Fault(line.number, "organization_id", "hsds_no_organization", {}, line.table)
