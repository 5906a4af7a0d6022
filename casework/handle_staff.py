"""Staff join, confirm and pause their record, and open their figures and their desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from casework import authority, closing, leaving, record, reverify, roster, statistics
from casework.errors import NotYours
from casework.hashes import desk_hash, invite_hash
from casework.missed_words import this_month
from casework.morocco_time import today
from casework.person import Invite, StaffMember
from casework.sitting import Turn
from conversations.effects import (
    ConfirmRecord,
    JoinAsStaff,
    LeaveStaff,
    OpenDesk,
    PauseActor,
    ShowActors,
    ShowStatistics,
)
from conversations.messages import Message, Option, Text, say

DESK_LINK_FOR = timedelta(minutes=15)
STAFF_LANGUAGE = {"ary": "ar", "ary_Latn": "fr"}


def join(effect: JoinAsStaff, turn: Turn) -> None:
    """Redeem an invite, once: the chat becomes a member of staff's."""
    token = invite_hash(turn.uow, effect.invite)
    invite, before = turn.uow.staff.invite(token), turn.owner
    if turn.member is None and not _free_to_join(turn, before):
        raise NotYours
    if invite is None or not turn.uow.staff.redeem(token, turn.now):
        raise NotYours
    member = _member(turn, invite)
    turn.uow.staff.add(member)
    _ask_in_time(turn, member.actor)
    spoken = STAFF_LANGUAGE.get(turn.chat.language, turn.chat.language)
    turn.change_chat(owner=member.id, staff=True, language=spoken, proposed_name="")
    # What waited under the invite was a person's dialogue: nobody comes back to it.
    turn.place = replace(turn.place, under=None, trail=())
    turn.uow.chats.save(replace(turn.chat, place=turn.place))
    _leave(turn, before)
    turn.member = member
    turn.note(member.id, f"joined.{member.role}", subject=member.actor or member.region)


def _ask_in_time(turn: Turn, actor: str) -> None:
    """A record that somebody verified before is asked about again: now there is whom to ask."""
    known = turn.uow.actors.get(actor) if actor else None
    if known is not None and known.verified(today(turn.now)) and known.verified_on:
        reverify.watch(turn, actor, known.verified_on)


def _free_to_join(turn: Turn, person: str) -> bool:
    """Who has a case would read it under the eyes of a colleague; under 18 nobody is staff."""
    minor = turn.uow.people.facts(person).get("adult") == "no"
    return not minor and not turn.uow.referrals.of_person(person)


def _member(turn: Turn, invite: Invite) -> StaffMember:
    return StaffMember(
        id=turn.around.ids.new(),
        role=invite.role,
        actor=invite.actor,
        region=invite.region,
        joined_at=turn.now,
        protection=invite.protection,
    )


def _leave(turn: Turn, before: str) -> None:
    """Who one was in this chat: a person who told nothing yet, or an earlier membership."""
    if turn.member is None:
        turn.uow.people.erase(before)
    else:
        turn.uow.staff.save(replace(turn.member, active=False))


def leave(effect: LeaveStaff, turn: Turn) -> None:
    """Whoever writes here next is somebody nobody knows."""
    member = authority.member(turn)
    leaving.let_go(turn, member, by=member.id)
    turn.chat, turn.member = turn.uow.chats.get(turn.chat.id) or turn.chat, None


def confirm_record(effect: ConfirmRecord, turn: Turn) -> None:
    """The focal point's yes is the record's verification; a no brings a coordinator.

    Neither, while a coordinator is to decide whether the actor has closed.
    """
    member = authority.member(turn, "focal")
    if member.actor != effect.actor or closing.told(turn.uow, member.actor):
        raise NotYours
    said = record.confirm if effect.right else record.doubt
    said(turn, member.actor, by=member.id)


def pause(effect: PauseActor, turn: Turn) -> None:
    """Full until that day; None ends the pause."""
    member = authority.member(turn, "focal")
    turn.uow.actors.pause(member.actor, effect.until)
    turn.note(member.id, "paused" if effect.until else "pause_ended", subject=member.actor)


def show_statistics(effect: ShowStatistics, turn: Turn) -> None:
    """Figures of one's own region or actor."""
    member = authority.member(turn)
    turn.note(member.id, "statistics_shown", subject=member.actor or member.region)
    told = statistics.figures(turn.uow, member, turn.around)
    turn.say(replace(told, parts=(*told.parts, *this_month(turn, member))))


def show_actors(effect: ShowActors, turn: Turn) -> None:
    """The actors of one's own region: who can be referred to, until when, for what."""
    member = authority.member(turn, "coordinator")
    turn.note(member.id, "actors_shown", subject=member.region)
    shown = roster.called(turn, member, effect.name) if effect.name else roster.roster(turn, member)
    turn.say(shown)


def open_desk(effect: OpenDesk, turn: Turn) -> None:
    """A link to the web desk: one use, 15 minutes."""
    member = authority.member(turn)
    if not turn.around.base_url:
        turn.say(replace(say("staff.card.no_desk"), footer=False))
        return
    token = turn.around.ids.token()
    link = f"{turn.around.base_url.rstrip('/')}/desk/enter/{token}"
    expires = turn.now + DESK_LINK_FOR
    turn.uow.staff.add_desk_link(desk_hash(turn.uow, token), member.id, expires)
    turn.note(member.id, "desk_link")
    button = Option("desk", Text("staff.card.open_desk"), url=link)
    turn.say(Message((Text("staff.card.desk"),), (button,), footer=False))
