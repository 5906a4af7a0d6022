"""The body of a fiche: groups, lines and boxes, as much of them as the limits let be told."""

from collections.abc import Iterator

from catalogue.labels import group_label
from catalogue.mapping.fiche_lines import LINES, Told, told_in
from catalogue.mapping.fitting import Limits
from catalogue.mapping.material import Material
from catalogue.mapping.sayings import label_of
from catalogue.mapping.swot import QUADRANTS, filled
from catalogue.mapping.wording import and_more, joined, labelled, shortened, within
from catalogue.papers.blocks import Block, Box, Facts, Heading, Quadrants
from catalogue.record import Record

Pairs = tuple[tuple[str, str], ...]


def blocks_of(material: Material, record: Record, lang: str, limits: Limits) -> tuple[Block, ...]:
    """The groups one below the other, or all their lines in one block where room is scarce."""
    boxes = tuple(_boxes(record, limits, lang)) if limits.boxes else ()
    groups = {group: _pairs(material, record, group, (lang, limits)) for group in LINES}
    if limits.one:
        pairs = tuple(pair for of_group in groups.values() for pair in of_group)
        return (*((Facts(pairs),) if pairs else ()), *boxes)
    return tuple(_grouped(groups, boxes, lang, limits))


def _grouped(
    groups: dict[str, Pairs], boxes: tuple[Block, ...], lang: str, limits: Limits
) -> Iterator[Block]:
    for group, pairs in groups.items():
        blocks = (*(boxes if group == "swot" else ()), *((Facts(pairs),) if pairs else ()))
        if blocks and limits.headings:
            yield Heading(group_label(group, lang), 3)
        yield from blocks


def _pairs(material: Material, record: Record, group: str, how: tuple[str, Limits]) -> Pairs:
    """The lines of a group that say something; SWOT among them where it has no boxes."""
    lang, limits = how
    lines = LINES[group]
    if group == "swot" and not limits.boxes:
        lines = (*((name,) for name in QUADRANTS), *lines)
    told = (told_in(material, record, line, lang) for line in lines)
    return tuple(_pair(line, limits, lang) for line in told if line)


def _pair(line: list[Told], limits: Limits, lang: str) -> tuple[str, str]:
    """The first field gives the label; those that follow name themselves."""
    room = _room([joined(each.texts, lang) for each in line], limits.longest)
    texts = [within(each.texts, room, lang, whole=each.whole) for each in line]
    more = (
        labelled(each.label, text, lang) for each, text in list(zip(line, texts, strict=True))[1:]
    )
    return line[0].label, " · ".join((texts[0], *more))


def _room(texts: list[str], longest: int) -> int:
    """Characters for each text of a line: what short ones leave is shared by the long ones."""
    share = longest // len(texts)
    long = [text for text in texts if len(text) > share]
    short = sum(len(text) for text in texts if len(text) <= share)
    return max(share, (longest - short) // max(len(long), 1))


def _boxes(record: Record, limits: Limits, lang: str) -> Iterator[Quadrants]:
    if filled(record):
        one, two, three, four = (
            _box(label_of(name, lang), record.items(name, lang), limits, lang) for name in QUADRANTS
        )
        yield Quadrants((one, two, three, four))


def _box(title: str, items: tuple[str, ...], limits: Limits, lang: str) -> Box:
    texts = (shortened(item, limits.item) for item in items)
    return Box(title, and_more(texts, limits.items, lang))
