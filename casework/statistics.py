"""Figures of a region or of an actor: what is counted, and the message and chart that show it.

What may be shown is decided in `suppression`; nothing here looks at a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casework.person import StaffMember
from casework.ports import Count, Surroundings, UnitOfWork
from casework.suppression import INSIDE, Cell, Sheet, publish
from catalogue.needs import needs
from conversations.messages import Chart, Message, Ref, Text, Value

STATES = (
    "requested", "received", "on_hold", "accepted", "in_progress", "completed",
    "rejected", "expired", "failed", "cancelled",
)  # fmt: skip
"""In the order of the process. What was entered in error is not counted."""
SENSITIVE = "sensitive"
"""All sensitive needs are one row: none is named, least of all beside a small number."""
KEPT_BACK = "—"

Bar = tuple[Text | Ref, str, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts that may be shown: by state and by need (never crossed), and the total if it may."""

    by_state: Sheet
    by_need: Sheet
    total: int | None
    threshold: int


def figures(uow: UnitOfWork, member: StaffMember, around: Surroundings) -> Message:
    """The figures of a coordinator's region, or of a focal point's own actor, with the chart."""
    return message(gather(uow, scope(member)), title(member))


def scope(member: StaffMember) -> Mapping[str, str]:
    """The counted columns that bound what a member may count; empty: everything."""
    if member.role == "focal":
        return {"actor": member.actor}
    return {"region": member.region} if member.region else {}


def gather(uow: UnitOfWork, where: Mapping[str, str], threshold: int = INSIDE) -> Figures:
    """The counts within `where`, with what would name someone taken out."""
    counts = uow.referrals.counts(("state", "need"), where)
    sheets, total = publish((by_state(counts), by_need(counts)), threshold)
    return Figures(sheets[0], sheets[1], total, threshold)


def by_state(counts: Sequence[Count]) -> Mapping[str, int]:
    """State → referrals, in the order of the process."""
    found = Counter[str]()
    for count in counts:
        found[count.by[0]] += count.n
    return {state: found[state] for state in STATES}


def by_need(counts: Sequence[Count]) -> Mapping[str, int]:
    """Need → referrals, in the order of the tree, the sensitive ones in one row at its end."""
    tree = needs()
    found = Counter[str]()
    for count in counts:
        if count.by[0] in STATES:
            plain = count.by[1] in tree and not tree[count.by[1]].sensitive
            found[count.by[1] if plain else SENSITIVE] += count.n
    return {code: found[code] for code in (*tree, SENSITIVE) if code in found}


def shown(cell: Cell, threshold: int) -> str:
    """What is read of a cell: its number, `< 5`, or a dash."""
    return {"shown": str(cell.n), "small": f"< {threshold}", "kept_back": KEPT_BACK}[cell.kind]


def title(member: StaffMember) -> Text:
    """Whose figures they are."""
    if member.role == "focal":
        return Text("staff.stats.of_actor", {"actor": Ref("actor", member.actor)})
    if member.region:
        return Text("staff.stats.of_region", {"place": Ref("place", member.region)})
    return Text("staff.stats.of_all")


def message(found: Figures, heading: Text) -> Message:
    """One message: the two tables in words, how to read the marks, and the chart."""
    if not found.by_state.cells:
        return Message((heading, Text("staff.stats.none")), footer=False)
    parts = (heading, *_total(found), *_tables(found), *_marks(found))
    return Message(parts, chart=chart(found, heading), footer=False)


def chart(found: Figures, heading: Text) -> Chart:
    """Bars by state and by need; a hidden cell has no height, so none betrays it."""
    states = _bars("staff.stats.states", found.by_state, found.threshold)
    return Chart(heading, (*states, *_bars("staff.stats.needs", found.by_need, found.threshold)))


def _bars(heading: str, sheet: Sheet, threshold: int) -> tuple[Bar, ...]:
    bars = tuple((_name(cell.name), shown(cell, threshold), cell.n) for cell in sheet.cells)
    return ((Text(heading), "", 0), *bars) if bars else ()


def _total(found: Figures) -> tuple[Text, ...]:
    return () if found.total is None else (Text("staff.stats.total", {"n": found.total}),)


def _tables(found: Figures) -> tuple[Text, ...]:
    states = Text("staff.stats.by_state", {"rows": _rows(found.by_state, found.threshold)})
    if found.by_need.withheld:
        return (states, Text("staff.stats.needs_withheld"))
    rows = _rows(found.by_need, found.threshold)
    return (states, Text("staff.stats.by_need", {"rows": rows}))


def _rows(sheet: Sheet, threshold: int) -> tuple[Text, ...]:
    return tuple(_row(_name(cell.name), shown(cell, threshold)) for cell in sheet.cells)


def _row(name: Text | Ref, read: str) -> Text:
    values: dict[str, Value] = {"name": name, "shown": read}
    return Text("staff.stats.row", values)


def _name(name: str) -> Text | Ref:
    if name in STATES:
        return Text(f"staff.state.{name}")
    return Text("staff.stats.sensitive") if name == SENSITIVE else Ref("staff_need", name)


def _marks(found: Figures) -> tuple[Text, ...]:
    """How to read the marks, where there is one."""
    kinds = {cell.kind for sheet in (found.by_state, found.by_need) for cell in sheet.cells}
    return (Text("staff.stats.marks", {"least": found.threshold}),) if kinds != {"shown"} else ()
