"""`Reading`: what one report says, span by span."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from sourcebook.model.report import Report
from sourcebook.model.spans import Span

EntityType = Literal["person", "organisation", "place", "group", "other"]
TimeType = Literal["date", "time", "duration", "set"]
StatementKind = Literal["direct", "mixed", "indirect"]
PloverType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
EventStatus = Literal["planned", "possible", "under-way", "held", "postponed", "called-off", "denied"]
EventFlag = Literal["historical", "future", "hypothetical", "negated"]
ActorRole = Literal["source", "target", "participant", "host"]
Stance = Literal["demands", "offers", "accepts", "rejects", "supports", "opposes"]


class EntityMention(msgspec.Struct, frozen=True, kw_only=True):
    """A proper name in the text.

    `name`: the entity's full name in this report. `country`: the English name of the country that it belongs to (for
    a country, its own). `role`: the office that the report gives it. `stands_for`: the name of what a metonym or an
    adjective stands for here ("Washington" the government: "United States"; "Vardanian": "Vardania"), else None.
    """

    start: int
    end: int
    type: EntityType
    name: str
    country: str | None = None
    role: str | None = None
    stands_for: str | None = None


class TimeExpression(msgspec.Struct, frozen=True, kw_only=True):
    """A TIMEX3: its `value` as TIMEX3 writes it, and the days that it can mean, both included.

    `earliest` and `latest` are None where the page's date is unknown and the phrase needs it, or for durations and
    sets. `relative`: the value rests on the publication date or on another time of the text.
    """

    start: int
    end: int
    type: TimeType
    value: str
    earliest: date | None = None
    latest: date | None = None
    relative: bool = False


class StatementMention(msgspec.Struct, frozen=True, kw_only=True):
    """Something said, as one report gives it.

    `content`: one span, or several where the attribution stands in mid-sentence; quotation marks stay outside.
    `speaker` is the span that names the source here (it may be a pronoun), `speaker_name` the full name that it
    resolves to in this report, None where a careful reader would not say. `via`: through whom it came, nearest first.
    `earliest`, `latest`: the days on which it was said, None where unknown. `level`: 1 for what the report attributes
    itself, 2 for what a speaker says that another said.
    """

    kind: StatementKind
    content: tuple[Span, ...]
    speaker: Span | None = None
    speaker_name: str | None = None
    cue: Span | None = None
    via: tuple[str, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    level: int = 1


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes part in an event: the span that says so, the name that it resolves to, and the part taken.

    `code`: ISO 3166-1 alpha-3 with the PLOVER sector (`RUS GOV`); None where the country or sector is unknown.
    `nominal`: nobody that the report names ("the protesters", "the ruling"); `name` is the span's words then.
    """

    start: int
    end: int
    name: str
    role: ActorRole
    code: str | None = None
    nominal: bool = False


class EventPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where an event is placed by its report; `country` is the English name of the place's country, if known."""

    start: int
    end: int
    name: str
    country: str | None = None


class EventTime(msgspec.Struct, frozen=True, kw_only=True):
    """When an event is placed by its report: the span of the time expression and the days that it can mean."""

    start: int
    end: int
    earliest: date | None
    latest: date | None


class EventMention(msgspec.Struct, frozen=True, kw_only=True):
    """One report of an event: its clause, its trigger, and what the clause and its surroundings say of it.

    `start`, `end`: the clause. `mode`: phone | visit | online | letter | vote | … or None. `noun`: the word for the
    event, lower case and singular ("meeting", "sanction", "visit"). `format`: bilateral | trilateral | … or None.
    `anaphoric`: it refers back ("the talks", "the meeting") and needn't be a new event. `time` is when it takes or
    took place; for a postponed one `time` is the new date, if told, and `was` the old one.
    `statement`: the index, in the reading, of the statement that this clause lies in; None in the report's own voice.
    `told`: False where `status` is no more than the tense of a verb that happens to stand beside a bare noun.
    `deed`: of a deed (`Reading.deeds`), the lemmas of what is done and of the thing it is done to ("fill reservoir").
    `type`: as PLOVER's coders would have it, to whom a visit that is planned is an agreement. `filed`: the class under
    which a record follows the event from plan to outcome, where that is another; None where it is the same.
    `sure`: the encoder's probability that a chronicler would list it, 0 to 1 by hundredths; None where it wasn't asked.
    `classes`: how likely each class is under which a record follows it, of 255, by the classes' names.
    `sense`: where the encoder puts its trigger among events, 64 signed bytes: a direction; those of one event are near.
    """

    start: int
    end: int
    trigger: Span
    type: PloverType
    status: EventStatus
    noun: str
    mode: str | None = None
    flags: tuple[EventFlag, ...] = ()
    actors: tuple[Actor, ...] = ()
    place: EventPlace | None = None
    time: EventTime | None = None
    was: EventTime | None = None
    level: str | None = None
    ordinal: int | None = None
    format: str | None = None
    anaphoric: bool = False
    statement: int | None = None
    told: bool = True
    deed: str | None = None
    filed: PloverType | None = None
    sure: float | None = None
    sense: bytes | None = None
    classes: bytes | None = None

    @property
    def kind(self) -> PloverType:
        """The class under which a record follows it."""
        return self.filed or self.type


class PositionMention(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody demands, offers, accepts, rejects, supports or opposes, as one report gives it.

    `start`, `end`: the words that hold the position, its object included. `holder` may be a pronoun; `holder_name`
    is what it resolves to. `issue`: the head words of what it is about, lower case, from the text.
    `earliest`, `latest`: the days on which the position was taken, None where unknown.
    """

    start: int
    end: int
    holder: Span | None
    holder_name: str | None
    stance: Stance
    issue: str
    earliest: date | None = None
    latest: date | None = None


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A quantity and what it counts.

    `start`, `end`: number, unit and what is counted ("nearly 20% of the territory"). `low`, `high`: the range that
    the words allow ("nearly 20%": 18 to 20; "more than 30": 30 and up to a tenth more). `unit`: %, a currency's ISO
    code, a measure's SI name, or "count". `about`: lower-case content words of what is counted, in text order; what
    the words leave unsaid is taken from what they stand beside ("killing three": people; "not five": what was six).
    `contested`: the report gives the number only to say that it is wrong, or that another says so ("six, not five").
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    about: str
    contested: bool = False


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What one report says. Every span counts in `report.text`; every list is sorted by its first offset.

    `deeds`: what is told as done or planned on a day, but in words that no list of events knows. One report alone makes
    no event of it; the record has those that another report tells too.
    """

    report: Report
    sentences: tuple[Span, ...] = ()
    entities: tuple[EntityMention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    statements: tuple[StatementMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    deeds: tuple[EventMention, ...] = ()
    positions: tuple[PositionMention, ...] = ()
    figures: tuple[Figure, ...] = ()
