"""`Record`: what all the reports say together. Its JSON shape is INTERFACE.md's; added fields say why."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from sourcebook.model.decision import Ruling
from sourcebook.model.reading import EntityType, EventStatus, PloverType, Stance, StatementKind
from sourcebook.model.report import Published
from sourcebook.model.spans import Interval

OriginRelation = Literal["copy", "rewrite", "same-wire", "same-release"]
ConflictKind = Literal["time", "place", "number", "participant", "status", "outcome", "framing"]
ConflictState = Literal["disputed", "superseded"]
Wording = Literal["same", "reworded"]
ChangeKind = Literal["cut", "reworded", "paraphrased", "translated"]


class MadeBy(msgspec.Struct, frozen=True, kw_only=True):
    """What made the record: the release, the model file (empty string: rules alone) and the configuration.

    `stages`: the version of each stage.
    """

    version: str
    model_sha256: str
    config_sha256: str
    stages: dict[str, str] = {}


class Evidence(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A span of a report's page; `text` is the page's text there, to the letter."""

    report: str
    start: int
    end: int
    text: str


class RecordReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the record knows it; `published` may have been narrowed by its siblings."""

    id: str
    input: str
    url: str | None
    outlet: str | None
    title: str | None
    published: Published | None
    language: str
    translated: bool
    story: str | None
    origin: str | None
    byline: str | None = None
    dateline: str | None = None
    sha256: str = ""


class StoryDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day that a story's reports tell of: by how many origins.

    `told`: altogether; `lead`: in their first sentences; `later`, `week_later`: in reports of two and of seven days
    after it or more. `evidence`: the sentences that say most of what the others say, at most three, each of another
    origin.
    """

    day: date
    told: int
    lead: int
    later: int
    week_later: int
    evidence: tuple[Evidence, ...]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Reports that follow one unfolding story; `days` are all the days they tell of, in order."""

    id: str
    title: str
    reports: tuple[str, ...]
    days: tuple[StoryDay, ...] = ()


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """An office, and the days between which reports give it to its holder."""

    role: str
    earliest: date | None
    latest: date | None


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something named; `names` are all spellings met, `reasons` say why they were taken for one."""

    id: str
    type: EntityType
    name: str
    names: tuple[str, ...]
    country: str | None
    roles: tuple[Role, ...] = ()
    reasons: tuple[str, ...] = ()


class HistoryStep(msgspec.Struct, frozen=True, kw_only=True):
    """One step of an event's life: on `as_of` a report gave this status, for this date and place.

    `as_of` is the earliest day of the report's publication interval, but not before the day of what it has behind it; a
    report without a date gives no step, for it can't be put in order (it stays among the event's mentions).
    """

    as_of: date
    status: EventStatus
    date: Interval | None
    place: str | None
    report: str


class SeriesPlace(msgspec.Struct, frozen=True, kw_only=True):
    """An event's place in a series; `ordinal` None where the reports give no number."""

    id: str
    ordinal: int | None


class OriginCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many origins speak for a fact.

    independent: origins shown to be first-hand of each other's text (different outlets, own reporting shown);
    dependent: reports that repeat one of these; unknown: origins whose dependence can't be told. Similarity can show
    dependence, never independence.
    """

    independent: int
    dependent: int
    unknown: int


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One event with its life-cycle. `status` is where the latest report leaves it.

    `overdue`: it was planned, its day has passed in the record, and no report tells what became of it.
    `series_candidates`: the series that it could be a round of, where the reports leave open which (`series` is None).
    """

    id: str
    story: str | None
    type: PloverType
    mode: str | None
    title: str
    participants: tuple[str, ...]
    sides: dict[str, tuple[str, ...]]
    host: str | None
    place: str | None
    date: Interval | None
    level: str | None
    status: EventStatus
    history: tuple[HistoryStep, ...]
    series: SeriesPlace | None
    mentions: tuple[Evidence, ...]
    origins: OriginCount
    reasons: tuple[str, ...] = ()
    overdue: bool = False
    series_candidates: tuple[str, ...] = ()


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """A process: events of the same sides and format that follow on each other, in order."""

    id: str
    name: str
    events: tuple[str, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """How a report's wording of an utterance differs from the fullest quotation of it.

    cut: words left out; reworded: other words within quotation marks; paraphrased: told without them; translated: the
    report is a translation, so that its words needn't be the speaker's.
    """

    report: str
    kind: ChangeKind


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One utterance, with every wording in which reports give it.

    `changes`: the reports whose wording isn't that of the fullest quotation, and how; sorted by report.
    """

    id: str
    speaker: str | None
    kind: StatementKind
    date: Interval | None
    via: tuple[str, ...]
    mentions: tuple[Evidence, ...]
    wording: Wording
    origins: OriginCount
    reasons: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """What a holder demands, offers, accepts, rejects, supports or opposes on an issue, since when.

    `holder`: the official who alone is told to take it, whose country the entity gives; the state, where it or several
    of its officials do. `text`: the words that hold the position; `evidence`: these with the holder's, where they stand
    near. `replaces`: the id of the earlier position on the issue that this one changes, the holder's or his state's.
    """

    id: str
    holder: str
    issue: str
    stance: Stance
    text: str
    as_of: date | None
    replaces: str | None
    evidence: tuple[Evidence, ...]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Reports that go back to one source; `evidence` are the aligned passages that show it, in pairs."""

    id: str
    reports: tuple[str, ...]
    relation: OriginRelation
    source: str | None
    evidence: tuple[tuple[Evidence, Evidence], ...]
    reasons: tuple[str, ...] = ()


class ConflictSide(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a contradiction: the evidence, and the value that it gives after normalisation."""

    report: str
    start: int
    end: int
    text: str
    value: str


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Reports that contradict each other (disputed), or of which a later one replaced an earlier (superseded)."""

    id: str
    kind: ConflictKind
    about: str
    state: ConflictState
    sides: tuple[ConflictSide, ...]
    reasons: tuple[str, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What all the reports say together. Every list is sorted by id, save where a field says otherwise.

    `decisions`: what the desk decided by hand about it, in the order of time.
    """

    made_by: MadeBy
    reports: tuple[RecordReport, ...] = ()
    stories: tuple[Story, ...] = ()
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    series: tuple[Series, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    origins: tuple[Origin, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    decisions: tuple[Ruling, ...] = ()
