"""Through this chat: a focal point sends a place, a day and an hour, and a few words.

Neither side sees the other's account; the person's one answer comes back on the card.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from conversations.answers import BACK, Answer, OneOf, Words
from conversations.dialogues.staff_cases import TAKEN
from conversations.dialogues.staff_doors import (
    case_in,
    done,
    gone,
    guarded,
    leave,
    left,
    on_day,
    staff_says,
    subject,
)
from conversations.effects import RelayToPerson
from conversations.messages import Message, Option, Text, Value, lines, option
from conversations.steps import RESUME, STAY, Ask, Go, Step, Then
from conversations.view import View

LONGEST_PLACE = 80
LONGEST_TEXT = 300
DAYS_AHEAD = 7
HOURS = ("09:00", "10:00", "11:00", "12:00", "14:00", "15:00", "16:00", "17:00")
EMPTY = {"place": "", "day": "", "hour": "", "text": ""}


def begin(view: View) -> Go | None:
    """Only a case that was accepted can be written to."""
    return None if case_in(view, TAKEN) else gone(view)


def ask_place(view: View) -> Message:
    return staff_says("staff.relay.place", *_ways(back=False), reference=subject(view))


def ask_day(view: View) -> Message:
    days = (view.today + timedelta(days=n) for n in range(1, DAYS_AHEAD + 1))
    buttons = (option(day.isoformat(), "staff.relay.day", day=on_day(day)) for day in days)
    return staff_says("staff.relay.which_day", *buttons, *_ways())


def ask_hour(view: View) -> Message:
    hours = (option(hour, "staff.relay.hour", hour=hour) for hour in HOURS)
    return replace(staff_says("staff.relay.which_hour", *hours, *_ways()), columns=4)


def ask_text(view: View) -> Message:
    return staff_says("staff.relay.text", *_ways(), most=LONGEST_TEXT)


def ask_sure(view: View) -> Message:
    """What the person will read, before it leaves."""
    heading = Text("staff.relay.preview", {"reference": subject(view)})
    options = (
        option("send", "staff.relay.send"),
        option("again", "staff.relay.again"),
        leave(),
    )
    return Message((heading, *lines(*preview(view))), options, footer=False)


def preview(view: View) -> tuple[Text, ...]:
    """What was given, each on its line."""
    data = view.data
    place = (Text("staff.relay.at_place", {"place": data["place"]}),) if data.get("place") else ()
    words = (Text("staff.relay.says", {"text": data["text"]}),) if data.get("text") else ()
    return (*place, *_when(data.get("day", ""), data.get("hour", "")), *words)


def take_place(view: View, value: str) -> Go:
    return _next(view, value, "place", "staff_relay.day")


def take_day(view: View, value: str) -> Go:
    """Without a day there is no hour, whatever was chosen before."""
    if value == "skip":
        return Go("staff_relay.text", data={"day": "", "hour": ""})
    return _next(view, value, "day", "staff_relay.hour")


def take_hour(view: View, value: str) -> Go:
    return _next(view, value, "hour", "staff_relay.text")


def take_text(view: View, value: str) -> Go:
    told = view.data.get("place", "") + view.data.get("day", "")
    if value == "skip" and not told:
        return Go(STAY, say=(staff_says("staff.relay.empty"),))
    return _next(view, value, "text", "staff_relay.sure")


def send(view: View, value: str) -> Go:
    """Passed on, changed, or dropped; it is asked again whether the case is still open."""
    if value == "again":
        return Go("staff_relay.place", data=EMPTY)
    if value == "leave":
        return left()
    if case_in(view, TAKEN) is None:
        return gone(view)
    data = view.data
    when = "T".join(part for part in (data.get("day", ""), data.get("hour", "")) if part)
    relayed = RelayToPerson(
        subject(view), data.get("text", ""), place=data.get("place", ""), when=when
    )
    return done("staff.relay.sent", relayed, reference=subject(view))


def _next(view: View, value: str, name: str, to: str) -> Go:
    if value == "leave":
        return left()
    return Go(to, data={name: "" if value == "skip" else value})


def _ways(*, back: bool = True) -> tuple[Option, ...]:
    before = (option(BACK, "staff.back"),) if back else ()
    return (option("skip", "staff.skip"), *before, leave())


def _when(day: str, hour: str) -> tuple[Text, ...]:
    if not day:
        return ()
    values: dict[str, Value] = {"day": on_day(date.fromisoformat(day))}
    if not hour:
        return (Text("staff.relay.on_day", values),)
    return (Text("staff.relay.on_day_at", {**values, "hour": hour}),)


def _step(name: str, ask: Ask, then: Then, *exits: str, answer: Answer | None = None) -> Step:
    step = Step(name, ask, answer or OneOf(), then, (*exits, RESUME), unless=begin)
    return guarded(step, "focal")


STEPS = (
    _step(
        "staff_relay.place", ask_place, take_place, "staff_relay.day", answer=Words(LONGEST_PLACE)
    ),
    _step("staff_relay.day", ask_day, take_day, "staff_relay.hour", "staff_relay.text"),
    _step("staff_relay.hour", ask_hour, take_hour, "staff_relay.text"),
    _step(
        "staff_relay.text",
        ask_text,
        take_text,
        "staff_relay.sure",
        STAY,
        answer=Words(LONGEST_TEXT),
    ),
    _step("staff_relay.sure", ask_sure, send, "staff_relay.place"),
)
ACTIONS = {"relay": "staff_relay.place"}
