"""A record as rows of HSDS: the organization with its programmes, contacts and links.

What stands where is `mapping`; sites are `sites_written`, services `services_written`.
"""

import json
import re
from collections.abc import Iterator

from catalogue.exchange.assured import Assured
from catalogue.exchange.hsds.identity import SCHEME, id_of, organization_id, row_id
from catalogue.exchange.hsds.mapping import AS_ROWS, in_attributes
from catalogue.exchange.hsds.services_written import put_services
from catalogue.exchange.hsds.sheaf import Sheaf
from catalogue.exchange.hsds.sites_written import put_sites
from catalogue.exchange.hsds.written_texts import (
    LANGUAGE,
    mark_naming,
    mark_texts,
    name_of,
    spoken,
)
from catalogue.exchange.rows import cells_of
from catalogue.labels import part_label
from catalogue.record import Record, Row, text_of
from catalogue.schema import ACTOR, columns_of

EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\]+\.[A-Za-z]{2,}")
URI = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
_EXTRA = ("hours", "visibility", "certainty", "source")
"""What is known of a contact that no table of HSDS holds."""


def sheaf_of(record: Record, lang: str, assured: Assured | None = None) -> Sheaf:
    """The rows of one actor, in one language; the record is written as it is given."""
    sheaf = Sheaf(lang)
    organization = organization_id(record.id)
    _put_organization(sheaf, record, organization)
    put_sites(sheaf, record, organization)
    put_services(sheaf, record, organization, assured)
    for row in record.rows("programme"):
        _put_programme(sheaf, record, row, organization)
    for row in record.rows("contact"):
        _put_contact(sheaf, record, row, organization)
    for part in AS_ROWS:
        for row in record.rows(part):
            _put_whole(sheaf, part, row, organization)
    return sheaf


def _put_organization(sheaf: Sheaf, record: Record, of: str) -> None:
    name, marks = name_of(record.values, sheaf.lang, record.id)
    description = spoken(record.values, "description", sheaf.lang)
    sheaf.put(
        "organization",
        id=of,
        name=name,
        alternate_name=text_of(record.values, "acronym"),
        description=description or name,
        email=next(_emails(record), ""),
        website=text_of(record.values, "website"),
        year_incorporated=record.values.get("founded"),
        legal_status=spoken(record.values, "legal_status", sheaf.lang),
        parent_organization_id=_parent(record),
    )
    sheaf.put(
        "organization_identifier",
        id=id_of("identifier", of),
        organization_id=of,
        identifier_type=SCHEME,
        identifier=record.id,
    )
    sheaf.mark("organization", of, sheaf.field_term(ACTOR, LANGUAGE, LANGUAGE), value=sheaf.lang)
    filled = (*marks, *(() if description else ("description",)))
    mark_texts(sheaf, "organization", of, ACTOR, marks=filled)
    for field in in_attributes(ACTOR):
        if field.name in record.values:
            sheaf.describe("organization", of, field, record.values[field.name])


def _parent(record: Record) -> str:
    parents = (row for row in record.rows("link") if row.get("as") == "parent")
    return next((organization_id(text_of(row, "to")) for row in parents), "")


def _emails(record: Record) -> Iterator[str]:
    rows = (row for row in record.rows("contact") if row.get("kind") == "email")
    return (value for row in rows if EMAIL.fullmatch(value := text_of(row, "value")))


def _put_programme(sheaf: Sheaf, record: Record, row: Row, organization: str) -> None:
    of = row_id(record.id, "programme", row)
    name, marks = name_of(row, sheaf.lang, record.id)
    sheaf.put("program", id=of, organization_id=organization, name=name, description=name)
    mark_texts(sheaf, "program", of, "programme", marks=(*marks, "description"))
    mark_naming(sheaf, "program", of, "programme", row=row)
    for field in in_attributes("programme"):
        if field.name in row:
            sheaf.describe("program", of, field, row[field.name])


def _put_contact(sheaf: Sheaf, record: Record, row: Row, organization: str) -> None:
    """A contact where HSDS has a table for it, else as one attribute of the organization."""
    of, value = row_id(record.id, "contact", row), text_of(row, "value")
    role = spoken(row, "role", sheaf.lang)
    common = {"id": of, "organization_id": organization}
    kind, more = row.get("kind"), any(name in row for name in _EXTRA)
    if kind == "phone":
        sheaf.put("phone", **common, number=value, type="voice", description=role)
    elif kind == "email" and EMAIL.fullmatch(value):
        sheaf.put("contact", **common, title=role, email=value)
    elif kind == "web" and URI.fullmatch(value) and not more:
        sheaf.put("url", **common, url=value, label=role)
    else:
        _put_whole(sheaf, "contact", row, organization)
        return
    for field in in_attributes("contact"):
        if field.name in row:
            sheaf.describe("phone" if kind == "phone" else "contact", of, field, row[field.name])


def _put_whole(sheaf: Sheaf, part: str, row: Row, organization: str) -> None:
    """A row as one attribute, its cells as JSON by the names of their columns."""
    wanted = {column for column, _, lang in columns_of(part) if lang in ("", sheaf.lang)}
    cells = {column: cell for column, cell in cells_of(part, row).items() if column in wanted}
    term = sheaf.field_term(part, "row", part_label(part, sheaf.lang))
    sheaf.mark("organization", organization, term, value=json.dumps(cells, ensure_ascii=False))
