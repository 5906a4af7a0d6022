"""What the person's dialogues share: small questions about the view, options used everywhere.

No dialogue stands here.
"""

from __future__ import annotations

from collections.abc import Iterable

from conversations.messages import Message, Option, Ref, Text, lines, option
from conversations.view import CaseView, View

CHILD_NEEDS = ("child_protection", "minor_return")
"""What a parent may ask for a child: accredited child services only (domain.md, Intake)."""
DIMENSIONS = ("economic", "social", "psychosocial")
"""The three dimensions of the integrated approach to reintegration (IOM)."""
NEUTRAL = Text("push.message")
"""The first line of what comes by itself: it tells nothing."""


def yes_no(yes: str, no: str) -> tuple[Option, Option]:
    """The two buttons, one as big as the other."""
    return option("yes", yes), option("no", no)


def leave() -> Option:
    """The button that changes nothing and goes back to what was going on."""
    return option("leave", "anywhere.leave")


def dimension_of(view: View, need: str) -> str:
    """The dimension of a need; the first one when it is unknown."""
    found = (each.dimension for each in view.world.needs() if each.code == need)
    return next(found, DIMENSIONS[0])


def sensitive(view: View, need: str) -> bool:
    """Whether the need is one that is named nowhere."""
    return any(each.sensitive for each in view.world.needs() if each.code == need)


def need_option(view: View, need: str) -> Option:
    """A button with the need's own name: buttons are on no lock screen."""
    return option(need, f"need.{dimension_of(view, need)}", need=Ref("need", need))


def named(view: View, need: str) -> Ref:
    """A need as a text may name it: a sensitive one by its `staff_label` (domain.md)."""
    return Ref("staff_need" if sensitive(view, need) else "need", need)


def all_named(view: View, needs: Iterable[str]) -> tuple[Ref, ...] | Text:
    """Several needs as a text may name them; sensitive ones share one name, said once."""
    shown: dict[bool | str, Ref] = {}
    for need in needs:
        shown.setdefault(sensitive(view, need) or need, named(view, need))
    return tuple(shown.values()) or Text("intake.confirm.nothing")


def wanted(view: View) -> tuple[str, ...]:
    """The needs that are being dealt with: those of the case to be replaced, or the person's."""
    return tuple((view.data.get("needs") or view.facts.get("needs", "")).split())


def place_of(view: View) -> str:
    """The code of the person's place, or nothing."""
    return view.facts.get("place", "")


def where(view: View) -> Ref | Text:
    """The person's place as a text may name it."""
    return Ref("place", place_of(view)) if place_of(view) else Text("place.nowhere")


def spoken_case(view: View) -> CaseView | None:
    """The case this step is about, if it may be spoken of."""
    reference = view.data.get("arg", "")
    return next((case for case in view.speakable_cases if case.reference == reference), None)


def team(view: View, here: str) -> tuple[Text, ...]:
    """What to say after a call for the team: `here` if somebody is on, the plain truth if not."""
    if view.world.coordinator_on(place_of(view)):
        return (Text(here),)
    hours = view.world.hours(place_of(view))
    when = (
        Text("team.none")
        if hours is None
        else Text("team.closed", {"from": f"{hours[0]}:00", "to": f"{hours[1]}:00"})
    )
    return (when, *lines(Text("team.numbers"), *view.world.numbers("", place_of(view))))


def told_team(view: View, here: str) -> Message:
    """The same, as a message of its own."""
    return Message(team(view, here))
