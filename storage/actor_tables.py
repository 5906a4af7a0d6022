"""The tables of the catalogue: records, their history, what is proposed, granted and assessed.

Nothing here is of a person; columns are marked as in `tables`.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Date, ForeignKey, Integer, Table

from storage.columns import Instant, Serial, key, metadata, only_where, technical, within

SINCE = {"nullable": True}

actor = Table(
    "actor",
    metadata,
    key(),
    technical("record", JSON),
    technical("verified_on", Date, **SINCE),
    technical("verified_by"),
    technical("full_until", Date, **SINCE),
)

actor_change = Table(
    "actor_change",
    metadata,
    key("actor"),
    # The version of the catalogue with which this actor changed last.
    technical("n", BigInteger, index=True),
)

actor_history = Table(
    "actor_history",
    metadata,
    technical("id", Serial, primary_key=True, autoincrement=True),
    technical("actor", index=True),
    technical("at", Instant),
    technical("who"),
    technical("why"),
    # One line per field that changed; a new record is one line with no field.
    technical("part"),
    technical("line"),
    technical("field"),
    technical("was", JSON, **SINCE),
    technical("became", JSON, **SINCE),
    sqlite_autoincrement=True,
)

proposal = Table(
    "proposal",
    metadata,
    key(),
    # What was proposed together is looked at together: a file, a visit to a form.
    technical("batch", index=True),
    technical("actor", index=True),
    technical("proposed_at", Instant),
    technical("proposed_by"),
    technical("why"),
    technical("changes", JSON),
    technical("state"),
    technical("decided_at", Instant, **SINCE),
    technical("decided_by"),
    within("state", ("open", "approved", "refused")),
    only_where("ix_proposal_open", "state = 'open'", "proposed_at"),
)

assessment = Table(
    "assessment",
    metadata,
    key("actor"),
    key("assessor"),
    technical("day", Date, primary_key=True),
    key("criterion"),
    technical("score", Integer),
    technical("note"),
)

accreditation = Table(
    "accreditation",
    metadata,
    technical("actor", None, ForeignKey("actor.id"), primary_key=True),
    key("need"),
    technical("granted_by"),
    technical("granted_at", Instant),
)
