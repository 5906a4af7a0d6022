"""The cartography: records have parts, and keep their history, proposals and assessments."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.scripts import run_script

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ACTOR = sa.table("actor", sa.column("id", sa.Text), sa.column("record", sa.JSON))


def upgrade() -> None:
    """New tables, and each record in its new form."""
    run_script("r0004")
    connection = op.get_bind()
    for row in connection.execute(sa.select(ACTOR)).all():
        changed = sa.update(ACTOR).where(ACTOR.c.id == row.id)
        connection.execute(changed.values(record=in_parts(row.record)))


def in_parts(record: dict[str, Any]) -> dict[str, Any]:
    """A flat record as the values of its own row; what was empty is left out."""
    if "values" in record:
        return record
    told = {name: value for name, value in record.items() if value and name != "names"}
    return {"values": told | {"name": record.get("names", {})}, "parts": {}}
