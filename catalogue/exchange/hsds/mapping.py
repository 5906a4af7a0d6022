"""Where each of our fields stands in HSDS: one table for writing, reading and docs/hsds.md.

`exact`: the column holds the field's value as it is. `shown`: the column shows it to others, an
attribute holds it as it is. `attribute`: HSDS has no place for it. `row`: the whole row is one
attribute. `never`: it leaves in no file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from catalogue.schema import ACTOR, FIELDS, Field

How = Literal["exact", "shown", "attribute", "row", "never"]

ENTITY: Mapping[str, str] = MappingProxyType(
    {ACTOR: "organization", "service": "service", "site": "location", "programme": "program"}
)
"""The table whose row stands for a row of ours, and has its attributes."""
AS_ROWS = ("link", "evidence")
"""Parts for which HSDS has no table: each row is one attribute of the organization."""
_EXACT = {
    (ACTOR, "id"): "organization_identifier.identifier",
    (ACTOR, "name"): "organization.name",
    (ACTOR, "acronym"): "organization.alternate_name",
    (ACTOR, "legal_status"): "organization.legal_status",
    (ACTOR, "founded"): "organization.year_incorporated",
    (ACTOR, "description"): "organization.description",
    (ACTOR, "website"): "organization.website",
    ("service", "need"): "taxonomy_term.code",
    ("service", "name"): "service.name",
    ("service", "description"): "service.description",
    ("service", "minimum_age"): "service.minimum_age",
    ("service", "maximum_age"): "service.maximum_age",
    ("service", "documents"): "required_document.document",
    ("site", "name"): "location.name",
    ("site", "place"): "location.external_identifier",
    ("site", "address"): "address.address_1",
    ("site", "latitude"): "location.latitude",
    ("site", "longitude"): "location.longitude",
    ("site", "access"): "accessibility.description",
    ("contact", "value"): "phone.number, contact.email, url.url",
    ("contact", "role"): "phone.description, contact.title, url.label",
    ("contact", "kind"): "phone, contact, url: the table itself",
    ("programme", "name"): "program.name",
}
_SHOWN = {
    (ACTOR, "needs"): "service (one for each need)",
    (ACTOR, "perimeter"): "service_area.uri",
    (ACTOR, "documents"): "required_document.document",
    (ACTOR, "cost"): "cost_option.option",
    (ACTOR, "hours"): "schedule",
    (ACTOR, "languages"): "language.code",
    (ACTOR, "referral_method"): "service.application_process",
    ("service", "audience"): "service.eligibility_description",
    ("service", "cost"): "cost_option.option",
    ("service", "hours"): "schedule",
    ("service", "places_total"): "service_capacity.maximum",
    ("service", "places_free"): "service_capacity.available",
    ("service", "site"): "service_at_location.location_id",
    ("service", "status"): "service.status",
    ("site", "hours"): "schedule",
}
_ROW = {("link", "to"): "organization.parent_organization_id (for a parent)"}
STATUS: Mapping[str, str] = MappingProxyType(
    {"active": "active", "paused": "temporarily closed", "closed": "defunct"}
)
"""Our status of a service → that of HSDS."""
STATUS_READ: Mapping[str, str] = MappingProxyType(
    {"temporarily closed": "paused", "inactive": "paused", "defunct": "closed"}
)
"""The status of a foreign service → ours; `active` is what one without a status is."""
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {**{code: code for code in ("ary", "ar", "fr", "en", "es", "it", "nl", "de")},
     "ber": "zgh", "sign": "xms"}
)  # fmt: skip
"""Our languages → ISO 639-1 or 639-3: standard Moroccan Amazigh, Moroccan Sign Language."""
LANGUAGES_READ: Mapping[str, str] = MappingProxyType(
    {
        **{iso: ours for ours, iso in LANGUAGES.items()},
        **dict.fromkeys(("ber", "tzm", "shi", "rif"), "ber"),
        "ara": "ar", "arb": "ar", "fra": "fr", "fre": "fr", "eng": "en", "spa": "es", "ita": "it",
        "nld": "nl", "deu": "de",
    }
)  # fmt: skip
UNKNOWN = "unknown"
"""What stands in a column that must have something where we know nothing: nothing is invented."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One of our fields and where it stands."""

    field: Field
    how: How
    where: str = ""


@cache
def placed() -> tuple[Placed, ...]:
    """Every field of the schema, in its order."""
    return tuple(_placed(field) for field in FIELDS)


@cache
def in_attributes(part: str) -> tuple[Field, ...]:
    """The fields of a part that an attribute of their own holds."""
    return tuple(
        each.field
        for each in placed()
        if each.field.part == part and each.how in ("shown", "attribute")
    )


def _placed(field: Field) -> Placed:
    key = (field.part, field.name)
    if field.seen == "hidden":
        return Placed(field, "never")
    if key in _EXACT:
        return Placed(field, "exact", _EXACT[key])
    if key in _SHOWN:
        return Placed(field, "shown", _SHOWN[key])
    if field.part in AS_ROWS:
        return Placed(field, "row", _ROW.get(key, ""))
    return Placed(field, "attribute")
