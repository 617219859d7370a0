"""Events: which clause reports one, of which PLOVER class, how real it is, who takes part, where and when.

`find_events` is the seam for a trained reader: what `triggers.find_triggers` finds by rules, a model may find; status,
arguments and details are read from the sentence in either case.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace
from msgspec.structs import replace as replace_trigger

from sourcebook.model import Actor, EventMention, EventPlace, EventTime, StatementMention, TimeExpression
from sourcebook.model.reading import EventStatus, PloverType
from sourcebook.read.arguments import actors_of
from sourcebook.read.attendance import away_from, without_absent
from sourcebook.read.cast import Cast
from sourcebook.read.chronicled import ADD, parties_told, place_told, time_told, with_chronicled
from sourcebook.read.claimants import without_claims
from sourcebook.read.class_judge import class_odds
from sourcebook.read.coding import as_coded, coded
from sourcebook.read.deeds import find_deeds, since, until_then
from sourcebook.read.delegations import find_delegations
from sourcebook.read.details import format_of, level_of, mode_of, refers_back
from sourcebook.read.document import Document
from sourcebook.read.eventplaces import place_of, place_within
from sourcebook.read.eventtimes import announced_then, as_event_time, interval_of, moved_aside, shifted_times, time_of
from sourcebook.read.factuality import dropped, flags_of, status_of, unmet
from sourcebook.read.factuality_nouns import host_first, lies_ahead, supposed, told_status
from sourcebook.read.frames import Trigger, clause_first
from sourcebook.read.handled import handled
from sourcebook.read.instalments import STAGED_MODES, STAGED_NOUNS, instalments, lasting, staged
from sourcebook.read.measures import announced_ahead, effect_end
from sourcebook.read.mercy import lenient
from sourcebook.read.moves import with_moves
from sourcebook.read.ordinals import number_of_event
from sourcebook.read.passing import in_passing
from sourcebook.read.plandays import coming, done_by_then, next_time, own_time
from sourcebook.read.repeats import last_time, number_in_row, parts_of
from sourcebook.read.scene import Kind, Scene, Surroundings, noun_lemma
from sourcebook.read.sighted import is_harmless, sighted_actors, with_sighted
from sourcebook.read.standing import begun, come_to, missed
from sourcebook.read.takenback import taken_back
from sourcebook.read.tellers import without_tellers
from sourcebook.read.trigger_nouns import last_named, only_named
from sourcebook.read.triggers import clause_end, find_triggers, may_name
from sourcebook.read.weighing import weighed
from sourcebook.read.withdrawn import withdrawn
from sourcebook.read.worth import stands

MEMORY = 3  # an antecedent is remembered over this many paragraphs,
NEXT = 60  # characters between a plan and the sentence that says when instead
THERE = 2  # and what "there" means over this many sentences


@dataclass(slots=True)
class _Memory:
    """What was reported before: the last place of an event, and the last talks told in full."""

    place: EventPlace | None = None
    placed: int = -1  # the sentence in which that place stands
    paragraph: int = -1
    talks: EventMention | None = None
    named: tuple[PloverType, str, str | None] | None = None
    staged: Kind | None = None
    lasting: Kind | None = None
    found: list[EventMention] = field(default_factory=list)
    deeds: list[EventMention] = field(default_factory=list)
    codes: dict[int, PloverType] = field(default_factory=dict)
    recent: tuple[int, Kind] | None = None
    before: Scene | None = None

    def lend(self, scene: Scene) -> None:
        """Give a sentence what was told before it."""
        scene.named, scene.staged, scene.lasting = self.named, self.staged, self.lasting
        if self.recent is not None and self.recent[0] == scene.sentence.index - 1:
            scene.recent = self.recent[1]
        if self.before is not None and self.before.sentence.paragraph >= scene.sentence.paragraph - 1:
            scene.before, self.before.before = self.before, None
        self.before = scene

    def note(self, mention: EventMention, scene: Scene, trigger: Trigger) -> None:
        """Remember a mention, and how PLOVER codes it."""
        sentence, paragraph = scene.sentence, scene.sentence.paragraph
        code = coded(mention, trigger.seen.odds if trigger.seen is not None else None)
        self.codes[len(self.found)] = code
        self.found.append(replace(mention, classes=class_odds(scene, trigger, mention, code)))
        kind = Kind(mention.type, mention.noun, mention.mode)
        self.staged = kind if staged(mention) else self.staged
        self.lasting = kind if lasting(mention) else self.lasting
        word = next((t for t in sentence.tokens if t.start == mention.trigger.start), None)
        if word is not None and noun_lemma(word) == mention.noun and mention.mode not in STAGED_MODES:
            self.recent = (sentence.index, kind)
        self.paragraph = paragraph
        told = mention.time or mention.ordinal or mention.end - mention.start > 40
        off = mention.status in {"possible", "postponed", "called-off"}
        if mention.type == "CONSULT" and mention.mode is None and told and not off:
            self.talks = mention
        if mention.place is not None:
            self.place, self.placed = mention.place, sentence.index

    def move(self, scene: Scene, known: int) -> None:
        """Give the mentions from number `known` on, those of the sentence, the days that they were moved from and to.

        The last mention of the sentence before may get its day from this one.
        """
        if not scene.times:
            return
        last = self.found[known - 1] if known else None
        near = last is not None and known == len(self.found) and scene.sentence.start - last.end <= NEXT
        told = with_moves(scene, self.found[known:], last if near else None)
        if len(told) > len(self.found) - known:
            self.found[known - 1] = told.pop(0)
        self.found[known:] = told


def find_events(
    document: Document, cast: Cast, times: tuple[TimeExpression, ...], statements: tuple[StatementMention, ...]
) -> tuple[EventMention, ...]:
    """The events that the report mentions, one a clause and event, sorted by place in the text.

    `start`, `end` of a mention are the clause that reports the event, or its noun phrase where it is only named.
    """
    return find_events_and_deeds(document, cast, times, statements)[0]


def find_events_and_deeds(
    document: Document, cast: Cast, times: tuple[TimeExpression, ...], statements: tuple[StatementMention, ...]
) -> tuple[tuple[EventMention, ...], tuple[EventMention, ...]]:
    """As `find_events`, and beside them the deeds that no list knows (deeds.py), in the same order."""
    around = Surroundings.of(document, cast, times)
    said = _Said(statements)
    memory = _Memory()
    for sentence in document.sentences:
        scene = Scene(sentence, around)
        memory.lend(scene)
        found = taken_back(scene, instalments(scene, with_sighted(scene, find_triggers(scene))))
        found = without_claims(scene, withdrawn(scene, handled(scene, with_chronicled(scene, found))))
        found = [trigger for trigger in away_from(scene, found) if not is_harmless(scene, trigger)]
        cut = [(t, part) for t in found for part in _parts(scene, t, found)]
        deeds = with_moves(scene, list(_deeds(scene, found, [span for _, span in cut])), None)
        known = len(memory.found)
        memory.deeds += [replace(deed, statement=said.at(deed.trigger.start)) for deed in deeds]
        for trigger, span in cut:
            others = [s for t, s in cut if t is not trigger and _nested(s, span)]
            mention = _mention(scene, trigger, span, others)
            if mention is not None:
                mention = _in_row(scene, trigger, span, [one for t, one in cut if t is trigger], mention)
                mention = _without_days(mention, deeds) if trigger.governed is not None else mention
                mention = replace(_there(scene, mention, span, memory), statement=said.at(mention.trigger.start))
                mention = without_tellers(scene, mention, statements)
            if mention is not None:
                memory.note(mention, scene, trigger)
        memory.move(scene, known)
        if found or may_name(scene):
            memory.named = last_named(scene) or (None if any(map(_in_stages, found)) else memory.named)
        near = sentence.paragraph - memory.paragraph <= MEMORY
        for mention in find_delegations(scene, memory.talks if near else None):
            memory.found.append(replace(mention, statement=said.at(mention.trigger.start)))
    found_as_coded = [as_coded(mention, memory.codes.get(at)) for at, mention in enumerate(memory.found)]
    return _in_order(found_as_coded), _in_order(memory.deeds)


def _parts(scene: Scene, trigger: Trigger, found: list[Trigger]) -> list[tuple[int, int]]:
    """The tokens of each event that the trigger tells; of a row in which another trigger stands that one tells."""
    extent = _extent(scene, trigger)
    first, *more = parts_of(scene, trigger, extent)
    others = [t.head for t in found if t is not trigger]
    own = not any(a <= head < b for a, b in more for head in others)
    return [first, *more] if own else [extent]


def _in_row(
    scene: Scene, trigger: Trigger, span: tuple[int, int], row: list[tuple[int, int]], mention: EventMention
) -> EventMention:
    """An item of a row, with the place that its clause tells of them all, and its number where that counts them."""
    if len(row) < 2:
        return mention
    extent = _extent(scene, trigger)
    counted = mention.ordinal is None and number_in_row(scene, extent, len(row))
    when, (first, last) = mention.time, (scene.tokens[span[0]].start, scene.tokens[span[1] - 1].end)
    if mention.was is None and (when is None or not first <= when.start < last):
        when = as_event_time(last_time(scene, *span)) or when
    return replace(
        mention,
        place=_own_place(scene, mention.place, span, row) or place_of(scene, trigger, extent),
        time=when,
        ordinal=row.index(span) + 1 if counted else mention.ordinal,
    )


def _own_place(
    scene: Scene, place: EventPlace | None, span: tuple[int, int], row: list[tuple[int, int]]
) -> EventPlace | None:
    """The place of an item of a row: none that another item tells."""
    at = next((i for i, token in enumerate(scene.tokens) if place is not None and token.start == place.start), None)
    other = at is not None and any(first <= at < last for first, last in row if (first, last) != span)
    return place_within(scene, *span) or (None if other else place)


def _in_order(mentions: list[EventMention]) -> tuple[EventMention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.trigger.start, m.type)))


def _without_days(mention: EventMention, deeds: list[EventMention]) -> EventMention:
    """Of "agreed to hang them by Friday" the day is that of the hanging, where the deed is told for itself."""
    taken = mention.time is not None and any(d.time and d.time.start == mention.time.start for d in deeds)
    return replace(mention, time=None) if taken else mention


def _deeds(scene: Scene, ruled: list[Trigger], taken: list[tuple[int, int]]) -> Iterator[EventMention]:
    """The deeds of the sentence beside the events that the rules and the encoder tell, each with its day."""
    for trigger, span, row in _deed_spans(scene, ruled):
        mention = _mention(scene, trigger, span, [one for one in taken if _nested(one, span)])
        if mention is None or mention.status in {"possible", "denied"}:
            continue
        mention = _in_row(scene, trigger, span, row, mention)
        when = until_then(scene, mention.time, mention.status) if mention.time is not None else None
        when = when or (since(scene, span) if mention.was is None else None)
        if when is not None or mention.was is not None:
            classes = class_odds(scene, trigger, mention, coded(mention))
            yield replace(mention, time=when, deed=trigger.deed, anaphoric=False, classes=classes)


def _deed_spans(scene: Scene, ruled: list[Trigger]) -> Iterator[tuple[Trigger, tuple[int, int], list[tuple[int, int]]]]:
    """Each deed with the tokens that tell it, and with the row that they are of."""
    for trigger in find_deeds(scene, ruled):
        row = _parts(scene, trigger, ruled)
        yield from ((trigger, span, row) for span in row)


def _in_stages(found: Trigger) -> bool:
    """Whether what the trigger tells comes in parts, so that "the first" is one of these from then on."""
    return found.mode in STAGED_MODES or found.noun in STAGED_NOUNS


def _extent(scene: Scene, trigger: Trigger) -> tuple[int, int]:
    """The tokens that report the event: the clause of its verb, or its noun phrase."""
    if trigger.frame is None:
        assert trigger.phrase is not None
        return host_first(scene, trigger.phrase), trigger.last
    first = clause_first(scene, trigger.frame)
    if trigger.phrase is not None and trigger.phrase.last <= trigger.frame.group.first:
        first = min(first, trigger.phrase.first)
    return first, clause_end(scene, trigger)


def _nested(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and inner != outer


def _mention(
    scene: Scene, trigger: Trigger, span: tuple[int, int], others: list[tuple[int, int]]
) -> EventMention | None:
    whole, stop = span, clause_end(scene, trigger, complement=False)
    span = (span[0], min(span[1], stop) if span[0] < stop else span[1])
    span = (span[0], max(span[1], effect_end(scene, trigger, span[1])))
    when = own_time(scene, trigger, time_told(scene, trigger, time_of(scene, trigger, span, others)))
    if announced_ahead(scene, trigger, when):
        trigger = replace_trigger(trigger, status="planned")
    trigger = lenient(scene, trigger, span)
    status = status_of(scene, trigger, interval_of(when))
    if status is None and (named := only_named(scene, trigger)) is not None:
        first, last = _extent(scene, named)
        return _mention(scene, named, (first, last), [one for one in others if one != (first, last)])
    ahead = lies_ahead(scene, interval_of(when))
    status = weighed(scene, trigger, status, when, ahead=ahead)
    sure = trigger.told is not None and trigger.told.sure >= ADD
    given = trigger.status == "called-off" or (trigger.status == "postponed" and trigger.frame is None)
    status = trigger.status if given else come_to(scene, trigger, status, interval_of(when))
    if status is None or (not sure and in_passing(scene, trigger, status, when)):
        return None
    when = begun(scene, trigger, status, when)
    status, when, was = _days_of(scene, trigger, (span, others), status, when)
    when = coming(scene, status, next_time(scene, trigger, status, when)) if when else None
    status, when = done_by_then(scene, trigger, status, when)
    place = place_told(scene, trigger, place_of(scene, trigger, span))
    where = scene.span(whole[0], max(whole[1], span[1]))
    mention = EventMention(
        start=where.start,
        end=where.end,
        trigger=scene.span(trigger.head, trigger.head + 1),
        type=trigger.type,
        status=status,
        noun=trigger.noun,
        mode=mode_of(scene, trigger, span),
        flags=flags_of(scene, trigger, status, interval_of(when)),
        actors=without_absent(scene, trigger, _not_where(trigger, _parties(scene, trigger), place)),
        place=place,
        time=when,
        was=was,
        level=level_of(scene, trigger, span) if trigger.type == "CONSULT" else None,
        ordinal=number_of_event(scene, trigger),
        format=format_of(scene, trigger, span) if trigger.type == "CONSULT" else None,
        anaphoric=refers_back(scene, trigger, when, place),
        told=_tells(scene, trigger, status, when),
        sure=round(trigger.told.sure, 2) if trigger.told is not None else None,
        sense=scene.sense(trigger.head),
    )
    return mention if stands(scene, trigger, mention, sure=sure) else None


def _parties(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """Who takes part, by the rules and by both of the encoder's sights."""
    actors = actors_of(scene, trigger)
    actors = actors if trigger.seen is None else sighted_actors(scene, trigger.seen, actors)
    return parties_told(scene, trigger, actors)


def _not_where(trigger: Trigger, actors: tuple[Actor, ...], place: EventPlace | None) -> tuple[Actor, ...]:
    """The actors without the government that the talks' own town stands for: "Geneva's second round"."""
    if trigger.type != "CONSULT" or trigger.phrase is None or place is None:
        return actors
    return tuple(a for a in actors if (a.start, a.end) != (place.start, place.end) or a.name == place.name)


def _tells(scene: Scene, trigger: Trigger, status: EventStatus, when: EventTime | None) -> bool:
    """Whether the words themselves tell the status."""
    if trigger.frame is None:
        return told_status(scene, trigger, interval_of(when)) is not None
    return not supposed(trigger, scene, status)


def _days_of(
    scene: Scene,
    trigger: Trigger,
    reach: tuple[tuple[int, int], list[tuple[int, int]]],
    status: EventStatus,
    when: EventTime | None,
) -> tuple[EventStatus, EventTime | None, EventTime | None]:
    """The status with the event's day, and the day that it was planned for before; `reach`: its tokens, and others'."""
    ahead = lies_ahead(scene, interval_of(when))
    if status in {"planned", "possible"} and when is not None and announced_then(scene, trigger, when):
        when = None
    if status == "planned" and when is not None and moved_aside(scene, reach[0]):
        status = "postponed"
    if status == "postponed" and trigger.back:
        return status, None, when
    if status == "postponed":
        return (status, None, when) if missed(scene, trigger) else (status, *shifted_times(scene, trigger, *reach))
    if status == "planned" and unmet(scene, trigger):
        if dropped(scene, trigger):
            return "called-off", when, None
        if ahead:
            return status, None, when  # "were to have met on Monday": that day is off, another may be told
    if status == "under-way" and ahead:
        when = None  # what stands "until Friday" takes place before that
    return status, when, None


def _there(scene: Scene, mention: EventMention, span: tuple[int, int], memory: _Memory) -> EventMention:
    """ "there" is the place of the event just before: of the sentence, or one of the two before it.

    Further back it is another place, seldom one of a name: "And the market? Sixty people died there."
    """
    if mention.place is not None or memory.place is None or scene.sentence.index - memory.placed > THERE:
        return mention
    at = next((i for i in range(*span) if scene.lower(i) == "there" and i > span[0]), None)
    if at is None:
        return mention
    token = scene.tokens[at]
    there = EventPlace(start=token.start, end=token.end, name=memory.place.name, country=memory.place.country)
    return replace(mention, place=there)


class _Said:
    """Which statement a page offset lies in."""

    def __init__(self, statements: Iterable[StatementMention]) -> None:
        spans = [(s.start, s.end, i) for i, mention in enumerate(statements) for s in mention.content]
        self.spans = sorted(spans)
        self.starts = [a for a, _, _ in self.spans]

    def at(self, offset: int) -> int | None:
        """The innermost statement at the offset."""
        at = bisect_right(self.starts, offset)
        for a, b, index in reversed(self.spans[max(0, at - 8) : at]):
            if a <= offset < b:
                return index
        return None
