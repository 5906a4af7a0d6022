"""SWOT of one actor, and of many drawn together, over all and region by region."""

from collections.abc import Iterable, Iterator, Sequence

from catalogue.mapping.choice import NATIONAL, Choice, chosen, region_label, regions_of, told
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.sayings import Saying, label_of, sayings, sayings_table
from catalogue.mapping.seen import seen_one
from catalogue.mapping.wording import name_of, paper_text, shortened
from catalogue.papers.blocks import (
    Block,
    Box,
    Heading,
    Items,
    Language,
    Paper,
    Paragraph,
    Quadrants,
)
from catalogue.record import Record

QUADRANTS = ("strengths", "difficulties", "opportunities", "threats")
IN_BOX = 5
"""Sayings in one box of a drawing of many; the table below holds all."""
LONGEST = 160


def filled(record: Record) -> bool:
    """Whether anything stands in one of the four boxes."""
    return any(record.items(name) for name in QUADRANTS)


def swot(material: Material, actor: str, lang: Language = "fr") -> Paper:
    """The four boxes of one actor and what it expects, for staff. Raises `UnknownActor`."""
    entry = seen_one(material, actor, "staff")
    record = entry.record
    blocks: list[Block] = []
    if filled(record):
        blocks.append(_quadrants([record.items(name, lang) for name in QUADRANTS], lang))
    else:
        blocks.append(Paragraph(paper_text("paper.swot.nothing", lang)))
    if expected := record.items("expectations", lang):
        blocks += [Heading(label_of("expectations", lang), 2), Items(expected)]
    return _paper(material.only([entry]), blocks, lang, subtitle=name_of(record, lang))


def swot_together(material: Material, choice: Choice, lang: Language = "fr") -> Paper:
    """The sayings of the actors that are meant: all together, then region by region."""
    entries = chosen(material, choice, lang)
    said = [entry for entry in entries if filled(entry.record)]
    known = paper_text("paper.swot.known", lang, n=len(said), of=len(entries))
    blocks: list[Block] = [Paragraph(known, "strong")]
    if said:
        blocks += _drawn(said, lang)
        for code, some in by_region(material, said, choice.area):
            blocks.append(Heading(f"{region_label(code, lang)} ({len(some)})"))
            blocks += _drawn(some, lang)
    return _paper(material.only(entries), blocks, lang, subtitle=told(choice, lang))


def by_region(
    material: Material, entries: Iterable[Entry], area: str = ""
) -> Iterator[tuple[str, list[Entry]]]:
    """The regions in which these actors work, with them; the whole country last.

    An actor of several regions stands in each. Within an area only its own region is one.
    """
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for code in regions_of(material, entry.actor) or (NATIONAL,):
            found.setdefault(code, []).append(entry)
    for code in sorted(found, key=lambda each: (each == NATIONAL, each)):
        if not area or code in (NATIONAL, material.places.region_of(area)):
            yield code, found[code]


def _drawn(entries: Sequence[Entry], lang: str) -> Iterator[Block]:
    """The four boxes with what is said most, and the table of all that is said."""
    said = {name: sayings(entries, name, lang) for name in QUADRANTS}
    yield _quadrants([[_counted(each) for each in some[:IN_BOX]] for some in said.values()], lang)
    yield sayings_table(said, entries, lang)


def _counted(saying: Saying) -> str:
    """A saying, and how many say it where that is more than one."""
    n = len(saying.actors)
    return shortened(saying.text, LONGEST) + (f" ({n})" if n > 1 else "")


def _quadrants(items: Sequence[Sequence[str]], lang: str) -> Quadrants:
    one, two, three, four = (
        Box(label_of(name, lang), tuple(some)) for name, some in zip(QUADRANTS, items, strict=True)
    )
    return Quadrants((one, two, three, four))


def _paper(material: Material, blocks: Iterable[Block], lang: Language, *, subtitle: str) -> Paper:
    return Paper(
        paper_text("paper.swot.title", lang),
        lang,
        tuple(blocks),
        subtitle=subtitle,
        synthetic=material.synthetic,
        made_on=material.today,
    )
