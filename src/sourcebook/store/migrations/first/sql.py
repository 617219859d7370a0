"""What the first schema says in SQL: the full-text index, which is SQLite's own, and the views."""

SEARCH = (
    """
    CREATE VIRTUAL TABLE pages_search USING fts5(
        title, text, content='pages', content_rowid='number', tokenize="unicode61 remove_diacritics 2"
    )
    """,
    """
    CREATE TRIGGER pages_search_insert AFTER INSERT ON pages BEGIN
        INSERT INTO pages_search (rowid, title, text) VALUES (new.number, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER pages_search_delete AFTER DELETE ON pages BEGIN
        INSERT INTO pages_search (pages_search, rowid, title, text)
        VALUES ('delete', old.number, old.title, old.text);
    END
    """,
)

VIEWS = (
    """
    CREATE VIEW timeline AS
    SELECT events.date_earliest, events.date_latest, events.status, events.type, events.title,
           places.name AS place, series.name AS series, events.series_ordinal AS ordinal, stories.title AS story,
           events.origins_independent, events.origins_dependent, events.origins_unknown, events.id AS event
    FROM events
    LEFT JOIN entities AS places ON places.id = events.place
    LEFT JOIN series ON series.id = events.series_id
    LEFT JOIN stories ON stories.id = events.story
    """,
    """
    CREATE VIEW event_steps AS
    SELECT event_history.as_of, event_history.status, event_history.date_earliest, event_history.date_latest,
           event_history.place, events.title, reports.outlet, event_history.report, event_history.event
    FROM event_history
    JOIN events ON events.id = event_history.event
    JOIN reports ON reports.id = event_history.report
    """,
    """
    CREATE VIEW event_evidence AS
    SELECT events.title, events.status, reports.outlet, reports.published_earliest, event_mentions.text,
           event_mentions.start, event_mentions."end", reports.url, event_mentions.report, event_mentions.event
    FROM event_mentions
    JOIN events ON events.id = event_mentions.event
    JOIN reports ON reports.id = event_mentions.report
    """,
    """
    CREATE VIEW statement_wordings AS
    SELECT speakers.name AS speaker, statements.kind, statements.wording, statements.date_earliest,
           statements.date_latest, statement_mentions.text, reports.outlet, reports.url, statement_mentions.report,
           statement_mentions.statement
    FROM statement_mentions
    JOIN statements ON statements.id = statement_mentions.statement
    JOIN reports ON reports.id = statement_mentions.report
    LEFT JOIN entities AS speakers ON speakers.id = statements.speaker
    """,
    """
    CREATE VIEW position_ledger AS
    SELECT holders.name AS holder, positions.issue, positions.stance, positions.text, positions.as_of,
           positions.replaces, positions.id AS position
    FROM positions
    JOIN entities AS holders ON holders.id = positions.holder
    """,
    """
    CREATE VIEW conflict_values AS
    SELECT conflicts.kind, conflicts.state, conflicts.about, conflict_sides.value, conflict_sides.text,
           reports.outlet, reports.url, conflict_sides.report, conflict_sides.conflict
    FROM conflict_sides
    JOIN conflicts ON conflicts.id = conflict_sides.conflict
    JOIN reports ON reports.id = conflict_sides.report
    """,
)
