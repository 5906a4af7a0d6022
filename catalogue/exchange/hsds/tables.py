"""The tables of HSDS 3.1 and how they hang together; what they have to do with us is `mapping`.

Their columns stand in `data/hsds_tables.tsv`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

from catalogue.tables import read_rows

Type = Literal["string", "uuid", "uri", "email", "number", "date", "datetime", "time"]
VERSION = "3.1"
PROFILE = "https://docs.openreferral.org/en/3.1/"

NESTED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "organization": {
            "additional_websites": "url", "funding": "funding", "contacts": "contact",
            "phones": "phone", "locations": "location", "programs": "program",
            "organization_identifiers": "organization_identifier",
        },
        "service": {
            "additional_urls": "url", "phones": "phone", "schedules": "schedule",
            "service_areas": "service_area", "service_at_locations": "service_at_location",
            "languages": "language", "funding": "funding", "cost_options": "cost_option",
            "required_documents": "required_document", "contacts": "contact",
            "capacities": "service_capacity",
        },
        "service_at_location": {
            "service_areas": "service_area", "contacts": "contact", "phones": "phone",
            "schedules": "schedule",
        },
        "location": {
            "languages": "language", "addresses": "address", "contacts": "contact",
            "accessibility": "accessibility", "phones": "phone", "schedules": "schedule",
        },
        "contact": {"phones": "phone"},
        "phone": {"languages": "language"},
    }
)  # fmt: skip
"""In JSON the rows that point to a row stand in lists within it: the list's name → their table."""
EMBEDDED: Mapping[str, Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "service": {
            "organization": ("organization", "organization_id"),
            "program": ("program", "program_id"),
        },
        "service_at_location": {"location": ("location", "location_id")},
        "service_capacity": {"unit": ("unit", "unit_id")},
        "attribute": {"taxonomy_term": ("taxonomy_term", "taxonomy_term_id")},
        "taxonomy_term": {"taxonomy_detail": ("taxonomy", "taxonomy_id")},
    }
)
"""In JSON the row that a row points to stands within it: its name → table, pointing column."""
NOT_DESCRIBED = frozenset({"attribute", "taxonomy", "taxonomy_term", "unit", "url"})
"""The tables whose rows have no attributes in 3.1."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `required`: in both forms; `tabular`: in a package of tables alone."""

    name: str
    type: Type
    required: bool
    tabular: bool

    @property
    def points_to(self) -> str:
        """The table whose id it holds, else empty."""
        if self.name == "parent_organization_id":
            return "organization"
        if self.name == "parent_id":
            return "taxonomy_term"
        known = self.name.removesuffix("_id")
        return known if known != self.name and known not in ("link", "resource") else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the CSV it stands in, and its columns."""

    name: str
    path: str
    columns: tuple[Column, ...]


@cache
def tables() -> Mapping[str, Table]:
    """Every table by its name, in the order of the specification."""
    rows = read_rows("hsds_tables.tsv")
    found = (Table(name, path, tuple(map(_column, spec.split()))) for name, path, spec in rows)
    return MappingProxyType({table.name: table for table in found})


def _column(spec: str) -> Column:
    name, _, kind = spec.rstrip("!+").partition(":")
    return Column(
        name, cast("Type", kind or "string"), spec.endswith("!"), spec.endswith(("!", "+"))
    )
