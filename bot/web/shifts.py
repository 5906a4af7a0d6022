"""Sessions of the web desk: begun by a single-use link, ended by one tap or after eight hours.

A shift is a chat of the member of staff like any other, on the channel `desk`: what is done there
goes through the same inbox and the same engine as in the messenger. No HTTP stands here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from casework.hashes import desk_hash
from casework.person import Chat, StaffMember
from casework.ports import Surroundings
from locales.texts import STAFF_LANGUAGES
from storage.work import Work

CHANNEL = "desk"
LIFE = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Shift:
    """A member of staff at their desk: who, and the chat of the desk."""

    member: StaffMember
    chat: Chat


def redeem(work: Work, around: Surroundings, link: str, *, life: timedelta = LIFE) -> str | None:
    """A session's token for a link's; None when the link is unknown, used or too old."""
    member = work.staff.redeem_desk_link(desk_hash(work, link), around.clock.now())
    found = work.staff.get(member) if member else None
    return begin(work, around, found, life=life) if found and found.active else None


def begin(
    work: Work, around: Surroundings, member: StaffMember, *, lang: str = "", life: timedelta = LIFE
) -> str:
    """Begin a session and return its token; the database keeps its hash alone."""
    token, now = around.ids.token(), around.clock.now()
    work.staff.begin_session(desk_hash(work, token), member.id, now + life)
    chat = _desk_of(work, around, member)
    language = lang or chat.language
    work.chats.save(replace(chat, blocked_at=None, language=language))
    work.audit.note(now, member.id, "desk_opened")
    return token


def whose(work: Work, around: Surroundings, token: str) -> Shift | None:
    """The shift of a session; None when it is over, or whoever it was has left the staff."""
    member = work.staff.session(desk_hash(work, token), around.clock.now())
    chat = next(iter(_desks(work, member)), None) if member else None
    return Shift(member, chat) if member and chat else None


def speak(work: Work, shift: Shift, lang: str) -> None:
    """Use another of the staff's languages at the desk."""
    if lang in STAFF_LANGUAGES:
        work.chats.save(replace(shift.chat, language=lang))


def end(work: Work, around: Surroundings, token: str) -> None:
    """End a session; without another one the desk cannot be told anything."""
    shift, now = whose(work, around, token), around.clock.now()
    work.staff.end_sessions(token_hash=desk_hash(work, token))
    if shift is not None:
        work.chats.save(replace(shift.chat, blocked_at=now))
        work.audit.note(now, shift.member.id, "desk_closed")


def _desk_of(work: Work, around: Surroundings, member: StaffMember) -> Chat:
    """The member's desk, made when they first open it, in the language they are spoken to."""
    if found := _desks(work, member):
        return found[0]
    others = [chat.language for chat in work.chats.of_owner(member.id)]
    known = [lang for lang in others if lang in STAFF_LANGUAGES]
    chat = Chat(
        id=around.ids.new(),
        channel=CHANNEL,
        address=member.id,
        owner=member.id,
        staff=True,
        language=known[0] if known else STAFF_LANGUAGES[0],
        place=None,
    )
    work.chats.add(chat)
    return chat


def _desks(work: Work, member: StaffMember) -> list[Chat]:
    return [chat for chat in work.chats.of_owner(member.id) if chat.channel == CHANNEL]
