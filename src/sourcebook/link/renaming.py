"""One name for another throughout a reading: in what it says of speakers, holders and actors. Spans stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from sourcebook.model import Actor, EntityMention, Reading, Span

Rename = Callable[[str], str]


def renamed(reading: Reading, rename: Rename, *, actor: Callable[[Actor], Actor] | None = None) -> Reading:
    """The reading with other names for speakers, holders and, by `actor` or else by `rename`, actors."""
    by = actor or (lambda one: one if one.nominal else _with_name(one, rename(one.name)))
    return replace(
        reading,
        statements=tuple(
            replace(one, speaker_name=rename(one.speaker_name)) if one.speaker_name else one
            for one in reading.statements
        ),
        positions=tuple(
            replace(one, holder_name=rename(one.holder_name)) if one.holder_name else one for one in reading.positions
        ),
        events=tuple(replace(one, actors=tuple(by(actor) for actor in one.actors)) for one in reading.events),
        deeds=tuple(replace(one, actors=tuple(by(actor) for actor in one.actors)) for one in reading.deeds),
    )


def _with_name(actor: Actor, name: str) -> Actor:
    return actor if name == actor.name else replace(actor, name=name)


def named_by(reading: Reading, mentions: Sequence[EntityMention]) -> Reading:
    """The reading, speakers, holders and actors that it left unnamed named by the mentions that end their spans."""
    ends = {mention.end: mention for mention in mentions}

    def name_of(span: Span | None) -> str | None:
        found = ends.get(span.end) if span is not None else None
        return found.name if found is not None and span is not None and found.start >= span.start else None

    def told(one: Actor) -> Actor:
        name = name_of(Span(start=one.start, end=one.end)) if one.nominal else None
        return replace(one, name=name, nominal=False) if name is not None else one

    return replace(
        reading,
        statements=tuple(
            replace(one, speaker_name=name_of(one.speaker)) if one.speaker_name is None else one
            for one in reading.statements
        ),
        positions=tuple(
            replace(one, holder_name=name_of(one.holder)) if one.holder_name is None else one
            for one in reading.positions
        ),
        events=tuple(replace(one, actors=tuple(told(actor) for actor in one.actors)) for one in reading.events),
        deeds=tuple(replace(one, actors=tuple(told(actor) for actor in one.actors)) for one in reading.deeds),
    )
