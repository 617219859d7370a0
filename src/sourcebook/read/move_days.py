"""The days of a sentence that tells a move, and the words for moves in `data/moves.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from sourcebook.model import EventMention, EventTime, TimeExpression
from sourcebook.read.scene import Scene

MOST = timedelta(days=120)  # a day further off than this is of something else
_PRECISE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the sentence, and the tokens that give it."""

    first: int
    last: int
    time: TimeExpression
    earliest: date
    latest: date

    def when(self) -> EventTime:
        """As an event's time."""
        return EventTime(start=self.time.start, end=self.time.end, earliest=self.earliest, latest=self.latest)


@cache
def table() -> dict[str, dict[str, tuple[str, ...]]]:
    """The rows of data/moves.toml, each cut into its words or phrases."""
    text = files("sourcebook.read").joinpath("data", "moves.toml").read_text("utf-8")
    rows: dict[str, dict[str, str]] = tomllib.loads(text)
    return {
        group: {key: tuple(row.split("|") if "|" in row else row.split()) for key, row in table.items()}
        for group, table in rows.items()
    }


@cache
def words(group: str, key: str) -> frozenset[str]:
    """The words of a row."""
    return frozenset(table()[group][key])


@cache
def phrases(group: str, key: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a row, word by word."""
    return tuple(tuple(phrase.split()) for phrase in table()[group][key])


def days_of(scene: Scene) -> list[Day]:
    """The days that the sentence names, each told to within a week, in its order."""
    found: list[Day] = []
    for at, time in enumerate(scene.time_of):
        if time is None or (found and found[-1].time is time):
            continue
        if time.type not in {"date", "time"} or time.value == "PRESENT_REF":
            continue
        if time.earliest is None or time.latest is None:
            continue
        if time.latest - time.earliest <= _PRECISE:
            last = at
            while scene.time(last) is time:
                last += 1
            found.append(Day(at, last, time, time.earliest, time.latest))
    return found


def is_weekday(scene: Scene, day: Day) -> bool:
    """Whether the name of a weekday is all that tells the day."""
    word = scene.lower(day.first)
    single = day.last - day.first == 1 and day.earliest == day.latest
    return single and word.endswith("day") and word not in {"today", "yesterday", "everyday", "midday"}


def head_of(scene: Scene, mention: EventMention) -> int:
    """The token that names the mention; -1 where it isn't of this sentence."""
    return next((i for i, token in enumerate(scene.tokens) if token.start == mention.trigger.start), -1)
