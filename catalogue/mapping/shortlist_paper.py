"""The shortlist as a paper: the list, every score explained, how firm it is, and by what rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.general import nearest_general
from catalogue.labels import DOMAIN, need_label, place_label
from catalogue.mapping.material import Material
from catalogue.mapping.ranking import Ranked, criterion
from catalogue.mapping.sensitivity import Change, Move, Sensitivity, sensitivity
from catalogue.mapping.shortlist import ENOUGH_KNOWN, Shortlist
from catalogue.papers.blocks import (
    Block,
    Column,
    Heading,
    Items,
    Language,
    Paper,
    Paragraph,
    Picture,
    Table,
)
from catalogue.papers.charts.data import Bars
from catalogue.papers.charts.draw import draw
from locales.texts import text

LONGEST_LIST = 12
"""Actors in the table: the first, and some after them to be seen beside."""
MOST_CHANGES = 8
"""Moves told one by one; of more the number is told."""
LONGEST_LABEL = 34


@dataclass(frozen=True, slots=True)
class Told:
    """A shortlist and the words to tell it in. Without `pictures` nothing is drawn."""

    found: Shortlist
    firm: Sensitivity
    material: Material
    lang: Language
    pictures: bool = True

    def words(self, key: str, **values: str | int) -> str:
        """A text of this paper."""
        return text(DOMAIN, f"paper.shortlist.{key}", self.lang, **values)

    def name(self, actor: str) -> str:
        """What an actor is called."""
        entry = self.material.entry(actor)
        return entry.record.text("name", self.lang) if entry else actor

    def called(self, actor: str) -> str:
        """Its acronym, else its name."""
        entry = self.material.entry(actor)
        return (entry.actor.acronym if entry else "") or self.name(actor)

    def short(self, actor: str) -> str:
        """The same, short enough to stand beside a bar."""
        name = self.called(actor)
        return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip()}…"

    def listed(self, names: Iterable[str]) -> str:
        """Several in one line."""
        return ("، " if self.lang == "ar" else ", ").join(names)

    def rung(self, actor: str) -> str:
        """How far the mission may go with an actor today."""
        entry = self.material.entry(actor)
        rung = entry.actor.rung(self.material.today) if entry else "listed"
        return self.words(f"rung_{rung}")


def shortlist_paper(
    material: Material, found: Shortlist, lang: Language = "fr", *, pictures: bool = True
) -> Paper:
    """The paper of a shortlist made from this material; it shows what the list's reader may see.

    Its picture takes about a second.
    """
    told = Told(found, sensitivity(found), material, lang, pictures)
    area = place_label(found.area, lang) if found.area else told.words("country")
    return Paper(
        told.words("title"),
        lang,
        tuple(shortlist_blocks(told)),
        subtitle=f"{need_label(found.need, lang)} – {area}",
        synthetic=material.synthetic,
        made_on=material.today,
    )


def shortlist_blocks(told: Told) -> Iterable[Block]:
    """What a paper says of a shortlist; a study puts the same among its parts."""
    yield from overview(told)
    if told.found.ranked:
        yield from explained(told)
        yield from firmness(told)
    yield from little_known(told)
    yield from rules(told)


def overview(told: Told) -> Iterable[Block]:
    """Who is ranked, in a sentence and a table; nobody is said plainly."""
    found = told.found
    if not found.ranked:
        yield Paragraph(told.words("none"), "strong")
        yield from _general(told)
        return
    first = told.listed(told.name(each.actor) for each in found.first)
    yield Paragraph(told.words("summary", n=len(found.ranked), first=first), "strong")
    yield Table(_columns(told), tuple(_row(told, each, at) for at, each in _shown(found)))
    yield Paragraph(told.words("how"), "note")
    if found.tied:
        yield Paragraph(told.words("tied", names=told.listed(map(told.name, sorted(found.tied)))))


def _general(told: Told) -> Iterable[Block]:
    actors = (entry.actor for entry in told.material.entries)
    near = nearest_general(actors, told.found.area, told.material.places)
    if near:
        yield Paragraph(told.words("general", actor=told.name(near[0].id)))


def _shown(found: Shortlist) -> Iterable[tuple[int, Ranked]]:
    return enumerate(found.ranked[: max(found.many, LONGEST_LIST)], 1)


def _columns(told: Told) -> tuple[Column, ...]:
    return (
        Column(told.words("rank"), "mark", 0.6),
        Column(told.words("actor"), width=3.2),
        Column(told.words("rung"), width=1.2),
        Column(told.words("score"), "number", 0.8),
        Column(told.words("known"), "number", 0.8),
        Column(told.words("span"), "mark", 0.9),
        Column(told.words("kept", n=told.found.many), "mark", 1.1),
    )


def _row(told: Told, each: Ranked, rank: int) -> tuple[str | int | float, ...]:
    low, high = told.firm.ranks[each.actor]
    return (
        str(rank),
        told.name(each.actor),
        told.rung(each.actor),
        hundred(each.score),
        percent(each.known),
        str(low) if low == high else f"{low}–{high}",
        f"{told.firm.kept[each.actor]}/{told.firm.moves}",
    )


def hundred(share: float) -> float:
    """A share as points of a hundred, with one digit."""
    return round(share * 100, 1)


def percent(share: float) -> int:
    """A share in whole per cent."""
    return round(share * 100)


def explained(told: Told) -> Iterable[Block]:
    """The scores of the first, criterion by criterion; the points add up to the score."""
    yield Heading(told.words("explained"), 2)
    for each in told.found.first:
        yield Heading(told.name(each.actor), 3)
        yield _parts(told, each)
        unknown = [part.criterion for part in each.parts if part.worth is None]
        if unknown:
            names = told.listed(_label(told, name) for name in unknown)
            yield Paragraph(told.words("unknown", criteria=names), "note")


def _parts(told: Told, each: Ranked) -> Table:
    columns = (
        Column(told.words("criterion"), width=3),
        Column(told.words("weight"), "number"),
        Column(told.words("worth"), "number"),
        Column(told.words("points"), "number"),
    )
    rows = [
        (_label(told, part.criterion), hundred(part.weight / each.known),
         percent(part.worth), hundred(part.points))
        for part in each.parts if part.worth is not None
    ]  # fmt: skip
    total = (told.words("sum"), 100, None, hundred(each.score))
    return Table(columns, (*rows, total))


def firmness(told: Told) -> Iterable[Block]:
    """What becomes of the first when weights move: in words, in a picture, move by move."""
    firm, many = told.firm, len(told.found.first)
    yield Heading(told.words("firm"), 2)
    key = "firm_yes" if firm.firm else "firm_no"
    yield Paragraph(told.words(key, n=many, moves=firm.moves, changed=len(firm.changes)))
    if told.pictures:
        yield _kept_picture(told)
    if firm.changes:
        lines = [_change(told, each) for each in firm.changes[:MOST_CHANGES]]
        left = len(firm.changes) - len(lines)
        yield Items((*lines, *([told.words("more", n=left)] if left else [])))


def _kept_picture(told: Told) -> Picture:
    firm = told.firm
    shown = [each.actor for _, each in _shown(told.found) if firm.kept[each.actor]]
    bars: Bars = {
        "labels": [told.short(actor) for actor in shown],
        "values": [percent(firm.kept[actor] / firm.moves) for actor in shown],
    }
    lines = (
        told.words("kept_of", actor=told.called(actor), kept=firm.kept[actor], moves=firm.moves)
        for actor in shown
    )
    drawn = draw("bars", bars, rtl=told.lang == "ar")
    return Picture(drawn, alt=" ; ".join(lines), caption=told.words("caption"), width=0.8)


def _change(told: Told, change: Change) -> str:
    return told.words(
        "change",
        move=_moved(told, change.move),
        entered=told.listed(map(told.called, change.entered)),
        left=told.listed(map(told.called, change.left)),
    )


def _moved(told: Told, move: Move) -> str:
    return told.listed(
        told.words("move_less" if factor < 1 else "move_more", criterion=_label(told, name))
        for name, factor in move.items()
    )


def _label(told: Told, name: str) -> str:
    return criterion(name).label(told.lang)


def little_known(told: Told) -> Iterable[Block]:
    """The actors of which too little is known to be ranked, with how much is."""
    others = told.found.little_known
    if not others:
        return
    yield Heading(told.words("little"), 2)
    yield Paragraph(told.words("little_how", percent=percent(ENOUGH_KNOWN)), "note")
    columns = (Column(told.words("actor"), width=4), Column(told.words("known"), "number"))
    yield Table(columns, tuple((told.name(e.actor), percent(e.known)) for e in others))


def rules(told: Told) -> Iterable[Block]:
    """The criteria in use, their weights and what a worth means; what never stands here."""
    yield Heading(told.words("rules"), 2)
    columns = (
        Column(told.words("criterion"), width=2),
        Column(told.words("weight"), "number", 0.7),
        Column(told.words("meaning"), width=5),
    )
    rows = tuple(
        (_label(told, name), hundred(weight), criterion(name).meaning(told.lang))
        for name, weight in told.found.weights.items()
    )
    yield Table(columns, rows)
    notes = [told.words("no_grant"), told.words("confidential")]
    notes += [told.words("for_all")] if told.found.reader == "public" else []
    yield Items(tuple(notes))
