"""Strategies for whole records, for the tests of all that reads and writes them; no test here."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from catalogue.exchange.cells import cleaned
from catalogue.exchange.rows import IN_ORDER
from catalogue.needs import needs
from catalogue.places import gazetteer
from catalogue.record import Record, named
from catalogue.schema import ACTOR, LISTS, PARTS, SPOKEN, Field, fields_of

NEEDS, PLACES = list(needs()), [place.code for place in gazetteer().places()][:60]
LETTERS = st.text("abé ع5'\"=+-@,\t()", min_size=1, max_size=20).map(cleaned).filter(bool)
WORDS = st.sampled_from(["accueil", "écoute", "استقبال", "a b", "42", "=x", "-", "'-"]) | LETTERS


def plain(field: Field) -> st.SearchStrategy[Any]:
    one: st.SearchStrategy[Any] = {
        "one": st.sampled_from(field.values or ("x",)),
        "many": st.sampled_from(field.values or ("x",)),
        "need": st.sampled_from(NEEDS), "needs": st.sampled_from(NEEDS),
        "place": st.sampled_from(PLACES), "places": st.sampled_from(PLACES),
        "number": st.integers(field.least, field.most), "amount": st.integers(0, 10**6),
        "degrees": st.floats(field.least, field.most).map(lambda x: round(x, 6)),
        "date": st.dates(date(2000, 1, 1), date(2030, 1, 1)),
        "actor": st.sampled_from(["A-2", "B.1", "c_3"]),
        "link": st.just("https://example.org/a"), "hours": st.just("Mo-Fr 09:00-16:30"),
    }.get(field.kind, WORDS)  # fmt: skip
    return (
        st.lists(one, min_size=1, max_size=3, unique=True).map(tuple)
        if field.kind in LISTS
        else one
    )


def value(field: Field) -> st.SearchStrategy[Any]:
    one = plain(field)
    if not field.spoken:
        return one
    return st.dictionaries(st.sampled_from(SPOKEN), one, min_size=1)


def row(part: str) -> st.SearchStrategy[Any]:
    required = {each.name: value(each) for each in fields_of(part) if each.required}
    other = {each.name: value(each) for each in fields_of(part) if not each.required}
    return st.fixed_dictionaries(required, optional=other).map(lambda each: in_order(part, each))


def in_order(part: str, values: dict[str, Any]) -> dict[str, Any]:
    for low, high, _ in IN_ORDER.get(part, ()):
        if low in values and high in values:
            values[low], values[high] = sorted((values[low], values[high]))
    return values


def unlike(part: str) -> Any:
    return lambda each: named(part, each)


RECORDS = st.builds(
    Record,
    row(ACTOR).map(lambda values: {**values, "id": "A-1"}),
    st.fixed_dictionaries(
        {},
        optional={
            part: st.lists(row(part), min_size=1, max_size=3, unique_by=unlike(part)).map(tuple)
            for part in PARTS
        },
    ),
)
