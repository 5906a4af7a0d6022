"""Consent given and taken back, and the referral that stands on it: the model refuses here."""

from __future__ import annotations

from casework import authority, consent, course, erasure, follow_up, notices, tasks
from casework.errors import IllegalMove, NoConsent, NotReferable
from casework.morocco_time import local, today
from casework.referral import Referral, urgency_of
from casework.sitting import Turn
from casework.world import AUDIENCE, fits_child, province_of, region_of
from catalogue.needs import needs
from catalogue.places import gazetteer
from catalogue.search import Snapshot
from conversations.effects import GrantConsent, OfferNextActor, OpenReferral, WithdrawConsent
from conversations.messages import Moment, say


def grant(effect: GrantConsent, turn: Turn) -> None:
    """Record a yes: what for, for whom, which items, which text, when and where."""
    person = authority.person(turn)
    if turn.uow.people.facts(person).get("adult") == "no":
        raise NoConsent
    given = consent.Consent(
        id=turn.around.ids.new(),
        person=person,
        kind=effect.kind,
        actor=effect.actor if effect.kind == "referral" else "",
        scope=consent.scope_of(effect.scope),
        text_version=effect.text_version or turn.around.text_version,
        language=turn.chat.language,
        channel=turn.chat.channel,
        granted_at=turn.now,
        expires_at=consent.expiry(effect.kind, turn.now),
    )
    _replace_standing(turn, given)
    turn.uow.consents.add(given)
    turn.note(person, f"consent_granted.{effect.kind}", subject=given.id)
    if effect.kind == "referral":
        wall = local(turn.now + consent.UNUSED)
        follow_up.add(turn, "consent_unused", person=person, subject=given.id, wall=wall)
    if effect.kind == "checks":
        follow_up.plan_checks(turn, person)


def _replace_standing(turn: Turn, given: consent.Consent) -> None:
    """A yes said again takes the place of the one before, unless a referral stands on that."""
    used = {each.consent for each in turn.uow.referrals.of_person(given.person)}
    for each in turn.uow.consents.of(given.person):
        same = (each.kind, each.actor) == (given.kind, given.actor)
        if same and each.id not in used and each.withdrawn_at is None:
            turn.uow.consents.withdraw(each.id, turn.now)


def withdraw(effect: WithdrawConsent, turn: Turn) -> None:
    """Take a yes back: the referral is cancelled, its cards are emptied, nothing more comes."""
    person = authority.person(turn)
    if effect.kind == "referral":
        referral = authority.case_as(turn, effect.reference, "person")
        turn.note(person, "consent_withdrawn.referral", subject=referral.reference)
        erasure.take_back(turn, referral, by=person)
        return
    standing = consent.standing(turn.uow.consents.of(person), effect.kind, turn.now)
    if standing is not None:
        turn.uow.consents.withdraw(standing.id, turn.now)
        turn.note(person, f"consent_withdrawn.{effect.kind}", subject=standing.id)
    if effect.kind == "checks":
        turn.uow.schedule.cancel(person, purposes=("check",))


def open_referral(effect: OpenReferral, turn: Turn) -> None:
    """Send the case to one actor. Raises NoConsent, NotReferable, or IllegalMove for a double."""
    person = authority.person(turn)
    facts = turn.uow.people.facts(person)
    before = turn.uow.referrals.of_person(person)
    if facts.get("adult") == "no":
        raise NoConsent
    given = consent.usable(turn.uow.consents.of(person), before, effect.actor, turn.now)
    _must_be_referable(turn, effect, facts)
    if any(each.actor == effect.actor and each.is_open for each in before):
        raise IllegalMove
    replaced = next((each for each in before if each.reference == effect.replaces), None)
    if replaced is not None and replaced.is_open:
        erasure.take_back(turn, replaced, by=person)
    referral = _requested(turn, effect, facts, given)
    turn.uow.referrals.add(referral)
    turn.uow.referrals.event(referral.id, turn.now, "person", {"to": "requested"})
    turn.note(person, "referral.requested", subject=referral.reference)
    _send(turn, referral)


def _must_be_referable(turn: Turn, effect: OpenReferral, facts: dict[str, str]) -> None:
    """Asked again inside the transaction, of the actor as it stands there, not of a snapshot."""
    actor = turn.uow.actors.get(effect.actor)
    if actor is None or not fits_child(actor, facts):
        raise NotReferable
    alone = Snapshot((actor,), gazetteer())
    place = facts.get("place") or None
    found = alone.offers([effect.need], place, today=today(turn.now), audience=AUDIENCE)
    if not any(offer.referable for offer in found):
        raise NotReferable


def _requested(
    turn: Turn, effect: OpenReferral, facts: dict[str, str], given: consent.Consent
) -> Referral:
    need, place = needs()[effect.need], facts.get("place", "")
    urgency = urgency_of([need.urgency], danger=bool(facts.get("danger")))
    limits = turn.around.deadlines[urgency]
    return Referral(
        id=turn.around.ids.new(),
        reference=turn.around.ids.reference(),
        consent=given.id,
        person=given.person,
        actor=effect.actor,
        need=effect.need,
        place=place,
        province=province_of(place),
        region=region_of(place),
        urgency=urgency,
        sensitive=need.sensitive,
        scope=given.scope,
        state="requested",
        sent_at=turn.now,
        acknowledge_by=turn.now + limits.acknowledge,
        decide_by=turn.now + limits.decide,
        contact_by=turn.now + limits.contact,
        replaces=effect.replaces,
    )


def _send(turn: Turn, referral: Referral) -> None:
    """Notice and card to the actor, a receipt to the person, and the rows that watch it."""
    turn.uow.schedule.cancel(referral.person, purposes=("draft",))
    turn.uow.schedule.cancel(referral.person, referral.consent, ("consent_unused",))
    if not notices.send_card(turn, referral, again=False):
        tasks.open_for_referral(turn, "unreached", referral)
    follow_up.watch_decision(turn, referral)
    follow_up.plan_check_ins(turn, referral)
    over = local(turn.now + consent.LONGEST)
    follow_up.add_for(turn, "consent_end", referral, over)
    follow_up.add_for(turn, "note", referral, local(turn.now + follow_up.NOTE_KEPT))
    turn.say(
        say(
            "told.sent",
            reference=referral.reference,
            actor=course.named(referral),
            when=Moment(referral.decide_by),
        )
    )


def offer_next_actor(effect: OfferNextActor, turn: Turn) -> None:
    """A coordinator has the person asked about another actor; consent is asked anew."""
    coordinator = authority.member(turn, "coordinator")
    referral, _ = authority.case(turn, effect.reference)
    if turn.uow.people.facts(referral.person).get("adult") == "no":
        raise IllegalMove
    turn.note(coordinator.id, "rerouted", subject=referral.reference)
    course.offer_next(turn, referral)
