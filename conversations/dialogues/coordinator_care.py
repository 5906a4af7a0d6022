"""Coordinators decide what was proposed for the records: one by one, or what came together at once.

Each is shown as before and after, in words. Who may decide is casework's; here it is only said.
"""

from __future__ import annotations

from collections.abc import Callable

from conversations.answers import OneOf
from conversations.care import BatchView, ChangeView, PastView, ProposalView
from conversations.dialogues.staff_doors import (
    PAGE,
    done,
    guarded,
    leave,
    left,
    page_of,
    staff_says,
    subject,
    turn_page,
)
from conversations.effects import DecideBatch, DecideProposal, UndoProposal
from conversations.messages import Message, Moment, Option, Text, Value, option
from conversations.steps import RESUME, STAY, Ask, Go, Step, Then
from conversations.view import View

SAMPLES = 10
"""Proposals of a batch in one message."""
CHANGES = 12
"""Changes of one proposal in one message; how many more there are is said."""
REASONS = ("wrong", "unproven", "unclear", "duplicate", "other")
WHYS = frozenset({"edit", "undo", "closed", "denied", "import"})
"""Reasons for proposing that have a name of their own."""
APPROVE = "yes:"
LIST = "coordinator_care.list"
ALL = (option("all", "staff.care.approve_all"), option("none", "staff.care.refuse_all"))


def ask_list(view: View) -> Message:
    """What waits, the oldest first; what was proposed together is one line."""
    waiting = view.care.waiting()
    if not waiting:
        return staff_says("staff.care.no_proposals", option("menu", "staff.menu.menu"))
    first = page_of(view) * PAGE
    shown = tuple(enumerate(waiting[first : first + PAGE], first + 1))
    rows = tuple(_row(n, each) for n, each in shown)
    buttons = (
        option(f"@edit:{each.one}" if each.one else f"@batch:{each.batch}", "staff.care.open", i=n)
        for n, each in shown
    )
    ways = (*turn_page(view, len(waiting)), option("menu", "staff.menu.menu"))
    heading = Text("staff.care.proposals", {"n": sum(each.n for each in waiting)})
    return Message((heading, *rows), (*buttons, *ways), columns=4, footer=False)


def _row(n: int, batch: BatchView) -> Text:
    values: dict[str, Value] = {"i": n, "why": _why(batch.why), "when": Moment(batch.at)}
    if batch.one:
        return Text("staff.care.row", {**values, "actor": batch.name})
    return Text("staff.care.row_batch", {**values, "n": batch.n})


def _why(why: str) -> Text:
    return Text(f"staff.care.why.{why if why in WHYS else 'other'}")


def take_list(view: View, value: str) -> Go:
    """Another page, or the menu."""
    if value.startswith("page:"):
        return Go(STAY, data={"page": value.removeprefix("page:")})
    return Go("coordinator.hub", data={"new": "yes"}, fresh=True)


def unless_open(view: View) -> Go | None:
    """Somebody may have decided since."""
    return None if view.care.proposal(subject(view)) else done("staff.care.decided")


def ask_one(view: View) -> Message:
    """One proposal: whose record, by whom and when, before and after, and what has moved since."""
    found = view.care.proposal(subject(view))
    if found is None:
        return staff_says("staff.care.decided", leave())
    shown = tuple(_change(each) for each in found.changes[:CHANGES])
    over = len(found.changes) - CHANGES
    more = (Text("staff.care.more_changes", {"n": over}),) if over > 0 else ()
    parts = (_head(found), *shown, *more, *_notes(found))
    return Message(parts, (*_verdicts(found), *_ways(found), leave()), columns=2, footer=False)


def _head(found: ProposalView) -> Text:
    values: dict[str, Value] = {
        "actor": found.name,
        "why": _why(found.why),
        "by": Text(f"staff.care.by.{found.by}"),
        "when": Moment(found.at),
    }
    return Text("staff.care.head", values)


def _change(change: ChangeView) -> Text:
    nothing = Text("staff.care.nothing")
    values: dict[str, Value] = {
        "field": change.label,
        "before": change.before or nothing,
        "after": change.after or nothing,
    }
    if change.since:
        return Text("staff.care.change_since", {**values, "since": change.since})
    return Text("staff.care.change", values)


def _notes(found: ProposalView) -> tuple[Text, ...]:
    """What stands in the way: the record has moved, or it takes somebody else."""
    moved = (Text("staff.care.has_moved"),) if found.moved else ()
    other = () if found.mine_to_decide else (Text("staff.care.second_person"),)
    return (*moved, *other)


def _verdicts(found: ProposalView) -> tuple[Option, ...]:
    if not found.mine_to_decide:
        return ()
    # The mark says what was on the screen: it is compared with what is true when it arrives.
    key = "staff.care.approve_over" if found.moved else "staff.care.approve"
    approve = option(APPROVE + found.moved, key)
    return (approve, option("refuse", "staff.care.refuse"))


def _ways(found: ProposalView) -> tuple[Option, ...]:
    return (option(f"@past:{found.proposal}", "staff.care.past"), option("list", "staff.care.list"))


def take_one(view: View, value: str) -> Go:
    """Approved as it was shown, refused with a reason, or left."""
    if value == "leave":
        return left()
    if value == "list":
        return Go(LIST, fresh=True)
    if value == "refuse":
        return Go("coordinator_care.reason")
    seen = value.removeprefix(APPROVE)
    return Go(LIST, (DecideProposal(subject(view), approved=True, seen=seen),), fresh=True)


def ask_reason(view: View) -> Message:
    reasons = (option(each, f"staff.care.reason.{each}") for each in REASONS)
    return staff_says("staff.care.why_not", *reasons, leave())


def take_reason(view: View, value: str) -> Go:
    """Of one proposal, or of all that came together."""
    if value == "leave":
        return left()
    if view.data.get("batch"):
        effect = DecideBatch(subject(view), approved=False, reason=value)
        return Go(LIST, (effect,), fresh=True)
    decided = DecideProposal(subject(view), approved=False, reason=value)
    return Go(LIST, (decided,), fresh=True)


def unless_batch(view: View) -> Go | None:
    return None if view.care.batch(subject(view)) else done("staff.care.decided")


def ask_batch(view: View) -> Message:
    """How many records and changes, and ten of them; the rest on demand, and each by itself."""
    found = view.care.batch(subject(view))
    first = page_of(view) * SAMPLES
    shown = tuple(enumerate(found[first : first + SAMPLES], first + 1))
    changes = sum(len(each.changes) for each in found)
    counts = Text("staff.care.batch", {"n": len(found), "changes": changes})
    rows = tuple(_sample(n, each) for n, each in shown)
    buttons = (option(f"@edit:{each.proposal}", "staff.care.open", i=n) for n, each in shown)
    ways = (*_pages(first, len(found)), *ALL, leave())
    return Message((counts, *rows), (*buttons, *ways), columns=4, footer=False)


def _sample(n: int, each: ProposalView) -> Text:
    """The record and the first of its changes."""
    first, more = each.changes[0], len(each.changes) - 1
    values: dict[str, Value] = {"i": n, "actor": each.name, "change": _change(first), "n": more}
    return Text("staff.care.sample_more" if more else "staff.care.sample", values)


def _pages(first: int, count: int) -> tuple[Option, ...]:
    page = first // SAMPLES
    before = (option(f"page:{page - 1}", "staff.page.before"),) if page else ()
    rest = count > first + SAMPLES
    after = (option(f"page:{page + 1}", "staff.page.after"),) if rest else ()
    return (*before, *after)


def take_batch(view: View, value: str) -> Go:
    """Another page, or all at once after one more question."""
    if value == "leave":
        return left()
    if value.startswith("page:"):
        return Go(STAY, data={"page": value.removeprefix("page:")})
    step = "coordinator_care.batch_sure" if value == "all" else "coordinator_care.reason_batch"
    return Go(step, data={"batch": "yes"})


def ask_batch_sure(view: View) -> Message:
    """What will be approved, once more."""
    n = sum(each.mine_to_decide and not each.moved for each in view.care.batch(subject(view)))
    return staff_says("staff.care.batch_sure", option("yes", "staff.care.batch_yes"), leave(), n=n)


def take_batch_sure(view: View, value: str) -> Go:
    if value != "yes":
        return left()
    return Go(LIST, (DecideBatch(subject(view), approved=True),), fresh=True)


def ask_past(view: View) -> Message:
    """What has changed in the record, and what of it can be taken back."""
    past = view.care.past(subject(view))
    rows = tuple(_past_line(each) for each in past)
    back = dict.fromkeys(each.proposal for each in past if each.proposal)
    buttons = (option(f"@undo:{each}", "staff.care.undo_n", i=n) for n, each in enumerate(back, 1))
    return Message(
        rows or (Text("staff.care.no_past"),),
        (*buttons, option("list", "staff.care.list"), leave()),
        columns=2,
        footer=False,
    )


def _past_line(each: PastView) -> Text:
    nothing = Text("staff.care.nothing")
    values: dict[str, Value] = {
        "when": Moment(each.at),
        "field": each.change.label,
        "before": each.change.before or nothing,
        "after": each.change.after or nothing,
    }
    return Text("staff.care.past_line", values)


def take_past(view: View, value: str) -> Go:
    return left() if value == "leave" else Go(LIST, fresh=True)


def ask_undo(view: View) -> Message:
    return staff_says("staff.care.undo_sure", option("yes", "staff.care.undo_yes"), leave())


def take_undo(view: View, value: str) -> Go:
    return Go(RESUME, (UndoProposal(subject(view)),)) if value == "yes" else left()


def _step(
    name: str, ask: Ask, then: Then, *exits: str, unless: Callable[[View], Go | None] | None = None
) -> Step:
    asked = unless or (lambda view: None)
    step = Step(f"coordinator_care.{name}", ask, OneOf(), then, (*exits, RESUME), unless=asked)
    return guarded(step, "coordinator")


STEPS: tuple[Step, ...] = (
    _step("list", ask_list, take_list, STAY, "coordinator.hub"),
    _step("one", ask_one, take_one, LIST, "coordinator_care.reason", unless=unless_open),
    _step("reason", ask_reason, take_reason, LIST, unless=unless_open),
    _step(
        "batch", ask_batch, take_batch, STAY,
        "coordinator_care.batch_sure", "coordinator_care.reason_batch", unless=unless_batch,
    ),
    _step("batch_sure", ask_batch_sure, take_batch_sure, LIST, unless=unless_batch),
    _step("reason_batch", ask_reason, take_reason, LIST, unless=unless_batch),
    _step("past", ask_past, take_past, LIST),
    _step("undo", ask_undo, take_undo),
)  # fmt: skip
ACTIONS = {
    "edit": "coordinator_care.one",
    "batch": "coordinator_care.batch",
    "past": "coordinator_care.past",
    "undo": "coordinator_care.undo",
}
COMMANDS = {"proposals": LIST}
