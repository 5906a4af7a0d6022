"""Which counts may be shown so that no small number follows. Counts in, cells out; no wording.

Several tables may count the same cases, each in its own way (by state, by need): their sums are
then equal, and that equality is a door. A reader is supposed to know every number shown, what
each mark means, and that the smallest are kept back first; from these, by linear reasoning, a
small cell must stay anything from 1 to one under the threshold, and any other as wide. A zero is
not a cell: it names nobody, and what nobody has is not listed. (docs/decisions/0008 says what is
not covered.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

INSIDE = 5
"""Cells below this are hidden inside one organisation (domain.md, Statistics)."""
PUBLIC = 11
"""Cells below this are hidden across organisations and in public: CTDC's threshold."""
UNBOUNDED = 10**9
FEWEST_HIDDEN = 2
"""One hidden cell alone is the difference between a total and the rest."""

Kind = Literal["shown", "small", "kept_back"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One count: `shown`, `small` (read as "< threshold"), or `kept_back` to protect a small one.

    `n` is the count, and 0 where it is not shown.
    """

    name: str
    kind: Kind
    n: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What may be read of one table, in the order it was given; `withheld`: nothing of it."""

    cells: tuple[Cell, ...]
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most a hidden cell, or a sum, can be."""

    low: int
    high: int


@dataclass(slots=True)
class Draft:
    """One table while its cells are being hidden. Counts are above zero."""

    counts: Mapping[str, int]
    threshold: int
    kept_back: frozenset[str] = frozenset()
    withheld: bool = False

    def small(self, name: str) -> bool:
        return self.counts[name] < self.threshold

    def hidden(self) -> list[str]:
        return [name for name in self.counts if self.small(name) or name in self.kept_back]

    def shown(self) -> list[str]:
        hidden = set(self.hidden())
        return [name for name in self.counts if name not in hidden]

    def keep_next_back(self) -> None:
        """Hide the smallest cell still shown."""
        smallest = min(self.shown(), key=self.counts.__getitem__)
        self.kept_back |= {smallest}

    def span(self, name: str) -> Range:
        """What a hidden cell's mark says: the smallest are kept back first, so no shown is less."""
        if self.small(name):
            return Range(1, self.threshold - 1)
        least_shown = min((self.counts[each] for each in self.shown()), default=UNBOUNDED)
        return Range(self.threshold, least_shown)

    def total(self) -> Range:
        """What the table says of its sum."""
        known = sum(self.counts[name] for name in self.shown())
        spans = [self.span(name) for name in self.hidden()]
        return Range(
            known + sum(span.low for span in spans), known + sum(span.high for span in spans)
        )


def publish(
    tables: Sequence[Mapping[str, int]], threshold: int = INSIDE
) -> tuple[tuple[Sheet, ...], int | None]:
    """The tables as they may be shown, and the total when it tells nothing.

    All tables count the same cases. Where a cell is small the next smallest is kept back with it,
    and more, one by one, until nothing follows; where even that is not enough, the last table is
    withheld whole.
    """
    drafts = [Draft(_present(table), threshold) for table in tables]
    for draft in drafts:
        _protect_alone(draft)
    while (exposed := _exposed(drafts)) is not None:
        _hide_more(drafts, exposed)
    total = None if any(draft.hidden() for draft in drafts) else sum(drafts[0].counts.values())
    return tuple(_sheet(draft) for draft in drafts), total


def spans(drafts: Sequence[Draft]) -> Iterator[tuple[Draft, str, Range]]:
    """Every hidden cell with the range that follows from all the tables together.

    Exact: each table can reach every sum in its range whatever the others do, so the cells of one
    are bound by the sums all can have.
    """
    open_drafts = [draft for draft in drafts if not draft.withheld]
    totals = [draft.total() for draft in open_drafts]
    low = max((total.low for total in totals), default=0)
    high = min((total.high for total in totals), default=UNBOUNDED)
    for draft, own in zip(open_drafts, totals, strict=True):
        for name in draft.hidden():
            span = draft.span(name)
            least, most = low - (own.high - span.high), high - (own.low - span.low)
            yield draft, name, Range(max(span.low, least), min(span.high, most))


def _present(table: Mapping[str, int]) -> dict[str, int]:
    return {name: n for name, n in table.items() if n > 0}


def _protect_alone(draft: Draft) -> None:
    """A small cell takes the next smallest with it."""
    while draft.hidden() and len(draft.hidden()) < FEWEST_HIDDEN and draft.shown():
        draft.keep_next_back()


def _exposed(drafts: Sequence[Draft]) -> Draft | None:
    """A table of which a hidden cell can be told too closely.

    A small one must keep all that its mark says; one kept back as many values as a small one has.
    """
    for draft, name, span in spans(drafts):
        values = span.high - span.low + 1
        if values < draft.threshold - 1 or (draft.small(name) and span.low > 1):
            return draft
    return None


def _hide_more(drafts: Sequence[Draft], exposed: Draft) -> None:
    if exposed.shown():
        exposed.keep_next_back()
    else:
        [draft for draft in drafts if not draft.withheld][-1].withheld = True


def _sheet(draft: Draft) -> Sheet:
    if draft.withheld:
        return Sheet((), withheld=True)
    return Sheet(tuple(_cell(draft, name) for name in draft.counts))


def _cell(draft: Draft, name: str) -> Cell:
    if draft.small(name):
        return Cell(name, "small")
    cell = Cell(name, "kept_back")
    return cell if name in draft.kept_back else replace(cell, kind="shown", n=draft.counts[name])
