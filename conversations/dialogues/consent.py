"""Consent: to one named actor, item by item; the word that guards a case; the later checks.

The sensitive need is named nowhere here: its `staff_label` stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conversations.answers import OneOf, Words, secret_of
from conversations.dialogues.offers import no_more
from conversations.dialogues.pieces import named, place_of, sensitive, yes_no
from conversations.effects import Effect, GrantConsent, OpenReferral, ProtectWith, RecordFact
from conversations.messages import Message, Option, Ref, Text, lines, option, say
from conversations.steps import NEED_DOUBT, PLACE_DOUBT, RESUME, SEEN, STAY, Go, Step
from conversations.view import Input, View

PICTURES = ("🌙", "🌹", "🐟", "🌴", "🍎", "🔑", "🐱", "🚗", "🎈")
"""Nine pictures, one of which may guard a case instead of a word."""
LONGEST_SECRET = 40
DROP, KEEP = "drop:", "keep:"


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may pass: its name in the scope, whether there is any, how it is shown."""

    name: str
    there: Callable[[View], bool]
    shown: Callable[[View], Text]


def contact_shown(view: View) -> Text:
    """The number, or that they write through this chat only."""
    reach = view.facts.get("reach", "chat")
    if reach == "chat":
        return Text("consent.item.chat")
    return Text("consent.item.phone", {"phone": reach})


ITEMS: tuple[Item, ...] = (
    Item(
        "name",
        lambda view: bool(view.facts.get("call_name")),
        lambda view: Text("consent.item.name", {"name": view.facts["call_name"]}),
    ),
    Item("contact", lambda view: True, contact_shown),
    Item(
        "need",
        lambda view: bool(view.data.get("need")),
        lambda view: Text("consent.item.need", {"need": named(view, view.data["need"])}),
    ),
    Item(
        "place",
        lambda view: bool(place_of(view)),
        lambda view: Text("consent.item.place", {"place": Ref("place", place_of(view))}),
    ),
    Item(
        "note",
        lambda view: bool(view.facts.get("note")),
        lambda view: Text("consent.item.note", {"note": view.facts["note"]}),
    ),
)


def there(view: View) -> list[Item]:
    """What could pass."""
    return [item for item in ITEMS if item.there(view)]


def dropped(view: View) -> frozenset[str]:
    """What the person has taken off."""
    return frozenset(view.data.get("dropped", "").split())


def scope(view: View) -> tuple[str, ...]:
    """What passes."""
    return tuple(item.name for item in there(view) if item.name not in dropped(view))


def switch(view: View, item: Item) -> Option:
    """The button that takes an item off, or puts it back."""
    if item.name in dropped(view):
        return option(KEEP + item.name, f"consent.keep.{item.name}")
    return option(DROP + item.name, f"consent.drop.{item.name}")


def ask_consent(view: View) -> Message:
    """Who, what, why, how long; that no is fine; how to take it back; the risks; the rights.

    While items are taken off and put back, what was just read is not told again.
    """
    passing = [item.shown(view) for item in there(view) if item.name not in dropped(view)]
    told = () if view.data.get(SEEN) else ("why", "free", "risk", "rights")
    parts = (
        Text("consent.recipient", {"actor": Ref("actor", view.data.get("actor", ""))}),
        *for_child(view),
        *replaced(view),
        *lines(Text("consent.passes"), *(passing or [Text("consent.item.nothing")])),
        *(Text(f"consent.{each}") for each in told),
    )
    options = (
        *yes_no("consent.yes", "consent.no"),
        *(switch(view, item) for item in there(view)),
        option("note", "consent.note"),
        option("correct", "consent.correct"),
    )
    return Message(parts, options, columns=2)


def for_child(view: View) -> tuple[Text, ...]:
    """A parent consents for the child, and is told so."""
    return (Text("consent.child"),) if view.facts.get("for_whom") == "child" else ()


def replaced(view: View) -> tuple[Text, ...]:
    """The open case this one takes the place of ends with the yes (docs/decisions/0011)."""
    case = view.case(view.data.get("replaces", ""))
    if case is None or case.ended:
        return ()
    return (Text("consent.replaces", {"reference": case.reference}),)


def no_recipient(view: View) -> Go | None:
    """The actor is gone since it was shown."""
    known = view.world.actor(view.data.get("actor", "")) is not None
    return None if known else no_more(view, ())


def take_consent(view: View, value: str) -> Go:
    """Yes, no, an item off or on, a word for the actor, a correction."""
    if value == "yes":
        return granted(view)
    if value == "no":
        return Go("consent.after_no", say=(say("consent.refused"),))
    if value == "note":
        return Go("contact.note", data={SEEN: ""})
    if value == "correct":
        return Go("consent.fix", data={SEEN: ""})
    return Go(STAY, data={"dropped": switched(view, value), SEEN: "1"})


def switched(view: View, value: str) -> str:
    """The items that are off after this tap."""
    name = value.partition(":")[2]
    off = dropped(view) | {name} if value.startswith(DROP) else dropped(view) - {name}
    return " ".join(sorted(off))


def granted(view: View) -> Go:
    """The yes, and what it was said for."""
    actor, need = view.data.get("actor", ""), view.data.get("need", "")
    effects: tuple[Effect, ...] = (
        GrantConsent("referral", actor, scope(view)),
        OpenReferral(actor, need, view.data.get("replaces", "")),
    )
    return Go("consent.secret", effects, data={"need": need}, fresh=True)


def ask_after_no(view: View) -> Message:
    """No changes nothing: the other offers are still there."""
    options = (option("offers", "consent.after_no.offers"), option("leave", "offers.leave"))
    return Message((Text("consent.after_no"),), options)


def take_after_no(view: View, value: str) -> Go:
    """The offers again, or enough for now."""
    return Go("offers.show", data={"offers": "0"}) if value == "offers" else Go(RESUME)


def ask_fix(view: View) -> Message:
    """What should be put right?"""
    options = tuple(option(each, f"consent.fix.{each}") for each in FIXES)
    return Message((Text("consent.fix"),), options, columns=2)


FIXES = {
    "name": ("contact.name", "call_name"),
    "reach": ("contact.reach", "reach"),
    "note": ("contact.note", "note"),
    "need": ("intake.need", "needs"),
    "place": ("place.ask", "place"),
}
"""What can be put right, the step that asks it, and the fact that is forgotten for it."""


def take_fix(view: View, value: str) -> Go:
    """Asked again from there; the offers are looked up anew where they depend on it."""
    step, fact = FIXES[value]
    data = {"confirmed": "1", "skip": "all", NEED_DOUBT: "", PLACE_DOUBT: "", "offers": "0"}
    if value == "name":
        data["nameless"] = ""
    forgotten = {**data, "needs": ""} if value == "need" else data
    return Go(step, (RecordFact(fact, ""),), data=forgotten)


@dataclass(frozen=True, slots=True)
class Secret:
    """A picture, a word, or no: a no in words must not become the word that is asked for later."""

    def take(self, said: Input, view: View, prompt: Message) -> str | None:
        """The option or the word, or None when it is no answer."""
        refused = said.reading.control == "no"
        return "skip" if refused else Words(LONGEST_SECRET).take(said, view, prompt)


def ask_secret(view: View) -> Message:
    """A word, or a picture out of nine, that must be given before the case is spoken of."""
    pictures = (
        option(f"picture:{n}", "consent.picture", picture=p) for n, p in enumerate(PICTURES)
    )
    return Message(
        (Text("consent.secret"),), (*pictures, option("skip", "consent.secret.skip")), columns=3
    )


def secret_needless(view: View) -> Go | None:
    """Only a sensitive case is offered a guard, and one is enough."""
    needed = sensitive(view, view.data.get("need", "")) and not view.protected
    return None if needed else Go("consent.checks")


def take_secret(view: View, value: str) -> Go:
    """The picture that was tapped, the word that was typed, or none."""
    if value == "skip":
        return Go("consent.checks")
    name, _, rank = value.partition(":")
    picture = name == "picture" and rank.isdecimal() and int(rank) < len(PICTURES)
    secret = PICTURES[int(rank)] if picture else value
    return Go("consent.checks", (ProtectWith(secret_of(secret)),), (say("consent.secret.kept"),))


def ask_checks(view: View) -> Message:
    """May we ask how things go, in the months to come?"""
    options = yes_no("consent.checks.yes", "consent.checks.no")
    return Message((Text("consent.checks"),), options, columns=2)


def checks_needless(view: View) -> Go | None:
    """Asked once; never of a child; of a sensitive case only with a safe slot agreed."""
    asked = view.facts.get("checks") in ("yes", "no")
    guarded = sensitive(view, view.data.get("need", "")) and not view.facts.get("safe_times")
    return Go(RESUME) if asked or guarded or view.facts.get("for_whom") == "child" else None


def take_checks(view: View, value: str) -> Go:
    """A consent of its own."""
    effects: tuple[Effect, ...] = (RecordFact("checks", value),)
    if value == "yes":
        effects = (*effects, GrantConsent("checks"))
    return Go(RESUME, effects, (say(f"consent.checks.told.{value}"),))


STEPS = (
    Step(
        "consent.ask",
        ask_consent,
        OneOf(),
        take_consent,
        (STAY, "consent.secret", "consent.after_no", "contact.note", "consent.fix", "offers.show"),
        unless=no_recipient,
    ),
    Step("consent.after_no", ask_after_no, OneOf(), take_after_no, ("offers.show", RESUME)),
    Step("consent.fix", ask_fix, OneOf(), take_fix, tuple(step for step, _ in FIXES.values())),
    Step(
        "consent.secret",
        ask_secret,
        Secret(),
        take_secret,
        ("consent.checks",),
        unless=secret_needless,
        back=False,
    ),
    Step(
        "consent.checks",
        ask_checks,
        OneOf(),
        take_checks,
        (RESUME,),
        unless=checks_needless,
        back=False,
    ),
)
