"""Members of staff and how they come in: invites and desk links, each good once, kept as hashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Select, delete, or_, select, update

from casework.person import Invite, StaffMember
from storage import tables
from storage.actors import count_change
from storage.erase import erase
from storage.session import Session
from storage.tables import staff_member as table


class Staff:
    """Implements `casework.ports.Staff`, and adds the sessions of the web desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, member: str) -> StaffMember | None:
        """The member of that id."""
        return next(iter(self._found(select(table).where(table.c.id == member))), None)

    def add(self, member: StaffMember) -> None:
        """Somebody joined; what is said to them is sealed under a key of their own."""
        self._session.keys.make(member.id)
        self._session.add(table, asdict(member))
        self._counts(member.actor)

    def save(self, member: StaffMember) -> None:
        """A member as they are now."""
        self._session.change(table, asdict(member))
        self._counts(member.actor)

    def focal_points(self, actor: str) -> Sequence[StaffMember]:
        """Who answers for an actor, oldest first."""
        of = select(table).where(table.c.role == "focal", table.c.actor == actor, table.c.active)
        return self._found(of)

    def coordinators(self, region: str) -> Sequence[StaffMember]:
        """The coordinators of a region and those of the whole country."""
        of = select(table).where(table.c.role == "coordinator", table.c.active)
        return self._found(of.where(table.c.region.in_(["", region])))

    def all(self) -> Sequence[StaffMember]:
        """Everybody, oldest first."""
        return self._found(select(table))

    def remove(self, member: str) -> None:
        """They leave: key, chats, desk and sessions are destroyed."""
        leaving = self.get(member)
        erase(self._session, member)
        self._session.run(delete(table).where(table.c.id == member))
        self._counts(leaving.actor if leaving else "")

    def _counts(self, actor: str) -> None:
        """An actor has more or fewer focal points than a snapshot shows."""
        if actor:
            count_change(self._session, actor)

    def add_invite(self, invite: Invite) -> None:
        """A link that can be used once."""
        self._session.add(tables.invite, asdict(invite))

    def invite(self, token_hash: str) -> Invite | None:
        """The invite of that hash, used or not."""
        invite = tables.invite
        row = self._session.first(select(invite).where(invite.c.token_hash == token_hash))
        return Invite(**row) if row else None

    def redeem(self, token_hash: str, at: datetime) -> bool:
        """True for exactly one caller, ever."""
        invite = tables.invite.c
        unused = update(tables.invite).where(
            invite.token_hash == token_hash, invite.used_at.is_(None), invite.expires_at > at
        )
        return self._session.run(unused.values(used_at=at)).rowcount == 1

    def add_desk_link(self, token_hash: str, member: str, expires_at: datetime) -> None:
        """A link to the desk that can be used once."""
        link = {"token_hash": token_hash, "member": member, "expires_at": expires_at}
        self._session.add(tables.desk_link, link)

    def redeem_desk_link(self, token_hash: str, at: datetime) -> str | None:
        """The member a link is for; an answer for exactly one caller, ever."""
        link = tables.desk_link
        used = delete(link).where(link.c.token_hash == token_hash)
        for member, expires_at in self._session.tuples(
            used.returning(link.c.member, link.c.expires_at)
        ):
            return str(member) if at < expires_at else None
        return None

    def begin_session(self, token_hash: str, member: str, expires_at: datetime) -> None:
        """The desk is open for this browser."""
        begun = {"token_hash": token_hash, "member": member, "expires_at": expires_at}
        self._session.add(tables.desk_session, begun)

    def session(self, token_hash: str, at: datetime) -> StaffMember | None:
        """Who is behind a browser; None when the session is over or its member is gone."""
        begun = tables.desk_session.c
        who = select(table).join(tables.desk_session, begun.member == table.c.id)
        found = self._found(who.where(begun.token_hash == token_hash, begun.expires_at > at))
        return next((member for member in found if member.active), None)

    def end_sessions(self, *, token_hash: str = "", member: str = "") -> None:
        """One tap ends a session, or all of a member."""
        begun = tables.desk_session
        ended = or_(begun.c.token_hash == token_hash, begun.c.member == member)
        self._session.run(delete(begun).where(ended))

    def sweep(self, now: datetime) -> None:
        """Forget links and sessions that are over."""
        for table_ in (tables.desk_link, tables.desk_session):
            self._session.run(delete(table_).where(table_.c.expires_at <= now))

    def _found(self, wanted: Select[tuple[object, ...]]) -> list[StaffMember]:
        ordered = wanted.order_by(table.c.joined_at, table.c.id)
        return [StaffMember(**row) for row in self._session.all(ordered)]
