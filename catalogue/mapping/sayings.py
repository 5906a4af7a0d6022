"""What several actors say of themselves in the same words: counted, with who says it.

Nothing is summed up that was not said: two sayings are one only when they are the same words in
any spelling (`text.skeleton`); it is shown as most of them write it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalogue.labels import field_label
from catalogue.mapping.material import Entry
from catalogue.mapping.wording import and_more, joined, paper_text, short_name, shortened
from catalogue.papers.blocks import Column, Table
from catalogue.schema import ACTOR, field_of
from catalogue.text import skeleton, words

NAMED, LONGEST_NAME = 4, 48
"""Actors named beside a saying, then how many more; characters of a name."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What actors say in the same words, and which of them (their ids)."""

    text: str
    actors: tuple[str, ...]


def sayings(entries: Iterable[Entry], field: str, lang: str) -> tuple[Saying, ...]:
    """The items of a list of several actors, those of most actors first, then by their text."""
    spelt: dict[str, Counter[str]] = {}
    by: dict[str, set[str]] = {}
    for entry in entries:
        for item in entry.record.items(field, lang):
            key = skeleton(" ".join(words(item))) or item
            spelt.setdefault(key, Counter())[item] += 1
            by.setdefault(key, set()).add(entry.id)
    found = (Saying(_most_written(spelt[key]), tuple(sorted(by[key]))) for key in spelt)
    return tuple(sorted(found, key=lambda each: (-len(each.actors), each.text)))


def _most_written(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda each: (-spellings[each], each))


def sayings_table(
    said: Mapping[str, Sequence[Saying]], entries: Iterable[Entry], lang: str
) -> Table:
    """Every saying, by the field it stands in: how many actors say it, and which."""
    names = {entry.id: short_name(entry.record, lang) for entry in entries}
    rows = (
        (label_of(field, lang), each.text, len(each.actors), named(each.actors, names, lang))
        for field, some in said.items()
        for each in some
    )
    return Table(_columns(lang), tuple(rows))


def _columns(lang: str) -> tuple[Column, ...]:
    return (
        Column(paper_text("paper.swot.column.field", lang), width=1.1),
        Column(paper_text("paper.swot.column.saying", lang), width=2.4),
        Column(paper_text("paper.swot.column.count", lang), "number", 0.8),
        Column(paper_text("paper.swot.column.actors", lang), width=3),
    )


def named(actors: Sequence[str], names: Mapping[str, str], lang: str) -> str:
    """Actors by their short names: the first ones, and how many more."""
    told = [shortened(names[actor], LONGEST_NAME) for actor in actors]
    return joined(and_more(told, NAMED, lang), lang)


def label_of(field: str, lang: str) -> str:
    """The label of a field of an actor's own row."""
    return field_label(field_of(ACTOR, field), lang)
