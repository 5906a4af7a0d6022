"""What actors want to learn and what they expect, counted over many; nothing is added to it."""

from collections.abc import Iterator, Sequence

from catalogue.labels import code_label
from catalogue.mapping.choice import Choice, chosen, region_label, told
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.sayings import label_of, named, sayings, sayings_table
from catalogue.mapping.swot import by_region
from catalogue.mapping.wording import paper_text, short_name
from catalogue.papers.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Language,
    Paper,
    Paragraph,
    Table,
)
from catalogue.schema import TRAINING

NEEDS, EXPECTED = "training_needs", "expectations"


def wanted(entries: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
    """Training → the ids of the actors that want it, the most wanted first; only what is wanted."""
    by = {code: [e.id for e in entries if code in e.record.items(NEEDS)] for code in TRAINING}
    order = sorted(by, key=lambda code: (-len(by[code]), TRAINING.index(code)))
    return {code: tuple(by[code]) for code in order if by[code]}


def training(material: Material, choice: Choice, lang: Language = "fr") -> Paper:
    """Training needs by how many want it and where, then expectations; for staff."""
    entries = chosen(material, choice, lang)
    return Paper(
        paper_text("paper.training.title", lang),
        lang,
        (*_needs(material, entries, choice, lang), *_expectations(entries, lang)),
        subtitle=told(choice, lang),
        synthetic=material.only(entries).synthetic,
        made_on=material.today,
    )


def _needs(
    material: Material, entries: Sequence[Entry], choice: Choice, lang: str
) -> Iterator[Block]:
    said = [entry for entry in entries if entry.record.items(NEEDS)]
    yield _known("paper.training.known", len(said), len(entries), lang)
    if said:
        yield _wanted(said, lang)
        yield Heading(paper_text("paper.training.regions", lang), 2)
        yield _where(dict(by_region(material, said, choice.area)), lang)


def _known(key: str, known: int, of: int, lang: str) -> Paragraph:
    """How many have told, of how many: the first line, and the only one where none has."""
    return Paragraph(paper_text(key, lang, n=known, of=of), "strong")


def _wanted(entries: Sequence[Entry], lang: str) -> Table:
    names = {entry.id: short_name(entry.record, lang) for entry in entries}
    columns = (
        Column(label_of(NEEDS, lang), width=2),
        Column(paper_text("paper.swot.column.count", lang), "number"),
        Column(paper_text("paper.training.share", lang), "number"),
        Column(paper_text("paper.swot.column.actors", lang), width=3),
    )
    rows = (
        (_label(code, lang), len(ids), _share(len(ids), len(entries)), named(ids, names, lang))
        for code, ids in wanted(entries).items()
    )
    return Table(columns, tuple(rows))


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %"


def _label(code: str, lang: str) -> str:
    return code_label(NEEDS, code, lang)


def _where(regions: dict[str, list[Entry]], lang: str) -> Table:
    """Training needs by region; an actor of several regions counts in each."""
    counts = {code: wanted(some) for code, some in regions.items()}
    columns = (
        Column(label_of(NEEDS, lang), width=2),
        *(Column(region_label(code, lang), "number") for code in regions),
    )
    asked = [code for code in TRAINING if any(code in found for found in counts.values())]
    return Table(columns, tuple(_row(code, counts, lang) for code in asked))


def _row(code: str, counts: dict[str, dict[str, tuple[str, ...]]], lang: str) -> tuple[Cell, ...]:
    return (_label(code, lang), *(len(found.get(code, ())) for found in counts.values()))


def _expectations(entries: Sequence[Entry], lang: str) -> Iterator[Block]:
    said = [entry for entry in entries if entry.record.items(EXPECTED)]
    yield Heading(label_of(EXPECTED, lang), 2)
    yield _known("paper.training.expectations", len(said), len(entries), lang)
    if said:
        yield sayings_table({EXPECTED: sayings(said, EXPECTED, lang)}, said, lang)
