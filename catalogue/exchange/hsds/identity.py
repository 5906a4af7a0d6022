"""Stable ids of what an export holds, and the names by which places and taxonomies are known."""

from uuid import UUID, uuid5

from catalogue.places import gazetteer
from catalogue.record import Row, named

_OURS = UUID("7f1b9a54-6c0e-5d0a-9a57-3f6f2b1c8e41")
"""The namespace of our ids (RFC 9562, version 5): the same row gets the same id in every export."""
SCHEME = "tawjih"
"""What `organization_identifier.identifier_type` says of our own ids."""
_URN = "urn:tawjih:taxonomy:"
FIELDS, NEEDS, OPEN_ELIGIBILITY = f"{_URN}fields", f"{_URN}needs", f"{_URN}open-eligibility"
_HCP = "urn:hcp:ma"
PLACE_SCHEME = "HCP"
"""What `location.external_identifier_type` says of the codes of the census."""


def id_of(*what: str) -> str:
    """The id of something named by these texts."""
    return str(uuid5(_OURS, "\x1f".join(what)))


def organization_id(actor: str) -> str:
    """The id of an actor's organization."""
    return id_of("organization", actor)


def row_id(actor: str, part: str, row: Row) -> str:
    """The id of a row of a part."""
    return id_of(part, actor, named(part, row))


def area_uri(code: str = "") -> str:
    """The persistent name of a place; without a code that of the whole country."""
    return f"{_HCP}:{code}" if code else _HCP


def area_code(uri: str) -> str | None:
    """The HCP code in such a name, empty for the whole country; None for any other name."""
    if uri == _HCP:
        return ""
    code = uri.removeprefix(f"{_HCP}:")
    return code if code != uri and gazetteer().get(code) else None
