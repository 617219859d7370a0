"""Who takes part in an event, where and when: the clause's phrases, resolved within the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sourcebook.lexicon.countries import country_of
from sourcebook.lexicon.institutions import institution
from sourcebook.lexicon.offices import office
from sourcebook.model import Actor, EntityMention, EventPlace, EventTime, Interval, Span, TimeExpression
from sourcebook.model.reading import ActorRole
from sourcebook.read.eventwords import in_group
from sourcebook.read.frames import Frame, Trigger, phrase_end, phrase_start
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase

_TARGET_PREPOSITIONS = frozenset({"to", "against", "on", "with", "for", "of", "at", "from", "upon", "over"})
_PLACE_PREPOSITIONS = frozenset({"in", "at", "to", "near", "outside", "inside", "into"})
_WITH = frozenset({"with", "between", "among", "involving", "alongside"})
_HOSTING = frozenset({"host", "receive", "welcome", "greet"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_ASIDE = frozenset({"his", "her", "their", "its"})


# --- actors


def actors_of(scene: Scene, found: Trigger) -> tuple[Actor, ...]:
    """Everybody who takes part, in the order of the text; nobody twice."""
    actors: dict[str, Actor] = {}
    for role, first, last in _parts(scene, found):
        for span, name, code in named(scene, first, last):
            known = actors.get(name)
            if known is None:
                actors[name] = Actor(start=span.start, end=span.end, name=name, role=role, code=code)
    return tuple(sorted(actors.values(), key=lambda a: (a.start, a.end)))


def _parts(scene: Scene, found: Trigger) -> Iterator[tuple[ActorRole, int, int]]:
    """The token ranges that name actors, with the part that they take."""
    mutual = found.type in {"CONSULT", "COOPERATE"} and found.mode != "visit"
    source: ActorRole = "participant" if mutual else "source"
    target: ActorRole = "participant" if mutual else "target"
    if found.frame is not None:
        yield from _frame_parts(scene, found, found.frame, (source, target))
    if found.phrase is not None and scene.lower(found.phrase.head) != "one":
        yield from _noun_parts(scene, found, found.phrase, (source, target))


def _frame_parts(
    scene: Scene, found: Trigger, frame: Frame, roles: tuple[ActorRole, ActorRole]
) -> Iterator[tuple[ActorRole, int, int]]:
    source, target = roles
    event_is_subject = found.phrase is not None and found.phrase.first < frame.group.first
    subject = None if event_is_subject else frame.subject
    if subject is not None:
        hosting = found.type == "CONSULT" and frame.group.lemma in _HOSTING and not frame.group.passive
        plural = found.type == "AGREE" and scene.is_plural(subject)
        role: ActorRole = "host" if hosting else "participant" if plural else source
        yield role, phrase_start(scene, subject), _subject_end(scene, frame, subject)
    if frame.object is not None and frame.object is not found.phrase:
        if not scene.is_place(frame.object) or (scene.is_country(frame.object) and found.mode != "visit"):
            yield target, phrase_start(scene, frame.object), phrase_end(scene, frame.object)
        elif found.type in {"COERCE", "ASSAULT"}:
            yield "target", frame.object.first, frame.object.last
    for name, phrase in frame.preps:
        if scene.is_time(phrase) or phrase is found.phrase:
            continue
        if name in _WITH:
            mutual = found.type in {"CONSULT", "AGREE", "COOPERATE"}
            yield ("participant" if mutual else target), phrase.first, phrase_end(scene, phrase)
        elif found.type == "CONSULT" and name == "to" and found.mode != "visit":
            yield "participant", phrase.first, phrase_end(scene, phrase)
        elif found.type not in {"CONSULT", "AGREE"} and name in _TARGET_PREPOSITIONS:
            yield "target", phrase.first, phrase_end(scene, phrase)


def _subject_end(scene: Scene, frame: Frame, subject: NounPhrase) -> int:
    """The subject with what "of" and "from" add: "officials from both countries"."""
    at = phrase_end(scene, subject)
    while scene.lower(at) in {"of", "from", "representing"} and at + 1 < len(scene.tokens):
        other = scene.phrase(at + 1)
        if other is None or at >= frame.group.first:
            break
        at = phrase_end(scene, other)
    return at


def _noun_parts(
    scene: Scene, found: Trigger, phrase: NounPhrase, roles: tuple[ActorRole, ActorRole]
) -> Iterator[tuple[ActorRole, int, int]]:
    source, target = roles
    yield source, phrase.first, phrase.head
    last = max(found.last, phrase.last)
    at = phrase.last
    while at < last:
        other = scene.phrase(at)
        if other is None or other.first != at:
            at += 1
            continue
        name = scene.lower(at - 1)
        if name in _WITH | {"by"}:
            role: ActorRole = (
                "participant" if name in _WITH and found.type in {"CONSULT", "AGREE", "COOPERATE"} else source
            )
            yield role, other.first, max(phrase_end(scene, other), other.last)
        elif (
            name in {"of", "and", "against", "on", "to", "from"}
            and found.type != "CONSULT"
            and not scene.is_place(other)
        ):
            yield target, other.first, other.last
        elif name in {"of", "and"} and scene.is_actor(other):
            yield source, other.first, phrase_end(scene, other)
        at = other.last


def named(scene: Scene, first: int, last: int) -> list[tuple[Span, str, str | None]]:
    """Who the tokens [first, last) name: each with its span, its name in this report and its code."""
    found: list[tuple[Span, str, str | None]] = []
    at = first
    while at < last:
        phrase = scene.phrase(at)
        if phrase is None:
            at += 1
            continue
        stop = min(phrase.last, last)
        found.extend(_in_phrase(scene, phrase, at, stop))
        at = max(stop, at + 1)
    return found


def _in_phrase(scene: Scene, phrase: NounPhrase, first: int, last: int) -> Iterable[tuple[Span, str, str | None]]:
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    marks = [m for m in scene.entities if m.start < end and start < m.end and _acts(m)]
    marks = _without_titles(scene, marks)
    holders = _holders(scene, phrase, marks)
    if holders:
        return [(scene.span(first, last), name, None) for name in holders]
    if marks:
        return [(Span(start=m.start, end=m.end), m.stands_for or m.name, _code(scene, m, phrase)) for m in marks]
    if scene.is_time(phrase) or scene.entity(phrase.head) is not None:
        return []
    span = scene.span(first, last)
    refers = phrase.pronoun or phrase.determiner is not None or scene.is_actor(phrase)
    if not refers or not scene.is_actor(phrase):
        return []
    names = scene.around.cast.resolve_many(span, scene.sentence)
    return [(span, name, None) for name in names]


def _holders(scene: Scene, phrase: NounPhrase, marks: list[EntityMention]) -> tuple[str, ...]:
    """The people behind an office that the phrase names by its country: "the Vardanian and Ostreli presidents"."""
    held = office(scene.noun(phrase.head))
    if held is None or held.rank > 2 or not marks or any(m.type == "person" for m in marks):
        return ()
    names = scene.around.cast.resolve_many(scene.span(phrase.first, phrase.last), scene.sentence)
    people = [n for n in names if (known := scene.around.cast.entity(n)) is not None and known.type == "person"]
    return tuple(people) if len(people) == len(names) else ()


def _acts(mark: EntityMention) -> bool:
    if mark.stands_for is not None or mark.type in {"person", "organisation", "group"}:
        return True
    return mark.type == "place" and mark.country == mark.name


def _without_titles(scene: Scene, marks: list[EntityMention]) -> list[EntityMention]:
    """Drop what only introduces a person in the same phrase: "Vardanian President Lenk", "Lenk's envoy Maro"."""
    people = [m for m in marks if m.type == "person"]
    if not people:
        return marks
    kept = []
    for mark in marks:
        follows = scene.around.document.text[mark.end : mark.end + 2].lower()
        possessor = any(follows.startswith(p) for p in _POSSESSIVE)
        later = any(p.start > mark.start for p in people)
        if (mark.type == "person" and not (possessor and later)) or (mark.type != "person" and not later):
            kept.append(mark)
    return kept


def _code(scene: Scene, mark: EntityMention, phrase: NounPhrase) -> str | None:
    country = country_of(mark.country) if mark.country else None
    if mark.stands_for is not None and country is None:
        country = country_of(mark.stands_for)
    sector = _sector(scene, mark, phrase)
    if sector == "IGO" and country is None:
        return "IGO"
    return f"{country.alpha3} {sector}" if country is not None and sector is not None else None


def _sector(scene: Scene, mark: EntityMention, phrase: NounPhrase) -> str | None:
    if mark.type == "person":
        held = office(mark.role) if mark.role else None
        return held.sector if held else None
    if mark.type == "organisation":
        body = institution(mark.name)
        return body.sector if body else None
    if mark.stands_for is not None or (mark.type == "place" and mark.country == mark.name):
        inside = scene.tokens[phrase.head].start >= mark.end
        held = office(scene.noun(phrase.head)) if inside else None
        return held.sector if held else "MIL" if inside and in_group("troops", scene.noun(phrase.head)) else "GOV"
    return None


# --- place


def place_of(scene: Scene, found: Trigger, span: tuple[int, int]) -> EventPlace | None:
    """The place that the clause or phrase gives the event; a place that only modifies another noun is not it."""
    first, last = span
    for mark in scene.entities_in(first, last):
        at = next(i for i in range(first, last) if scene.entity(i) is mark)
        if mark.type == "place" and _locates(scene, found, at):
            return EventPlace(start=mark.start, end=mark.end, name=mark.name, country=mark.country)
    return None


def _locates(scene: Scene, found: Trigger, at: int) -> bool:
    phrase = scene.phrase(at)
    frame = found.frame
    if frame is not None and found.mode == "visit" and frame.object is not None and phrase is frame.object:
        return True
    first = phrase.first if phrase is not None else at
    name = scene.lower(first - 1) if first else ""
    if name not in _PLACE_PREPOSITIONS or (
        phrase is not None and at < phrase.head and not _inside_name(scene, at, phrase)
    ):
        return False
    if name == "to" and found.mode != "visit" and found.noun not in {"meeting", "summit"}:
        return False
    host = scene.phrase(first - 2) if first >= 2 else None
    if host is None or scene.group(first - 2) is not None or scene.is_time(host) or scene.lower(host.head) == "place":
        return True
    own = found.phrase is not None and (found.phrase.first <= host.first < max(found.last, found.phrase.last))
    return own or scene.is_actor(host) or scene.is_place(host) or scene.noun(host.head) in {found.noun, "sideline"} or (
        frame is not None and frame.object is host and found.type != "CONSULT"
    )  # fmt: skip


def _inside_name(scene: Scene, at: int, phrase: NounPhrase) -> bool:
    """Whether the rest of the phrase is names too: "Abu Dhabi", "Geneva, Switzerland"."""
    return all(scene.entity(i) is not None for i in range(at, phrase.last))


# --- time


def time_of(scene: Scene, found: Trigger, span: tuple[int, int], taken: list[tuple[int, int]]) -> EventTime | None:
    """When the event is placed: the time nearest to its trigger; `taken` are the ranges of other events."""
    best = _ranked(scene, found, span, taken)
    return as_event_time(best[0]) if best else None


def shifted_times(
    scene: Scene, found: Trigger, span: tuple[int, int], taken: list[tuple[int, int]]
) -> tuple[EventTime | None, EventTime | None]:
    """For what was moved: the new time, and the old one."""
    new: TimeExpression | None = None
    old: TimeExpression | None = None
    for time in _ranked(scene, found, span, taken):
        at = scene.time_of.index(time)
        before = scene.lower(at - 1)
        if before in {"to", "until", "till", "for"} and (found.frame is None or at >= found.frame.group.first):
            new = new or time
        elif before == "from" or _modifies_event(found, at):
            old = old or time
    return _apart(as_event_time(new), as_event_time(old))


def _apart(new: EventTime | None, old: EventTime | None) -> tuple[EventTime | None, EventTime | None]:
    """ "from Thursday to Friday" is one interval to the reader of times: cut it where the event was moved."""
    if new is None or old is None or new.earliest != old.earliest or new.latest == new.earliest:
        return new, old
    return replace(new, earliest=new.latest), replace(old, latest=old.earliest)


def _modifies_event(found: Trigger, at: int) -> bool:
    return found.phrase is not None and found.phrase.first <= at < found.last


def as_event_time(time: TimeExpression | None) -> EventTime | None:
    """The event's time as the time expression gives it."""
    if time is None:
        return None
    return EventTime(start=time.start, end=time.end, earliest=time.earliest, latest=time.latest)


def _ranked(scene: Scene, found: Trigger, span: tuple[int, int], taken: list[tuple[int, int]]) -> list[TimeExpression]:
    """The times that may be the event's, best first."""
    first, last = span
    seen: list[tuple[tuple[bool, bool, int, int], TimeExpression]] = []
    for time in scene.times:
        at = scene.time_of.index(time) if time in scene.time_of else -1
        if not first <= at < last or time.type == "set" or any(a <= at < b for a, b in taken):
            continue
        unknown = time.earliest is None and time.latest is None
        if time.type in {"duration", "time"} and unknown:
            continue
        if scene.lower(at - 1) == "since" or (scene.lower(at - 1) == "of" and unknown):
            continue
        wide = (time.latest - time.earliest).days if time.earliest and time.latest else 400
        seen.append(((unknown, wide > 40, _distance(found, at), wide), time))
    return [time for _, time in sorted(seen, key=lambda pair: pair[0])]


def _distance(found: Trigger, at: int) -> int:
    """Tokens from the trigger; what follows it is nearer than what stands before the clause's subject."""
    return at - found.head if at >= found.head else 2 * (found.head - at)


def interval_of(time: EventTime | None) -> Interval | None:
    """The days alone."""
    return Interval(earliest=time.earliest, latest=time.latest) if time else None
