"""Sites as locations of HSDS, with their address, their hours and how people get in."""

import re

from catalogue.exchange.hsds.identity import PLACE_SCHEME, id_of, row_id
from catalogue.exchange.hsds.mapping import UNKNOWN, in_attributes
from catalogue.exchange.hsds.schedules import rules_of
from catalogue.exchange.hsds.sheaf import Sheaf
from catalogue.exchange.hsds.written_texts import mark_naming, spoken
from catalogue.labels import place_label
from catalogue.places import gazetteer
from catalogue.record import Record, Row, text_of

COUNTRY = "MA"
_POSTAL_CODE = re.compile(r"(?<!\d)[1-9]\d{4}(?!\d)")


def put_sites(sheaf: Sheaf, record: Record, organization: str) -> None:
    """Put in every site of a record."""
    for row in record.rows("site"):
        of = row_id(record.id, "site", row)
        _put_location(sheaf, row, of, organization)
        _put_address(sheaf, row, of)
        access = spoken(row, "access", sheaf.lang)
        if access:
            sheaf.put("accessibility", id=id_of("access", of), location_id=of, description=access)
        put_hours(sheaf, text_of(row, "hours"), location_id=of)
        mark_naming(sheaf, "location", of, "site", row=row)
        for field in in_attributes("site"):
            if field.name in row:
                sheaf.describe("location", of, field, row[field.name])


def put_hours(sheaf: Sheaf, hours: str, **of: str) -> None:
    """Put in the schedules of a service or a location, which `of` names by its column."""
    if hours:
        for number, rule in enumerate(rules_of(hours)):
            of_id = id_of("schedule", *of.values(), str(number))
            sheaf.put("schedule", id=of_id, **of, **rule)


def _put_location(sheaf: Sheaf, row: Row, of: str, organization: str) -> None:
    place = text_of(row, "place")
    sheaf.put(
        "location",
        id=of,
        location_type="physical",
        organization_id=organization,
        name=spoken(row, "name", sheaf.lang),
        description=", ".join(_names(place, sheaf.lang)),
        latitude=row.get("latitude"),
        longitude=row.get("longitude"),
        external_identifier=place,
        external_identifier_type=PLACE_SCHEME,
    )


def _put_address(sheaf: Sheaf, row: Row, of: str) -> None:
    address = spoken(row, "address", sheaf.lang)
    if not address:
        return
    names = _names(text_of(row, "place"), sheaf.lang)
    found = _POSTAL_CODE.search(address)
    sheaf.put(
        "address",
        id=id_of("address", of),
        location_id=of,
        address_1=address,
        city=names[0],
        region=names[-1],
        state_province=names[1] if len(names) > 1 else names[0],
        postal_code=found[0] if found else UNKNOWN,
        country=COUNTRY,
        address_type="physical",
    )


def _names(place: str, lang: str) -> list[str]:
    """The names of a place and of what it lies in, the region last; cercles are left out."""
    path = [each for each in gazetteer().path(place) if each.level != "cercle"]
    return [place_label(each.code, lang) for each in reversed(path)] or [place]
