"""A sighting: one event mention of one report, with its names resolved to entities, ready to be compared."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sourcebook.lexicon.names import fold
from sourcebook.link.assemblies import assembly_of
from sourcebook.link.backdrop import elsewhere
from sourcebook.link.byreport import once_a_report
from sourcebook.link.company import by_pronoun, company_of, formats_of, the_two
from sourcebook.link.content import content_words
from sourcebook.link.daywords import due_by, placed_events
from sourcebook.link.deed_words import matters_of_deed, thing_of_deed
from sourcebook.link.entities import EntityIndex
from sourcebook.link.matters import announces, extends, kills, matters_of, rivals
from sourcebook.link.measures import MATTERS as MEASURES
from sourcebook.link.measures import sums_in, taken_by
from sourcebook.link.sayers import SAID, sayers_of
from sourcebook.link.stale import lies_back, said_before, tells_back
from sourcebook.link.tablewords import table_names
from sourcebook.link.tiers import tier_of
from sourcebook.link.whereabouts import where_of
from sourcebook.model import EventMention, EventTime, Interval, Reading

Key = tuple[str, int, int, int, str]  # report, clause start and end, trigger start, type

AHEAD = frozenset({"planned", "possible", "postponed"})
BEHIND = frozenset({"held", "under-way"})
GATHERINGS = frozenset({
    "meeting", "talk", "round", "negotiation", "summit", "session", "sitting", "consultation", "conference",
    "discussion", "dialogue", "dialog", "contact", "gathering",
})  # fmt: skip
NEGOTIATIONS = frozenset({"talk", "negotiation", "round"})  # "the talks" are those that the report is about


@dataclass(slots=True, frozen=True)
class Sighting:
    """One event mention; ids are the record's entities.

    `states`: countries that the mention names as parties; `people`: persons it names; `bodies`: organisations;
    `home`: the countries of those persons, and of bodies that act for their state; `free`: the bodies that don't.
    `earliest`, `latest`: when the event is, by the mention's own time, else by what its status says of the publication
    date; `dated` tells which. `place` and `area` where known: its country, or the place itself where it holds several.
    `matters`: what it is about (matters.py).
    """

    key: Key
    report: str
    index: int
    mention: EventMention
    published: Interval | None
    story: str | None
    origin: str | None
    states: frozenset[str]
    people: frozenset[str]
    home: frozenset[str]
    bodies: frozenset[str]
    host: str | None
    place: str | None
    area: str | None
    earliest: date | None
    latest: date | None
    dated: bool
    was: Interval | None
    words: frozenset[str]
    matters: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()
    extends: bool = False  # it tells that something in force is prolonged
    landmark: bool = False  # the place is neither a country nor a town of the gazetteer: a bridge, a palace, a dam
    recalled: bool = False  # it recalls the event by its day, and tells nothing of its status
    sayers: frozenset[str] = frozenset()  # persons who say what is done by saying it
    killed: frozenset[str] = frozenset()  # persons who are told to have been killed, which comes once
    rivals: frozenset[str] = frozenset()  # what an election is of (matters.py)
    formats: frozenset[str] = frozenset()  # standing formats that it names: "contact group"
    tier: str | None = None  # the level of talks that its words tell (tiers.py)
    assembly: str | None = None  # the body of many states that comes together (assemblies.py)
    again: bool = False  # its clause tells that those who met will meet again
    tables: frozenset[str] = frozenset()  # what the talks are called (tablenames.py)
    inherited: bool = False  # its sides are those of another mention in the report
    accompanied: bool = False  # its clause tells with whom, though nobody of them is known: "met with farmers"
    old: bool = False  # what is done by saying it, told of more than one day or of one long ago
    lead: bool = False  # a report that opens with it tells it as news, as of something done
    due_by: bool = False  # it is planned for some day up to its own: "will leave by 1 July"
    fresh: bool = False  # nothing in its sentence puts it further back than the report's news
    announced: bool = False  # its clause tells that it was announced: its place may be where that was
    house: str | None = None  # the seat of a government where it was: people meet there every day
    at: int = 0  # the number of its sentence in the report
    named: frozenset[str] = frozenset()  # names in that sentence, folded
    figures: frozenset[float] = frozenset()  # and its figures, by their lower ends
    groups: tuple[tuple[str, frozenset[str]], ...] = ()  # groups of states that take part, each with its members
    takers: frozenset[str] = frozenset()  # countries that take a measure against others (measures.py)
    sums: frozenset[float] = frozenset()  # and the sums of money that it is on

    # What follows from the others, worked out once: linking asks for it millions of times.
    parties: frozenset[str] = field(init=False, compare=False, repr=False)
    """Countries that take part, named as such or through their people."""
    sides: frozenset[str] = field(init=False, compare=False, repr=False)
    """Who takes part as a side: countries, and bodies that act for themselves."""
    as_of: date | None = field(init=False, compare=False, repr=False)
    """The day on which the report gives it: the earliest of its publication."""
    interval: Interval = field(init=False, compare=False, repr=False)
    """When the event is, open where that is unknown."""
    days: int = field(init=False, compare=False, repr=False)
    """The length of the interval in days; a large number where it is open."""

    def __post_init__(self) -> None:
        interval = Interval(earliest=self.earliest, latest=self.latest)
        object.__setattr__(self, "parties", self.states | self.home)
        object.__setattr__(self, "sides", self.parties | self.free)
        object.__setattr__(self, "as_of", self.published.earliest if self.published else None)
        object.__setattr__(self, "interval", interval)
        object.__setattr__(self, "days", interval.days or 10_000)

    @property
    def firm(self) -> bool:
        """Whether the report itself tells the status; not a bare "the talks between …", "this week's summit"."""
        return (self.mention.told or (self.dated and not self._open)) and not self.recalled

    @property
    def _open(self) -> bool:
        """Whether its days go on after the report, so that they don't tell that it is over."""
        last = self.published.latest if self.published else None
        held = self.mention.status == "held" and self.latest is not None
        return held and last is not None and self.earliest != self.latest and self.latest > last  # type: ignore[operator]


def find_sightings(
    readings: Sequence[Reading], index: EntityIndex, story_of: Mapping[str, str], origin_of: Mapping[str, str]
) -> list[Sighting]:
    """Every event mention as a sighting, in the order of report and offset."""
    return _sightings(readings, index, story_of, origin_of, deeds=False)


def find_deeds(
    readings: Sequence[Reading], index: EntityIndex, story_of: Mapping[str, str], origin_of: Mapping[str, str]
) -> list[Sighting]:
    """As `find_sightings`, of the deeds that no list knows, as far as their report belongs to a story."""
    told = [r for r in readings if r.report.id in story_of]
    return _sightings(told, index, story_of, origin_of, deeds=True)


def _sightings(
    readings: Sequence[Reading],
    index: EntityIndex,
    story_of: Mapping[str, str],
    origin_of: Mapping[str, str],
    *,
    deeds: bool,
) -> list[Sighting]:
    found: dict[Key, Sighting] = {}
    for reading in sorted(readings, key=lambda r: r.report.id):
        report = reading.report.id
        for one in _told(reading, index, (story_of.get(report), origin_of.get(report)), deeds=deeds):
            found.setdefault(one.key, one)
    return sorted(found.values(), key=lambda s: s.key)


@once_a_report
def _told(
    reading: Reading, index: EntityIndex, group: tuple[str | None, str | None], *, deeds: bool
) -> Iterator[Sighting]:
    beside = _Beside(reading)
    for number, mention in enumerate(reading.deeds if deeds else placed_events(reading)):
        yield beside.told(_measured(_sighting(reading, number, mention, index, group), reading, index))


class _Beside:
    """What stands beside an event in its sentence."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._starts = [sentence.start for sentence in reading.sentences]
        self._names: dict[int, set[str]] = {}
        self._figures: dict[int, set[float]] = {}
        for entity in reading.entities:
            self._names.setdefault(self._at(entity.start), set()).add(fold(entity.name))
        for figure in reading.figures:
            self._figures.setdefault(self._at(figure.start), set()).add(figure.low)

    def _at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def told(self, one: Sighting) -> Sighting:
        """The sighting with the number of its sentence, the names and figures there, and how fresh it is told."""
        at = self._at(one.mention.trigger.start)
        names, figures = self._names.get(at, ()), self._figures.get(at, ())
        old = one.mention.type in SAID and said_before(self._reading, one.mention)
        one = replace(one, due_by=due_by(self._reading.report.text, one.mention), old=old)
        one = replace(one, lead=_is_news(self._reading, one.mention), fresh=not lies_back(self._reading, one.mention))
        return replace(one, at=max(0, at), named=frozenset(names), figures=frozenset(figures))


def _sighting(
    reading: Reading, number: int, mention: EventMention, index: EntityIndex, group: tuple[str | None, str | None]
) -> Sighting:
    report, company = reading.report, company_of(reading, mention, index)
    if mention.type in {"CONSULT", "AGREE"} and not company.people and len(company.states) < 2:
        company.states |= the_two(reading, mention, index)
    published = report.published.interval if report.published else None
    earliest, latest, dated = _when(report.text, mention, published)
    where, meant = where_of(reading, mention, index, company.towns), by_pronoun(report.text, mention)
    if meant and mention.type == "CONSULT" and where.area not in {None, where.place}:
        company.states -= {where.area}  # "they meet in Oslo" again: hardly those who host
    words = frozenset(content_words(report.text[mention.start : mention.end])) - {fold(mention.noun)}
    gathers, matters = mention.type == "CONSULT" and mention.noun in GATHERINGS, _matters(mention, words)
    return Sighting(
        key=(report.id, mention.start, mention.end, mention.trigger.start, mention.type),
        report=report.id,
        index=number,
        mention=mention,
        published=published,
        story=group[0],
        origin=group[1],
        states=frozenset(company.states),
        people=frozenset(company.people),
        home=frozenset(company.home),
        bodies=frozenset(company.bodies),
        host=company.host,
        place=where.place,
        area=where.area,
        earliest=earliest,
        latest=latest,
        dated=dated,
        was=_interval(mention.was),
        landmark=where.landmark,
        house=where.house,
        words=words,
        matters=matters,
        extends=extends(matters, mention.noun, words),
        announced=announces(report.text[mention.start : mention.end]),
        accompanied=_accompanied(report.text, mention),
        rivals=_rivals(report.text, mention, matters),
        killed=_killed(reading, mention, index),
        sayers=sayers_of(reading, mention, index),
        free=frozenset(company.free),
        inherited=meant,
        tier=tier_of(report.text, mention) if gathers else None,
        tables=table_names(report.text, mention) if gathers else frozenset(),
        assembly=assembly_of(report.text, mention),
        again=gathers and _AGAIN.search(report.text, mention.start, mention.end) is not None,
        formats=formats_of(report.text, mention) if mention.type == "CONSULT" else frozenset(),
    )


def _matters(mention: EventMention, words: frozenset[str]) -> frozenset[str]:
    """What it is about."""
    return matters_of(mention.noun, mention.mode, words) if mention.deed is None else matters_of_deed(mention.deed)


def _measured(one: Sighting, reading: Reading, index: EntityIndex) -> Sighting:
    """The sighting, of a measure with those who take it and the sums that it is on."""
    if not one.matters & MEASURES:
        return one
    return replace(one, takers=taken_by(reading, one.mention, index), sums=sums_in(reading, one.mention))


def _killed(reading: Reading, mention: EventMention, index: EntityIndex) -> frozenset[str]:
    """The persons whose killing the mention tells as done."""
    if mention.type != "ASSAULT" or mention.status != "held" or not kills(mention.noun):
        return frozenset()
    ids = (index.find(reading.report.id, actor.name) for actor in mention.actors if actor.role == "target")
    return frozenset(one for one in ids if one is not None and index.by_id[one].type == "person")


_LEAD, _NEWS = 5, 12
"""Sentences that a report begins with, its headline and lead; and those in which what a clause tells is its news."""


def _is_news(reading: Reading, mention: EventMention) -> bool:
    """Whether the report opens with it as done or under way, without a word that puts it further back.

    What is only named ("after the invasion") is background sooner than what a clause tells.
    """
    if mention.status not in BEHIND or {"historical", "future"} & set(mention.flags):
        return False
    at = bisect_right(reading.sentences, mention.trigger.start, key=lambda sentence: sentence.start) - 1
    if not 0 <= at < (_NEWS if mention.told else _LEAD):
        return False
    return not tells_back(reading, mention)


_WITH = re.compile(r"\s+(?:\w+\s+){0,4}?(?:with|between|among)\s+(?!(?:them|him|her|it|each)\b)")


def _accompanied(text: str, mention: EventMention) -> bool:
    """Whether the words behind the trigger tell with whom: "meeting on Tuesday with senators"."""
    return _WITH.match(text, mention.trigger.end, mention.end) is not None


def _rivals(text: str, mention: EventMention, matters: frozenset[str]) -> frozenset[str]:
    """What tells it from others of its matter: of what an election is, or to what a deed is done."""
    if mention.deed is not None:
        return thing_of_deed(mention.deed)
    return rivals(text[mention.start : mention.end]) if "election" in matters else frozenset()


_AGAIN = re.compile(
    r"\b(?:again|reconvene[sd]?|reconvening|next(?! (?:week|weekend|month|year|few|several|couple|day|days)\b)"
    r"|resume[sd]?|resuming|back|another)\b",
    re.IGNORECASE,
)  # "next week" is a day to come, not a next round


def _interval(time: EventTime | None) -> Interval | None:
    return Interval(earliest=time.earliest, latest=time.latest) if time and (time.earliest or time.latest) else None


def _when(text: str, mention: EventMention, published: Interval | None) -> tuple[date | None, date | None, bool]:
    """When the event is: by its own time, else before or after the day of publication as its status says."""
    time = mention.time
    if (
        time is not None
        and (time.earliest is not None or time.latest is not None)
        and not _yet_to_come(time, mention, published)
        and not elsewhere(text, mention, time.start)
    ):
        return time.earliest, time.latest, True
    if published is None or not mention.told:
        return None, None, False
    if mention.status in BEHIND and "future" not in mention.flags:
        return None, published.latest, False
    if mention.status in AHEAD:
        return (published.earliest - timedelta(days=1) if published.earliest else None), None, False
    return None, None, False


def _yet_to_come(time: EventTime, mention: EventMention, published: Interval | None) -> bool:
    """Whether the time of what has been done lies after the report: it is then of what was agreed, not of the deed."""
    done = mention.status == "held" and "future" not in mention.flags
    last = published.latest if published else None
    return done and time.earliest is not None and last is not None and time.earliest > last + timedelta(days=1)
