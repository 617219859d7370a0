"""The first schema: what came in, what each page says, and the Record; full-text search and views."""

from __future__ import annotations

from alembic import op

from sourcebook.store.migrations.first import derived, kept, sql

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, the full-text index and the views."""
    kept.make()
    derived.make()
    if op.get_bind().dialect.name == "sqlite":
        for statement in sql.SEARCH:
            op.execute(statement)
    for statement in sql.VIEWS:
        op.execute(statement)
