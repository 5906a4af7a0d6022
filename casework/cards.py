"""How a referral or a task is worded for staff: cards and notices, as messages of keys and values.

What may stand on them is decided in `disclosure`; here it is only laid out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from casework.disclosure import common
from casework.referral import TAKEN, WAITING, Referral
from conversations.messages import Message, Moment, Option, Ref, Text, lines, option
from conversations.view import CaseView, TaskView

ABOUT_ACTOR = frozenset({"record", "lapsed", "closed"})
"""Tasks whose reference is an actor's id."""
NOT_ELSEWHERE = ABOUT_ACTOR | {"recalled"}
"""Tasks after which nobody is asked about another actor: of under 18 nothing goes anywhere."""
URGENT_MARKS = {"urgent": "staff.card.urgent", "emergency": "staff.card.emergency"}


def notice(referral: Referral, *, again: bool = False) -> Text:
    """The line a push shows: the reference only; a repeated one says that it is one."""
    key = "staff.card.notice_again" if again else "staff.card.notice"
    return Text(key, {"reference": referral.reference})


def case_card(view: CaseView, referral: Referral, *, again: bool | None = None) -> Message:
    """The card of a case as a focal point may see it; with `again` it comes by itself."""
    neutral = None if again is None else notice(referral, again=again)
    return Message(
        parts=lines(*_case_parts(view, referral)),
        options=tuple(_case_options(view)),
        columns=2,
        neutral=neutral,
        card=f"case:{view.reference}",
        footer=False,
    )


def coordinator_card(view: CaseView, referral: Referral) -> Message:
    """The card of a case as a coordinator may see it."""
    ways = {"case": "staff.task.case", "reroute": "staff.card.reroute"}
    options = tuple(option(f"@{way}:{view.reference}", label) for way, label in ways.items())
    actor = Text("staff.card.actor", {"actor": Ref("actor", view.actor)})
    parts = lines(*_case_parts(view, referral), actor)
    return Message(parts, options, card=f"case:{view.reference}", footer=False)


def concealed(referral: Referral, now: datetime) -> Message:
    """The card with need, place, name and contact out."""
    view = common(referral, now)
    seen = referral.decided_at is not None and view.state not in ("rejected", "expired")
    gone = (Text("staff.card.concealed"),) if seen else ()
    parts = lines(_head(view), Text(f"staff.card.state.{view.state}"), *gone)
    return Message(parts, card=f"case:{view.reference}", footer=False)


def withdrawn(referral: Referral, *, again: bool = False) -> Message:
    """To the actor: the person took the case back; who was told more is asked to destroy it."""
    told = referral.decided_at is not None
    parts = [Text("staff.card.withdrawn", {"reference": referral.reference})]
    parts += [Text("staff.card.destroy")] if told else []
    options = (option(f"@destroyed:{referral.reference}", "staff.card.destroyed"),) if told else ()
    return Message(tuple(parts), options, neutral=notice(referral, again=again), footer=False)


def _case_parts(view: CaseView, referral: Referral) -> Iterator[Text]:
    yield _head(view)
    yield from _about(view, _need(view, referral))
    yield Text(f"staff.card.state.{view.state}")
    if view.answer_by:
        yield Text("staff.card.answer_by", {"when": Moment(view.answer_by, "datetime")})
    if view.contact_by:
        yield Text("staff.card.contact_by", {"when": Moment(view.contact_by, "datetime")})
    yield from _who(view)
    if view.disputed:
        yield Text("staff.card.disputed")


def _head(view: CaseView) -> Text:
    key = URGENT_MARKS.get(view.urgency, "staff.card.normal")
    return Text(key, {"reference": view.reference})


def _need(view: CaseView, referral: Referral) -> Ref | None:
    if view.need:
        return Ref("need", view.need)
    named = referral.sensitive and referral.is_open and "need" in referral.scope
    return Ref("staff_need", referral.need) if named else None


def _about(view: CaseView, need: Ref | None) -> Iterator[Text]:
    if need:
        yield Text("staff.card.need", {"need": need})
    if view.place:
        yield Text("staff.card.place", {"place": Ref("place", view.place)})


def _who(view: CaseView) -> Iterator[Text]:
    if view.call_name:
        yield Text("staff.card.name", {"name": view.call_name})
    if view.reach == "chat":
        yield Text("staff.card.through_chat")
    elif view.reach:
        yield Text("staff.card.reach", {"phone": view.reach})
    if view.note:
        yield Text("staff.card.note", {"note": view.note})


def _case_options(view: CaseView) -> Iterator[Option]:
    reference = view.reference
    if view.state in WAITING:
        yield option(f"@accept:{reference}", "staff.card.accept")
        yield option(f"@decline:{reference}", "staff.card.decline")
        if not view.held:
            yield option(f"@hold:{reference}", "staff.card.hold")
    if view.state == "accepted":
        yield option(f"@contacted:{reference}", "staff.card.contacted")
    if view.state in TAKEN:
        # Who did not open the card since it changed is one tap from whom to call.
        if not view.reach:
            yield option(f"@open:{reference}", "staff.case.open")
        yield option(f"@outcome:{reference}", "staff.card.outcome")
        if view.reach == "chat":
            yield option(f"@relay:{reference}", "staff.card.relay")
    if view.state in (*WAITING, *TAKEN):
        yield option(f"@misread:{reference}", "staff.card.misread")


def task_card(view: TaskView, now: datetime, *, by_itself: bool, staff_need: str = "") -> Message:
    """A coordinator's task with its age; `staff_need` is the code a neutral label stands for."""
    return Message(
        parts=lines(*_task_parts(view, now, staff_need)),
        options=tuple(_task_options(view)),
        columns=2,
        neutral=Text("staff.card.task_notice") if by_itself else None,
        card=f"task:{view.task}",
        footer=False,
    )


def task_closed(task: str) -> Message:
    """What stands under a task's card once somebody has dealt with it."""
    return Message((Text("staff.card.task_closed"),), card=f"task:{task}", footer=False)


def _task_parts(view: TaskView, now: datetime, staff_need: str) -> Iterator[Text]:
    yield Text(f"staff.card.task.{view.kind}")
    if view.reference and view.kind in ABOUT_ACTOR:
        yield Text("staff.card.actor", {"actor": Ref("actor", view.reference)})
    elif view.reference:
        yield Text("staff.card.reference", {"reference": view.reference})
    if view.need:
        yield Text("staff.card.need", {"need": Ref("need", view.need)})
    elif staff_need:
        yield Text("staff.card.need", {"need": Ref("staff_need", staff_need)})
    if view.region:
        yield Text("staff.card.place", {"place": Ref("place", view.region)})
    yield Text("staff.card.opened", {"when": Moment(view.opened_at, "datetime")})
    hours = (now - view.opened_at) // timedelta(hours=1)
    if hours:
        yield Text("staff.card.age", {"n": hours})


def _task_options(view: TaskView) -> Iterator[Option]:
    if view.can_answer:
        yield option(f"@answer:{view.task}", "staff.card.answer")
    if view.reference and view.kind not in NOT_ELSEWHERE:
        yield option(f"@reroute:{view.reference}", "staff.card.reroute")
    if view.kind in ("minor", "dispute"):
        yield option(f"@lift:{view.task}", f"staff.card.lift_{view.kind}")
    if view.kind == "closed":
        yield option(f"@task:{view.task}", "staff.care.look")
    yield option(f"@close:{view.task}", "staff.card.close")
