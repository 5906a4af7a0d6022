"""What stands on a member of staff's board: cases, calls and figures, worded. It decides nothing.

What may be seen is `casework.viewing`'s and `casework.disclosure`'s; names and contacts never
stand here: a case is opened for them, and that look is audited. Every button is one of the
messenger's own, so that there is one way of doing things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.channels.base import Button
from bot.render import Renderer
from casework.cards import case_card, task_card
from casework.missed_words import this_month
from casework.person import Chat, StaffMember
from casework.referral import WAITING, Referral
from casework.sitting import Sitting
from casework.statistics import chart, gather, scope, title
from casework.viewing import staff_view, tasks_of, visible
from conversations.messages import Chart, Message, Moment, Option, Ref, Text, Value, option
from conversations.view import CaseView, TaskView

TALLEST = 100
"""Width of the longest bar, in hundredths of its column."""

Word = Callable[[Text], str]


@dataclass(frozen=True, slots=True)
class Card:
    """A case or a call: its heading, its marks, what is known of it, what can be done."""

    heading: str
    reference: str
    marks: tuple[str, ...]
    late: bool
    facts: tuple[tuple[str, str], ...]
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the figures; a heading shows nothing. `width`, 0…100, tells no more."""

    label: str
    shown: str
    width: int


@dataclass(frozen=True, slots=True)
class Board:
    """All of it. `calls` is None for focal points, who have none."""

    cases: tuple[Card, ...]
    calls: tuple[Card, ...] | None
    missed: tuple[str, ...]
    figures_title: str
    figures: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: the member of staff and the chat of their desk, which their taps come from."""

    sitting: Sitting
    member: StaffMember
    chat: Chat
    renderer: Renderer

    def word(self, key: str, **values: Value) -> str:
        """A text in the reader's language."""
        return self.text(Text(key, values))

    def text(self, text: Text) -> str:
        """A text in the reader's language, names looked up."""
        return self.renderer.text(text, self.chat.language)

    def buttons(self, *options: Option) -> tuple[Button, ...]:
        """Buttons as the chat would show them. They hold at any time, so no version matters."""
        shown = self.renderer.render(
            Message((), options),
            self.chat.language,
            version=0,
            address=self.chat.address,
            staff=True,
        )
        return tuple(button for row in shown.rows for button in row)


def board(reader: Reader) -> Board:
    """What this member of staff sees now."""
    sitting, member = reader.sitting, reader.member
    figures = chart(gather(sitting.uow, scope(member)), title(member))
    calls = [call_card(reader, task) for task in tasks_of(sitting, member)]
    return Board(
        cases=tuple(case_cards(reader)),
        calls=tuple(calls) if member.role == "coordinator" else None,
        missed=tuple(reader.text(line) for line in this_month(sitting, member)),
        figures_title=reader.text(figures.title),
        figures=tuple(bars(reader, figures)),
    )


def case_cards(reader: Reader) -> Iterator[Card]:
    """The open cases, overdue ones first, then those that wait for a decision, the oldest first."""
    pairs = [
        (referral, staff_view(reader.sitting, reader.member, referral))
        for referral in visible(reader.sitting, reader.member)
    ]
    for referral, view in sorted(pairs, key=waiting_most):
        yield case_of(reader, referral, replace(view, call_name="", reach="", note=""))


def waiting_most(pair: tuple[Referral, CaseView]) -> tuple[bool, bool, datetime]:
    """The order of the board."""
    referral, view = pair
    return (not view.overdue, view.state not in WAITING, referral.sent_at)


def case_of(reader: Reader, referral: Referral, view: CaseView) -> Card:
    """One case, without name, contact and note."""
    return Card(
        heading=reader.word(f"staff.state.{view.state}"),
        reference=view.reference,
        marks=tuple(marks(reader, view)),
        late=bool(view.overdue),
        facts=tuple(case_facts(reader, view)),
        buttons=reader.buttons(*actions(reader.member, referral, view)),
    )


def actions(member: StaffMember, referral: Referral, view: CaseView) -> tuple[Option, ...]:
    """What can be done from the board; all else is asked in the conversation."""
    if member.role == "focal":
        opened = option(f"@open:{view.reference}", "staff.web.open_case")
        offered = case_card(view, referral).options
        return (opened, *(each for each in offered if each.value != opened.value))
    return (
        option(f"@case:{view.reference}", "staff.web.open_case"),
        option(f"@reroute:{view.reference}", "staff.case.reroute"),
    )


def marks(reader: Reader, view: CaseView) -> Iterator[str]:
    """What sets a case apart."""
    if view.overdue:
        yield reader.word("staff.web.overdue")
    if view.urgency != "normal":
        yield reader.word(f"staff.web.{view.urgency}")
    if view.disputed:
        yield reader.word("staff.web.disputed")


def case_facts(reader: Reader, view: CaseView) -> Iterator[tuple[str, str]]:
    """What is known of a case, label and value."""
    if reader.member.role == "coordinator":
        yield fact(reader, "actor", Ref("actor", view.actor))
    if view.need:
        yield fact(reader, "need", Ref("staff_need", view.need))
    if view.place:
        yield fact(reader, "place", Ref("place", view.place))
    for name, at in (
        ("sent", view.sent_at),
        ("answer_by", view.answer_by),
        ("contact_by", view.contact_by),
    ):
        if at:
            yield fact(reader, name, Moment(at, "datetime"))


def fact(reader: Reader, name: str, value: Value) -> tuple[str, str]:
    """A label and its value, worded."""
    return reader.word(f"staff.web.{name}"), reader.word("staff.web.value", value=value)


def call_card(reader: Reader, task: TaskView) -> Card:
    """A call for a coordinator, with its age."""
    offered = task_card(task, reader.sitting.now, by_itself=False).options
    facts = [fact(reader, "place", Ref("place", task.region))] if task.region else []
    if task.need:
        facts.append(fact(reader, "need", Ref("staff_need", task.need)))
    return Card(
        heading=reader.word(f"staff.card.task.{task.kind}"),
        reference=task.reference,
        marks=(reader.word("staff.web.since", age=age(reader.sitting.now - task.opened_at)),),
        late=False,
        facts=tuple(facts),
        buttons=reader.buttons(*offered),
    )


def age(passed: timedelta) -> Text:
    """How long something has waited, in its largest whole unit."""
    minutes = max(int(passed.total_seconds() // 60), 1)
    if minutes < 60:
        return Text("staff.web.minutes", {"n": minutes})
    if minutes < 48 * 60:
        return Text("staff.web.hours", {"n": minutes // 60})
    return Text("staff.web.days", {"n": minutes // (24 * 60)})


def bars(reader: Reader, figures: Chart) -> Iterator[Bar]:
    """The lines of the figures, their lengths relative to the longest."""
    longest = max((height for _, _, height in figures.bars), default=0) or 1
    for label, shown, height in figures.bars:
        named = label if isinstance(label, Text) else Text("staff.web.value", {"value": label})
        yield Bar(reader.text(named), shown, TALLEST * height // longest)
