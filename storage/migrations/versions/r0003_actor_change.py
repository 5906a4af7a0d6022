"""With which version of the catalogue each actor changed last: a snapshot reads only those."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ACTOR_CHANGE = """CREATE TABLE actor_change (
    actor TEXT NOT NULL,
    n BIGINT NOT NULL,
    CONSTRAINT pk_actor_change PRIMARY KEY (actor)
)"""
BY_VERSION = "CREATE INDEX ix_actor_change_n ON actor_change (n)"


def upgrade() -> None:
    """The same statements on both databases."""
    op.get_bind().exec_driver_sql(ACTOR_CHANGE)
    op.get_bind().exec_driver_sql(BY_VERSION)
