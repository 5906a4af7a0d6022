"""Which place a location or an area of HSDS is in; a commune only where that is certain."""

from catalogue.exchange.hsds.identity import PLACE_SCHEME, area_code
from catalogue.exchange.hsds.package import Line, Package
from catalogue.exchange.spoken_codes import coded
from catalogue.places import gazetteer
from catalogue.schema import ACTOR, field_of

_SITE, _AREA = field_of("site", "place"), field_of(ACTOR, "perimeter")
_COUNTRY = ("MA", "MAR", "MOROCCO", "MAROC", "")
_COUNTRIES = frozenset(("maroc", "morocco", "المغرب", "national"))


def place_of(package: Package, location: Line) -> str | None:
    """The HCP code of a location: its own, of its city, of its position, of its province.

    None where none of them says. A position gives no more than the province.
    """
    if own := _own_code(location):
        return own
    addresses = package.pointing("address", "location_id", location.id)
    for address in addresses:
        if code := _named(address.get("city")):
            return code
    if (position := position_of(location)) and (near := gazetteer().nearest(*position)):
        return near.province
    wider = (address.get(name) for address in addresses for name in ("state_province", "region"))
    return next((code for name in wider if (code := _named(name))), None)


def _own_code(location: Line) -> str:
    code = location.get("external_identifier")
    ours = location.get("external_identifier_type") == PLACE_SCHEME
    return code if ours and gazetteer().get(code) else ""


def is_abroad(package: Package, location: Line) -> bool:
    """Whether a location without a code of ours is not in Morocco, by its country or position."""
    if _own_code(location):
        return False
    for address in package.pointing("address", "location_id", location.id):
        if address.get("country").upper() not in _COUNTRY:
            return True
    position = position_of(location)
    return position is not None and gazetteer().nearest(*position) is None


def position_of(location: Line) -> tuple[float, float] | None:
    """Its latitude and longitude in degrees, where both are numbers."""
    try:
        lat, lon = float(location.get("latitude")), float(location.get("longitude"))
    except ValueError:
        return None
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def area_of(area: Line) -> str | None:
    """The HCP code of a service area, empty for the whole country, None where it is not known."""
    code = area_code(area.get("uri"))
    if code is not None:
        return code
    name = area.get("name")
    return "" if name.casefold() in _COUNTRIES else _named(name, wide=True)


def _named(name: str, *, wide: bool = False) -> str | None:
    """The one place of that official name."""
    if not name:
        return None
    cell = coded(_AREA if wide else _SITE, name).cell
    return cell if gazetteer().get(cell) else None
