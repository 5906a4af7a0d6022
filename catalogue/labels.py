"""What people read for the table of fields: headings, labels, the words of closed values."""

from collections.abc import Mapping
from datetime import date, datetime

from catalogue.needs import CONFIDENTIAL, needs, sensitive_needs
from catalogue.places import gazetteer
from catalogue.record import Plain, Value
from catalogue.schema import Field
from locales.texts import date as date_in
from locales.texts import number, text

DOMAIN = "cartography"


def group_label(group: str, lang: str) -> str:
    """The heading of a group of fields, in fr or ar."""
    return text(DOMAIN, f"catalogue.group.{group}", lang)


def part_label(part: str, lang: str) -> str:
    """What the rows of a part are called, in the plural; also the name of its sheet."""
    return text(DOMAIN, f"catalogue.part.{part}", lang)


def field_label(field: Field, lang: str, spoken: str = "") -> str:
    """The label of a field; of a spoken one with the language of the column where it is given."""
    label = text(DOMAIN, f"catalogue.field.{field.name}", lang)
    return f"{label} ({spoken})" if spoken else label


def code_label(name: str, value: str, lang: str) -> str:
    """The words of a closed value of the field of that name."""
    return text(DOMAIN, f"catalogue.value.{name}.{value.replace('-', '_')}", lang)


def need_label(code: str, lang: str) -> str:
    """A need as staff read it: a sensitive one by its staff label, which is that of all of them."""
    known = needs().get(min(sensitive_needs()) if code == CONFIDENTIAL else code)
    return known.staff_labels[lang] if known else code


def hidden_label() -> str:
    """What stands in a terminal or a report instead of a value that is hidden; in French."""
    return text(DOMAIN, "catalogue.hidden", "fr")


def place_label(code: str, lang: str) -> str:
    """A place's name."""
    place = gazetteer().get(code)
    return code if place is None else place.name_ar if lang == "ar" else place.name_fr


def shown(field: Field, value: Value, lang: str) -> str:
    """A field's value as people read it, the items of a list in one line."""
    return (" ؛ " if lang == "ar" else " ; ").join(shown_items(field, value, lang))


def shown_items(field: Field, value: Value, lang: str) -> tuple[str, ...]:
    """The same, each item by itself; a text is one item. A spoken value is read in `lang`, or in
    the language it has."""
    plain = (
        value.get(lang) or next(iter(value.values()), ()) if isinstance(value, Mapping) else value
    )
    return tuple(
        _one(field, each, lang) for each in (plain if isinstance(plain, tuple) else (plain,))
    )


def _one(field: Field, value: Plain, lang: str) -> str:
    if field.kind in ("need", "needs"):
        return need_label(str(value), lang)
    if field.kind in ("place", "places"):
        return place_label(str(value), lang)
    if field.values:
        return code_label(field.name, str(value), lang)
    if isinstance(value, date):
        return day(value, lang)
    return number(value, lang) if field.kind == "amount" and isinstance(value, int) else str(value)


def day(value: date, lang: str) -> str:
    """A day as people here read it."""
    return date_in(datetime(value.year, value.month, value.day, 12), lang)  # noqa: DTZ001 - a wall date
