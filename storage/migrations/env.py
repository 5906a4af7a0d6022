"""What Alembic runs a migration in: the connection and the transaction of the caller."""

from __future__ import annotations

from alembic import context

from storage.columns import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
