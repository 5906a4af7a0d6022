"""Joining by an invite: who invites to what, the duties of privacy, is the record right?

For focal points and coordinators alike; until they have joined they are nobody in particular.
"""

from __future__ import annotations

from conversations.answers import OneOf
from conversations.dialogues.staff_doors import languages, place_named, refuse, staff_says
from conversations.effects import ConfirmRecord, JoinAsStaff, SetLanguage
from conversations.messages import Message, Ref, Text, Value, option
from conversations.steps import RESUME, Go, Step
from conversations.view import InviteView, View


def unless_good(view: View) -> Go | None:
    """One line for an invite that was used, has expired or never was: they look the same."""
    if view.world.invite(view.data.get("arg", "")) is not None:
        return None
    return Go(RESUME, say=(staff_says("staff.join.no_invite"),))


def ask_language(view: View) -> Message:
    return staff_says("staff.join.language", *languages())


def take_language(view: View, value: str) -> Go:
    return Go("staff.duties", (SetLanguage(value),))


def ask_duties(view: View) -> Message:
    """Who invites to what, and three duties; no is as easy as yes."""
    invite = view.world.invite(view.data.get("arg", ""))
    heading = (_invited(invite),) if invite else ()
    duties = tuple(Text(f"staff.join.duty_{n}") for n in (1, 2, 3))
    options = (option("join", "staff.join.join"), option("no", "staff.join.no"))
    return Message((*heading, *duties), options, footer=False)


def take_duties(view: View, value: str) -> Go:
    """The invite is redeemed; it is looked at again, since a link can be opened twice at once."""
    token = view.data.get("arg", "")
    invite = view.world.invite(token)
    if value == "no" or invite is None:
        key = "staff.join.not_joined" if value == "no" else "staff.join.no_invite"
        return Go(RESUME, say=(staff_says(key),))
    joined = (JoinAsStaff(token),)
    if invite.role == "coordinator":
        return Go("coordinator.welcome", joined, data={"region": invite.region}, fresh=True)
    return Go("staff.confirm", joined, data={"actor": invite.actor}, fresh=True)


def unless_known(view: View) -> Go | None:
    """There is a record to confirm; a coordinator has none."""
    if view.role == "coordinator" or view.world.actor(actor_of(view)) is None:
        return refuse(view)
    return None


def ask_record(view: View) -> Message:
    """The actor's record, as persons are shown it."""
    actor = actor_of(view)
    heading = Text("staff.record.ask", {"actor": Ref("actor", actor)})
    options = (option("right", "staff.record.right"), option("wrong", "staff.record.wrong"))
    return Message((heading, *record(view, actor)), options, footer=False)


def record(view: View, actor: str) -> tuple[Text, ...]:
    """What the record says, a line for each thing that is known."""
    known = view.world.actor(actor)
    if known is None:
        return ()
    needs = tuple(Ref("need", code) for code in known.needs)
    places = tuple(Ref("place", code) for code in known.places)
    lines: dict[str, Value] = {
        "needs": needs,
        "places": places,
        "city": known.city,
        "website": known.website,
    }
    return tuple(Text(f"staff.record.{name}", {name: each}) for name, each in lines.items() if each)


def take_record(view: View, value: str) -> Go:
    """Right: verified today. Wrong: a coordinator looks, and nothing else changes."""
    if view.role != "focal":
        return refuse(view)
    told = staff_says(f"staff.record.said_{value}")
    confirmed = ConfirmRecord(actor_of(view), right=value == "right")
    return Go("staff.hub", (confirmed,), (told,), data={"new": "yes"}, fresh=True)


def actor_of(view: View) -> str:
    """One's own actor; in the turn in which one joins it is the invite's."""
    return view.actor or view.data.get("actor", "")


def _invited(invite: InviteView) -> Text:
    if invite.role == "focal":
        return Text("staff.join.as_focal", {"actor": Ref("actor", invite.actor)})
    if invite.region:
        return Text("staff.join.as_coordinator", {"place": place_named(invite.region)})
    return Text("staff.join.as_national")


STEPS = (
    Step(
        "staff.join",
        ask_language,
        OneOf(),
        take_language,
        ("staff.duties", RESUME),
        unless=unless_good,
    ),
    Step(
        "staff.duties",
        ask_duties,
        OneOf(),
        take_duties,
        ("staff.confirm", "coordinator.welcome", RESUME),
        back=False,
    ),
    Step(
        "staff.confirm",
        ask_record,
        OneOf(),
        take_record,
        ("staff.hub", RESUME),
        unless=unless_known,
        back=False,
    ),
)
ACTIONS = {"confirm": "staff.confirm"}
