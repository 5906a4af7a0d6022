"""A record's values as people read them on paper, where `labels` gives what files hold.

A sensitive need stands by its staff label, once however many there are.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from catalogue.labels import DOMAIN, need_label, shown_items
from catalogue.record import Record, Row
from catalogue.schema import Field
from locales.texts import has, listed, text

LONGEST_WHOLE = 80
"""No number, address or code is longer; it stands first in its text."""
_DAY = re.compile(r"Mo|Tu|We|Th|Fr|Sa|Su")
_SLUG = re.compile(r"[^a-z0-9]+")


def paper_text(key: str, lang: str, **values: str | int) -> str:
    """A text of the papers, in fr or ar."""
    return text(DOMAIN, key, lang, **values)


def for_staff(subtitle: str, lang: str) -> str:
    """The subtitle of a paper drawn for staff: it says that it is not to be passed on as it is."""
    return " · ".join(filter(None, (subtitle, paper_text("paper.staff_only", lang))))


def name_of(record: Record, lang: str) -> str:
    """An actor's name in a language, else in the other, else its id."""
    return record.text("name", lang) or record.id


def short_name(record: Record, lang: str) -> str:
    """The acronym, where there is one: for lists of many actors."""
    return record.text("acronym") or name_of(record, lang)


def rung_label(rung: str, lang: str) -> str:
    """Listed, referable or accredited, in one word."""
    return paper_text(f"paper.grid.rung.{rung}", lang)


def said(field: Field, row: Row, lang: str) -> tuple[str, ...]:
    """The items of a field of a row as they are read on paper; none where it says nothing."""
    value = row.get(field.name)
    if value is None or value == ():
        return ()
    if isinstance(value, date):
        return (short_day(value),)
    items = shown_items(field, value, lang)
    if field.kind == "hours":
        items = tuple(hours(each, lang) for each in items)
    elif field.name == "audience":
        items = tuple(audience(each, lang) for each in items)
    elif field.name == "city":
        items = tuple(each.strip() for item in items for each in item.split(";"))
    return tuple(dict.fromkeys(each for each in items if each))


def joined(items: Iterable[str], lang: str) -> str:
    """Several items in one line."""
    return (" ؛ " if lang == "ar" else " ; ").join(items)


def series(items: Sequence[str], lang: str) -> str:
    """Several labels in a sentence: with semicolons where one of them holds a comma itself."""
    commas = any(", " in each or "، " in each for each in items)
    return joined(items, lang) if commas else listed(items, lang)


def labels_of(needs: Iterable[str], lang: str) -> str:
    """Needs in one line, those of one label once."""
    return joined(dict.fromkeys(need_label(need, lang) for need in needs), lang)


def short_day(day: date) -> str:
    """A day in figures, for cells and lines that have little room."""
    return f"{day:%d/%m/%Y}"


def hours(written: str, lang: str) -> str:
    """Opening hours with the days of the week in words: "lun.-ven. 09:00-16:30"."""
    return _DAY.sub(lambda day: paper_text(f"paper.fiche.day.{day.group()}", lang), written)


def audience(word: str, lang: str) -> str:
    """A word of the open list of audiences, in words where it is one of the usual codes."""
    code = _SLUG.sub("_", word.casefold()).strip("_")
    key = f"paper.fiche.audience.{code}"
    return text(DOMAIN, key, lang) if has(DOMAIN, key, lang) else word


def and_more(shown: Iterable[str], most: int, lang: str) -> tuple[str, ...]:
    """The first items, and how many more there are."""
    items = tuple(shown)
    if len(items) <= most:
        return items
    return (*items[:most], paper_text("paper.fiche.more", lang, n=len(items) - most))


def within(items: Sequence[str], longest: int, lang: str, *, whole: bool = False) -> str:
    """As many items in one line as so many characters hold, and how many more there are.

    A first item that is too long by itself is cut; one to be told `whole` after `LONGEST_WHOLE`.
    """
    for kept in range(len(items), 0, -1):
        line = joined(and_more(items, kept, lang), lang)
        if len(line) <= longest:
            return line
    beside = len(joined(and_more(("", *items[1:]), 1, lang), lang))
    room = max(longest - beside, LONGEST_WHOLE if whole else 1)
    return joined(and_more((shortened(items[0], room), *items[1:]), 1, lang), lang)


def labelled(label: str, words: str, lang: str) -> str:
    """A label and what it says, with the colon of the language."""
    return f"{label}: {words}" if lang == "ar" else f"{label} : {words}"


def decimal(value: float, digits: int = 2) -> str:
    """A number with a comma, as Morocco writes it, without digits that say nothing."""
    return f"{value:.{digits}f}".replace(".", ",")


def shortened(words: str, longest: int) -> str:
    """A text of at most so many characters: cut after a word, with an ellipsis."""
    if len(words) <= longest:
        return words
    kept = words[: longest - 1]
    return f"{kept.rsplit(None, 1)[0] if ' ' in kept else kept}…"
