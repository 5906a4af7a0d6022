"""The lines of a fiche: which fields stand together, and the rows of a part as one text each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from catalogue.labels import code_label, field_label, need_label, part_label, place_label
from catalogue.mapping.material import Material
from catalogue.mapping.wording import joined, labelled, paper_text, said, short_name
from catalogue.record import Record, Row, text_of
from catalogue.schema import ACTOR, PARTS, SPOKEN, field_of

TITLE = ("name", "category", "acronym", "founded", "id")
"""Fields that stand at the head of the fiche."""
LINES: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "identity": (("other_name",), ("legal_status", "authority"), ("description",),
                     ("prerogatives",), ("link",)),
        "action": (("needs",), ("service",), ("audience",), ("approaches",), ("tools",),
                   ("programme",)),
        "reach": (("scope", "perimeter", "city"), ("site",)),
        "access": (("contact", "website"), ("referral_method", "usual_response", "cost"),
                   ("hours", "languages"), ("documents",)),
        "capacity": (("people", "volunteers", "budget"),
                     ("places_total", "places_free", "places_on"), ("means",)),
        "swot": (("expectations",), ("training_needs",)),
        "standing": (("certainty", "source"), ("evidence",),
                     ("tier", "visibility", "sensitive_role", "name_ar_status"), ("note",)),
    }
)  # fmt: skip
"""Group → its lines; a line holds short fields side by side, or the rows of a part.

The four fields of SWOT have boxes of their own.
"""
_CUT = frozenset({"text", "long", "items", "words", "link"})
"""Kinds of text that may be cut; half a number, an hour or a code would mislead."""


@dataclass(frozen=True, slots=True)
class Told:
    """A label and the texts under it. `whole`: each is told as it stands or not at all."""

    label: str
    texts: tuple[str, ...]
    whole: bool


def told_in(material: Material, record: Record, line: tuple[str, ...], lang: str) -> list[Told]:
    """What the fields of a line say, those that say nothing left out."""
    told = (
        Told(_label(name, lang), _texts(material, record, name, lang), _whole(name))
        for name in line
    )
    return [each for each in told if each.texts]


def _whole(name: str) -> bool:
    if name in PARTS or name == "other_name":
        return name == "contact"
    return field_of(ACTOR, name).kind not in _CUT


def _label(name: str, lang: str) -> str:
    if name == "other_name":
        return field_label(field_of(ACTOR, "name"), lang, _other(lang))
    if name == "perimeter":
        # Files hold codes there, and their heading says so.
        return paper_text("paper.grid.perimeter", lang)
    return part_label(name, lang) if name in PARTS else field_label(field_of(ACTOR, name), lang)


def _texts(material: Material, record: Record, name: str, lang: str) -> tuple[str, ...]:
    if name == "other_name":
        return _other_name(record, lang)
    if name not in PARTS:
        return said(field_of(ACTOR, name), record.values, lang)
    row_told = _ROWS[name]
    return tuple(row_told(material, row, lang) for row in record.rows(name))


def _other(lang: str) -> str:
    return next(each for each in SPOKEN if each != lang)


def _other_name(record: Record, lang: str) -> tuple[str, ...]:
    """The name in the other language, where there is one that differs."""
    other, own = record.text("name", _other(lang)), record.text("name", lang)
    return (other,) if other and other != own else ()


def _service(_: Material, row: Row, lang: str) -> str:
    name = text_of(row, "name", lang)
    about = _fields("service", row, ("audience", "cost", "documents", "hours"), lang)
    told = (*_ages(row, lang), *about, *_paused(row, lang))
    need = need_label(str(row["need"]), lang)
    return _with(labelled(need, name, lang) if name else need, told, lang)


def _ages(row: Row, lang: str) -> tuple[str, ...]:
    least, most = row.get("minimum_age"), row.get("maximum_age")
    if least is None and most is None:
        return ()
    key = "paper.fiche.ages" if most is not None else "paper.fiche.ages_from"
    return (paper_text(key, lang, least=str(least or 0), most=str(most)),)


def _paused(row: Row, lang: str) -> tuple[str, ...]:
    paused = row.get("status") == "paused"
    return (code_label("status", "paused", lang),) if paused else ()


def _site(_: Material, row: Row, lang: str) -> str:
    name, address = text_of(row, "name", lang), text_of(row, "address", lang)
    where = _list((address, place_label(str(row["place"]), lang)), lang)
    told = _fields("site", row, ("hours", "access"), lang)
    return _with(labelled(name, where, lang) if name else where, told, lang)


def _contact(_: Material, row: Row, lang: str) -> str:
    kind = code_label("kind", str(row["kind"]), lang)
    told = _fields("contact", row, ("role", "hours"), lang)
    return _with(labelled(kind, str(row["value"]), lang), told, lang)


def _link(material: Material, row: Row, lang: str) -> str:
    entry = material.entry(str(row["to"]))
    name = short_name(entry.record, lang) if entry else str(row["to"])
    told = _fields("link", row, ("need", "area", "confirmed"), lang)
    return _with(labelled(code_label("as", str(row["as"]), lang), name, lang), told, lang)


def _programme(_: Material, row: Row, lang: str) -> str:
    years = tuple(str(row[name])[:4] for name in ("begins", "ends") if name in row)
    told = _fields("programme", row, ("status", "funder", "area"), lang)
    return _with(text_of(row, "name", lang), (*told, *dict.fromkeys(years)), lang)


def _evidence(_: Material, row: Row, lang: str) -> str:
    label = field_label(field_of(ACTOR, str(row["field"])), lang)
    told = _fields("evidence", row, ("certainty",), lang)
    return _with(labelled(label, str(row["source"]), lang), told, lang)


_ROWS: Mapping[str, Callable[[Material, Row, str], str]] = MappingProxyType(
    {
        "service": _service,
        "site": _site,
        "contact": _contact,
        "link": _link,
        "programme": _programme,
        "evidence": _evidence,
    }
)


def _fields(part: str, row: Row, names: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """What these fields of a row say, one text each."""
    told = (joined(said(field_of(part, name), row, lang), lang) for name in names)
    return tuple(each for each in told if each)


def _with(head: str, more: tuple[str, ...], lang: str) -> str:
    return f"{head} ({_list(more, lang)})" if more else head


def _list(texts: Iterable[str], lang: str) -> str:
    return ("، " if lang == "ar" else ", ").join(each for each in texts if each)
