"""Readings made by hand for the tests of this stage: text with its mentions laid on by their words."""

from __future__ import annotations

from datetime import date

from sourcebook.model import (
    Actor,
    EntityMention,
    EventMention,
    EventPlace,
    EventTime,
    PositionMention,
    Published,
    Reading,
    Report,
    Span,
    Zone,
)
from sourcebook.model.reading import ActorRole, EntityType, EventStatus, PloverType, Stance


def day(text: str) -> date:
    return date.fromisoformat(text)


class Page:
    """A report under construction; every helper finds its words in the text."""

    def __init__(self, name: str, text: str, published: str | None = "2031-05-10") -> None:
        self.name, self.text = name, text
        self.published = published
        self.entities: list[EntityMention] = []
        self.events: list[EventMention] = []
        self.positions: list[PositionMention] = []

    def span(self, words: str) -> Span:
        at = self.text.index(words)
        return Span(start=at, end=at + len(words))

    def name_(
        self, words: str, kind: EntityType, *, full: str | None = None, country: str | None = None,
        role: str | None = None, stands_for: str | None = None,
    ) -> Page:  # fmt: skip
        at = self.span(words)
        self.entities.append(
            EntityMention(
                start=at.start,
                end=at.end,
                type=kind,
                name=full or words,
                country=country,
                role=role,
                stands_for=stands_for,
            )
        )
        return self

    def state(self, *names: str) -> Page:
        for name in names:
            self.name_(name, "place", country=name)
        return self

    def event(
        self, clause: str, trigger: str, status: EventStatus, actors: tuple[str, ...] = (), *,
        kind: PloverType = "CONSULT", days: tuple[str, str] | None = None, place: str | None = None,
        area: str | None = None, mode: str | None = None, ordinal: int | None = None,
        was: tuple[str, str] | None = None,
        anaphoric: bool = False, role: ActorRole = "participant", told: bool = True,
        sure: float | None = None,
    ) -> Page:  # fmt: skip
        at, word = self.span(clause), self.span(trigger)
        when = EventTime(start=at.start, end=at.end, earliest=day(days[0]), latest=day(days[1])) if days else None
        old = EventTime(start=at.start, end=at.end, earliest=day(was[0]), latest=day(was[1])) if was else None
        self.events.append(
            EventMention(
                start=at.start,
                end=at.end,
                trigger=word,
                type=kind,
                status=status,
                noun=trigger.lower().removesuffix("s"),
                mode=mode,
                actors=tuple(Actor(start=at.start, end=at.end, name=a, role=role) for a in actors),
                place=EventPlace(start=at.start, end=at.end, name=place, country=area) if place else None,
                time=when,
                was=old,
                ordinal=ordinal,
                anaphoric=anaphoric,
                told=told,
                sure=sure,
            )
        )
        return self

    def position(self, words: str, holder: str, stance: Stance, issue: str) -> Page:
        at = self.span(words)
        self.positions.append(
            PositionMention(start=at.start, end=at.end, holder=None, holder_name=holder, stance=stance, issue=issue)
        )
        return self

    def reading(self) -> Reading:
        on = day(self.published) if self.published else None
        report = Report(
            id=self.name, input=f"{self.name}.txt", url=None, outlet=None, title=None, byline=None, dateline=None,
            language="en", translated=False, published=Published(earliest=on, latest=on, basis="given") if on else None,
            sha256=self.name, text=self.text, zones=(Zone(start=0, end=len(self.text), kind="body"),),
        )  # fmt: skip
        return Reading(
            report=report,
            sentences=(Span(start=0, end=len(self.text)),),
            entities=tuple(sorted(self.entities, key=lambda e: e.start)),
            events=tuple(sorted(self.events, key=lambda e: e.start)),
            positions=tuple(self.positions),
        )
