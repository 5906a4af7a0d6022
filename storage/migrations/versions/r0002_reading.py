"""How messages were read, counted: a day, a written form, what was taken for what; nobody's."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

READING = """CREATE TABLE reading (
    day DATE NOT NULL,
    form TEXT NOT NULL,
    asked TEXT NOT NULL,
    said TEXT NOT NULL,
    read TEXT NOT NULL,
    meant TEXT NOT NULL,
    n INTEGER NOT NULL,
    CONSTRAINT pk_reading PRIMARY KEY (day, form, asked, said, read, meant),
    CONSTRAINT ck_reading_asked CHECK (asked IN ('need', 'place')),
    CONSTRAINT ck_reading_said CHECK (said IN ('read', 'missed', 'marked'))
)"""


def upgrade() -> None:
    """The same statement on both databases."""
    op.get_bind().exec_driver_sql(READING)
