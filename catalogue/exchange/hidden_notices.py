"""Where a file meets what is hidden: it stays as it is (`merging`), and the import says so."""

from collections.abc import Collection, Iterator

from catalogue.exchange.draft import Told
from catalogue.exchange.leaving import HIDDEN, hidden_needs, kept_back
from catalogue.exchange.rows import Fault
from catalogue.record import Record, Row, items_of, named
from catalogue.schema import ACTOR


def hidden_notices(before: Record | None, told: Told, hidden: Collection[str]) -> Iterator[Fault]:
    """One notice for each field or part in which the file would change what is hidden.

    `hidden` are the ids of hidden actors. Of a file that repeats what is hidden nothing is told.
    """
    if before is None:
        return
    for column in _own_columns(before, told):
        yield _notice(told, ACTOR, column)
    for part in told.parts:
        kept = _kept_rows(part, before, hidden)
        if any(_differs(row, kept.get(named(part, row))) for row in told.parts[part]):
            yield _notice(told, part, "visibility")


def _own_columns(before: Record, told: Told) -> Iterator[str]:
    """The columns of the actor's own row by which the file would show something."""
    cleared = {name for name, _ in told.cleared}
    services = set(items_of(before.values, "hidden_services"))
    said = set(items_of(told.values, "hidden_services"))
    if services and ("hidden_services" in cleared or (said and services - said)):
        yield "hidden_services"
    shown = told.values.get("visibility", HIDDEN) != HIDDEN or "visibility" in cleared
    if before.values.get("visibility") == HIDDEN and shown:
        yield "visibility"


def _kept_rows(part: str, before: Record, hidden: Collection[str]) -> dict[str, Row]:
    needs = hidden_needs(before)
    rows = (row for row in before.rows(part) if kept_back(part, row, needs, hidden))
    return {named(part, row): row for row in rows}


def _differs(told: Row, kept: Row | None) -> bool:
    return kept is not None and any(kept.get(name) != value for name, value in told.items())


def _notice(told: Told, part: str, column: str) -> Fault:
    return Fault(told.row, column, "hidden_kept", {"actor": told.id, "part": part}, told.sheet)
