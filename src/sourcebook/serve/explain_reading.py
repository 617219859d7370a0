"""What the read stage added, a line for each thing: its words first, then what was made of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from rich.text import Text

from sourcebook.model import (
    EntityMention,
    EventMention,
    Figure,
    Interval,
    PositionMention,
    Reading,
    Span,
    StatementMention,
    TimeExpression,
)
from sourcebook.serve.view.days import count_words, interval_words
from sourcebook.serve.view.safe import shown
from sourcebook.serve.view.words import words

Lines = Iterable[Text]

_QUOTE = 300
"""Characters of a quote before it is cut in the middle."""


def clipped(text: str, limit: int = _QUOTE) -> str:
    """The text on one line, safe to print, its middle left out where it is long."""
    flat = shown(text.replace("\n", " ⏎ "))
    return flat if len(flat) <= limit else f"{flat[: limit // 2]} … {flat[-limit // 3 :]}"


def reading_sections(reading: Reading) -> Iterator[tuple[str, Lines]]:
    """The parts of a reading, each with its heading."""
    at = _Where(reading)
    parts: tuple[tuple[str, str | None, int, Lines], ...] = (
        ("sentence", None, len(reading.sentences), map(at.sentence, range(len(reading.sentences)))),
        ("entity", "entities", len(reading.entities), map(at.entity, reading.entities)),
        ("time", None, len(reading.times), map(at.time, reading.times)),
        ("statement", None, len(reading.statements), chain.from_iterable(map(at.statement, reading.statements))),
        ("event", None, len(reading.events), chain.from_iterable(map(at.event, reading.events))),
        ("position", None, len(reading.positions), chain.from_iterable(map(at.position, reading.positions))),
        ("figure", None, len(reading.figures), map(at.figure, reading.figures)),
    )
    for noun, plural, number, lines in parts:
        yield count_words(number, noun, plural), lines


def _days(earliest: date | None, latest: date | None) -> str:
    return interval_words(Interval(earliest=earliest, latest=latest)) if earliest or latest else ""


class _Where:
    """Words of one report with their offsets and the sentence that they stand in."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.report.text
        self._starts = [sentence.start for sentence in reading.sentences]

    def _line(self, start: int, end: int, *made: str | None, limit: int = 90) -> Text:
        """Offsets, sentence number, the words, and what was made of them."""
        number = bisect_right(self._starts, start)
        place = f"{f'{start}–{end}':>13} {f's{number}':>5}  "
        told = " · ".join(shown(part) for part in made if part)
        quote = f"“{clipped(self.text[start:end], limit)}”"
        return Text.assemble((place, "bright_black"), (quote, "bold"), "  " if told else "", told)

    def _part(self, name: str, start: int, end: int, *made: str | None) -> Text:
        """A line under a line: one part of a statement or event, and its words."""
        told = " · ".join(shown(part) for part in made if part)
        quote = f"“{clipped(self.text[start:end], 90)}”"
        place = f"{f'{start}–{end}':>13}        "
        return Text.assemble(
            (place, "bright_black"), (f"{name:<12}", "bright_black"), quote, "  " if told else "", told
        )

    def _span(self, name: str, span: Span | None, *made: str | None) -> Iterator[Text]:
        if span is not None:
            yield self._part(name, span.start, span.end, *made)

    def sentence(self, number: int) -> Text:
        """A sentence with its number."""
        span = self.reading.sentences[number]
        place = f"{f'{span.start}–{span.end}':>13} {f's{number + 1}':>5}  "
        return Text.assemble((place, "bright_black"), clipped(self.text[span.start : span.end]))

    def entity(self, entity: EntityMention) -> Text:
        """Who or what is named."""
        name = entity.name if entity.name != self.text[entity.start : entity.end] else None
        stands = f"stands for {entity.stands_for}" if entity.stands_for else None
        country = f"of {entity.country}" if entity.country and entity.country != entity.name else None
        return self._line(entity.start, entity.end, entity.type, name, country, entity.role, stands)

    def time(self, time: TimeExpression) -> Text:
        """A time and the days that it can mean."""
        resting = "relative" if time.relative else None
        return self._line(time.start, time.end, time.type, time.value, _days(time.earliest, time.latest), resting)

    def statement(self, statement: StatementMention) -> Iterator[Text]:
        """Something said: its content, then who said it, in which word, through whom."""
        first, *rest = statement.content
        days = _days(statement.earliest, statement.latest)
        level = f"level {statement.level}" if statement.level != 1 else None
        yield self._line(first.start, first.end, statement.kind, days, level, limit=_QUOTE)
        for span in rest:
            yield self._part("goes on", span.start, span.end)
        if statement.speaker is None:
            named = statement.speaker_name or "not named"
            yield Text.assemble((f"{'':>21}{'speaker':<12}", "bright_black"), shown(named))
        yield from self._span("speaker", statement.speaker, statement.speaker_name or "not resolved")
        yield from self._span("cue", statement.cue)
        if statement.via:
            yield Text.assemble((f"{'':>21}{'via':<12}", "bright_black"), shown(" ← ".join(statement.via)))

    def event(self, event: EventMention) -> Iterator[Text]:
        """An event's clause, then its trigger, actors, place and time."""
        ordinal = f"no. {event.ordinal}" if event.ordinal else None
        within = f"in statement {event.statement + 1}" if event.statement is not None else None
        yield self._line(
            event.start,
            event.end,
            f"{event.type} ({words().type[event.type]})",
            words().status[event.status],
            event.mode,
            event.format,
            event.level,
            ordinal,
            ", ".join(event.flags) or None,
            "refers back" if event.anaphoric else None,
            within,
            limit=_QUOTE,
        )
        yield self._part("trigger", event.trigger.start, event.trigger.end, event.noun)
        for actor in event.actors:
            yield self._part(actor.role, actor.start, actor.end, actor.name, actor.code)
        if event.place:
            yield self._part("place", event.place.start, event.place.end, event.place.name, event.place.country)
        for name, when in (("time", event.time), ("was", event.was)):
            if when:
                yield self._part(name, when.start, when.end, _days(when.earliest, when.latest))

    def position(self, position: PositionMention) -> Iterator[Text]:
        """What somebody demands, offers, accepts, rejects, supports or opposes."""
        days = _days(position.earliest, position.latest)
        yield self._line(position.start, position.end, position.stance, f"issue: {position.issue}", days, limit=_QUOTE)
        yield from self._span("holder", position.holder, position.holder_name or "not resolved")

    def figure(self, figure: Figure) -> Text:
        """A quantity and what it counts."""
        value = f"{figure.low:,g}" if figure.low == figure.high else f"{figure.low:,g} to {figure.high:,g}"
        return self._line(figure.start, figure.end, f"{value} {figure.unit}", figure.about)
