"""Prints docs/hsds.md from the mapping itself (`make docs`); a test compares the two."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.exchange.hsds.mapping import ENTITY, Placed, placed
from catalogue.schema import Field

HEAD = """# HSDS 3.1 and GeoJSON

This page is made by `make docs` from `catalogue/exchange/hsds/mapping.py`.

| file | what it is |
|---|---|
| `x.json` | HSDS 3.1 as JSON: `organizations` whole, then `services` with what stands within them |
| `x.zip` | HSDS 3.1 as a tabular data package: `datapackage.json` and one CSV for each table |
| `x.geojson` | the public sites as points (RFC 7946), names in both languages |

    tawjih catalogue export actors.json --lang fr
    tawjih catalogue export actors-ar.json --lang ar
    tawjih catalogue import actors.json --dry-run

## Writing

- Only what the public may see leaves: no hidden or staff actor, row or field, no hidden service
  wherever it is named, no link to an actor outside the file. Code may ask for `reader="staff"`;
  what is hidden leaves for nobody.
- Sensitive needs have one neutral code in a public file, `confidential`, and no service with a name
  of its own. The sites of actors that serve one, or shelter people, have no address there and are
  not on the map; those that only inform keep theirs. Reading skips the code, with a notice.
- HSDS has one text for each field: a file is in one language. The second file adds to the first.
- Ids are UUIDs made from ours (version 5): the same row has the same id in every export. Our own id
  is an `organization_identifier` of type `tawjih`.
- What HSDS lacks is an `attribute` with a term of the taxonomy `urn:tawjih:taxonomy:fields`.
- A column that HSDS requires and we do not know is filled by another text and marked `stand_in`.
  A postal code is that of the address, else `unknown`; none is invented.
- `assured_date` is the day people last verified the record; it is written and never read.
- Areas are `urn:hcp:ma:CODE` (census of 2024), the whole country is `urn:hcp:ma`.
- Hours are weekly rules of RFC 5545, by the clock in Morocco, without an offset.
- A need that an actor names without more is a service of its own, marked `of_need`.
- In a ZIP a text that a spreadsheet would run (`=`, `+`, `-`, `@`) has an apostrophe before it,
  also a telephone number with `+`. JSON has no such marks.

## Reading foreign files

- An organization is an actor. Its category is read from `legal_status`; where that says none, a
  fault asks for a word that does.
- A service is about a need: our own code, or a category of Open Eligibility that means no more than
  the need (`catalogue/data/open_eligibility.tsv`). Any other is a fault that proposes needs.
- A location is where its HCP code says, else its city by the official name, else the province of
  its position. Never a commune by position. Abroad, virtual and postal places are left out.
- Telephones, e-mail and web addresses are contacts, which wait for a second person. The names of
  people are not read.
- Nothing is verified or accredited by a file.
- A file adds and corrects: rows are matched by what names them, and what it does not say stays. Our
  own file, brought in again, changes nothing.
- What has no place here is left out, and a notice says which column and in how many rows.

## GeoJSON

Coordinates are longitude, latitude (WGS 84). A site without a point of its own stands where its
town does and says `approximate: true`; where no point is known `geometry` is null. Reading adds
sites to actors that are known by the property `actor`, or corrects them by place and name; it takes
none away.

## Where each field stands

*exact*: the column holds the value. *shown*: the column shows it, an attribute holds it.
*attribute*: an attribute alone. *row*: the whole row is one attribute, as JSON. *never*: it is in
no file. Fields for staff are in no file for the public.

| our field | who sees it | how | in HSDS |
|---|---|---|---|
"""
TAIL = """
## What is lost

- Of ours: all that is not public; links to actors outside the file; who verified a record, its
  accreditation, its history and its assessments. A contact by post, an address that is no valid
  e-mail or web address, and what HSDS has no column for are attributes only.
- Of foreign files: each column that a notice names, among them fees in words, interpretation,
  funding, alerts, monthly schedules, and the second need of a service.
- The order of an actor's contacts; in a public file which sensitive need is meant.

HSDS and its documentation are by Open Referral, CC BY-SA 4.0. Nothing of them is copied here: the
tables were written from the field list, and tests hold models of their own.
"""


def page() -> str:
    """The whole page."""
    rows = (_row(each) for each in placed())
    return HEAD + "\n".join(rows) + "\n" + TAIL


def _row(each: Placed) -> str:
    field = each.field
    return f"| `{field.part}.{field.name}` | {field.seen} | {each.how} | {_where(each)} |"


def _where(each: Placed) -> str:
    return ", ".join(_places(each.field, each)) or "–"


def _places(field: Field, each: Placed) -> Iterator[str]:
    if each.where:
        yield each.where
    if each.how in ("shown", "attribute"):
        entity = ENTITY.get(field.part, "phone, contact")
        yield f"attribute of {entity}: `{field.part}.{field.name}`"
    if each.how == "row":
        yield f"attribute of organization: `{field.part}.row`"


if __name__ == "__main__":
    print(page(), end="")
