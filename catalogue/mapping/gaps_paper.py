"""Gaps as a paper: the worst first, then need by province, region after region, in tables and
pictures; what was asked for beside, as far as it may be shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from catalogue.labels import DOMAIN, need_label, place_label
from catalogue.mapping.coverage import is_part
from catalogue.mapping.gaps import CONFIDENTIAL, DENSE, MANY, MARKS, Cover, Gaps
from catalogue.needs import needs
from catalogue.papers.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Items,
    Language,
    Paper,
    Paragraph,
    Picture,
    Shaded,
    Table,
)
from catalogue.papers.charts.data import Bars, Matrix
from catalogue.papers.charts.draw import draw
from catalogue.places import Place
from locales.texts import number, text

WIDEST = 9
"""Provinces beside each other in one table: more do not fit a page."""
MOST_TOLD = 15
"""The worst gaps told one by one, a need and a province each."""


@dataclass(frozen=True, slots=True)
class Told:
    """Gaps and the words to tell them in. Without `pictures` nothing is drawn."""

    found: Gaps
    lang: Language
    pictures: bool = True

    def words(self, key: str, **values: str | int) -> str:
        """A text of this paper."""
        return text(DOMAIN, f"paper.gaps.{key}", self.lang, **values)

    def need(self, code: str) -> str:
        """A need as it may be named."""
        if code == CONFIDENTIAL:
            return self.words("confidential")
        return need_label(code, self.lang)

    def place(self, code: str) -> str:
        """A place's name."""
        return place_label(code, self.lang)

    def people(self, n: int) -> str:
        """A number of inhabitants."""
        return number(n, self.lang)

    def name(self, actor: str) -> str:
        """What an actor is called."""
        entry = self.found.material.entry(actor)
        return entry.record.text("name", self.lang) if entry else actor

    def listed(self, names: Iterable[str]) -> str:
        """Several in one line."""
        return ("، " if self.lang == "ar" else ", ").join(names)

    @property
    def rows(self) -> tuple[str, ...]:
        """The needs that have a line: sensitive ones only together, unless one alone is asked."""
        found = self.found.needs
        plain = tuple(code for code in found if not (code in needs() and needs()[code].sensitive))
        return plain or found

    def regions(self) -> Iterator[tuple[str, tuple[Place, ...]]]:
        """The provinces, region after region."""
        region_of = self.found.material.places.region_of
        for region, provinces in groupby(self.found.provinces, lambda each: region_of(each.code)):
            yield region, tuple(provinces)


def gaps_paper(
    found: Gaps, lang: Language = "fr", *, area: str | None = None, pictures: bool = True
) -> Paper:
    """The paper of gaps; `area` is what they were narrowed to. A picture takes about a second."""
    told = Told(found, lang, pictures)
    about = [told.need(found.needs[0]) if len(found.needs) == 1 else told.words("all_needs")]
    about.append(told.place(area) if area else told.words("country"))
    return Paper(
        told.words("title"),
        lang,
        tuple(gaps_blocks(told)),
        subtitle=" – ".join(about),
        landscape=True,
        synthetic=found.material.synthetic,
        made_on=found.material.today,
    )


def gaps_blocks(told: Told) -> Iterable[Block]:
    """What a paper says of gaps; a study puts the same among its parts."""
    yield from worst(told)
    one = len(told.rows) == 1
    for region, provinces in told.regions():
        yield Heading(told.place(region), 2)
        yield from (detail(told, provinces) if one else matrices(told, provinces))
        yield from general(told, provinces)
    yield from rules(told)


# --- the worst first ----------------------------------------------------------------------------


def worst(told: Told) -> Iterable[Block]:
    """In a sentence, by need, and need by province: where most people have nobody."""
    found = told.found
    order = [code for code in found.worst() if code in told.rows]
    cells = [cover for code in told.rows for cover in found.of(code)]
    alone = sum(cover.mark == "nobody" for cover in cells)
    yield Paragraph(told.words("summary", n=alone, all=len(cells)), "strong")
    if not alone:
        return
    yield Heading(told.words("worst"), 2)
    yield Table(_worst_columns(told), tuple(_worst_row(told, code) for code in order
                                            if found.without(code)))  # fmt: skip
    yield from _one_by_one(told, order)


def _worst_columns(told: Told) -> tuple[Column, ...]:
    return (
        Column(told.words("need"), width=3),
        Column(told.words("provinces_without"), "number"),
        Column(told.words("people_without"), "number"),
        Column(told.words("share_without"), "number"),
        Column(told.words("national"), "number"),
    )


def _worst_row(told: Told, code: str) -> tuple[Cell, ...]:
    found = told.found
    whole = [each for each in found.provinces if not is_part(each, found.material.places)]
    everybody = sum(place.population for place in whole or found.provinces) or 1
    people = found.people_without(code)
    national = max(cover.national for cover in found.of(code))
    share = round(people / everybody * 100)
    return told.need(code), len(found.without(code)), people, share, national


def _one_by_one(told: Told, order: list[str]) -> Iterable[Block]:
    found = [cover for code in order for cover in told.found.without(code)]
    largest = sorted(found, key=lambda cover: -cover.population)[:MOST_TOLD]
    if largest:
        yield Paragraph(told.words("largest", n=len(largest)))
        yield Items(tuple(_gap(told, cover) for cover in largest))


def _gap(told: Told, cover: Cover) -> str:
    where = {"need": told.need(cover.need), "province": told.place(cover.province)}
    return told.words("gap", people=told.people(cover.population), **where)


def general(told: Told, provinces: tuple[Place, ...]) -> Iterable[Block]:
    """Who can at least inform where somebody has nobody, in which provinces."""
    near: dict[str, list[str]] = {}
    for place in provinces:
        alone = any(told.found.covers[code, place.code].mark == "nobody" for code in told.rows)
        if alone and (actor := told.found.general.get(place.code)):
            near.setdefault(actor, []).append(told.place(place.code))
    if near:
        yield Paragraph(told.words("general"), "note")
        yield Items(tuple(
            told.words("general_of", actor=told.name(actor), provinces=told.listed(where))
            for actor, where in near.items()
        ))  # fmt: skip


# --- many needs: a matrix for each region -------------------------------------------------------


def matrices(told: Told, provinces: tuple[Place, ...]) -> Iterable[Block]:
    """The needs of a region, province by province: a picture and tables that fit a page."""
    if told.pictures:
        yield _matrix_picture(told, provinces)
    for some in _pieces(provinces):
        yield _matrix_table(told, some)
    places = told.found.material.places
    for some in _pieces(tuple(each for each in provinces if not is_part(each, places))):
        yield from _demand_table(told, some)


def _pieces(provinces: tuple[Place, ...]) -> Iterator[tuple[Place, ...]]:
    for start in range(0, len(provinces), WIDEST):
        yield provinces[start : start + WIDEST]


def _matrix_picture(told: Told, provinces: tuple[Place, ...]) -> Picture:
    covers = [[told.found.covers[code, p.code] for p in provinces] for code in told.rows]
    data: Matrix = {
        "rows": [told.need(code) for code in told.rows],
        "columns": [told.place(place.code) for place in provinces],
        "values": [[cover.serving or None for cover in row] for row in covers],
        "nobody": told.words("mark_nobody"),
    }
    drawn = draw("matrix", data, rtl=told.lang == "ar")
    alone = sum(cover.serving == 0 for row in covers for cover in row)
    alt = told.words("summary", n=alone, all=sum(map(len, covers)))
    return Picture(drawn, alt=alt, caption=told.words("picture"))


def _heads(told: Told, provinces: tuple[Place, ...]) -> tuple[Column, ...]:
    names = (Column(told.place(place.code), "mark") for place in provinces)
    return Column(told.words("need"), width=2.6), *names


def _matrix_table(told: Told, provinces: tuple[Place, ...]) -> Table:
    people = (told.words("population"), *(told.people(place.population) for place in provinces))
    rows = tuple(
        (told.need(code), *(_cell(told.found.covers[code, p.code]) for p in provinces))
        for code in told.rows
    )
    return Table(_heads(told, provinces), (people, *rows), told.words("table"), header_rows=1)


def _cell(cover: Cover) -> Cell:
    """Actors, and those that take referrals: the ground is as dark as there are many."""
    value = f"{cover.serving}/{cover.usable}" if cover.serving else "0"
    return Shaded(value, min(cover.serving, MANY) / MANY)


def _demand_table(told: Told, provinces: tuple[Place, ...]) -> Iterable[Table]:
    """What was asked for, without the needs nobody asked for."""
    rows = tuple(
        (told.need(code), *(_asked(told, told.found.covers[code, p.code]) for p in provinces))
        for code in told.rows
    )
    asked = tuple(row for row in rows if any(row[1:]))
    if asked:
        yield Table(_heads(told, provinces), asked, told.words("demand"))


def _asked(told: Told, cover: Cover) -> str | None:
    if cover.asked == cover.nobody == 0:
        return None
    return f"{_figure(told, cover.asked)} ({_figure(told, cover.nobody)})"


def _figure(told: Told, n: int | None) -> str:
    return told.words("hidden") if n is None else str(n)


# --- one need: all that is known of it ----------------------------------------------------------


def detail(told: Told, provinces: tuple[Place, ...]) -> Iterable[Block]:
    """One need in the provinces of a region, with all figures."""
    (code,) = told.rows
    covers = [told.found.covers[code, place.code] for place in provinces]
    if told.pictures:
        yield _bars_picture(told, covers)
    yield Table(_detail_columns(told), tuple(_detail_row(told, cover) for cover in covers))


def _bars_picture(told: Told, covers: list[Cover]) -> Picture:
    bars: Bars = {
        "labels": [told.place(cover.province) for cover in covers],
        "values": [cover.serving for cover in covers],
        "second": [cover.usable for cover in covers],
        "names": [told.words("serving"), told.words("usable")],
    }
    alone = sum(cover.serving == 0 for cover in covers)
    drawn = draw("bars", bars, rtl=told.lang == "ar")
    return Picture(drawn, alt=told.words("summary", n=alone, all=len(covers)), width=0.7)


def _detail_columns(told: Told) -> tuple[Column, ...]:
    numbers = ("population", "local", "regional", "national", "usable", "per_100k", "places")
    staff = ("people",) if told.found.reader == "staff" else ()
    titles = (*numbers, *staff, "asked", "nobody")
    shown = (Column(told.words(title), "number") for title in titles)
    return Column(told.words("province"), width=1.8), *shown, Column(told.words("mark"), width=1.6)


def _detail_row(told: Told, cover: Cover) -> tuple[Cell, ...]:
    staff = (cover.people,) if told.found.reader == "staff" else ()
    return (
        told.place(cover.province),
        cover.population,
        cover.local,
        cover.regional,
        cover.national,
        cover.usable,
        round(cover.per_100k(cover.serving), 2),
        cover.places,
        *staff,
        *_both_asked(told, cover),
        told.words(f"mark_{cover.mark}"),
    )


def _both_asked(told: Told, cover: Cover) -> tuple[Cell, Cell]:
    """A part of Casablanca has no figure of its own: its cells are empty."""
    places = told.found.material.places
    place = places.get(cover.province)
    if place is not None and is_part(place, places):
        return None, None
    return _figure(told, cover.asked), _figure(told, cover.nobody)


# --- how to read it -----------------------------------------------------------------------------


def rules(told: Told) -> Iterable[Block]:
    """What the marks mean, with their numbers, and what is not in the figures."""
    yield Heading(told.words("rules"), 2)
    columns = (Column(told.words("mark")), Column(told.words("rule"), width=4))
    dense = f"{DENSE:g}"
    rows = tuple(
        (told.words(f"mark_{mark}"), told.words(f"rule_{mark}", many=MANY, dense=dense))
        for mark in MARKS
    )
    yield Table(columns, rows)
    yield Items(tuple(told.words(f"note_{name}") for name in _notes(told)))


def _notes(told: Told) -> Iterator[str]:
    yield from ("coverage", "information", "seven", "parts")
    yield "asked" if told.found.material.demand else "no_demand"
    if told.found.reader == "public":
        yield "for_all"
