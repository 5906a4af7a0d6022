"""The schema a database begins with; its statements stand in one file per database, as text."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the statements, which an empty line separates."""
    database = op.get_bind().dialect.name
    script = Path(__file__).with_name(f"r0001_{database}.sql").read_text(encoding="utf-8")
    for statement in script.split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
