"""Somebody with a case, as plain values: what the tests of storage tell their stories about."""

from datetime import timedelta
from typing import Any

from casework.consent import Consent
from casework.person import Chat, Person, StaffMember
from casework.referral import Referral
from catalogue.actor import Actor
from conversations.steps import Place
from storage.work import Work
from tests.storage.conftest import NOON

NAME, PHONE, PLACE = "فاطمة الزهراء", "+212661234567", "04.091.01.01"


def person(name: str = "p1", **changes: Any) -> Person:
    return Person(
        **{"id": name, "created_at": NOON, "region": "04", "province": "04.091"} | changes
    )


def chat(name: str = "c1", owner: str = "p1", **changes: Any) -> Chat:
    plain = {
        "id": name, "channel": "telegram", "address": f"address-of-{name}", "owner": owner,
        "staff": False, "language": "ary", "place": Place("intake.need", {"need": "food"}),
        "proposed_name": NAME,
    }  # fmt: skip
    return Chat(**plain | changes)


def consent(name: str = "k1", owner: str = "p1", actor: str = "EN", **changes: Any) -> Consent:
    plain = {
        "id": name, "person": owner, "kind": "referral", "actor": actor,
        "scope": ("name", "contact"), "text_version": "2026-11", "language": "ary",
        "channel": "telegram", "granted_at": NOON, "expires_at": NOON + timedelta(days=7),
    }  # fmt: skip
    return Consent(**plain | changes)


def referral(name: str = "r1", owner: str = "p1", actor: str = "EN", **changes: Any) -> Referral:
    plain = {
        "id": name, "reference": f"TJ-{name.upper()}", "consent": "k1", "person": owner,
        "actor": actor, "need": "food", "place": PLACE, "province": "04.091", "region": "04",
        "urgency": "normal", "sensitive": False, "scope": ("name", "contact"),
        "state": "requested", "sent_at": NOON, "acknowledge_by": NOON + timedelta(days=3),
        "decide_by": NOON + timedelta(days=7), "contact_by": NOON + timedelta(days=14),
    }  # fmt: skip
    return Referral(**plain | changes)


def focal(name: str = "s1", actor: str = "EN", **changes: Any) -> StaffMember:
    plain = {"id": name, "role": "focal", "actor": actor, "region": "", "joined_at": NOON}
    return StaffMember(**plain | changes)


def coordinator(name: str = "s9", region: str = "04", **changes: Any) -> StaffMember:
    plain = {"id": name, "role": "coordinator", "actor": "", "region": region, "joined_at": NOON}
    return StaffMember(**plain | changes)


def actor(name: str = "EN", **changes: Any) -> Actor:
    plain = {
        "id": name, "names": {"fr": "Association Exemple", "ar": "جمعية المثال"},
        "perimeter": ("04",), "needs": ("food", "violence"), "tier": "referral",
    }  # fmt: skip
    return Actor(**plain | changes)


def keep_somebody(work: Work, name: str = "p1") -> None:
    """A person with a chat and what they told."""
    work.people.add(person(name))
    work.chats.add(chat(f"c-{name}", owner=name))
    work.people.record(name, "call_name", NAME, at=NOON)
    work.people.record(name, "reach", PHONE, at=NOON)


def keep_case(work: Work, name: str = "p1") -> None:
    """The same, with a referral on its way."""
    keep_somebody(work, name)
    work.consents.add(consent(f"k-{name}", owner=name))
    work.referrals.add(referral(f"r-{name}", owner=name, consent=f"k-{name}"))
