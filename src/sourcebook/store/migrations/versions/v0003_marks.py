"""What each fact was when it was last written, and indices for the rows that name a report or an entity."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table and the indices."""
    op.create_table(
        "marks",
        sa.Column("noun", sa.String(), primary_key=True),
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_events_host", "events", ["host"])
    op.create_index("ix_events_place", "events", ["place"])
    op.create_index("ix_event_history_report", "event_history", ["report"])
    op.create_index("ix_story_reports_report", "story_reports", ["report"])
    op.create_index("ix_origin_reports_report", "origin_reports", ["report"])
    op.create_index("ix_series_events_event", "series_events", ["event"])
