"""The body of a fiche: groups, lines and boxes, as much of them as the limits let be told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalogue.labels import group_label
from catalogue.mapping.fiche_lines import LINES, Told, told_in
from catalogue.mapping.fitting import Limits
from catalogue.mapping.material import Material
from catalogue.mapping.sayings import label_of
from catalogue.mapping.swot import QUADRANTS
from catalogue.mapping.wording import and_more, joined, labelled, shortened, within
from catalogue.papers.blocks import Block, Box, Facts, Heading, Quadrants
from catalogue.record import Record

Lines = tuple[Sequence[Told], ...]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Body:
    """All that a fiche could tell of an actor: lines by group, and its SWOT by quadrant."""

    lang: str
    groups: Mapping[str, Lines]
    quadrants: tuple[tuple[str, ...], ...]


def body_of(material: Material, record: Record, lang: str) -> Body:
    """The body of an actor's fiche, as far as it may be seen; lines that say nothing left out."""
    told = {
        group: tuple(told_in(material, record, line, lang) for line in lines)
        for group, lines in LINES.items()
    }
    groups = {group: tuple(filter(None, lines)) for group, lines in told.items()}
    return Body(lang, groups, tuple(record.items(name, lang) for name in QUADRANTS))


def blocks_of(body: Body, limits: Limits) -> tuple[Block, ...]:
    """The groups one below the other, or all their lines in one block where room is scarce."""
    boxes = tuple(_boxes(body, limits)) if limits.boxes else ()
    groups = {group: _pairs(body, group, limits) for group in body.groups}
    if limits.one:
        pairs = tuple(pair for of_group in groups.values() for pair in of_group)
        return (*((Facts(pairs),) if pairs else ()), *boxes)
    return tuple(_grouped(groups, boxes, body.lang, limits))


def _grouped(
    groups: Mapping[str, Pairs], boxes: tuple[Block, ...], lang: str, limits: Limits
) -> Iterator[Block]:
    for group, pairs in groups.items():
        blocks = (*(boxes if group == "swot" else ()), *((Facts(pairs),) if pairs else ()))
        if blocks and limits.headings:
            yield Heading(group_label(group, lang), 3)
        yield from blocks


def _pairs(body: Body, group: str, limits: Limits) -> Pairs:
    """The lines of a group; SWOT among them where it has no boxes."""
    swot = _quadrant_lines(body) if group == "swot" and not limits.boxes else ()
    return tuple(_pair(line, limits, body.lang) for line in (*swot, *body.groups[group]))


def _quadrant_lines(body: Body) -> Lines:
    told = zip(QUADRANTS, body.quadrants, strict=True)
    return tuple(
        (Told(label_of(name, body.lang), items, whole=False),) for name, items in told if items
    )


def _pair(line: Sequence[Told], limits: Limits, lang: str) -> tuple[str, str]:
    """The first field gives the label; those that follow name themselves."""
    room = _room([joined(each.texts, lang) for each in line], limits.longest)
    texts = [within(each.texts, room, lang, whole=each.whole) for each in line]
    others = zip(line[1:], texts[1:], strict=True)
    more = (labelled(each.label, text, lang) for each, text in others)
    return line[0].label, " · ".join((texts[0], *more))


def _room(texts: list[str], longest: int) -> int:
    """Characters for each text of a line: what short ones leave is shared by the long ones."""
    share = longest // len(texts)
    long = [text for text in texts if len(text) > share]
    short = sum(len(text) for text in texts if len(text) <= share)
    return max(share, (longest - short) // max(len(long), 1))


def _boxes(body: Body, limits: Limits) -> Iterator[Quadrants]:
    if any(body.quadrants):
        told = zip(QUADRANTS, body.quadrants, strict=True)
        one, two, three, four = (_box(name, items, limits, body.lang) for name, items in told)
        yield Quadrants((one, two, three, four))


def _box(name: str, items: tuple[str, ...], limits: Limits, lang: str) -> Box:
    texts = (shortened(item, limits.item) for item in items)
    return Box(label_of(name, lang), and_more(texts, limits.items, lang))
