"""Coordinators deal with tasks: the list, one task, answer the person, close, lift.

A call for a human is answered here and passed on; neither side sees the other's account.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.answers import BACK, OneOf, Words
from conversations.dialogues.staff_doors import (
    PAGE,
    done,
    guarded,
    leave,
    left,
    need_named,
    page_of,
    place_named,
    staff_says,
    subject,
    turn_page,
)
from conversations.effects import AnswerTask, CloseTask, LiftDispute
from conversations.messages import Message, Option, Ref, Text, Value, option
from conversations.steps import RESUME, Ask, Go, Step, Then
from conversations.view import CaseView, TaskView, View

LONGEST_ANSWER = 1000
KINDS = frozenset(
    {
        *("danger", "minor", "human", "voice", "follow_up", "dispute"),
        *("gap", "overdue", "unreached", "silent", "destroy", "flag", "record", "lapsed"),
        *("blocked", "stale", "recalled", "closed"),
    }
)
"""Kinds that have a name of their own; casework may open others."""
ABOUT_ACTOR = frozenset({"record", "lapsed", "closed"})
"""The kinds of task that are about an actor's record: their reference is the actor's id."""
CLOSED = "closed"
"""The kind of task about an actor that has closed."""
FIRST = ("danger", "minor", "human", "voice", "follow_up", "dispute")
"""Someone is waiting: these come first in the list, the oldest before the younger."""


def task_in(view: View) -> TaskView | None:
    """The task the button was about, if it is still open and this coordinator's."""
    return next((task for task in view.tasks if task.task == subject(view)), None)


def unless_open(view: View) -> Go | None:
    return None if task_in(view) else gone(view)


def gone(view: View) -> Go:
    """Somebody has dealt with it since."""
    return done("staff.task.gone")


def ask_list(view: View) -> Message:
    """The open tasks, each a line with its age and a button with its number."""
    tasks = in_order(view)
    if not tasks:
        return staff_says("staff.tasks.none", option("menu", "staff.menu.menu"))
    first = page_of(view) * PAGE
    shown = tuple(enumerate(tasks[first : first + PAGE], first + 1))
    rows = tuple(Text("staff.tasks.row", {"i": i, **values(task, view.now)}) for i, task in shown)
    buttons = (option(f"@task:{task.task}", "staff.tasks.open", i=i) for i, task in shown)
    ways = (*turn_page(view, len(tasks)), option("menu", "staff.menu.menu"))
    heading = Text("staff.tasks.some", {"n": len(tasks)})
    return Message((heading, *rows), (*buttons, *ways), columns=4, footer=False)


def in_order(view: View) -> tuple[TaskView, ...]:
    """Those in which someone waits first, by weight; then the oldest."""
    weight = {kind: n for n, kind in enumerate(FIRST)}
    order = sorted(view.tasks, key=lambda t: (weight.get(t.kind, len(FIRST)), t.opened_at))
    return tuple(order)


def values(task: TaskView, now: datetime) -> dict[str, Value]:
    """What a line says of a task; nothing in it comes from the person."""
    return {
        "kind": kind_named(task.kind),
        "place": place_named(task.region),
        "age": age(task.opened_at, now),
    }


def kind_named(kind: str) -> Text:
    """What a kind of task is called in one line."""
    return Text(f"staff.kind.{kind if kind in KINDS else 'other'}")


def age(since: datetime, now: datetime) -> Text:
    """How long ago, in the one unit that fits."""
    passed = now - since
    if passed < timedelta(hours=1):
        return Text("staff.age.minutes", {"n": max(passed // timedelta(minutes=1), 0)})
    if passed < timedelta(days=2):
        return Text("staff.age.hours", {"n": passed // timedelta(hours=1)})
    return Text("staff.age.days", {"n": passed.days})


def ask_task(view: View) -> Message:
    """One task and what can be done about it."""
    task = task_in(view)
    if task is None:
        return staff_says("staff.task.gone", leave())
    parts = (Text("staff.task.head", values(task, view.now)), *_about(task))
    ways = (*_ways_to_cases(view, task), *ways_out(task), leave())
    return Message((*parts, *_open_there(view, task)), ways, columns=2, footer=False)


def _cases_of(view: View, task: TaskView) -> tuple[CaseView, ...]:
    """The open cases of an actor that has closed: each must go on elsewhere, by hand."""
    if task.kind != CLOSED:
        return ()
    return tuple(each for each in view.cases if each.actor == task.reference and not each.ended)


def _open_there(view: View, task: TaskView) -> tuple[Text, ...]:
    cases = tuple(each.reference for each in _cases_of(view, task))
    return (Text("staff.care.open_cases", {"n": len(cases), "cases": cases}),) if cases else ()


def _ways_to_cases(view: View, task: TaskView) -> tuple[Option, ...]:
    cases = _cases_of(view, task)[:PAGE]
    ways = (
        option(f"@case:{each.reference}", "staff.cases.open", reference=each.reference)
        for each in cases
    )
    proposals = (option("/proposals", "staff.menu.proposals"),) if task.kind == CLOSED else ()
    return (*ways, *proposals)


def _about(task: TaskView) -> tuple[Text, ...]:
    """The case or the record the task is about, and the need if it may be told."""
    need = (Text("staff.task.need", {"need": need_named(task.need)}),) if task.need else ()
    if not task.reference:
        return need
    if task.kind in ABOUT_ACTOR:
        return (Text("staff.task.actor", {"actor": Ref("actor", task.reference)}), *need)
    return (Text("staff.task.reference", {"reference": task.reference}), *need)


def to_list(view: View, value: str) -> Go:
    return Go("coordinator.hub", data={"list": "tasks"}, fresh=True)


def ways_out(task: TaskView) -> tuple[Option, ...]:
    """The actions that fit the task."""
    answer = (option(f"@answer:{task.task}", "staff.task.answer"),) if task.can_answer else ()
    lifted = task.kind in ("minor", "dispute")
    lift = (option(f"@lift:{task.task}", f"staff.task.lift_{task.kind}"),) if lifted else ()
    about_case = task.reference and task.kind not in ABOUT_ACTOR
    look = (option(f"@case:{task.reference}", "staff.task.case"),) if about_case else ()
    return (*answer, *lift, *look, option(f"@close:{task.task}", "staff.task.close"))


def unless_answerable(view: View) -> Go | None:
    task = task_in(view)
    if task is None:
        return gone(view)
    return None if task.can_answer else done("staff.answer.nobody")


def ask_answer(view: View) -> Message:
    return staff_says("staff.answer.ask", leave(), most=LONGEST_ANSWER)


def take_answer(view: View, value: str) -> Go:
    if value == "leave":
        return left()
    return Go("coordinator_answer.sure", data={"text": value})


def ask_sure(view: View) -> Message:
    """What the person will read, before it leaves."""
    options = (
        option("send", "staff.answer.send"),
        option(BACK, "staff.answer.change"),
        leave(),
    )
    written = Text("staff.answer.says", {"text": view.data.get("text", "")})
    return Message((Text("staff.answer.preview"), written), options, footer=False)


def send_answer(view: View, value: str) -> Go:
    if value == "leave":
        return left()
    if task_in(view) is None:
        return gone(view)
    return done("staff.answer.sent", AnswerTask(subject(view), view.data.get("text", "")))


def ask_close(view: View) -> Message:
    return staff_says("staff.close.ask", option("yes", "staff.close.yes"), leave())


def close(view: View, value: str) -> Go:
    if value == "leave":
        return left()
    return done("staff.close.done", CloseTask(subject(view)))


def unless_liftable(view: View) -> Go | None:
    task = task_in(view)
    return None if task and task.kind in ("minor", "dispute") else gone(view)


def ask_lift(view: View) -> Message:
    task = task_in(view)
    kind = task.kind if task else "dispute"
    return staff_says(f"staff.lift.{kind}", option("yes", "staff.lift.yes"), leave())


def lift(view: View, value: str) -> Go:
    """A dispute: both sides were heard. The path for under 18 is asked about once more."""
    task = task_in(view)
    if value == "leave" or task is None:
        return left()
    if task.kind == "minor":
        return Go("coordinator.lift_sure")
    return done("staff.lift.dispute_done", LiftDispute(task.reference), CloseTask(task.task))


def ask_lift_sure(view: View) -> Message:
    return staff_says("staff.lift.sure", option("yes", "staff.lift.sure_yes"), leave())


def lift_minor(view: View, value: str) -> Go:
    if value == "leave":
        return left()
    return done("staff.lift.minor_done", CloseTask(subject(view), lift_minor=True))


def _step(name: str, ask: Ask, then: Then, *exits: str) -> Step:
    step = Step(name, ask, OneOf(), then, (*exits, RESUME), unless=unless_open, back=False)
    return guarded(step, "coordinator")


STEPS = (
    _step("coordinator.task", ask_task, to_list, "coordinator.hub"),
    _step("coordinator.close", ask_close, close),
    guarded(
        Step(
            "coordinator.lift",
            ask_lift,
            OneOf(),
            lift,
            ("coordinator.lift_sure", RESUME),
            unless=unless_liftable,
            back=False,
        ),
        "coordinator",
    ),
    _step("coordinator.lift_sure", ask_lift_sure, lift_minor),
    guarded(
        Step(
            "coordinator_answer.text",
            ask_answer,
            Words(LONGEST_ANSWER),
            take_answer,
            ("coordinator_answer.sure", RESUME),
            unless=unless_answerable,
        ),
        "coordinator",
    ),
    _step("coordinator_answer.sure", ask_sure, send_answer),
)
ACTIONS = {
    "task": "coordinator.task",
    "close": "coordinator.close",
    "lift": "coordinator.lift",
    "answer": "coordinator_answer.text",
}
