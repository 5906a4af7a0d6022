"""What an import tells: the plan and the faults as tables, as JSON, as a file that is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.commands.wording import worded
from bot.settings import operator_language
from casework.errors import OperatorError
from catalogue.exchange.duplicates import Pair
from catalogue.exchange.headings import ID, KINDS, PART, labelled_columns
from catalogue.exchange.leaving import hidden_actors
from catalogue.exchange.plan import Plan, Planned
from catalogue.exchange.report_file import ENDINGS, write
from catalogue.exchange.rows import Fault
from catalogue.exchange.unshown import told_change, told_id
from catalogue.labels import DOMAIN, field_label, part_label
from catalogue.record import Change
from catalogue.schema import ACTOR, field_of
from locales.texts import has, nearest, text

SHOWN = 30
"""Rows of each table that a terminal shows; a report has all."""
LONGEST = 70
Cells = tuple[str, ...]


def check_report(path: Path | None) -> None:
    """Raises `OperatorError` before anything is read, for a report that cannot be written."""
    if path is not None and (path.suffix.lower() not in ENDINGS or not path.parent.is_dir()):
        raise OperatorError("cli.exchange.bad_report", what=str(path))


def keep(plan: Plan, path: Path) -> None:
    """Write all that is told into a file. Raises `OperatorError` where it cannot be written."""
    header = [worded(f"cli.exchange.column.{name}") for name in ("kind", *FAULT_COLUMNS)]
    rows = [
        (worded(f"cli.exchange.told.{kind}"), *cells)
        for kind, found in _all(plan)
        for cells in found
    ]
    try:
        write(path, header, rows)
    except OSError:
        raise OperatorError("cli.exchange.bad_report", what=str(path)) from None


FAULT_COLUMNS = ("sheet", "row", "column", "wrong", "do")
CHANGE_COLUMNS = ("actor", "column", "before", "after")
PAIR_COLUMNS = ("kept", "other", "score", "reasons", "taken")


def _all(plan: Plan) -> Iterator[tuple[str, Sequence[Cells]]]:
    """Everything, in the columns of a fault: sheet, row, column, what, what to do."""
    yield "fault", [fault_cells(fault) for fault in plan.faults]
    yield "notice", [fault_cells(fault) for fault in plan.notices]
    yield "new", [("", str(each.row), "", actor_id(each), "") for each in plan.new]
    changed = [(each, cells) for each in plan.changed for cells in change_cells(each)]
    yield (
        "changed",
        [("", str(each.row), c[1], f"{c[0]} : {c[2]} → {c[3]}", "") for each, c in changed],
    )
    yield "pair", [("", "", "", " · ".join(pair_cells(pair)), "") for pair in plan.pairs]


def show(plan: Plan, console: Console) -> None:
    """Print the plan: counts, changes field by field, pairs, notices, faults last."""
    console.print(summary(plan), markup=False, soft_wrap=True)
    changed = [cells for each in plan.changed for cells in change_cells(each)]
    _table(console, CHANGE_COLUMNS, changed, "changed")
    _table(console, PAIR_COLUMNS, [pair_cells(pair) for pair in plan.pairs], "pair")
    _table(console, FAULT_COLUMNS, [fault_cells(each) for each in plan.notices], "notice")
    _table(console, FAULT_COLUMNS, [fault_cells(each) for each in plan.faults], "fault")
    held = sum(1 for _ in plan.held)
    if held:
        console.print(worded("cli.exchange.held", n=held), markup=False, soft_wrap=True)


def summary(plan: Plan) -> str:
    """How many of each, in one line."""
    return worded(
        "cli.exchange.summary",
        new=len(plan.new),
        changed=len(plan.changed),
        same=plan.unchanged,
        scores=len(plan.scores),
        pairs=len(plan.pairs),
        notices=len(plan.notices),
        faults=len(plan.faults),
    )


def _table(console: Console, columns: Sequence[str], rows: Sequence[Cells], title: str) -> None:
    if not rows:
        return
    shown = Table(title=worded(f"cli.exchange.told.{title}"), title_justify="left")
    for column in columns:
        shown.add_column(worded(f"cli.exchange.column.{column}"), overflow="fold")
    for cells in rows[:SHOWN]:
        shown.add_row(*(cell.replace("[", r"\[") for cell in cells))
    console.print(shown)
    if len(rows) > SHOWN:
        console.print(worded("cli.exchange.more", n=len(rows) - SHOWN), markup=False)


def fault_cells(fault: Fault) -> Cells:
    """A fault or notice in the cells of `FAULT_COLUMNS`."""
    row = str(fault.row) if fault.row else ""
    return fault.sheet, row, column_label(fault.column), sentence(fault), advice(fault)


def sentence(fault: Fault) -> str:
    """What is wrong, in the operator's language (what has no English is told in French)."""
    return text(DOMAIN, f"catalogue.fault.{fault.code}", operator_language(), **fault.values)


def advice(fault: Fault) -> str:
    """What to do about it, where there is something to be done."""
    key, lang = f"catalogue.hint.do.{fault.code}", nearest(DOMAIN, operator_language())
    return text(DOMAIN, key, lang, **fault.values) if has(DOMAIN, key, lang) else ""


@cache
def _labels() -> dict[str, str]:
    found = {column: label for kind in KINDS for column, label in labelled_columns(kind, "fr")}
    return {**found, PART: text(DOMAIN, "catalogue.template.part", "fr"), ID: found[ID]}


def column_label(column: str) -> str:
    """A column as the template names it, with its code; one that is not known as it is written."""
    label = _labels().get(column, "")
    return f"{label} ({column})" if label and label != column else column


def change_cells(planned: Planned) -> Iterator[Cells]:
    """The changes of a record in the cells of `CHANGE_COLUMNS`, contacts that wait among them."""
    for change in told_changes(planned, (*planned.changes, *planned.held)):
        before, after = short(change.before), short(change.after)
        yield actor_id(planned), changed_label(change), before, after


def actor_id(planned: Planned) -> str:
    """The id of the actor, unless it is hidden."""
    return told_id(planned.record.id, hidden_actors([planned.record]))


def told_changes(planned: Planned, changes: Iterable[Change]) -> list[Change]:
    """The changes without what is hidden, before them or after."""
    known = (planned.before or planned.record, planned.record)
    return [told_change(told_change(each, known[0]), known[1]) for each in changes]


def changed_label(change: Change) -> str:
    """The field that changes, with its row; of a whole row the part and what names it."""
    where = "" if change.part == ACTOR else f"{part_label(change.part, 'fr')} · {change.row}"
    if not change.field:
        return where
    label = field_label(field_of(change.part, change.field), "fr")
    return f"{where} · {label}" if where else label


def short(value: Any) -> str:
    """A value in JSON's terms, in one short line."""
    if value is None:
        return "–"
    if isinstance(value, dict):
        told = " · ".join(f"{name}: {short(each)}" for name, each in value.items())
    else:
        told = ";".join(map(str, value)) if isinstance(value, list) else str(value)
    return told if len(told) <= LONGEST else told[: LONGEST - 1] + "…"


def pair_cells(pair: Pair) -> Cells:
    """A pair in the cells of `PAIR_COLUMNS`."""
    reasons = ", ".join(worded(f"cli.exchange.reason.{each}") for each in pair.reasons)
    return pair.kept, pair.other, f"{pair.score:.2f}", reasons, ", ".join(pair.taken)


def as_object(plan: Plan, path: Path, *, written: bool) -> dict[str, Any]:
    """The plan as `--json` gives it."""
    return {
        "file": path.name,
        "written": written,
        "new": [actor_id(each) for each in plan.new],
        "changed": [_changed(each, each.changes) for each in plan.changed],
        "unchanged": plan.unchanged,
        "scores": len(plan.scores),
        "proposals": [_changed(each, each.held) for each in plan.held],
        "duplicates": [pair_object(pair) for pair in plan.pairs],
        "notices": [_fault(fault) for fault in plan.notices],
        "faults": [_fault(fault) for fault in plan.faults],
    }


def pair_object(pair: Pair) -> dict[str, Any]:
    """A pair as `--json` gives it."""
    return {
        "kept": pair.kept,
        "other": pair.other,
        "score": pair.score,
        "reasons": list(pair.reasons),
        "taken": list(pair.taken),
    }


def _changed(planned: Planned, changes: Iterable[Change]) -> dict[str, Any]:
    told = [_change(change) for change in told_changes(planned, changes)]
    return {"actor": actor_id(planned), "changes": told}


def _change(change: Change) -> dict[str, Any]:
    where = {"part": change.part, "row": change.row, "field": change.field}
    return {**where, "before": change.before, "after": change.after}


def _fault(fault: Fault) -> dict[str, Any]:
    where = {"sheet": fault.sheet, "row": fault.row, "column": fault.column}
    return {**where, "code": fault.code, "wrong": sentence(fault), "do": advice(fault)}
