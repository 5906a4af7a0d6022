"""For another adult: information and a link to pass on. Nobody consents for an adult."""

from __future__ import annotations

from conversations.answers import OneOf
from conversations.dialogues.offers import fitting, general, needs_named, public
from conversations.dialogues.pieces import where
from conversations.effects import RecordFact
from conversations.messages import Message, Text, lines, option
from conversations.steps import NEED_DOUBT, PLACE_DOUBT, RESUME, Go, Step
from conversations.view import View

SHOWN = 3


def link(view: View) -> tuple[Text, ...]:
    """The link to pass on, where the channel has one."""
    address = view.world.share_link()
    return (Text("other.link", {"link": address}),) if address else ()


def ask_other(view: View) -> Message:
    """Why no referral, the link, and what can be shown."""
    options = (
        option("info", "other.info"),
        option("self", "other.self"),
        option("leave", "other.leave"),
    )
    return Message((Text("other.why"), *link(view)), options)


def take_other(view: View, value: str) -> Go:
    """Information for that person, or one's own request after all."""
    if value == "info":
        return Go("intake.need", data={"confirmed": "1"})
    if value == "self":
        return Go("intake.need", (RecordFact("for_whom", "self"),))
    return Go(RESUME)


def ask_offers(view: View) -> Message:
    """Who exists, as information: none of these buttons sends anything."""
    values = {"needs": needs_named(view), "place": where(view)}
    found = [public(each) for each in fitting(view)[:SHOWN]]
    shown = found or [Text("offers.listed.nobody"), *general(view)]
    options = (
        option("need", "offers.other_need"),
        option("place", "offers.other_place"),
        option("leave", "other.leave"),
    )
    return Message((*lines(Text("other.offers", values), *shown), *link(view)), options)


def take_offers(view: View, value: str) -> Go:
    """Another need, another place, or enough."""
    if value == "leave":
        return Go(RESUME)
    fact, to = {"need": ("needs", "intake.need"), "place": ("place", "place.ask")}[value]
    return Go(to, (RecordFact(fact, ""),), data={"confirmed": "1", NEED_DOUBT: "", PLACE_DOUBT: ""})


STEPS = (
    Step("other.tell", ask_other, OneOf(), take_other, ("intake.need", RESUME)),
    Step("other.offers", ask_offers, OneOf(), take_offers, ("intake.need", "place.ask", RESUME)),
)
