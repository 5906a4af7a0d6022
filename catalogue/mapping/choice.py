"""Which actors a paper is about, in what order, under which headings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from catalogue.actor import Actor
from catalogue.labels import code_label, need_label, place_label
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.readers import Reader
from catalogue.mapping.seen import seen
from catalogue.mapping.wording import name_of, paper_text, rung_label
from catalogue.schema import ACTOR, field_of
from catalogue.text import fold
from catalogue.towns import reaches

RUNGS = ("accredited", "referable", "listed")
"""From those that can take the most to those that take nothing."""
SORTS = ("name", "rung", "category", "region", "city", "verified_on", "id")
GROUPS = ("category", "region", "none")
NATIONAL, SEVERAL = "", "*"
"""Where an actor works that serves the whole country, or several regions."""
Sort = Literal["name", "rung", "category", "region", "city", "verified_on", "id"]
Grouping = Literal["category", "region", "none"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen; an empty string chooses nothing. `area` is an HCP code.

    `columns` are names of fields of an actor's own row or of `DECIDED`; empty: the usual ones.
    """

    need: str = ""
    area: str = ""
    category: str = ""
    rung: str = ""
    tier: str = ""
    sort: Sort = "name"
    group: Grouping = "category"
    columns: tuple[str, ...] = ()
    reader: Reader = "staff"


ALL = Choice()


def chosen(material: Material, choice: Choice, lang: str = "fr") -> tuple[Entry, ...]:
    """The actors that are meant, in order, each as far as the reader may see it (`seen`).

    A need is met by nobody who never shows it; an area by those whose perimeter meets it, as for
    an offer. Names are sorted as they are read in `lang`.
    """
    meant = (each for each in seen(material, choice.reader) if _meant(material, choice, each))
    return tuple(sorted(meant, key=lambda each: _order(material, choice, each, lang)))


def _meant(material: Material, choice: Choice, entry: Entry) -> bool:
    actor = entry.actor
    told = (
        (choice.category, actor.category),
        (choice.rung, actor.rung(material.today)),
        (choice.tier, actor.tier),
    )
    if any(wanted and wanted != found for wanted, found in told):
        return False
    if choice.need and choice.need not in actor.needs:
        return False
    return not choice.area or reaches(actor, choice.area, material.places)


def _order(material: Material, choice: Choice, entry: Entry, lang: str) -> tuple[object, ...]:
    name = fold(name_of(entry.record, lang))
    actor = entry.actor
    verified = actor.verified_on
    first: Mapping[str, object] = {
        "name": "",
        "rung": RUNGS.index(actor.rung(material.today)),
        "category": actor.category,
        "region": region_of(material, actor),
        "city": fold(actor.city),
        # The latest first, those never verified last.
        "verified_on": -verified.toordinal() if verified else 0,
        "id": entry.id,
    }
    return (first[choice.sort], name, entry.id)


def region_of(material: Material, actor: Actor) -> str:
    """The code of the one region an actor works in, else `NATIONAL` or `SEVERAL`."""
    regions = regions_of(material, actor)
    return NATIONAL if not regions else regions[0] if len(regions) == 1 else SEVERAL


def regions_of(material: Material, actor: Actor) -> tuple[str, ...]:
    """The codes of the regions an actor works in; none for the whole country."""
    known = (code for code in actor.perimeter if material.places.get(code))
    return tuple(sorted({material.places.region_of(code) for code in known}))


def region_label(code: str, lang: str) -> str:
    """A region's name; the whole country, several regions."""
    if code in (NATIONAL, SEVERAL):
        return paper_text("paper.grid.national" if code == NATIONAL else "paper.grid.several", lang)
    return place_label(code, lang)


def grouped(
    material: Material, entries: Iterable[Entry], by: Grouping, lang: str
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """The heading and the actors of each group, groups in the order of the schema or of codes."""
    if by == "none":
        yield "", tuple(entries)
        return
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(_group_of(material, entry, by), []).append(entry)
    for code in sorted(found, key=_place_of_category if by == "category" else str):
        yield _group_label(code, by, lang), tuple(found[code])


def _group_of(material: Material, entry: Entry, by: Grouping) -> str:
    return entry.actor.category if by == "category" else region_of(material, entry.actor)


def _place_of_category(code: str) -> int:
    values = field_of(ACTOR, "category").values
    return values.index(code) if code in values else len(values)


def _group_label(code: str, by: Grouping, lang: str) -> str:
    if by == "region":
        return region_label(code, lang)
    label = code_label("category", code, lang) if code else ""
    return (label[:1].upper() + label[1:]) or paper_text("paper.grid.uncategorised", lang)


def told(choice: Choice, lang: str) -> str:
    """What is chosen, in words; empty for everything. A sensitive need by its staff label."""
    words = (
        need_label(choice.need, lang) if choice.need else "",
        place_label(choice.area, lang) if choice.area else "",
        code_label("category", choice.category, lang) if choice.category else "",
        rung_label(choice.rung, lang) if choice.rung else "",
        code_label("tier", choice.tier, lang) if choice.tier else "",
    )
    return " · ".join(word for word in words if word)
