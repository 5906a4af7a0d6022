"""Offers with their reasons, three at a time; what to say when nobody can be referred to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from conversations.answers import Needs, OneOf
from conversations.dialogues.pieces import (
    NEUTRAL,
    all_named,
    leave,
    place_of,
    spoken_case,
    wanted,
    where,
)
from conversations.effects import CallHuman, Effect, RecordFact
from conversations.messages import Message, Option, Ref, Text, lines, option, say
from conversations.steps import NEED_DOUBT, PLACE_DOUBT, RESUME, SEEN, STAY, Go, Step
from conversations.view import OfferView, View

PAGE = 3
"""Offers shown at once (domain.md, Intake)."""
PICK = "pick:"
GAPS = "gaps"
"""Set once the needs without an actor were counted, beside one that has its actor."""
THE_NEED = "reason.offers_need"
TURNED_DOWN = frozenset({"rejected", "expired", "failed"})
"""States after which the same actor is not proposed again for the same need."""
ALARM = {
    "violence": "violence",
    "trafficking": "confinement",
    "child_protection": "child",
    "minor_return": "child",
    "psychosocial": "suicide",
}
"""The numbers that go with a need for which nobody was found."""


def fitting(view: View) -> Sequence[OfferView]:
    """Actors that fit, without those that have the case already or could not take it."""
    needs = wanted(view)
    busy = {case.actor for case in view.cases if not case.ended}
    gone = {c.actor for c in view.cases if c.state in TURNED_DOWN and c.need in needs}
    return view.world.offers(needs, place_of(view), exclude=busy | gone)


def referable(view: View) -> list[OfferView]:
    """Those the case can be sent to."""
    return [offer for offer in fitting(view) if offer.referable]


def page_of(view: View) -> int:
    """The page that is shown, from 0."""
    return int(view.data.get("offers", "0") or 0)


def needs_named(view: View) -> tuple[Ref, ...] | Text:
    """What is looked for, as a text may name it."""
    return all_named(view, wanted(view))


def described(view: View, rank: int, offer: OfferView) -> Text:
    """An offer: who, and why; for which need only where there are several."""
    several = len(wanted(view)) > 1
    reasons = [each for each in offer.reasons if several or each.key != THE_NEED]
    why = dotted(*(reasons or (Text("offers.fits"),)))
    return Text("offers.item", {"rank": rank, "actor": Ref("actor", offer.actor), "why": why})


def dotted(first: Text, *others: Text) -> Text:
    """Several short texts on one line."""
    return Text("list.dots", {"first": first, "last": dotted(*others)}) if others else first


def ask_offers(view: View) -> Message:
    """Up to three actors the case can be sent to, each with its button."""
    offers, start = referable(view), page_of(view) * PAGE
    shown = list(enumerate(offers[start : start + PAGE], start + 1))
    intro = Text("offers.intro", {"needs": needs_named(view), "place": where(view)})
    picks = (option(PICK + each.actor, "offers.choose", rank=rank) for rank, each in shown)
    more = (option("more", "offers.more"),) if len(offers) > start + PAGE else ()
    options = (
        *picks,
        *more,
        option("need", "offers.other_need"),
        option("none", "offers.none_fit"),
    )
    found = (described(view, rank, each) for rank, each in shown)
    return Message((intro, *found, *without_actor(view)), options)


def nobody_fits(view: View) -> Go | None:
    """Nobody can be referred to: information only, and the gap is counted."""
    if not place_of(view):
        return Go("place.ask", data={"confirmed": "1"})
    if view.facts.get("for_whom") == "other":
        return Go("other.offers", counted(unserved(view)))
    return None if referable(view) else gap(view)


def gap(view: View) -> Go:
    """A task for the team, and what is known publicly."""
    return Go("offers.none", counted(wanted(view) or ("",)))


def counted(needs: Iterable[str]) -> tuple[CallHuman, ...]:
    """Each need for which nobody was found is a gap."""
    return tuple(CallHuman("gap", need=need) for need in needs)


def unserved(view: View) -> tuple[str, ...]:
    """The needs for which the catalogue has no actor that could be shown, in that place."""
    place = place_of(view)
    return tuple(need for need in wanted(view) if not view.world.offers((need,), place))


def take_offer(view: View, value: str) -> Go:
    """An actor, the next three, another need, or none of these."""
    if value.startswith(PICK):
        return chosen(view, value.removeprefix(PICK))
    if value == "more":
        return Go(STAY, data={"offers": str(page_of(view) + 1)})
    return gap(view) if value == "none" else elsewhere(view, value)


def chosen(view: View, actor: str) -> Go:
    """One actor, for the need it answers."""
    found = next((each for each in referable(view) if each.actor == actor), None)
    if found is None:
        return Go("offers.show", data={"offers": "0"})
    data = {"actor": actor, "need": found.need, SEEN: "", GAPS: "1"}
    # Chosen again after a step back, the same gap is not counted again.
    return Go("contact.name", () if view.data.get(GAPS) else counted(unserved(view)), data=data)


def elsewhere(view: View, value: str) -> Go:
    """Another need (tapped, or told in words), another place."""
    fresh = {"offers": "0", "needs": "", "skip": "all", "confirmed": "1", GAPS: ""}
    if value == "place":
        data = {**fresh, "needs": kept(view), PLACE_DOUBT: ""}
        return Go("place.ask", (RecordFact("place", ""),), data=data)
    if value == "need":
        return Go("intake.need", (RecordFact("needs", ""),), data=fresh)
    if value.startswith("? "):
        unsure = {**fresh, NEED_DOUBT: "1", "unsure": value.removeprefix("? ")}
        return Go("intake.need", (RecordFact("needs", ""),), data=unsure)
    if view.facts.get("for_whom") == "child":
        return Go("intake.child", (RecordFact("needs", ""),), data=fresh)
    return Go("offers.show", (RecordFact("needs", value),), data=fresh)


def kept(view: View) -> str:
    """The needs of a case to be replaced stay when only the place changes."""
    return view.data.get("needs", "")


def listed(view: View) -> tuple[Text, ...]:
    """Up to three actors known from a public source only: a name, a town, a site. No referral."""
    found = [offer for offer in fitting(view) if not offer.referable][:PAGE]
    if not found:
        return lines(Text("offers.listed.nobody"), *general(view))
    known = lines(Text("offers.listed"), *(public(each) for each in found))
    return (*known, *without_actor(view))


def without_actor(view: View) -> tuple[Text, ...]:
    """Said plainly of those among several needs that no actor at all meets here."""
    needs = unserved(view)
    if not needs:
        return ()
    plainly = Text("offers.nobody_for", {"needs": all_named(view, needs)})
    return lines(plainly, *general(view))


def general(view: View) -> tuple[Text, ...]:
    """The nearest general services, as information."""
    found = [public(each) for each in view.world.general(place_of(view))]
    return (Text("offers.general"), *found) if found else ()


def public(offer: OfferView) -> Text:
    """What a public source says of an actor."""
    actor = Ref("actor", offer.actor)
    if not offer.facts:
        return Text("offers.listed.item", {"actor": actor})
    return Text("offers.listed.item_with", {"actor": actor, "facts": dotted(*offer.facts)})


def ask_none(view: View) -> Message:
    """Said plainly: nobody to send it to; who is known; what can be done now."""
    intro = Text("offers.none", {"needs": needs_named(view), "place": where(view)})
    alarm = next((ALARM[need] for need in wanted(view) if need in ALARM), "")
    numbers = view.world.numbers(alarm, place_of(view)) if alarm else ()
    parts = (intro, *listed(view), *lines(Text("offers.none.team"), *numbers))
    return Message(parts, (*after_none(), option("leave", "offers.leave")))


def after_none() -> tuple[Option, ...]:
    """What one may try when nobody fits."""
    return (
        option("/human", "offers.human"),
        option("need", "offers.other_need"),
        option("place", "offers.other_place"),
    )


def take_none(view: View, value: str) -> Go:
    """Try otherwise, or leave it."""
    return Go(RESUME) if value == "leave" else elsewhere(view, value)


def ask_next(view: View) -> Message:
    """An actor could not take the case: shall the next one be asked?"""
    if (case := spoken_case(view)) is None:
        return Message((Text("case.guarded"),), (leave(),), neutral=NEUTRAL)
    key = "offers.next.expired" if case.state == "expired" else "offers.next"
    parts = (Text(key, {"reference": case.reference}),)
    options = (
        option("yes", "offers.next.yes"),
        option("no", "offers.next.no"),
        option("/human", "offers.human"),
    )
    return Message(parts, options, neutral=NEUTRAL)


def next_needless(view: View) -> Go | None:
    """A case that is not there any more; a guarded one waits for its word."""
    return Go(RESUME) if view.case(view.data.get("arg", "")) is None else None


def take_next(view: View, value: str) -> Go:
    """Look further, for the same need, in place of that referral."""
    case = spoken_case(view)
    return replacing(case.reference, case.need) if value == "yes" and case else Go(RESUME)


def replacing(reference: str, need: str) -> Go:
    """Offers for the need of a case, to replace it."""
    return Go("offers.show", data={"replaces": reference, "needs": need, "offers": "0"})


def no_more(view: View, effects: tuple[Effect, ...]) -> Go:
    """The actor is gone since it was shown: the offers again."""
    return Go("offers.show", effects, (say("offers.gone"),), data={"offers": "0"})


AROUND = ("place.ask", "intake.need", "intake.child", "offers.show", RESUME)

STEPS = (
    Step(
        "offers.show",
        ask_offers,
        Needs(),
        take_offer,
        (*AROUND, STAY, "offers.none", "contact.name", "other.offers"),
        unless=nobody_fits,
    ),
    Step("offers.none", ask_none, Needs(), take_none, AROUND),
    Step(
        "offers.next",
        ask_next,
        OneOf(),
        take_next,
        ("offers.show", RESUME),
        unless=next_needless,
        back=False,
    ),
)
