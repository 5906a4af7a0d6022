"""The one table of what is known of an actor: import, export, template, forms, fiches follow it.

It holds no value and reads none (`record`), and no word that people read (`locales`): a field's
label is the text `catalogue.field.NAME`, that of a closed value `catalogue.value.NAME.VALUE`.
Where the fields come from: `domain.md`, The actor record; HSDS 3.1 for the parts of a record.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

Kind = Literal[
    "text", "long", "items", "words", "one", "many", "need", "needs", "place", "places",
    "number", "amount", "degrees", "date", "actor", "link", "hours",
]  # fmt: skip
"""What a value is: text (one line), long (several), items (short sentences), words (an open list),
one or many of `values`, needs and places by code, number, amount (dirhams), degrees, date, the id
of another actor, a link (https address), hours ("Mo-Fr 09:00-16:30; Sa 09:00-12:00")."""
LISTS = frozenset({"items", "words", "many", "needs", "places"})
"""Kinds whose value is a tuple."""
SPOKEN = ("fr", "ar")
"""The languages of a spoken field: a column each."""
Seen = Literal["public", "staff", "hidden"]
"""Who may read: everybody, staff of every organisation, or nobody outside the catalogue's care."""
SEEN = get_args(Seen)

ACTOR = "actor"
PARTS = ("service", "site", "contact", "link", "programme", "evidence")
"""What an actor has several of; each part of a record is a list of rows."""
NAMED_BY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "service": ("need", "name"),
        "site": ("place", "name"),
        "contact": ("kind", "value"),
        "link": ("to", "as"),
        "programme": ("name",),
        "evidence": ("field",),
    }
)
"""The fields that tell one row of a part from another of the same actor."""
TRAINING = (
    "listening", "referral", "identification", "child_protection", "psychosocial_support",
    "law", "data_protection", "reintegration", "business_support", "project_writing",
    "management", "fundraising", "monitoring", "digital", "languages",
)  # fmt: skip
SPEECH = ("ary", "ar", "fr", "ber", "en", "es", "it", "nl", "de", "sign")


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `group` is the heading under which people read it, `part` whose row it is in.

    `spoken`: one text per language. `seen`: who may read it; a row's own `visibility` may narrow
    that. `longest` counts characters of a text, or of each item; `least` and `most` bound numbers.
    `example` is what the template shows, invented and said to be.
    """

    name: str
    kind: Kind
    group: str
    part: str = ACTOR
    spoken: bool = False
    values: tuple[str, ...] = ()
    required: bool = False
    seen: Seen = "public"
    longest: int = 300
    least: int = 0
    most: int = 10**9
    example: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns: one, or one per language."""
        return tuple(f"{self.name}_{lang}" for lang in SPOKEN) if self.spoken else (self.name,)


GROUPS = ("identity", "action", "reach", "access", "capacity", "swot", "standing")

_ACTOR = (
    Field("id", "text", "identity", required=True, longest=40, example="EXEMPLE-1"),
    Field("name", "text", "identity", spoken=True, required=True,
          example="Association Exemple"),
    Field("name_ar_status", "one", "standing", seen="staff", values=(
        "known", "translated", "to_confirm", "unknown")),
    Field("acronym", "text", "identity", longest=40, example="AEX"),
    Field("category", "one", "identity", values=(
        "public", "ngo", "intl-ngo", "un", "foreign", "private", "microfinance", "cooperative",
        "professional", "religious", "university"), example="ngo"),
    Field("legal_status", "text", "identity", spoken=True, example="association (dahir de 1958)"),
    Field("authority", "text", "identity", spoken=True),
    Field("founded", "number", "identity", least=1800, most=2100, example="2009"),
    Field("description", "long", "identity", spoken=True, longest=2000),
    Field("prerogatives", "items", "identity", spoken=True),
    Field("website", "link", "identity"),
    Field("needs", "needs", "action", example="employment;legal_aid"),
    Field("hidden_services", "needs", "action", seen="hidden"),
    Field("audience", "words", "action", longest=60, example="returnees;women"),
    Field("approaches", "items", "action", spoken=True),
    Field("tools", "items", "action", spoken=True),
    Field("scope", "one", "reach", values=("national", "regional", "provincial", "communal")),
    Field("perimeter", "places", "reach", example="05.091"),
    Field("city", "text", "reach", longest=120, example="Béni Mellal"),
    Field("referral_method", "many", "access", values=(
        "messenger", "phone", "email", "visit", "letter", "form")),
    Field("usual_response", "number", "access", most=365),
    Field("documents", "items", "access", spoken=True),
    Field("cost", "one", "access", values=("free", "partly", "paid")),
    Field("hours", "hours", "access", example="Mo-Fr 09:00-16:30"),
    Field("languages", "many", "access", values=SPEECH),
    Field("people", "number", "capacity", most=100_000, seen="staff"),
    Field("volunteers", "number", "capacity", most=1_000_000, seen="staff"),
    Field("budget", "amount", "capacity", most=10**12, seen="staff"),
    Field("means", "items", "capacity", spoken=True, seen="staff"),
    Field("places_total", "number", "capacity", most=100_000),
    Field("places_free", "number", "capacity", most=100_000),
    Field("places_on", "date", "capacity"),
    Field("strengths", "items", "swot", spoken=True, seen="staff"),
    Field("difficulties", "items", "swot", spoken=True, seen="staff"),
    Field("opportunities", "items", "swot", spoken=True, seen="staff"),
    Field("threats", "items", "swot", spoken=True, seen="staff"),
    Field("expectations", "items", "swot", spoken=True, seen="staff"),
    Field("training_needs", "many", "swot", values=TRAINING, seen="staff"),
    Field("tier", "one", "standing", values=("referral", "information"), seen="staff"),
    Field("visibility", "one", "standing", values=SEEN, seen="staff"),
    Field("sensitive_role", "one", "standing", values=("none", "claimed"), seen="staff"),
    Field("certainty", "one", "standing", values=("A", "B", "C"), seen="staff"),
    Field("source", "text", "standing", longest=500, seen="staff"),
    Field("note", "long", "standing", longest=2000, seen="staff"),
)  # fmt: skip
_SERVICE = (
    Field("need", "need", "action", "service", required=True, example="employment"),
    Field("name", "text", "action", "service", spoken=True, example="Bilan de compétences"),
    Field("description", "long", "action", "service", spoken=True, longest=2000),
    Field("audience", "words", "action", "service", longest=60),
    Field("minimum_age", "number", "action", "service", most=120),
    Field("maximum_age", "number", "action", "service", most=120),
    Field("cost", "one", "access", "service", values=("free", "partly", "paid")),
    Field("documents", "items", "access", "service", spoken=True),
    Field("hours", "hours", "access", "service"),
    Field("places_total", "number", "capacity", "service", most=100_000),
    Field("places_free", "number", "capacity", "service", most=100_000),
    Field("site", "text", "reach", "service"),
    Field("status", "one", "standing", "service", values=("active", "paused", "closed")),
    Field("visibility", "one", "standing", "service", values=SEEN),
)
_SITE = (
    Field("name", "text", "reach", "site", spoken=True, example="Siège"),
    Field("place", "place", "reach", "site", required=True, example="05.091.01.01"),
    Field("address", "text", "reach", "site", spoken=True),
    Field("latitude", "degrees", "reach", "site", least=20, most=37),
    Field("longitude", "degrees", "reach", "site", least=-18, most=0),
    Field("hours", "hours", "access", "site"),
    Field("access", "text", "access", "site", spoken=True),
    Field("visibility", "one", "standing", "site", values=SEEN),
)
_CONTACT = (
    Field("kind", "one", "access", "contact", required=True, values=(
        "phone", "email", "web", "post"), example="web"),
    Field("value", "text", "access", "contact", required=True, example="https://example.org"),
    Field("role", "text", "access", "contact", spoken=True, longest=120),
    Field("hours", "hours", "access", "contact"),
    Field("visibility", "one", "standing", "contact", values=SEEN),
    Field("certainty", "one", "standing", "contact", values=("A", "B", "C"), seen="staff"),
    Field("source", "text", "standing", "contact", longest=500, seen="staff"),
)  # fmt: skip
_LINK = (
    Field("to", "actor", "identity", "link", required=True, example="EXEMPLE-2"),
    Field("as", "one", "identity", "link", required=True, values=(
        "parent", "partner", "funder", "refers_to"), example="partner"),
    Field("need", "need", "action", "link"),
    Field("area", "place", "reach", "link"),
    Field("confirmed", "one", "standing", "link", values=("none", "one", "both"), seen="staff"),
    Field("source", "text", "standing", "link", longest=500, seen="staff"),
)  # fmt: skip
_PROGRAMME = (
    Field(
        "name",
        "text",
        "action",
        "programme",
        spoken=True,
        required=True,
        example="Programme Exemple",
    ),
    Field("status", "one", "action", "programme", values=("running", "planned", "ended")),
    Field("begins", "date", "action", "programme"),
    Field("ends", "date", "action", "programme"),
    Field("needs", "needs", "action", "programme"),
    Field("area", "places", "reach", "programme"),
    Field("funder", "text", "capacity", "programme"),
    Field("budget", "amount", "capacity", "programme", most=10**12, seen="staff"),
    Field("people", "number", "capacity", "programme", most=10_000_000),
)
_EVIDENCE = (
    Field(
        "field",
        "text",
        "standing",
        "evidence",
        required=True,
        longest=60,
        seen="staff",
        example="city",
    ),
    Field(
        "source",
        "text",
        "standing",
        "evidence",
        required=True,
        longest=500,
        seen="staff",
        example="example.org",
    ),
    Field("certainty", "one", "standing", "evidence", values=("A", "B", "C"), seen="staff"),
    Field("read_on", "date", "standing", "evidence", seen="staff"),
)

FIELDS: tuple[Field, ...] = (
    *_ACTOR, *_SERVICE, *_SITE, *_CONTACT, *_LINK, *_PROGRAMME, *_EVIDENCE
)  # fmt: skip
CONTACT_FIELDS = frozenset({"website"})
"""Fields of an actor's own row that lead people somewhere, as the rows of its contacts do."""
DECIDED = ("verified_on", "verified_by", "accredited", "rung", "full_until", "region")
"""Columns that exports may tell and imports do not take: people decide them, or they follow."""


@cache
def fields_of(part: str) -> tuple[Field, ...]:
    """The fields of an actor's own row (`ACTOR`) or of one part, in the order they are shown."""
    return tuple(field for field in FIELDS if field.part == part)


@cache
def field_of(part: str, name: str) -> Field:
    """One field by its name. Raises `KeyError` for one that is not there."""
    found = {field.name: field for field in fields_of(part)}
    return found[name]


def columns_of(part: str) -> Iterator[tuple[str, Field, str]]:
    """The columns of a part: name, field, and the language of a spoken one (else empty)."""
    for field in fields_of(part):
        for column in field.columns:
            yield column, field, column.rpartition("_")[2] if field.spoken else ""
