"""The tables of the Record, as the first schema had them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def make() -> None:
    """Make the tables."""
    _conflicts()
    _entities()
    _origins()
    _series()
    _stories()
    _entity_names()
    _entity_roles()
    _events()
    _positions()
    _reports()
    _statements()
    _conflict_sides()
    _event_history()
    _event_mentions()
    _event_participants()
    _origin_evidence()
    _origin_reports()
    _position_evidence()
    _series_events()
    _statement_mentions()
    _story_reports()


def _to(column: str) -> sa.ForeignKey:
    return sa.ForeignKey(column, deferrable=True, initially="DEFERRED")


def _conflicts() -> None:
    op.create_table(
        "conflicts",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
        sa.Column("made_by", sa.String(), _to("provenance.id"), nullable=False),
    )
    op.create_index("ix_conflicts_about", "conflicts", ["about"])


def _entities() -> None:
    op.create_table(
        "entities",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.String()),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
        sa.Column("made_by", sa.String(), _to("provenance.id"), nullable=False),
    )
    op.create_index("ix_entities_name", "entities", ["name"])


def _origins() -> None:
    op.create_table(
        "origins",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
        sa.Column("made_by", sa.String(), _to("provenance.id"), nullable=False),
    )


def _series() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
        sa.Column("made_by", sa.String(), _to("provenance.id"), nullable=False),
    )


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
        sa.Column("made_by", sa.String(), _to("provenance.id"), nullable=False),
    )


def _entity_names() -> None:
    op.create_table(
        "entity_names",
        sa.Column("entity", sa.String(), _to("entities.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
    )
    op.create_index("ix_entity_names_name", "entity_names", ["name"])


def _entity_roles() -> None:
    op.create_table(
        "entity_roles",
        sa.Column("entity", sa.String(), _to("entities.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Date()),
        sa.Column("latest", sa.Date()),
        sa.Column("more", sa.JSON(none_as_null=True)),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("story", sa.String(), _to("stories.id")),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("mode", sa.String()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sides", sa.JSON(), nullable=False),
        sa.Column("host", sa.String(), _to("entities.id")),
        sa.Column("place", sa.String(), _to("entities.id")),
        sa.Column("date_earliest", sa.Date()),
        sa.Column("date_latest", sa.Date()),
        sa.Column("level", sa.String()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("series_id", sa.String(), _to("series.id")),
        sa.Column("series_ordinal", sa.Integer()),
        sa.Column("origins_independent", sa.Integer(), nullable=False),
        sa.Column("origins_dependent", sa.Integer(), nullable=False),
        sa.Column("origins_unknown", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
        sa.Column("made_by", sa.String(), _to("provenance.id"), nullable=False),
    )
    op.create_index("ix_events_series_id", "events", ["series_id"])
    op.create_index("ix_events_story", "events", ["story"])


def _positions() -> None:
    op.create_table(
        "positions",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(), _to("entities.id"), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date()),
        sa.Column("replaces", sa.String(), _to("positions.id")),
        sa.Column("more", sa.JSON(none_as_null=True)),
        sa.Column("made_by", sa.String(), _to("provenance.id"), nullable=False),
    )
    op.create_index("ix_positions_holder", "positions", ["holder"])
    op.create_index("ix_positions_replaces", "positions", ["replaces"])


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(), _to("pages.key"), nullable=False, unique=True),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("published_earliest", sa.Date()),
        sa.Column("published_latest", sa.Date()),
        sa.Column("published_basis", sa.String()),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("translated", sa.Boolean(), nullable=False),
        sa.Column("story", sa.String(), _to("stories.id")),
        sa.Column("origin", sa.String(), _to("origins.id")),
        sa.Column("byline", sa.Text()),
        sa.Column("dateline", sa.Text()),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
        sa.Column("made_by", sa.String(), _to("provenance.id"), nullable=False),
    )
    op.create_index("ix_reports_origin", "reports", ["origin"])
    op.create_index("ix_reports_outlet", "reports", ["outlet"])
    op.create_index("ix_reports_story", "reports", ["story"])


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(), _to("entities.id")),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("date_earliest", sa.Date()),
        sa.Column("date_latest", sa.Date()),
        sa.Column("via", sa.JSON(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("origins_independent", sa.Integer(), nullable=False),
        sa.Column("origins_dependent", sa.Integer(), nullable=False),
        sa.Column("origins_unknown", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
        sa.Column("made_by", sa.String(), _to("provenance.id"), nullable=False),
    )
    op.create_index("ix_statements_speaker", "statements", ["speaker"])


def _conflict_sides() -> None:
    op.create_table(
        "conflict_sides",
        sa.Column("conflict", sa.String(), _to("conflicts.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("report", sa.String(), _to("reports.id"), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
    )
    op.create_index("ix_conflict_sides_report", "conflict_sides", ["report"])


def _event_history() -> None:
    op.create_table(
        "event_history",
        sa.Column("event", sa.String(), _to("events.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("date_earliest", sa.Date()),
        sa.Column("date_latest", sa.Date()),
        sa.Column("place", sa.Text()),
        sa.Column("report", sa.String(), _to("reports.id"), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
    )


def _event_mentions() -> None:
    op.create_table(
        "event_mentions",
        sa.Column("event", sa.String(), _to("events.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("report", sa.String(), _to("reports.id"), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
    )
    op.create_index("ix_event_mentions_report", "event_mentions", ["report"])


def _event_participants() -> None:
    op.create_table(
        "event_participants",
        sa.Column("event", sa.String(), _to("events.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("entity", sa.String(), _to("entities.id"), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
    )
    op.create_index("ix_event_participants_entity", "event_participants", ["entity"])


def _origin_evidence() -> None:
    op.create_table(
        "origin_evidence",
        sa.Column("origin", sa.String(), _to("origins.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("report", sa.String(), _to("reports.id"), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
    )
    op.create_index("ix_origin_evidence_report", "origin_evidence", ["report"])


def _origin_reports() -> None:
    op.create_table(
        "origin_reports",
        sa.Column("origin", sa.String(), _to("origins.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("report", sa.String(), _to("reports.id"), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
    )


def _position_evidence() -> None:
    op.create_table(
        "position_evidence",
        sa.Column("position", sa.String(), _to("positions.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("report", sa.String(), _to("reports.id"), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
    )
    op.create_index("ix_position_evidence_report", "position_evidence", ["report"])


def _series_events() -> None:
    op.create_table(
        "series_events",
        sa.Column("series", sa.String(), _to("series.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("event", sa.String(), _to("events.id"), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
    )


def _statement_mentions() -> None:
    op.create_table(
        "statement_mentions",
        sa.Column("statement", sa.String(), _to("statements.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("report", sa.String(), _to("reports.id"), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
    )
    op.create_index("ix_statement_mentions_report", "statement_mentions", ["report"])


def _story_reports() -> None:
    op.create_table(
        "story_reports",
        sa.Column("story", sa.String(), _to("stories.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("report", sa.String(), _to("reports.id"), nullable=False),
        sa.Column("more", sa.JSON(none_as_null=True)),
    )
