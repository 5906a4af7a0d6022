"""Effects that stay between Tawjih and whoever talks: saying, remembering, forgetting, leaving."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from casework import authority, erasure, tasks
from casework.hashes import word_hash
from casework.labels import LANGUAGES
from casework.notices import give_kept
from casework.ports import Outgoing
from casework.sitting import Turn
from casework.world import province_of, region_of
from conversations.effects import (
    EraseEverything,
    ProtectWith,
    QuickExit,
    RecordFact,
    Say,
    SetLanguage,
    Unlock,
)
from conversations.messages import say
from conversations.steps import Place

UNLOCKED_FOR = timedelta(minutes=15)


def tell(effect: Say, turn: Turn) -> None:
    """Into the outbox."""
    turn.say(effect.message)


def record_fact(effect: RecordFact, turn: Turn) -> None:
    """Keep or forget a fact; a place also gives the counted region and province."""
    person = turn.uow.people.get(authority.person(turn))
    if person is None:
        return
    if effect.name == "adult" and not _may_grow_up(effect.value, turn):
        turn.note(person.id, "refused.adult")
        return
    turn.uow.people.record(person.id, effect.name, effect.value, at=turn.now)
    if effect.name == "place":
        region, province = region_of(effect.value), province_of(effect.value)
        turn.uow.people.save(replace(person, region=region, province=province))
    if effect.name == "adult" and effect.value == "no":
        turn.uow.people.save(replace(person, minor_lifted=False))
        _recall(turn, person.id)


def _recall(turn: Turn, person: str) -> None:
    """Nothing of somebody under 18 stays with an actor: a consent given as an adult was none.

    Where something had been sent, a human must know that a child was handed on.
    """
    for referral in turn.uow.referrals.of_person(person):
        if referral.is_open:
            erasure.take_back(turn, referral, by=person)
            tasks.open_for_referral(turn, "recalled", referral)


def _may_grow_up(value: str, turn: Turn) -> bool:
    """Only a human lifts "under 18" (domain.md, Intake); the dialogue cannot."""
    return value == "no" or turn.uow.people.facts(turn.owner).get("adult") != "no"


def set_language(effect: SetLanguage, turn: Turn) -> None:
    """Speak that language from now on; staff are spoken to in French or Arabic."""
    if effect.language in LANGUAGES:
        turn.change_chat(language=effect.language)


def protect_with(effect: ProtectWith, turn: Turn) -> None:
    """Guard the cases with a word; whoever chose it stays in for a quarter of an hour."""
    person = turn.uow.people.get(authority.person(turn))
    if person is None:
        return
    secret = word_hash(turn.uow, person.id, effect.secret)
    turn.uow.people.save(replace(person, secret=secret))
    turn.change_chat(unlocked_until=turn.now + UNLOCKED_FOR if secret else None)
    turn.note(person.id, "word_set" if secret else "word_removed")


def unlock(effect: Unlock, turn: Turn) -> None:
    """The right word was given: what waited for it is told."""
    turn.change_chat(unlocked_until=turn.now + UNLOCKED_FOR)
    turn.note(authority.person(turn), "unlocked")
    for message in give_kept(turn, turn.owner):
        turn.say(message)


def erase_everything(effect: EraseEverything, turn: Turn) -> None:
    """All is destroyed; what is said next is said to somebody nobody knows."""
    person = authority.person(turn)
    chat, minor = turn.chat, turn.uow.people.facts(person).get("adult") == "no"
    erasure.erase(turn, person, by=person)
    turn.chat = replace(
        chat,
        id=turn.around.ids.new(),
        owner=erasure.stranger(turn),
        proposed_name="",
        unlocked_until=None,
    )
    if minor:  # Erasing is no way around it: only a human lifts "under 18" (docs/decisions/0012).
        turn.uow.people.record(turn.owner, "adult", "no", at=turn.now)
    turn.place = Place(turn.place.step, version=turn.place.version)
    turn.uow.chats.add(replace(turn.chat, place=turn.place))


def quick_exit(effect: QuickExit, turn: Turn) -> None:
    """Both sides' messages go, one banal line stays, and what is pending is held."""
    authority.person(turn)
    # No keyboard either: its words would tell what this was.
    goodbye = replace(say("told.exit"), footer=False)
    gone = Outgoing(turn.chat.id, goodbye, turn.chat.language, kind="exit")
    turn.uow.outbox.hold(turn.chat.id, held=True)
    turn.uow.outbox.put(gone)
    turn.change_chat(held=True, unlocked_until=None)
