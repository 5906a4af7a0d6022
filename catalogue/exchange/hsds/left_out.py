"""What a foreign file says that has no place with us: told column by column, not silently lost."""

from collections import Counter
from collections.abc import Iterator

from catalogue.exchange.hsds.package import Package
from catalogue.exchange.hsds.tables import tables
from catalogue.exchange.rows import Fault

_READ = {
    "organization": (
        "name", "alternate_name", "description", "email", "website", "year_incorporated",
        "legal_status", "parent_organization_id",
    ),
    "program": ("name", "organization_id"),
    "service": (
        "organization_id", "name", "description", "email", "status", "eligibility_description",
        "minimum_age", "maximum_age",
    ),
    "attribute": ("link_id", "taxonomy_term_id", "link_entity"),
    "service_at_location": ("service_id", "location_id"),
    "location": (
        "location_type", "organization_id", "name", "latitude", "longitude",
        "external_identifier", "external_identifier_type",
    ),
    "phone": (
        "location_id", "service_id", "organization_id", "contact_id", "service_at_location_id",
        "number", "type", "description",
    ),
    "contact": (
        "organization_id", "service_id", "service_at_location_id", "location_id", "title", "email",
    ),
    "address": (
        "location_id", "address_1", "address_2", "city", "region", "state_province",
        "postal_code", "country", "address_type",
    ),
    "schedule": (
        "service_id", "location_id", "freq", "interval", "wkst", "byday", "opens_at", "closes_at",
    ),
    "service_area": ("service_id", "name", "uri"),
    "required_document": ("service_id", "document"),
    "language": ("service_id", "name", "code"),
    "accessibility": ("location_id", "description"),
    "taxonomy_term": ("code", "name", "taxonomy", "taxonomy_id", "description", "language"),
    "taxonomy": ("name", "description", "uri", "version"),
    "cost_option": ("service_id", "option", "amount", "amount_description"),
    "organization_identifier": ("organization_id",),
    "unit": ("name",),
    "service_capacity": ("service_id", "unit_id", "available", "maximum"),
    "url": ("organization_id", "service_id", "label", "url"),
}  # fmt: skip
"""The columns that reading looks at; ids are always."""


def left_out(package: Package) -> Iterator[Fault]:
    """A notice for each column that holds something and is not read, with in how many rows."""
    for table in tables():
        counted: Counter[str] = Counter()
        for line in package.lines(table):
            counted.update(name for name in line.cells if name not in ("id", *_READ.get(table, ())))
        for column, n in sorted(counted.items()):
            yield Fault(0, column, "hsds_left_out", {"n": n, "what": f"{table}.{column}"}, table)
