"""Is the record still right? Three taps; and the record in small groups, where something changed.

A change is proposed: a coordinator approves it. What holds at once is decided in casework.
How a value is told is `staff_care_values`; the catalogue's words come from `view.care`.
"""

from __future__ import annotations

from collections.abc import Callable

from conversations.answers import OneOf
from conversations.care import ClaimView, FieldView
from conversations.dialogues.staff_care_values import FIELD, GROUP, NO_VALUE, ROW, fields_in, plain
from conversations.dialogues.staff_doors import (
    done,
    door,
    guarded,
    leave,
    left,
    refuse,
    staff_says,
)
from conversations.effects import AnswerClaim, ConfirmRecord, Effect, ReportClosed
from conversations.messages import Message, Moment, Option, Ref, Text, lines, option
from conversations.steps import RESUME, STAY, Ask, Go, Step, Then
from conversations.view import View

MOST_CLAIMS = 3
"""Links asked about in one visit."""
CODED = frozenset({"many", "needs", "places"})
"""Kinds of which several values are tapped on and off."""
Unless = Callable[[View], Go | None]
GROUP_OF, FIELD_OF = "g:", "f:"


def still(view: View) -> Go:
    """Verified today; then what other records say of one's own, a few at a time."""
    if view.care.closing():
        return done("staff.care.closing")
    said = (staff_says("staff.record.said_right"),)
    return Go("staff_care.link", (_confirmed(view),), said, data={"claims": "0"})


def _confirmed(view: View) -> Effect:
    return ConfirmRecord(view.actor, right=True)


def unless_record(view: View) -> Go | None:
    """There is a record, and nobody is to decide whether its actor has closed."""
    if not view.care.groups():
        return refuse(view)
    return done("staff.care.closing") if view.care.closing() else None


def ask_groups(view: View) -> Message:
    """What may have changed, by headings; and the way out: all the rest is right."""
    groups = (plain(GROUP_OF + each.name, each.label) for each in view.care.groups())
    ways = (
        option("rest", "staff.care.rest"),
        option("past", "staff.care.past"),
        option("closed", "staff.care.closed"),
        leave(),
    )
    heading = Text("staff.care.groups", {"actor": Ref("actor", view.actor)})
    return Message((heading,), (*groups, *ways), columns=2, footer=False)


def take_group(view: View, value: str) -> Go:
    """A group, the past, or the end of the visit."""
    if value == "leave":
        return left()
    if value == "rest":
        return still(view)
    if value in ("past", "closed"):
        return Go(f"staff_care.{value}")
    return Go("staff_care.fields", data={GROUP: value.removeprefix(GROUP_OF)})


def ask_fields(view: View) -> Message:
    """The fields of the group, each with what it says, and a button for each."""
    fields = fields_in(view)
    shown = tuple(_line(each) for each in fields)
    buttons = (_button(f"{FIELD_OF}{n}", each) for n, each in enumerate(fields))
    ways = (option("groups", "staff.care.other_group"), leave())
    parts = (Text("staff.care.fields"), *lines(*shown))
    return Message(parts, (*buttons, *ways), columns=2, footer=False)


def _line(field: FieldView) -> Text:
    if not field.label:
        return Text("staff.care.new_contact_line")
    key = "staff.care.line_waits" if field.waits else "staff.care.line"
    return Text(key, {"field": field.label, "value": field.shown or Text("staff.care.nothing")})


def _button(value: str, field: FieldView) -> Option:
    return plain(value, field.label) if field.label else option(value, "staff.care.new_contact")


def take_field(view: View, value: str) -> Go:
    """Codes are tapped on and off; anything else is told."""
    if value == "leave":
        return left()
    fields = fields_in(view)
    number = value.removeprefix(FIELD_OF)
    if not number.isdigit() or int(number) >= len(fields):
        return Go("staff_care.groups", fresh=True)
    field = fields[int(number)]
    told = {FIELD: field.name, ROW: field.row, **NO_VALUE}
    if field.kind in CODED:
        return Go("staff_care.some", data={**told, "cell": ";".join(field.chosen)})
    return Go("staff_care.value", data=told)


def ask_past(view: View) -> Message:
    """The latest changes of one's own record."""
    rows = tuple(
        Text(
            "staff.care.past_line",
            {
                "when": Moment(each.at),
                "field": each.change.label,
                "before": each.change.before or Text("staff.care.nothing"),
                "after": each.change.after or Text("staff.care.nothing"),
            },
        )
        for each in view.care.past()
    )
    shown = rows or (Text("staff.care.no_past"),)
    return Message(shown, (option("groups", "staff.care.other_group"), leave()), footer=False)


def after_past(view: View, value: str) -> Go:
    return left() if value == "leave" else Go("staff_care.groups", fresh=True)


def ask_closed(view: View) -> Message:
    """Asked once more: nobody is referred there from then on."""
    actor = Ref("actor", view.actor)
    return staff_says(
        "staff.care.closed_sure", option("yes", "staff.care.closed_yes"), leave(), actor=actor
    )


def take_closed(view: View, value: str) -> Go:
    return done("staff.care.closed_said", ReportClosed()) if value == "yes" else left()


def open_claims(view: View) -> tuple[ClaimView, ...]:
    """The claims not yet answered; the one just answered is still in the picture."""
    just = view.data.get("answered", "")
    return tuple(each for each in view.care.claims() if _key(each) != just)


def _key(claim: ClaimView) -> str:
    return f"{claim.as_} {claim.actor}"


def unless_claimed(view: View) -> Go | None:
    """Nothing to ask, or enough for one visit."""
    enough = int(view.data.get("claims", "0")) >= MOST_CLAIMS
    return Go(RESUME) if enough or not open_claims(view) else None


def ask_claim(view: View) -> Message:
    """Another actor's record says something of one's own."""
    claims = open_claims(view)
    if not claims:
        return staff_says("staff.care.no_claim", leave())
    yes, no = option("yes", "staff.care.claim_yes"), option("no", "staff.care.claim_no")
    later = option("later", "staff.care.claim_later")
    return staff_says(f"staff.care.claim_{claims[0].as_}", yes, no, later, actor=claims[0].name)


def take_claim(view: View, value: str) -> Go:
    """Yes, no, or another time; then the next one."""
    claims = open_claims(view)
    if value not in ("yes", "no") or not claims:
        return left()
    answered = AnswerClaim(claims[0].actor, claims[0].as_, right=value == "yes")
    asked = str(int(view.data.get("claims", "0")) + 1)
    told = {"claims": asked, "answered": _key(claims[0])}
    return Go("staff_care.link", (answered,), (staff_says("staff.care.thanks"),), data=told)


def _step(name: str, ask: Ask, then: Then, *exits: str, unless: Unless = unless_record) -> Step:
    step = Step(f"staff_care.{name}", ask, OneOf(), then, (*exits, RESUME), unless=unless)
    return guarded(step, "focal")


STEPS: tuple[Step, ...] = (
    door("staff_care.still", still, "focal", exits=("staff_care.link", RESUME)),
    _step(
        "groups", ask_groups, take_group,
        "staff_care.fields", "staff_care.past", "staff_care.closed", "staff_care.link",
    ),
    _step("fields", ask_fields, take_field,
          "staff_care.groups", "staff_care.some", "staff_care.value"),
    _step("past", ask_past, after_past, "staff_care.groups"),
    _step("closed", ask_closed, take_closed),
    _step("link", ask_claim, take_claim, "staff_care.link", STAY, unless=unless_claimed),
)  # fmt: skip
ACTIONS = {
    "still": "staff_care.still",
    "changed": "staff_care.groups",
    "closed": "staff_care.closed",
}
COMMANDS = {"record": "staff_care.groups"}
