"""Effects that count how messages were read, and the mark of staff that one was misread."""

from __future__ import annotations

from datetime import date

from casework import authority
from casework.errors import IllegalMove
from casework.misreadings import form, masked
from casework.morocco_time import today
from casework.readings import Noted, Said
from casework.sitting import Turn
from casework.statistics import SENSITIVE
from catalogue.needs import needs
from conversations.effects import CountMeant, CountReading, MarkMisread

MARKED = "misread"
"""The line of the audit; its subject is the case, and it says nothing of any need."""


def count(effect: CountReading, turn: Turn) -> None:
    """One more message, understood or not."""
    read = masked(effect.asked, effect.read)
    said: Said = "missed" if effect.missed else "read"
    noted = Noted(today(turn.now), form(effect.form), effect.asked, said, read)
    turn.uow.readings.count(noted)


def count_meant(effect: CountMeant, turn: Turn) -> None:
    """What a missed message meant stands in its own row from now on, once."""
    read, meant = masked(effect.asked, effect.read), masked(effect.asked, effect.meant)
    day, written = date.fromisoformat(effect.day), form(effect.form)
    if meant and turn.uow.readings.uncount(Noted(day, written, effect.asked, "missed", read)):
        turn.uow.readings.count(Noted(day, written, effect.asked, "missed", read, meant))


def mark(effect: MarkMisread, turn: Turn) -> None:
    """Staff say which need was meant: counted once for a case, by whoever may see it; audited.

    The case itself stays as the person agreed to it: another need takes another consent.
    """
    member = authority.member(turn)
    referral, _ = authority.case(turn, effect.reference)
    if effect.meant != SENSITIVE and (effect.meant not in needs() or _sensitive(effect.meant)):
        raise IllegalMove
    if turn.uow.audit.noted(MARKED, referral.reference):
        return
    chats = turn.uow.chats.of_owner(referral.person)
    written = form(chats[0].language if chats else "")
    read = masked("need", referral.need)
    # The audit holds the day and the case: the row holds the month only, and ties to neither.
    month = today(turn.now).replace(day=1)
    meant = masked("need", effect.meant)
    turn.uow.readings.count(Noted(month, written, "need", "marked", read, meant))
    turn.note(member.id, MARKED, subject=referral.reference)


def _sensitive(code: str) -> bool:
    return needs()[code].sensitive
