"""What the staff's dialogues share: doors that ask nothing, guards of role, small texts.

No dialogue stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time

from conversations.answers import OneOf
from conversations.effects import Effect, LeaveStaff, OpenDesk, SetLanguage, ShowStatistics
from conversations.messages import Message, Moment, Option, Ref, Text, Value, option, say
from conversations.steps import RESUME, Go, Step, on
from conversations.view import CaseView, Role, View

Decide = Callable[[View], Go]
LANGUAGES = ("fr", "ar")
NOBODYS = "welcome.language"
"""Where a chat stands that is nobody's."""
PAGE = 8
"""More buttons than this in one message cannot be read on a phone."""


def door(name: str, decide: Decide, *roles: Role, exits: tuple[str, ...] = (RESUME,)) -> Step:
    """A step that asks nothing: it decides, and leads on."""
    step = Step(name, not_yours, OneOf(), on(RESUME), exits, unless=decide, back=False)
    return guarded(step, *roles)


def guarded(step: Step, *roles: Role) -> Step:
    """The step, closed to everybody else: an old button may outlive the role it was shown to."""
    asked, exits = step.unless, tuple(dict.fromkeys((*step.exits, RESUME)))

    def unless(view: View) -> Go | None:
        return asked(view) if view.role in roles else refuse(view)

    return replace(step, unless=unless, exits=exits)


def everyday(dialogue: str, role: Role) -> tuple[Step, ...]:
    """What every member of staff has: figures, the web desk, help, the language."""
    language = Step(f"{dialogue}.language", ask_language, OneOf(), take_language, (RESUME,))
    return (
        door(f"{dialogue}.stats", lambda view: Go(RESUME, (ShowStatistics(),)), role),
        door(f"{dialogue}.desk", lambda view: Go(RESUME, (OpenDesk(),)), role),
        door(f"{dialogue}.help", lambda view: done(f"staff.help.{role}"), role),
        guarded(language, role),
        guarded(leaving(f"{dialogue}.leave"), role),
    )


def leaving(name: str) -> Step:
    """Leaving the staff, asked once; not from the web desk, which belongs to the messenger's."""
    elsewhere = done("staff.leaving.messenger")
    return Step(
        name,
        lambda view: staff_says("staff.leaving.ask", option("yes", "staff.leaving.yes"), leave()),
        OneOf(),
        take_leaving,
        (NOBODYS, RESUME),
        unless=lambda view: elsewhere if view.channel == "desk" else None,
        back=False,
    )


def take_leaving(view: View, value: str) -> Go:
    """Whoever writes here next is met like anybody."""
    return Go(NOBODYS, (LeaveStaff(),), fresh=True) if value == "yes" else left()


def ask_language(view: View) -> Message:
    """In which language to go on."""
    return staff_says("staff.language.ask", *languages(), leave())


def take_language(view: View, value: str) -> Go:
    """Spoken from the next message on."""
    return left() if value == "leave" else done("staff.language.set", SetLanguage(value))


def languages() -> tuple[Option, ...]:
    """One button for each language of the staff's texts, each in its own."""
    return tuple(option(each, f"staff.language.{each}") for each in LANGUAGES)


def refuse(view: View) -> Go:
    """Somebody else's button: one line, and back to what was going on."""
    return Go(RESUME, say=(not_yours(view),))


def not_yours(view: View) -> Message:
    """One line; the person's domain has its own wording."""
    key = "not_for_you.line" if view.role == "person" else "staff.not_for_you"
    return Message((Text(key),), footer=False)


def done(key: str, *effects: Effect, **values: Value) -> Go:
    """The effects, one line that says what was done, and back to what was going on."""
    return Go(RESUME, effects, (staff_says(key, **values),))


def staff_says(key: str, *options: Option, **values: Value) -> Message:
    """A message to staff: their buttons are inline, and there is no person's footer."""
    return replace(say(key, *options, **values), footer=False)


def leave() -> Option:
    """The button that changes nothing and goes back to what was going on."""
    return option("leave", "staff.leave")


def on_day(day: date) -> Moment:
    """That day, at noon: the same date in Morocco whatever its hour is worth in UTC."""
    return Moment(datetime.combine(day, time(12), UTC), "date")


def left() -> Go:
    """It was left: one line, since nothing else on the screen may change."""
    return done("staff.left")


def subject(view: View) -> str:
    """What the button was about: a reference, a task, an actor."""
    return view.data.get("arg", "")


def case_in(view: View, states: Iterable[str]) -> CaseView | None:
    """The case the button was about, if it stands in one of those states."""
    case = view.case(subject(view))
    return case if case is not None and case.state in states else None


def gone(view: View) -> Go:
    """The button is older than what has happened since."""
    return done("staff.case.gone", reference=subject(view) or "—")


def need_named(code: str) -> Ref | Text:
    """A need as staff may read it; what they may not see yet has a name of its own."""
    return Ref("staff_need", code) if code else Text("staff.case.need_later")


def place_named(code: str) -> Ref | Text:
    """A place, or that it is not known."""
    return Ref("place", code) if code else Text("staff.case.no_place")


def page_of(view: View) -> int:
    """Which page of a list is looked at, from 0."""
    page = view.data.get("page", "")
    return int(page) if page.isdigit() else 0


def turn_page(view: View, count: int) -> tuple[Option, ...]:
    """The buttons that turn the pages of a list of `count`."""
    page = page_of(view)
    before = (option(f"page:{page - 1}", "staff.page.before"),) if page else ()
    after = (option(f"page:{page + 1}", "staff.page.after"),) if count > (page + 1) * PAGE else ()
    return (*before, *after)
