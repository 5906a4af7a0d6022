"""HSDS 3.1 as models, written from the field list of the specification; no test stands here.

Open Referral, HSDS 3.1.3, schema reference. They are apart from the tables that the program writes
by, and stricter than the specification: a column that it does not name is refused.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1)]


def _like(pattern: str, text: str) -> str:
    assert re.fullmatch(pattern, text), f"{text!r} is not like {pattern}"
    return text


def _uuid(text: str) -> str:
    assert str(UUID(text)) == text.lower()
    return text


def _day(text: str) -> str:
    assert date.fromisoformat(text).isoformat() == text
    return text


Id = Annotated[str, AfterValidator(_uuid)]
Uri = Annotated[str, AfterValidator(lambda text: _like(r"[a-z][a-z0-9+.-]*:[^\s<>\"]+", text))]
Email = Annotated[str, AfterValidator(lambda text: _like(r"[^@\s]+@[^@\s]+\.[^@\s.]+", text))]
Day = Annotated[str, AfterValidator(_day)]
Moment = Annotated[
    str,
    AfterValidator(
        lambda text: _like(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", text)
    ),
]
Clock = Annotated[
    str, AfterValidator(lambda text: _like(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?.*", text))
]
Number = int | float
Kind = Literal["physical", "postal", "virtual"]


class Row(BaseModel):
    """A row: its id, and no column that is not named."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: Id


class Taxonomy(Row):
    name: Text
    description: Text
    uri: Uri | None = None
    version: str | None = None


class TaxonomyTerm(Row):
    code: str | None = None
    name: Text
    description: Text
    parent_id: Id | None = None
    taxonomy: str | None = None
    taxonomy_detail: Taxonomy | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] | None = None
    taxonomy_id: Id | None = None
    term_uri: Uri | None = None


class Attribute(Row):
    link_id: Id | None = None
    taxonomy_term_id: Id | None = None
    link_type: str | None = None
    link_entity: str | None = None
    value: str | None = None
    label: str | None = None
    taxonomy_term: TaxonomyTerm | None = None


class Described(Row):
    """A row that may have attributes."""

    attributes: list[Attribute] = []


class Url(Row):
    label: str | None = None
    url: Uri
    organization_id: Id | None = None
    service_id: Id | None = None


class Language(Described):
    service_id: Id | None = None
    location_id: Id | None = None
    phone_id: Id | None = None
    name: str | None = None
    code: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] | None = None
    note: str | None = None


class Phone(Described):
    location_id: Id | None = None
    service_id: Id | None = None
    organization_id: Id | None = None
    contact_id: Id | None = None
    service_at_location_id: Id | None = None
    number: Text
    extension: Number | None = None
    type: Literal["text", "voice", "fax", "cell", "video", "pager", "textphone"] | None = None
    description: str | None = None
    languages: list[Language] = []


class Contact(Described):
    organization_id: Id | None = None
    service_id: Id | None = None
    service_at_location_id: Id | None = None
    location_id: Id | None = None
    name: str | None = None
    title: str | None = None
    department: str | None = None
    email: Email | None = None
    phones: list[Phone] = []


class Schedule(Described):
    service_id: Id | None = None
    location_id: Id | None = None
    service_at_location_id: Id | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    dtstart: Day | None = None
    timezone: Number | None = None
    until: Day | None = None
    count: Number | None = None
    wkst: Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"] | None = None
    freq: Literal["WEEKLY", "MONTHLY"] | None = None
    interval: Number | None = None
    byday: (
        Annotated[
            str, StringConstraints(pattern=r"^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$")
        ]
        | None
    ) = None
    byweekno: str | None = None
    bymonthday: str | None = None
    byyearday: str | None = None
    description: str | None = None
    opens_at: Clock | None = None
    closes_at: Clock | None = None
    schedule_link: Uri | None = None
    attending_type: str | None = None
    notes: str | None = None


class Address(Described):
    location_id: Id | None = None
    attention: str | None = None
    address_1: Text
    address_2: str | None = None
    city: Text
    region: str | None = None
    state_province: Text
    postal_code: Text
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    address_type: Kind


class Accessibility(Described):
    location_id: Id | None = None
    description: str | None = None
    details: str | None = None
    url: Uri | None = None


class Location(Described):
    location_type: Kind
    url: Uri | None = None
    organization_id: Id | None = None
    name: str | None = None
    alternate_name: str | None = None
    description: str | None = None
    transportation: str | None = None
    latitude: Number | None = None
    longitude: Number | None = None
    external_identifier: str | None = None
    external_identifier_type: str | None = None
    languages: list[Language] = []
    addresses: list[Address] = []
    contacts: list[Contact] = []
    accessibility: list[Accessibility] = []
    phones: list[Phone] = []
    schedules: list[Schedule] = []


class Funding(Described):
    organization_id: Id | None = None
    service_id: Id | None = None
    source: str | None = None


class Program(Described):
    organization_id: Id | None = None
    name: Text
    alternate_name: str | None = None
    description: Text


class OrganizationIdentifier(Described):
    organization_id: Id | None = None
    identifier_scheme: str | None = None
    identifier_type: Text
    identifier: Text


class Organization(Described):
    name: Text
    alternate_name: str | None = None
    description: Text
    email: Email | None = None
    website: Uri | None = None
    year_incorporated: Number | None = None
    legal_status: str | None = None
    logo: str | None = None
    uri: Uri | None = None
    parent_organization_id: Id | None = None
    additional_websites: list[Url] = []
    funding: list[Funding] = []
    contacts: list[Contact] = []
    phones: list[Phone] = []
    locations: list[Location] = []
    programs: list[Program] = []
    organization_identifiers: list[OrganizationIdentifier] = []


class ServiceArea(Described):
    service_id: Id | None = None
    service_at_location_id: Id | None = None
    name: str | None = None
    description: str | None = None
    extent: str | None = None
    extent_type: Literal["geojson", "topojson", "kml", "text"] | None = None
    uri: Uri | None = None


class ServiceAtLocation(Described):
    service_id: Id | None = None
    location_id: Id | None = None
    description: str | None = None
    service_areas: list[ServiceArea] = []
    contacts: list[Contact] = []
    phones: list[Phone] = []
    schedules: list[Schedule] = []
    location: Location | None = None


class RequiredDocument(Described):
    service_id: Id | None = None
    document: str | None = None
    uri: Uri | None = None


class CostOption(Described):
    service_id: Id | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    option: str | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{3}$")] | None = None
    amount: Number | None = None
    amount_description: str | None = None


class Unit(Row):
    name: Text
    scheme: str | None = None
    identifier: str | None = None
    uri: Uri | None = None


class _Capacity(Row):
    service_id: Id | None = None
    unit_id: Id | None = None
    available: Number
    maximum: Number | None = None
    description: str | None = None
    updated: Moment


class ServiceCapacity(_Capacity):
    unit: Unit


class Service(Described):
    organization_id: Id | None = None
    program_id: Id | None = None
    name: Text
    alternate_name: str | None = None
    description: str | None = None
    url: Uri | None = None
    email: Email | None = None
    status: Literal["active", "inactive", "defunct", "temporarily closed"]
    interpretation_services: str | None = None
    application_process: str | None = None
    fees_description: str | None = None
    accreditations: str | None = None
    eligibility_description: str | None = None
    minimum_age: Number | None = None
    maximum_age: Number | None = None
    assured_date: Day | None = None
    assurer_email: Email | None = None
    alert: str | None = None
    last_modified: Moment | None = None
    additional_urls: list[Url] = []
    phones: list[Phone] = []
    schedules: list[Schedule] = []
    service_areas: list[ServiceArea] = []
    service_at_locations: list[ServiceAtLocation] = []
    languages: list[Language] = []
    organization: Organization | None = None
    funding: list[Funding] = []
    cost_options: list[CostOption] = []
    program: Program | None = None
    required_documents: list[RequiredDocument] = []
    contacts: list[Contact] = []
    capacities: list[ServiceCapacity] = []


TABLES: dict[str, tuple[str, type[Row]]] = {
    "organization": ("organizations.csv", Organization),
    "program": ("programs.csv", Program),
    "service": ("services.csv", Service),
    "attribute": ("attributes.csv", Attribute),
    "service_at_location": ("service_at_location.csv", ServiceAtLocation),
    "location": ("locations.csv", Location),
    "phone": ("phones.csv", Phone),
    "contact": ("contacts.csv", Contact),
    "address": ("addresses.csv", Address),
    "schedule": ("schedules.csv", Schedule),
    "funding": ("funding.csv", Funding),
    "service_area": ("service_areas.csv", ServiceArea),
    "required_document": ("required_documents.csv", RequiredDocument),
    "language": ("languages.csv", Language),
    "accessibility": ("accessibility.csv", Accessibility),
    "taxonomy_term": ("taxonomy_terms.csv", TaxonomyTerm),
    "taxonomy": ("taxonomies.csv", Taxonomy),
    "cost_option": ("cost_options.csv", CostOption),
    "organization_identifier": ("organization_identifiers.csv", OrganizationIdentifier),
    "unit": ("units.csv", Unit),
    "service_capacity": ("service_capacity.csv", _Capacity),
    "url": ("url.csv", Url),
}
"""Each table of a tabular package: its file and the model of its rows."""
TABULAR_REQUIRED: dict[str, tuple[str, ...]] = {
    "program": ("organization_id",),
    "service": ("organization_id",),
    "attribute": ("link_id", "taxonomy_term_id", "link_entity"),
    "service_at_location": ("service_id", "location_id"),
    "cost_option": ("service_id",),
    "organization_identifier": ("organization_id",),
    "service_capacity": ("unit_id", "service_id"),
}
"""Columns that a row must have in a tabular package, where nothing stands within another."""
