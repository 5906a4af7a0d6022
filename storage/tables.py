"""The tables, every column marked by what it tells (`columns`); no statement, no rule.

A table with personal columns says in `info` whose they are (`owner`, a column) and what names the
row (`row`, columns known before the insert): sealing, export and erasure derive from that. What
has no owner yet (the inbox) is sealed under the intake key of its day.
"""

from __future__ import annotations

from typing import get_args

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    Table,
    UniqueConstraint,
)

from casework.referral import State
from storage.columns import (
    Instant,
    Serial,
    counted,
    key,
    lookup,
    metadata,
    only_where,
    personal,
    technical,
    within,
)

SINCE = {"nullable": True}

canary = Table(
    "canary",
    metadata,
    # Whose key seals it; the name under which that key is kept.
    key("name"),
    personal("value"),
    info={"owner": "name", "row": ("name",)},
)

tally = Table("tally", metadata, key("name"), technical("n", BigInteger))

person = Table(
    "person",
    metadata,
    key(),
    counted("created_at", Instant),
    counted("region"),
    counted("province"),
    lookup("secret"),
    technical("minor_lifted", Boolean),
    counted("first_contact_at", Instant, **SINCE),
)

fact = Table(
    "fact",
    metadata,
    technical("person", None, ForeignKey("person.id"), primary_key=True),
    # The name too is sealed, inside the value: that somebody was asked of danger tells already.
    lookup("name", primary_key=True),
    personal("value"),
    technical("at", Instant),
    info={"owner": "person", "row": ("person", "name")},
)

chat = Table(
    "chat",
    metadata,
    key(),
    technical("channel"),
    lookup("lookup", unique=True),
    technical("owner", index=True),
    technical("staff", Boolean),
    counted("language"),
    personal("address"),
    personal("place"),
    personal("proposed_name"),
    technical("held", Boolean),
    technical("blocked_at", Instant, **SINCE),
    technical("seen_at", Instant, **SINCE),
    technical("unlocked_until", Instant, **SINCE),
    info={"owner": "owner", "row": ("id",)},
)

consent = Table(
    "consent",
    metadata,
    key(),
    # No foreign key to `person`: after erasure the row stays, with its own id in this place.
    technical("person", index=True),
    counted("kind"),
    counted("actor"),
    technical("scope", JSON),
    technical("text_version"),
    counted("language"),
    counted("channel"),
    counted("granted_at", Instant),
    technical("expires_at", Instant),
    counted("withdrawn_at", Instant, **SINCE),
    UniqueConstraint("id", "person", "actor"),
    within("kind", ("referral", "checks", "statistics")),
)

referral = Table(
    "referral",
    metadata,
    key(),
    technical("reference", unique=True),
    technical("consent"),
    technical("person", index=True),
    counted("actor", index=True),
    counted("need"),
    personal("place"),
    counted("province"),
    counted("region", index=True),
    counted("urgency"),
    counted("sensitive", Boolean),
    technical("scope", JSON),
    counted("state"),
    counted("sent_at", Instant),
    counted("acknowledge_by", Instant),
    counted("decide_by", Instant),
    counted("contact_by", Instant),
    counted("received_at", Instant, **SINCE),
    counted("decided_at", Instant, **SINCE),
    technical("held_until", Instant, **SINCE),
    counted("contacted_at", Instant, **SINCE),
    counted("ended_at", Instant, **SINCE),
    counted("outcome"),
    counted("outcome_said_by"),
    counted("person_says"),
    counted("provider_says"),
    counted("disputed", Boolean),
    technical("replaces"),
    technical("destroyed_at", Instant, **SINCE),
    technical("version", Integer),
    ForeignKeyConstraint(
        ["consent", "person", "actor"],
        ["consent.id", "consent.person", "consent.actor"],
        onupdate="CASCADE",
    ),
    within("state", get_args(State)),
    within("urgency", ("normal", "urgent", "emergency")),
    info={"owner": "person", "row": ("id",)},
)

referral_event = Table(
    "referral_event",
    metadata,
    key(),
    technical("referral", None, ForeignKey("referral.id"), index=True),
    technical("person", index=True),
    technical("at", Instant),
    technical("said"),
    personal("what"),
    info={"owner": "person", "row": ("id",)},
)

due = Table(
    "due",
    metadata,
    key(),
    technical("purpose"),
    technical("person", index=True),
    technical("subject"),
    technical("local", DateTime),
    technical("at", Instant, index=True),
    technical("attempt", Integer),
    technical("leased_until", Instant, **SINCE),
)

task = Table(
    "task",
    metadata,
    key(),
    counted("kind"),
    counted("region"),
    counted("opened_at", Instant),
    technical("person", index=True),
    technical("reference"),
    counted("need"),
    counted("province"),
    counted("closed_at", Instant, **SINCE),
    technical("closed_by"),
    only_where("ix_task_open", "closed_at IS NULL", "region"),
)

check_answer = Table(
    "check_answer",
    metadata,
    technical("person", None, ForeignKey("person.id"), primary_key=True),
    key("check"),
    key("question"),
    personal("value"),
    technical("scoring"),
    technical("at", Instant),
    info={"owner": "person", "row": ("person", "check", "question")},
)

staff_member = Table(
    "staff_member",
    metadata,
    key(),
    counted("role"),
    counted("actor"),
    counted("region"),
    technical("joined_at", Instant),
    technical("protection", Boolean),
    technical("active", Boolean),
    within("role", ("focal", "coordinator")),
)

invite = Table(
    "invite",
    metadata,
    lookup("token_hash", primary_key=True),
    technical("role"),
    technical("actor"),
    technical("region"),
    technical("expires_at", Instant),
    technical("protection", Boolean),
    technical("used_at", Instant, **SINCE),
    within("role", ("focal", "coordinator")),
)

desk_link = Table(
    "desk_link",
    metadata,
    lookup("token_hash", primary_key=True),
    technical("member", None, ForeignKey("staff_member.id", ondelete="CASCADE"), index=True),
    technical("expires_at", Instant),
)

desk_session = Table(
    "desk_session",
    metadata,
    lookup("token_hash", primary_key=True),
    technical("member", None, ForeignKey("staff_member.id", ondelete="CASCADE"), index=True),
    technical("expires_at", Instant),
)

inbox = Table(
    "inbox",
    metadata,
    technical("id", Serial, primary_key=True, autoincrement=True),
    technical("channel"),
    technical("update_id"),
    lookup("lane"),
    technical("at", Instant),
    # Nobody's yet: sealed under the key of the day it came in, which this column names.
    technical("intake"),
    personal("raw"),
    technical("state"),
    technical("tries", Integer),
    technical("retry_at", Instant, **SINCE),
    technical("leased_until", Instant, **SINCE),
    technical("ended_at", Instant, **SINCE),
    UniqueConstraint("channel", "update_id"),
    within("state", ("waiting", "done", "dead")),
    only_where("ix_inbox_waiting", "state = 'waiting'", "lane", "id"),
    info={"owner": "intake", "row": ("channel", "update_id")},
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    technical("seq", Serial, primary_key=True, autoincrement=True),
    technical("id", unique=True),
    technical("chat", None, ForeignKey("chat.id", ondelete="CASCADE")),
    technical("owner", index=True),
    technical("kind"),
    technical("language"),
    personal("payload"),
    technical("card"),
    technical("stages", Integer),
    technical("version", Integer),
    technical("silent", Boolean),
    technical("put_at", Instant),
    technical("not_before", Instant),
    technical("state"),
    technical("stage", Integer),
    technical("sent", JSON),
    technical("tries", Integer),
    technical("retry_at", Instant, **SINCE),
    technical("leased_until", Instant, **SINCE),
    within("kind", ("message", "exit", "retract")),
    within("state", ("waiting", "dead")),
    only_where("ix_outbox_waiting", "state = 'waiting'", "chat", "seq"),
    info={"owner": "owner", "row": ("id",)},
    sqlite_autoincrement=True,
)

card = Table(
    "card",
    metadata,
    technical("chat", None, ForeignKey("chat.id", ondelete="CASCADE"), primary_key=True),
    key("card"),
    technical("message"),
)

sent_message = Table(
    "sent_message",
    metadata,
    technical("chat", None, ForeignKey("chat.id", ondelete="CASCADE"), primary_key=True),
    key("message"),
    technical("at", Instant, index=True),
    technical("ours", Boolean),
)

audit = Table(
    "audit",
    metadata,
    technical("id", Serial, primary_key=True, autoincrement=True),
    technical("at", Instant),
    technical("who"),
    technical("action"),
    technical("subject"),
    technical("reason"),
    sqlite_autoincrement=True,
)

reading = Table(
    "reading",
    metadata,
    # Nobody's: a day, how it was written, what was taken for what. No text, no person, no hour.
    counted("day", Date, primary_key=True),
    counted("form", primary_key=True),
    counted("asked", primary_key=True),
    counted("said", primary_key=True),
    counted("read", primary_key=True),
    counted("meant", primary_key=True),
    counted("n", Integer),
    within("asked", ("need", "place")),
    within("said", ("read", "missed", "marked")),
)

gap = Table(
    "gap",
    metadata,
    counted("need", primary_key=True),
    counted("province", primary_key=True),
    counted("month", primary_key=True),
    counted("n", Integer),
)
