"""Services of HSDS as the services of an actor, each about one need of ours."""

from collections.abc import Iterator

from catalogue.exchange.cells import BETWEEN_ITEMS
from catalogue.exchange.hsds.eligibility import need_of, proposed
from catalogue.exchange.hsds.hours_read import hours_at
from catalogue.exchange.hsds.mapping import LANGUAGES_READ, STATUS_READ
from catalogue.exchange.hsds.marks import Marks
from catalogue.exchange.hsds.package import Line, Package
from catalogue.exchange.hsds.part_rows import Found
from catalogue.exchange.hsds.places_read import area_of
from catalogue.exchange.hsds.services_written import OF_NEED, PLACE_UNIT
from catalogue.exchange.hsds.written_texts import named_cells
from catalogue.schema import field_of
from catalogue.text import fold

_LONGEST_WORD = field_of("service", "audience").longest
_FREE = ("free", "gratuit", "مجان")
_PLACES = (PLACE_UNIT, "bed", "lit", "seat", "slot", "room", "مكان", "سرير")


def services_of(package: Package, organization: str, lang: str) -> Found:
    """The services of an organization; those that stand for a need alone are left out."""
    found = Found()
    for line in package.pointing("service", "organization_id", organization):
        marks = Marks(package, line.id)
        if not marks.one("service", OF_NEED):
            _read(found, package, line, marks=marks, lang=lang)
    return found


def _read(found: Found, package: Package, line: Line, *, marks: Marks, lang: str) -> None:
    need = _need(found, line, marks)
    if need is None:
        return
    cells = {
        "need": need,
        **named_cells(line, marks, "service", lang),
        f"description_{lang}": _description(line, marks),
        "minimum_age": line.get("minimum_age"),
        "maximum_age": line.get("maximum_age"),
        f"documents_{lang}": BETWEEN_ITEMS.join(_documents(package, line)),
        "hours": hours_at(found, package, "service_id", line.id),
        "cost": _cost(package, line),
        "status": STATUS_READ.get(line.get("status"), ""),
        "site": "" if marks.needs else _site(package, line),
        **_audience(line, marks),
        **_capacity(package, line),
    }
    found.add("service", {**cells, **marks.cells("service", lang)}, line)


def _need(found: Found, line: Line, marks: Marks) -> str | None:
    """Our own code of a need, else what the terms of other taxonomies mean."""
    own = next(iter(marks.needs), None)
    known = need_of([own] if own else marks.names)
    if not known:
        names = [*marks.names, line.get("name")]
        near = proposed(names) or "?"
        what = next((name for name in names if name), line.id)[:80]
        found.wrong(line, "attributes", "hsds_need", what=what, near=near)
        return None
    for other in known[1:]:
        found.tell(line, "attributes", "hsds_second_need", what=other, near=known[0])
    return known[0]


def _description(line: Line, marks: Marks) -> str:
    """The description, with who is meant where that is more than a word for an audience."""
    eligible = "" if marks.needs else line.get("eligibility_description")
    more = eligible if len(eligible) > _LONGEST_WORD else ""
    return "\n".join(text for text in (line.get("description"), more) if text)


def _audience(line: Line, marks: Marks) -> dict[str, str]:
    eligible = line.get("eligibility_description")
    short = not marks.needs and len(eligible) <= _LONGEST_WORD
    return {"audience": eligible} if short else {}


def _documents(package: Package, line: Line) -> Iterator[str]:
    for each in package.pointing("required_document", "service_id", line.id):
        if text := each.get("document"):
            yield text


def _cost(package: Package, line: Line) -> str:
    """Free, paid, or partly: some of the options cost nothing."""
    options = package.pointing("cost_option", "service_id", line.id)
    free = [_is_free(option) for option in options]
    if not free:
        return ""
    return "free" if all(free) else "partly" if any(free) else "paid"


def _is_free(option: Line) -> bool:
    told = fold(f"{option.get('option')} {option.get('amount_description')}")
    return option.get("amount") in ("0", "0.0") or any(word in told for word in _FREE)


def _site(package: Package, line: Line) -> str:
    """The name of the one location where the service is."""
    links = package.pointing("service_at_location", "service_id", line.id)
    at = [package.line("location", link.get("location_id")) for link in links]
    return at[0].get("name") if len(at) == 1 and at[0] else ""


def _capacity(package: Package, line: Line) -> dict[str, str]:
    """How many places there are and how many are free, where places are what is counted."""
    for each in package.pointing("service_capacity", "service_id", line.id):
        unit = package.line("unit", each.get("unit_id"))
        if unit and any(word in fold(unit.get("name")) for word in _PLACES):
            return {"places_free": each.get("available"), "places_total": each.get("maximum")}
    return {}


def languages_of(package: Package, organization: str) -> str:
    """The languages of the services of an organization that we know."""
    found = (
        LANGUAGES_READ.get(each.get("code").casefold(), "")
        for service in package.pointing("service", "organization_id", organization)
        for each in package.pointing("language", "service_id", service.id)
    )
    return ";".join(dict.fromkeys(code for code in found if code))


def perimeter_of(found: Found, package: Package, organization: str) -> str:
    """The areas of its services; empty where one is the whole country, or none is known."""
    codes: dict[str, None] = {}
    for service in package.pointing("service", "organization_id", organization):
        for area in package.pointing("service_area", "service_id", service.id):
            code = area_of(area)
            if code is None:
                found.tell(area, "name", "hsds_area", what=(area.get("name") or area.id)[:80])
            else:
                codes[code] = None
    return "" if "" in codes else ";".join(codes)
