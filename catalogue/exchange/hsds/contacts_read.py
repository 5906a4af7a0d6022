"""Phones, contacts and addresses on the web of HSDS as the contacts of an actor.

The names of people stay outside: a contact of ours has a role, and a number or an address.
"""

from collections.abc import Iterator

from catalogue.exchange.hsds.marks import Marks
from catalogue.exchange.hsds.package import Line, Package
from catalogue.exchange.hsds.part_rows import Found, once, whole_rows


def contacts_of(
    package: Package, line: Line, *, marks: Marks, lang: str, locations: list[Line]
) -> Found:
    """The contacts of an organization, of its services and of its locations, each once."""
    found = Found()
    services = package.pointing("service", "organization_id", line.id)
    owners = [line, *services, *locations]
    for phone in _of(package, "phone", owners):
        _add(found, package, phone, kind="phone", lang=lang)
    for contact in _of(package, "contact", owners):
        _add(found, package, contact, kind="email", lang=lang)
        for phone in package.pointing("phone", "contact_id", contact.id):
            _add(found, package, phone, kind="phone", lang=lang, role=contact.get("title"))
    for url in _of(package, "url", owners):
        _add(found, package, url, kind="web", lang=lang)
    found.take(whole_rows("contact", marks, line))
    for owner in (line, *services):
        if email := owner.get("email"):
            found.add("contact", {"kind": "email", "value": email}, owner)
    found.rows = list(once("contact", found.rows))
    return found


_CELLS = {
    "phone": ("number", "description"), "email": ("email", "title"), "web": ("url", "label"),
}  # fmt: skip
"""The columns of a contact's value and role, by its kind."""


def _add(
    found: Found, package: Package, line: Line, *, kind: str, lang: str, role: str = ""
) -> None:
    value, told = (line.get(column) for column in _CELLS[kind])
    if value:
        own = Marks(package, line.id).cells("contact", lang)
        cells = {"kind": kind, "value": value, f"role_{lang}": told or role}
        found.add("contact", {**cells, **own}, line)


def _of(package: Package, table: str, owners: list[Line]) -> Iterator[Line]:
    """The rows of a table that point to one of these, each once."""
    seen: set[str] = set()
    for owner in owners:
        for line in package.pointing(table, f"{owner.table}_id", owner.id):
            if line.id not in seen:
                seen.add(line.id)
                yield line
