"""Runs the statements that a migration keeps as text beside it, one file per database."""

from __future__ import annotations

from pathlib import Path

from alembic import op


def run_script(migration: str) -> None:
    """Run the statements of `<migration>_<database>.sql`, which empty lines separate."""
    database = op.get_bind().dialect.name
    script = Path(__file__).parent / "versions" / f"{migration}_{database}.sql"
    for statement in script.read_text(encoding="utf-8").split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
