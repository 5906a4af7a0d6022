"""Locations of HSDS as the sites of an actor."""

from catalogue.exchange.hsds.hours_read import hours_at
from catalogue.exchange.hsds.mapping import UNKNOWN
from catalogue.exchange.hsds.marks import Marks
from catalogue.exchange.hsds.package import Line, Package
from catalogue.exchange.hsds.part_rows import Found
from catalogue.exchange.hsds.places_read import is_abroad, place_of
from catalogue.exchange.hsds.written_texts import named_cells
from catalogue.exchange.spoken_codes import nearest
from catalogue.schema import field_of

_PLACE = field_of("site", "place")


def sites_of(package: Package, locations: list[Line], lang: str) -> Found:
    """The sites that these locations are."""
    found = Found()
    for location in locations:
        if location.get("location_type") not in ("", "physical"):
            found.tell(location, "location_type", "hsds_not_a_site")
        elif is_abroad(package, location):
            found.tell(location, "latitude", "hsds_abroad")
        else:
            _read(found, package, location, lang)
    return found


def locations_of(package: Package, organization: str) -> list[Line]:
    """The locations of an organization and those where its services are, each once."""
    own = package.pointing("location", "organization_id", organization)
    at = [
        package.line("location", link.get("location_id"))
        for service in package.pointing("service", "organization_id", organization)
        for link in package.pointing("service_at_location", "service_id", service.id)
    ]
    return list({line.id: line for line in (*own, *at) if line is not None}.values())


def _read(found: Found, package: Package, location: Line, lang: str) -> None:
    place = place_of(package, location)
    if place is None:
        said = _said(package, location)
        if said:
            found.wrong(
                location, "city", "hsds_place", what=said, near=nearest(_PLACE, said) or "?"
            )
        else:
            found.tell(location, "city", "hsds_no_place")
        return
    marks = Marks(package, location.id)
    cells = {
        "place": place,
        **named_cells(location, marks, "site", lang),
        f"address_{lang}": _address(package, location),
        f"access_{lang}": _access(package, location),
        "latitude": location.get("latitude"),
        "longitude": location.get("longitude"),
        "hours": hours_at(found, package, "location_id", location.id),
    }
    found.add("site", {**cells, **marks.cells("site", lang)}, location)


def _address(package: Package, location: Line) -> str:
    lines = package.pointing("address", "location_id", location.id)
    if not lines:
        return ""
    told = ", ".join(text for name in ("address_1", "address_2") if (text := lines[0].get(name)))
    code = lines[0].get("postal_code")
    return told if code in ("", UNKNOWN) or code in told else f"{told}, {code}"


def _access(package: Package, location: Line) -> str:
    lines = package.pointing("accessibility", "location_id", location.id)
    return "; ".join(text for line in lines if (text := line.get("description")))


def _said(package: Package, location: Line) -> str:
    """What a location says of where it is, though no place of ours is called so."""
    told = _cities(package, location)
    return next((text for text in (*told, location.get("name")) if text), "")[:80]


def _cities(package: Package, location: Line) -> list[str]:
    return [
        line.get(name)
        for line in package.pointing("address", "location_id", location.id)
        for name in ("city", "state_province")
    ]
