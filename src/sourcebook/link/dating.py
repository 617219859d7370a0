"""Publication days of reports that name months and days but no year: their siblings know the year.

Reports of one event date each other. Each possible year puts the report's clues on days; the year is taken that puts
them near the days of the reports that share its rare words, if no other year comes close.
"""

from __future__ import annotations

import math
import re
from calendar import isleap
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

import msgspec
import numpy as np

from sourcebook.lexicon.calendar import find_dates, weekday_number
from sourcebook.link.bodies import Bodies, Body
from sourcebook.link.library import Library, gather
from sourcebook.link.neighbours import Index, Profile, unit
from sourcebook.link.origins import find_origins
from sourcebook.link.ties import Known
from sourcebook.model import Origin, Published, Reading
from sourcebook.model.report import DateClue

WINDOW = timedelta(days=10)
"""A report's last past day lies this far behind it at most: news names the days that it is about."""
AROUND = timedelta(days=5)
ORIGIN_BEFORE, ORIGIN_AFTER = timedelta(days=3), timedelta(days=6)
"""Reports of one origin come out within a week of each other: copies and rewrites follow at once or not at all."""
NEAR = 10.0
"""Days over which a sibling's voice for a year fades to a third."""
INFERRED = 0.5
"""The voice of a sibling whose own date was inferred, against one whose date is given or stated."""
SIBLINGS = 12
LEAST_LIKENESS = 0.05
# On 2,250 reports whose date was hidden the right year is found nine times in ten, but deadlines and anniversaries pull
# the days away; the real day lies in the window in 14 of the 21 cases that these lines let through, in 43 of 138 of the
# others, which are left without a date.
CLOSE_DAYS = 3
CLOSE_LIKENESS = 0.15
SEASON = 45
"""Days within which a like report shows the year of a report that states its day."""
FAIR_LIKENESS, FAIR_CLUES, FAIR_VOICE = 0.08, 2, 0.03
"""A window is believed if a like report came out within three days of it; a less like one will do for two clues."""
CLEAR = 2.0
"""The best year must have twice the voice of the next, or the siblings disagree and nothing is said."""
ROUNDS = 6
A_RECORD, A_SEASON = 5, timedelta(days=183)
"""A record of so many dated reports, all within half a year, tells the year of a day that a page states."""

_LEAD = 700
_LEAD_DAY = re.compile(
    r"\b(?:said|says|told|announced|announcement|confirmed|stated|declared|reported|revealed|added|unveiled|warned)\b"
    r"[^.\n“”\"]{0,60}?\bon\s+([A-Z][a-z]{5,8})\b(?!\s+(?:[A-Z][a-z]+\s+)?\d)"
)


class Window(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Days between which a report came out, both included."""

    earliest: date
    latest: date

    def apart(self, other: Published) -> int:
        """Days between the two, 0 where they meet."""
        return max(0, (self.earliest - other.latest).days, (other.earliest - self.latest).days)

    def within(self, earliest: date, latest: date) -> Window:
        """The part that lies within the given days; all of it where none does."""
        low, high = max(self.earliest, earliest), min(self.latest, latest)
        return Window(earliest=low, latest=high) if low <= high else self


def repair(
    readings: Sequence[Reading], origins: Sequence[Origin] | None = None, *, bodies: Bodies | None = None
) -> dict[str, Published]:
    """Publication days, basis "inferred", of reports without any, by report id; reports that stay unknown are left out.

    Uses `Report.date_clues` and `year_from`, siblings that share rare words, and reports of the same origin. `origins`
    and `bodies`: what `find_origins` and `gather` make of the readings, where that has been done already.
    """
    undated = sorted(r.report.id for r in readings if r.report.published is None)
    known = {r.report.id: (r.report.published, 1.0) for r in readings if r.report.published is not None}
    if not undated or not known:
        return {}
    given = bodies or gather(readings)
    clued = {r.report.id for r in readings if r.report.published is None and r.report.date_clues}
    siblings = _Siblings(given, clued)
    kin = find_origins(readings, bodies=given) if origins is None else origins
    found: dict[str, Published] = {}
    for _ in range(ROUNDS):
        fresh = {
            report: published
            for report in undated
            if report not in found and (published := siblings.published(report, known, kin)) is not None
        }
        if not fresh:
            break
        found.update(fresh)
        known = {**known, **{report: (published, INFERRED) for report, published in fresh.items()}}
    return found


class Dating:
    """`repair`, which remembers what it found out of readings that are the same objects."""

    def __init__(self) -> None:
        self._library = Library()
        self._ties = Known()

    def __call__(self, readings: Sequence[Reading]) -> dict[str, Published]:
        """As `repair`."""
        if all(reading.report.published is not None for reading in readings):
            return {}
        bodies = self._library.gather(readings)
        return repair(readings, find_origins(readings, bodies=bodies, known=self._ties), bodies=bodies)


class _Siblings:
    """Who shares rare words with whom, for reports without a date that have clues to it."""

    def __init__(self, bodies: Bodies, clued: set[str]) -> None:
        weights = bodies.weights()
        most = max(12, min(200, len(bodies.items) // 10))
        profiles = [unit(Profile(keys=keys, weights=weights[keys])) for keys in bodies.keys]
        index = Index(profiles, most)
        self._bodies = {body.id: body for body in bodies.items}
        self._near: dict[str, list[tuple[str, float]]] = {}
        for number, body in enumerate(bodies.items):
            if body.id in clued:
                scores = index.scores(profiles[number]).round(9)
                scores[number] = 0.0
                order = np.lexsort((np.arange(len(scores)), -scores))[: SIBLINGS * 4]
                self._near[body.id] = [
                    (bodies.items[i].id, float(scores[i])) for i in order if scores[i] >= LEAST_LIKENESS
                ]

    def published(
        self, report: str, known: dict[str, tuple[Published, float]], origins: Sequence[Origin]
    ) -> Published | None:
        """The report's days as its clues and those siblings tell whose days are known; None where they don't."""
        body = self._bodies[report]
        kin = _kin(report, origins, known)
        if not body.reading.report.date_clues:
            window = None if kin is None else Window(earliest=kin.earliest, latest=kin.earliest + ORIGIN_AFTER)
        else:
            window = self._by_clues(body, known)
            window = window or _by_season(body, known)
            if window is None and kin is not None:
                window = _after_kin(body, kin)
            elif window is not None and kin is not None:
                window = window.within(kin.earliest - ORIGIN_BEFORE, kin.latest + ORIGIN_AFTER)
            if window is not None:
                window = _narrowed(body, window)
        return None if window is None else Published(earliest=window.earliest, latest=window.latest, basis="inferred")

    def _by_clues(self, body: Body, known: dict[str, tuple[Published, float]]) -> Window | None:
        report = body.reading.report
        siblings = [(known[other], score) for other, score in self._near[body.id] if other in known][:SIBLINGS]
        years = sorted(
            {day.year + step for (p, _), _ in siblings for day in (p.earliest, p.latest) for step in (-1, 0, 1)}
        )
        voices: list[tuple[float, Window]] = []
        for window in sorted({w for year in years for w in clue_windows(report.date_clues, year)}):
            if report.year_from and window.latest.year < report.year_from:
                continue
            if not _weekdays_fit(report.text, report.date_clues, window):
                continue
            voice = sum(s * s * trust * math.exp(-window.apart(p) / NEAR) for (p, trust), s in siblings)
            voices.append((round(voice, 9), window))
        voices.sort(key=lambda pair: (-pair[0], pair[1]))
        if not voices:
            return None
        voice, best = voices[0]
        stated = any(clue.stated for clue in report.date_clues)
        reach = SEASON if stated else CLOSE_DAYS
        closest = max((score for (p, _), score in siblings if best.apart(p) <= reach), default=0.0)
        days = {(clue.month, clue.day) for clue in report.date_clues if clue.day and clue.direction}
        if stated:
            fair = closest >= LEAST_LIKENESS  # the page states the day itself; only its year or order is looked for
        else:
            fair = closest >= FAIR_LIKENESS and len(days) >= FAIR_CLUES and voice >= FAIR_VOICE
        rivals = [other for other, window in voices[1:] if abs(window.earliest - best.earliest) > WINDOW]
        clear = not rivals or voice >= CLEAR * rivals[0]
        return best if clear and (fair or closest >= CLOSE_LIKENESS) else None


def _by_season(body: Body, known: Mapping[str, tuple[Published, float]]) -> Window | None:
    """The stated day in the one year that puts it among the days of a record that spans half a year at most."""
    days = [
        day for published, trust in known.values() if trust > INFERRED for day in (published.earliest, published.latest)
    ]
    if len(days) < 2 * A_RECORD or max(days) - min(days) > A_SEASON:
        return None
    report = body.reading.report
    if not any(clue.stated for clue in report.date_clues):
        return None
    fitting = [
        window
        for year in range(min(days).year - 1, max(days).year + 2)
        for window in clue_windows(report.date_clues, year)
        if min(days) - WINDOW <= window.earliest
        and window.latest <= max(days) + WINDOW
        and _weekdays_fit(report.text, report.date_clues, window)
    ]
    return fitting[0] if len(set(fitting)) == 1 else None


def _kin(report: str, origins: Sequence[Origin], known: dict[str, tuple[Published, float]]) -> Window | None:
    """The days of the reports that share this one's origin."""
    others = [o for origin in origins if report in origin.reports for o in origin.reports if o != report and o in known]
    if not others:
        return None
    return Window(
        earliest=min(known[other][0].earliest for other in others),
        latest=min(known[other][0].latest for other in others),
    )


def _after_kin(body: Body, kin: Window) -> Window | None:
    """The week after the first report of its origin, up to the first day that the report looks ahead to.

    None where the report states its day or names one that is past, for siblings should have known its year, and where
    its origin's reports lie too far apart to tell anything.
    """
    clues = body.reading.report.date_clues
    known = any(clue.stated or (clue.day and clue.direction == "past") for clue in clues)
    if known or kin.latest - kin.earliest > WINDOW:
        return None
    last = kin.earliest + ORIGIN_AFTER
    ahead = [
        day
        for c in clues
        if c.day and c.direction == "future" and (day := _occurrence(c.month, c.day, kin.earliest, back=False))
    ]
    return Window(earliest=kin.earliest, latest=min([last, *ahead]))


def clue_windows(clues: Sequence[DateClue], year: int) -> list[Window]:
    """The days on which a report with these clues may have come out, if the clue next to them is of `year`.

    Past days lie close together before it and days ahead close together after it. Between a past day and a day ahead
    that lie far apart it came out soon after the one or shortly before the other. Empty without a clue that has a day.
    """
    stated = [_day(c.year or year, c.month, c.day) for c in clues if c.stated and c.day and c.year in {None, year}]
    if any(c.stated for c in clues):
        return [Window(earliest=day, latest=day) for day in stated if day is not None]
    past = [(c.month, c.day) for c in clues if c.day and c.direction == "past"]
    future = [(c.month, c.day) for c in clues if c.day and c.direction == "future"]
    windows: list[Window] = []
    if past and (last := _tightest(past, year, back=True)) is not None:
        ahead = [day for m, d in future if (day := _occurrence(m, d, last, back=False)) is not None]
        windows.append(Window(earliest=last, latest=min([last + WINDOW, *ahead])))
    if future and (first := _tightest(future, year, back=False)) is not None:
        behind = [day for m, d in past if (day := _occurrence(m, d, first, back=True)) is not None]
        windows.append(Window(earliest=max([first - WINDOW, *behind]), latest=first))
    if not past and not future:
        other = _tightest([(c.month, c.day) for c in clues if c.day], year, back=True)
        if other is not None:
            windows.append(Window(earliest=other - AROUND, latest=other + AROUND))
    return windows


def _tightest(days: list[tuple[int, int]], year: int, *, back: bool) -> date | None:
    """The clue, in `year`, that has all others closest behind it (`back`) or ahead of it."""
    best: tuple[int, date] | None = None
    for month, day in days:
        end = _day(year, month, day)
        if end is None:
            continue
        others = [_occurrence(m, d, end, back=back) for m, d in days]
        reach = max(abs((end - other).days) for other in others if other is not None)
        if best is None or (reach, end) < best:
            best = (reach, end)
    return None if best is None else best[1]


def _occurrence(month: int, day: int, end: date, *, back: bool) -> date | None:
    """The last such day up to `end` (`back`), or the first from it on."""
    years = (end.year, end.year - 1) if back else (end.year, end.year + 1)
    for year in years:
        found = _day(year, month, day)
        if found is not None and (found <= end if back else found >= end):
            return found
    return None


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= year <= 9998) or ((month, day) == (2, 29) and not isleap(year)):
        return None
    return date(year, month, day)


def _weekdays_fit(text: str, clues: Sequence[DateClue], window: Window) -> bool:
    """Whether each clue that names its weekday falls on that weekday ("Wednesday, February 12")."""
    for clue in [one for one in clues if one.stated] or clues:  # what the page states is surer than what it looks at
        weekday = _weekday_at(text, clue.start, clue.end)
        if weekday is None or clue.day is None:
            continue
        back = _occurrence(clue.month, clue.day, window.latest, back=True)
        ahead = _occurrence(clue.month, clue.day, window.earliest, back=False)
        meant = [ahead] if clue.direction == "future" else [back] if clue.direction == "past" else [back, ahead]
        if not any(day is not None and day.weekday() == weekday for day in meant):
            return False
    return True


@lru_cache(1 << 15)
def _weekday_at(text: str, start: int, end: int) -> int | None:
    """The weekday that is named with the date there."""
    named = next((f for f in find_dates(text, max(0, start - 25), end) if f.end == end), None)
    return None if named is None else named.weekday


def _narrowed(body: Body, window: Window) -> Window:
    """The window cut down by a weekday of the lead: what was said "on Sunday" is printed that day or the next."""
    report = body.reading.report
    zones = [zone for zone in report.zones if zone.kind == "body"]
    if not zones:
        return window
    found = _LEAD_DAY.findall(report.text, zones[0].start, min(len(report.text), zones[0].start + _LEAD))
    weekdays = {number for word in found if (number := weekday_number(word)) is not None}
    if len(weekdays) != 1:
        return window
    (weekday,) = weekdays
    days = [window.earliest + timedelta(days=n) for n in range((window.latest - window.earliest).days + 1)]
    hits = [day for day in days if day.weekday() == weekday]
    return window.within(hits[0], hits[-1] + timedelta(days=1)) if hits else window
