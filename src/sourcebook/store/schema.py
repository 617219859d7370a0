"""The tables of a record: one schema for SQLite, which PostgreSQL can take as it stands.

Two kinds of tables. *Kept*: `pages`, `page_inputs`, `configs`, `readings`, `rejects` hold what came in and what each
page says, `decision_log` what the desk decided; they grow. *Derived*: the rest is the Record, written anew as a whole
from the readings and the log. Column names are INTERFACE.md's; a nested object's columns are its field's name and the
part's (`date_earliest`). `seq` keeps the order of a list, before the id (0 throughout: it goes by the ids). `more`
holds, as JSON, fields that have no column of their own (NULL: none).
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _to(column: str) -> ForeignKey:
    """A foreign key that is checked when the transaction ends, so that the order of writing is free."""
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


def _noun(name: str, *columns: Column[object]) -> Table:
    """A derived table of things with an id of their own."""
    return Table(
        name,
        metadata,
        Column("id", String, primary_key=True),
        Column("seq", Integer, nullable=False),
        *columns,
        Column("more", JSON(none_as_null=True)),
        Column("made_by", String, _to("provenance.id"), nullable=False),
    )


def _part(name: str, owner: str, *columns: Column[object]) -> Table:
    """A derived table of what belongs to a thing; `owner` is the column that names it."""
    plural = {"entity": "entities", "story": "stories", "series": "series"}.get(owner, owner + "s")
    return Table(
        name,
        metadata,
        Column(owner, String, _to(f"{plural}.id"), primary_key=True),
        Column("seq", Integer, primary_key=True),
        *columns,
        Column("more", JSON(none_as_null=True)),
    )


def _evidence() -> tuple[Column[object], ...]:
    return (
        Column("report", String, _to("reports.id"), nullable=False, index=True),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("text", Text, nullable=False),
    )


def _dates(field: str) -> tuple[Column[object], ...]:
    return Column(f"{field}_earliest", Date), Column(f"{field}_latest", Date)


def _origin_counts() -> tuple[Column[object], ...]:
    return tuple(Column(f"origins_{kind}", Integer, nullable=False) for kind in ("independent", "dependent", "unknown"))


meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

provenance = Table(
    "provenance",
    metadata,
    Column("id", String, primary_key=True),
    Column("stage", String, nullable=False),
    Column("versions", JSON, nullable=False),
    Column("config_sha256", String, nullable=False),
    Column("model_sha256", String, nullable=False),
)

configs = Table("configs", metadata, Column("sha256", String, primary_key=True), Column("config", JSON, nullable=False))

pages = Table(
    "pages",
    metadata,
    Column("number", Integer, primary_key=True),  # what the full-text index counts in
    Column("key", String, nullable=False, unique=True),
    Column("id", String, nullable=False, index=True),
    Column("given_id", Boolean, nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("published", Date),
    Column("language", String),
    Column("text", Text, nullable=False),
    Column("html", LargeBinary),  # zlib, UTF-8
    Column("layout", LargeBinary),  # zlib, msgpack: blocks and meta
    Column("config", String, _to("configs.sha256"), nullable=False),
)

page_inputs = Table(
    "page_inputs",
    metadata,
    Column("page", String, _to("pages.key"), primary_key=True),
    Column("input", Text, primary_key=True, index=True),
)

readings = Table(
    "readings",
    metadata,
    Column("page", String, _to("pages.key"), primary_key=True),
    Column("made_by", String, _to("provenance.id"), primary_key=True),
    Column("dated", String, primary_key=True),  # the days that its siblings gave it; empty: read as it came
    Column("sentences", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("reading", LargeBinary, nullable=False),  # zlib, msgpack; without the page's text
)

rejects = Table(
    "rejects",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("input", Text, nullable=False),
    Column("page", String, _to("pages.key")),  # NULL: no page could be made
    Column("reason", String, nullable=False),
    Column("detail", Text, nullable=False),
    Column("made_by", String, _to("provenance.id")),
    UniqueConstraint("input", "page"),
    Index("ix_rejects_page", "page"),
)

decision_log = Table(
    "decision_log",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("decision", JSON, nullable=False),
)

stories = _noun("stories", Column("title", Text, nullable=False))

reports = _noun(
    "reports",
    Column("page", String, _to("pages.key"), nullable=False, unique=True),
    Column("input", Text, nullable=False),
    Column("url", Text),
    Column("outlet", Text, index=True),
    Column("title", Text),
    *_dates("published"),
    Column("published_basis", String),
    Column("language", String, nullable=False),
    Column("translated", Boolean, nullable=False),
    Column("story", String, _to("stories.id"), index=True),
    Column("origin", String, _to("origins.id"), index=True),
    Column("byline", Text),
    Column("dateline", Text),
    Column("sha256", String, nullable=False),
)

entities = _noun(
    "entities",
    Column("type", String, nullable=False),
    Column("name", Text, nullable=False, index=True),
    Column("country", String),
    Column("reasons", JSON, nullable=False),
)

events = _noun(
    "events",
    Column("story", String, _to("stories.id"), index=True),
    Column("type", String, nullable=False),
    Column("mode", String),
    Column("title", Text, nullable=False),
    Column("sides", JSON, nullable=False),
    Column("host", String, _to("entities.id"), index=True),
    Column("place", String, _to("entities.id"), index=True),
    *_dates("date"),
    Column("level", String),
    Column("status", String, nullable=False),
    Column("series_id", String, _to("series.id"), index=True),
    Column("series_ordinal", Integer),
    *_origin_counts(),
    Column("reasons", JSON, nullable=False),
)

series = _noun("series", Column("name", Text, nullable=False))

statements = _noun(
    "statements",
    Column("speaker", String, _to("entities.id"), index=True),
    Column("kind", String, nullable=False),
    *_dates("date"),
    Column("via", JSON, nullable=False),
    Column("wording", String, nullable=False),
    *_origin_counts(),
    Column("reasons", JSON, nullable=False),
    Column("candidates", JSON, nullable=False),
)

positions = _noun(
    "positions",
    Column("holder", String, _to("entities.id"), nullable=False, index=True),
    Column("issue", Text, nullable=False),
    Column("stance", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("as_of", Date),
    Column("replaces", String, _to("positions.id"), index=True),
)

origins = _noun(
    "origins",
    Column("relation", String, nullable=False),
    Column("source", Text),
    Column("reasons", JSON, nullable=False),
)

conflicts = _noun(
    "conflicts",
    Column("kind", String, nullable=False),
    Column("about", String, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("reasons", JSON, nullable=False),
)

decisions = _noun(
    "decisions",
    Column("action", String, nullable=False),
    Column("noun", String, nullable=False),
    Column("at", String, nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("groups", JSON, nullable=False),
    Column("undoes", String),
    Column("state", String, nullable=False),
    Column("about", JSON, nullable=False),
)

story_reports = _part("story_reports", "story", Column("report", String, _to("reports.id"), nullable=False, index=True))
origin_reports = _part(
    "origin_reports", "origin", Column("report", String, _to("reports.id"), nullable=False, index=True)
)
series_events = _part("series_events", "series", Column("event", String, _to("events.id"), nullable=False, index=True))
entity_names = _part("entity_names", "entity", Column("name", Text, nullable=False, index=True))
entity_roles = _part(
    "entity_roles", "entity", Column("role", Text, nullable=False), Column("earliest", Date), Column("latest", Date)
)
event_participants = _part(
    "event_participants", "event", Column("entity", String, _to("entities.id"), nullable=False, index=True)
)
event_history = _part(
    "event_history",
    "event",
    Column("as_of", Date, nullable=False),
    Column("status", String, nullable=False),
    *_dates("date"),
    Column("place", Text),
    Column("report", String, _to("reports.id"), nullable=False, index=True),
)
event_mentions = _part("event_mentions", "event", *_evidence())
statement_mentions = _part("statement_mentions", "statement", *_evidence())
position_evidence = _part("position_evidence", "position", *_evidence())
origin_evidence = _part("origin_evidence", "origin", *_evidence())  # rows 0 and 1 are a pair, 2 and 3, ...
conflict_sides = _part("conflict_sides", "conflict", *_evidence(), Column("value", Text, nullable=False))

marks = Table(
    "marks",
    metadata,
    Column("noun", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("mark", LargeBinary, nullable=False),
)

DERIVED = tuple(
    table
    for table in metadata.sorted_tables
    if table.name
    not in {
        "meta",
        "provenance",
        "configs",
        "pages",
        "page_inputs",
        "readings",
        "rejects",
        "decision_log",
    }
)
"""The tables that hold the Record, and the marks of what was written."""
