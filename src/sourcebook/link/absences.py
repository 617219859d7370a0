"""Who sat there and who did not: "no representative of Ostrel took part", "Ostrel's ambassador took the chair".

Reports of one gathering or signing contradict each other where one has somebody at it whom another has elsewhere. Both
say so in a few plain ways (data/claims.toml, `present`). That they speak of one gathering is told by the event that
stands beside the words, in their sentence or shortly before, or by a day that both name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import pairwise

from sourcebook.link.comparing import share_day
from sourcebook.link.conflicts import conflict, side
from sourcebook.link.denials import data
from sourcebook.link.entities import EntityIndex
from sourcebook.link.matching import seek
from sourcebook.link.quantities import SentenceWords, Telling
from sourcebook.link.sightings import Sighting
from sourcebook.link.told import Told
from sourcebook.link.within import mentions_in, times_in
from sourcebook.model import Conflict, Event, Reading, Span, TimeExpression

Linked = Sequence[tuple[Event, Sequence[Sighting]]]

SHARP = 3  # days; an event of more is a process, of which many sessions can be meant
NEWS = timedelta(days=2)  # from an event within which a report is taken to be of it
BEFORE = 3  # sentences before the words in which their gathering may stand
CLOSE_BY = 2  # sentences within which a report has somebody contradict what it told
TELLING = 8.0  # bits that two passages of one day must share where no event joins them
_CLAUSE = 90  # code points before the words in which somebody is named
_NEXT = 90  # and behind them
_SIDES = 4
_JOINED = re.compile(r"(?:['’]s?)?(?:\s+[\w’'-]+){0,4}?,?\s*|,?\s+and\s+(?:\w+\s+){0,2}|\s*\(", re.IGNORECASE)
_DOES = re.compile(
    r"(?:,[^,]{1,80},|\s+of\s+[\w ]{1,30},)?\s*,?\s*"
    r"(?:(?:has|have|had|also|himself|herself|itself|personally|both|then|now|still|again|did)\s+)*",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|it|they|who)\s+(?:had\s+|has\s+|himself\s+|herself\s+)*$", re.IGNORECASE)
_PLACED = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
_UNREAL = re.compile(r"\b(?:if|unless|whether|will|would|could|may|might|should|must|to)\s+(?:\w+\s+)?$", re.IGNORECASE)
_NOT = re.compile(r"(?:\b(?:not|never|no|nobody|none|without|nor)\b|n['’]t\b)(?:\s+\w+){0,3}\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class _Seat(Told):
    """A sentence that has somebody at a gathering, or not; `events`: those that stand beside it."""

    reading: Reading
    at: int
    sentence: Span
    who: frozenset[str]
    signs: bool
    events: frozenset[str]
    days: tuple[TimeExpression, ...]
    words: frozenset[str]
    beside: frozenset[str]


def absence_conflicts(
    readings: Sequence[Reading], story_of: Mapping[str, str], events: Linked, index: EntityIndex
) -> list[Conflict]:
    """One conflict for everybody whom one report has at an event, and another has not."""
    told = sharp(events)
    seats: dict[bool, dict[str, list[_Seat]]] = {True: defaultdict(list), False: defaultdict(list)}
    for absent in (True, False):  # who was there is asked only where somebody was not
        for reading in sorted(readings, key=lambda r: r.report.id):
            story = story_of.get(reading.report.id, "")
            if absent or seats[True][story]:
                near = told.get(reading.report.id, ())
                seats[absent][story] += _seats(reading, near, index, absent=absent)
    found: dict[tuple[str, ...], Conflict] = {}
    for story, away in sorted(seats[True].items()):
        there = seats[False][story]
        telling = Telling([*away, *there])
        for one in away:
            seen = [(two, who) for two in there if (who := _whom(one, two, telling))]
            if seen:
                kept = [two for two, _ in seen][:_SIDES]
                sides = [side(one.reading, one.sentence, "absent")]
                sides += [side(two.reading, two.sentence, "present") for two in kept]
                made = conflict("participant", seen[0][1], "disputed", tuple(sides), "there by one, not by the other")
                found.setdefault((made.about, one.report), made)
    return sorted(found.values(), key=lambda c: c.id)


def sharp(events: Linked) -> dict[str, list[tuple[int, str, bool]]]:
    """Where each report tells an event of a few days at which people come together."""
    table: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    for event, members in events:
        days = event.date.days if event.date else None
        if event.type in _PLACED and days is not None and days <= SHARP:
            for one in members:
                table[one.report].append((one.mention.trigger.start, event.id, _is_news(event, one)))
    return {report: sorted(spots) for report, spots in table.items()}


def _is_news(event: Event, one: Sighting) -> bool:
    """Whether a report of these days tells an event."""
    day = event.date.latest if event.date else None
    return day is not None and one.as_of is not None and abs(one.as_of - day) <= NEWS


@cache
def _patterns() -> dict[bool, list[re.Pattern[str]]]:
    """The words of absence and of presence."""
    rows: dict[str, list[str]] = data()["present"]
    groups = {True: ("absent_of", "absent"), False: ("present_of", "present")}
    return {
        absent: [re.compile(rf"\b(?:{'|'.join(rows[name])})", re.IGNORECASE) for name in names]
        for absent, names in groups.items()
    }


def _seats(
    reading: Reading, told: Sequence[tuple[int, str, bool]], index: EntityIndex, *, absent: bool
) -> Iterator[_Seat]:
    text = reading.report.text
    words: SentenceWords | None = None
    for at, sentence in enumerate(reading.sentences):
        if absent and not any(hint in text[sentence.start : sentence.end] for hint in data()["present"]["hints"]):
            continue  # as of most sentences
        for pattern in _patterns()[absent]:
            match = seek(pattern, text, sentence.start, sentence.end)
            if match is None or _UNREAL.search(text, sentence.start, match.start()):
                continue
            if not absent and _NOT.search(text, sentence.start, match.start()):
                continue
            who = _who(reading, sentence, match, index, many=not absent)
            if who:
                words = words or SentenceWords(reading, index)
                yield _seat(reading, at, who, told, words, signs="sign" in match.group().lower())
            break


def _who(reading: Reading, sentence: Span, match: re.Match[str], index: EntityIndex, *, many: bool) -> frozenset[str]:
    """Of whom the words tell that they were there, or that they weren't."""
    if match.group().lower().endswith((" of", " for", " from", " by")):
        return _named(reading, Span(start=match.end(), end=sentence.end), index, behind=True, many=many)
    before = Span(start=max(sentence.start, match.start() - _CLAUSE), end=match.start())
    named = _named(reading, before, index, behind=False, many=many)
    return named or _meant(reading, sentence, match.start(), index)


def _named(reading: Reading, span: Span, index: EntityIndex, *, behind: bool, many: bool) -> frozenset[str]:
    """Who is named in a stretch of text: behind the words the first, or `many`; before them whoever stands next."""
    near = mentions_in(reading, span.start, span.end)
    near = [m for m in near if m.type in {"person", "organisation", "place", "group"}]
    if behind:
        near = [m for m in near if m.start - span.start < _NEXT] if many else near[:1]
        near = near if near and near[0].start - span.start < _NEXT else []
    else:
        text = reading.report.text
        if not near or not _DOES.fullmatch(text, near[-1].end, span.end):
            return frozenset()
        joined = [_JOINED.fullmatch(text, a.end, b.start) is not None for a, b in pairwise(near)]
        near = near[len(joined) - next((n for n, one in enumerate(reversed(joined)) if not one), len(joined)) :]
    found = {index.find(reading.report.id, m.stands_for or m.name) for m in near}
    return frozenset(one for one in found if one is not None)


def _meant(reading: Reading, sentence: Span, at: int, index: EntityIndex) -> frozenset[str]:
    """Whom the deeds of the sentence have for their doer, where it names nobody: "she was not in the room"."""
    if not _PRONOUN.search(reading.report.text, sentence.start, at):
        return frozenset()
    near = [e for e in (*reading.events, *reading.deeds) if sentence.start <= e.trigger.start < sentence.end]
    found = {index.find(reading.report.id, actor.name) for e in near for actor in e.actors[:1]}
    return frozenset(one for one in found if one is not None)


def _seat(
    reading: Reading,
    at: int,
    who: frozenset[str],
    told: Sequence[tuple[int, str, bool]],
    words: SentenceWords,
    *,
    signs: bool,
) -> _Seat:
    sentence = reading.sentences[at]
    events = beside(reading, at, told)
    near = times_in(reading, reading.sentences[max(0, at - 1)].start, sentence.end)
    days = tuple(t for t in near if t.earliest and t.latest and (t.latest - t.earliest).days < SHARP)
    return _Seat(reading, at, sentence, who, signs, events, days, words.words(sentence), words.beside(sentence))


def beside(reading: Reading, at: int, told: Sequence[tuple[int, str, bool]]) -> frozenset[str]:
    """The events of the sentence; where it has none, those of the nearest before it, or those of the report."""
    for back in range(BEFORE + 1):
        if at - back < 0:
            break
        span = reading.sentences[at - back]
        first, last = (bisect_left(told, (edge, "", False)) for edge in (span.start, span.end))
        if first < last:
            return frozenset(event for _, event, _ in told[first:last])
    return frozenset(event for _, event, news in told if news)


def _whom(one: _Seat, two: _Seat, telling: Telling) -> str | None:
    """Of whom two sentences tell that they were there and that they weren't, or None."""
    shared = one.who & two.who
    if not shared or one.signs != two.signs or one.sentence == two.sentence:
        return None
    if one.report == two.report and not 0 < one.at - two.at <= CLOSE_BY:
        return None
    days = share_day(one, two)
    if one.days and two.days and not days:
        return None
    joined = bool(one.events & two.events) or (days and telling.shared(one, two) >= TELLING)
    return min(shared) if joined else None
