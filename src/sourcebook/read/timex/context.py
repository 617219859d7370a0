"""Where a time phrase stands, and what phrases before it came to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import msgspec

from sourcebook.model.reading import TimeType
from sourcebook.read.timex.values import Days, Moment, of_day

NEAR = 2  # how many sentences back a mentioned time may anchor "a day later" in a news report
FAR = 6  # the same in a narrative, where times hang on each other
_UNKNOWN: Days = (None, None)
FINENESS = {"century": 0, "decade": 1, "year": 2, "fiscal": 2, "half": 3, "quarter": 4, "season": 4, "month": 5,
             "week": 6, "weekend": 7, "day": 8}  # fmt: skip


class Resolved(msgspec.Struct, frozen=True):
    """What a phrase comes to: type, TIMEX3 value, days, and the moment where it is one."""

    type: TimeType
    value: str
    days: Days = _UNKNOWN
    moment: Moment | None = None
    relative: bool = False


class Mention(msgspec.Struct, frozen=True):
    """A time that was mentioned, for later phrases to hang on.

    `leads`: the story moves there; a year in passing ("planned for 1976"), or a date in parentheses, doesn't move it.
    `opens`: it stands at the head of its sentence ("In 1979, ...").
    """

    sentence: int
    moment: Moment
    leads: bool = True
    opens: bool = False


@dataclass(slots=True)
class Context:
    """Where a phrase stands.

    `published`: the day that it is read against, None where unknown. `narrative`: the text tells a history, so that
    phrases hang on each other and not on the day of publication. `direction`: over 0 where the clause looks
    ahead, below where it looks back (`tense`). `before`: the preposition before the phrase. `known`: what the nodes
    read so far came to, by their identity. `behind`: the days and months of the whole report that lie behind its
    publication, by their first days: a date without a year may be of their time.
    """

    published: date | None
    narrative: bool
    sentence: int = 0
    direction: Callable[[], int] = lambda: 0
    before: str = ""
    mentions: list[Mention] = field(default_factory=list)
    known: dict[int, Resolved] = field(default_factory=dict)
    behind: frozenset[date] = frozenset()

    def reference(self, grain: str) -> Moment | None:
        """The last mentioned time that is fine enough to count in `grain`; None where none is near."""
        reach = FAR if self.narrative else NEAR
        coarse: Moment | None = None
        for mention in reversed(self.mentions):
            if self.sentence - mention.sentence > reach:
                break
            if FINENESS[mention.moment.grain] >= FINENESS.get(grain, 8):
                return mention.moment
            coarse = coarse or mention.moment
        return coarse

    def day_here(self) -> Moment | None:
        """The day that a bare clock time is of: the last that its own sentence names, or in a narrative the last."""
        told = self.reference("day")
        here = bool(self.mentions) and self.mentions[-1].sentence == self.sentence
        return told if here or self.narrative or self.published is None else None

    def opening(self) -> Moment | None:
        """The last day that opens one of the sentences just before, or that its own sentence names."""
        for mention in reversed(self.mentions):
            if self.sentence - mention.sentence > NEAR:
                return None
            if mention.moment.grain == "day" and (mention.opens or mention.sentence == self.sentence):
                return mention.moment
        return None

    def base(self, grain: str, *, deictic: bool) -> Moment | None:
        """What "last week" (deictic) or "a week earlier" is told from."""
        day = None if self.published is None else of_day(self.published)
        if deictic and not self.narrative:
            return day
        return self.reference(grain) or (None if self.narrative else day)

    @property
    def year(self) -> int | None:
        """The year that a narrative is in."""
        last = self.leading()
        return None if last is None else last.year

    def leading(self) -> Moment | None:
        """The last moment with a year that the story moved to, or that its sentence names."""
        for mention in reversed(self.mentions):
            dated = mention.moment.year is not None and mention.moment.grain not in {"century", "decade"}
            if dated and (mention.leads or mention.sentence == self.sentence):
                return mention.moment
        return None
