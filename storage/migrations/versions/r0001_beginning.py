"""The schema a database begins with; its statements stand in one file per database, as text."""

from __future__ import annotations

from storage.migrations.scripts import run_script

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first tables."""
    run_script("r0001")
