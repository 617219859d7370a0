"""Events by the encoder's chronicle heads: which words tell what a careful chronicler lists, and what of it they see.

Lists of triggers know what news mostly tells; the heads have learned it from labelled sentences, whatever the word.
What they are sure of becomes a trigger beside the rules', and the status, day, place and parties of an event are what
both say: rules where the words around tell it, heads where not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from msgspec.structs import replace

from sourcebook.lexicon.offices import office
from sourcebook.model import Actor, EventPlace, EventTime, TimeExpression
from sourcebook.model.reading import ActorRole, EventStatus, PloverType
from sourcebook.read.arguments import described, named
from sourcebook.read.attached_times import is_numbered_since, of_other_noun
from sourcebook.read.deed_classes import class_of
from sourcebook.read.encoder.seen import SeenEvent
from sourcebook.read.eventplaces import of_next
from sourcebook.read.eventtimes import as_event_time, going_on
from sourcebook.read.eventwords import factuality, in_group, triggers
from sourcebook.read.frames import Trigger, frame_of, phrase_end, phrase_start
from sourcebook.read.lights import light_of
from sourcebook.read.scene import Scene
from sourcebook.read.sighted import called_off, is_none, meet
from sourcebook.read.syntax import NounPhrase

ADD = 0.5  # probability that a word tells an event, from which one is taken that no rule finds
FAINT = 0.3  # and from which it is taken where it is told with its day
DOUBT = 0.2  # under which a word that rules take for what somebody says, demands or agrees to tells none without a day
CLASS = 0.4  # of its class, given an event; under it the verb's own class goes before
PART = 0.35  # of having a part
_ALONG = frozenset({"as", "while"})
_DEGREE = frozenset({"many", "much", "few", "well", "soon", "long", "far", "early"})  # "as many as 40 people"
_ASKING = frozenset({"request", "behest", "invitation", "insistence", "urging", "initiative", "expense"})
_OF_PLACE = frozenset({"that", "which"})
_HANGING = frozenset({"after", "before", "because", "although", "though", "whereas"}) | _OF_PLACE
_SAYING = "bringing"
_HELD = frozenset({"concession", "asylum"})  # nouns of triggers whose object is no event beside them
_HEADS = 2  # ranks of offices that head a state or a department (lexicon/offices.py)
_NAMING = frozenset({"including", "involving", "namely", "between", "among"})
_SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "AGREE", "THREATEN", "SUPPORT"})
_MONTH = timedelta(days=31)


def with_chronicled(scene: Scene, ruled: list[Trigger]) -> list[Trigger]:
    """The rules' triggers, each with what the heads see of it, and the heads' own."""
    sight = scene.around.document.sight
    events = scene.chronicled
    if sight is None or events is None:
        return ruled
    by_word = {event.word: event for event in events}
    kept = [
        trigger if (told := _best(by_word, _words(trigger))) is None else _with(scene, trigger, told)
        for trigger in ruled
    ]
    covered = {word for trigger in kept for word in _covered(scene, trigger)}
    least = FAINT if any(map(_is_day, scene.times)) else ADD
    added = [
        replace(found, faint=event.sure < ADD)
        for event in events
        if event.sure >= least and event.word not in covered and (found := _trigger(scene, event)) is not None
        if not (_leads_on(scene, event.word, {*covered, *by_word}) or is_none(scene, event.word, kept))
    ]
    return sorted([*kept, *added], key=lambda t: t.head) if added else kept


def _with(scene: Scene, trigger: Trigger, told: SeenEvent) -> Trigger:
    """The trigger with what the heads see; of "agreed to hold talks" they see the agreeing done, not the talks."""
    group = trigger.frame.group if trigger.frame is not None else None
    governed = group is not None and group.governor is not None and group.first <= told.word < group.head
    own = trigger.governed if trigger.governed is not None else trigger.head
    if not governed or told.word == own or scene.tokens[told.word].lemma in factuality().markers["aspects"]:
        return replace(trigger, told=told)
    return replace(trigger, told=replace(told, status_sure=0.0))


def _leads_on(scene: Scene, at: int, told: set[int]) -> bool:
    """Whether the verb only tells how far the event of the next one got: "began to withdraw", "went on to meet"."""
    verb = scene.group(at)
    if verb is None or scene.tokens[at].lemma not in factuality().markers["aspects"]:
        return False
    to = next((i for i in range(at + 1, min(at + 4, len(scene.tokens))) if scene.lower(i) == "to"), at)
    return to + 1 in told and scene.tag(to + 1) in {"VB", "VBG"}


def _is_day(time: TimeExpression | EventTime | None) -> bool:
    """Whether a time is told to the month at least."""
    if time is None or time.earliest is None or time.latest is None:
        return False
    return time.latest - time.earliest <= _MONTH


def doubted(scene: Scene, found: Trigger, when: EventTime | None, *, plain: bool) -> bool:
    """Whether the heads' doubts of an event go before what was found of it.

    What they half see needs its day. Of words spoken, agreed or threatened (`plain`: of no mode, number or day) lists
    know the verbs, and most such verbs tell no event.
    """
    if scene.chronicled is None:
        return False
    if found.faint:
        return not _is_day(when)
    return plain and found.type in _SPOKEN and (found.told is None or found.told.sure < DOUBT)


def _words(trigger: Trigger) -> set[int]:
    """The tokens that tell the trigger's event."""
    found = {trigger.head}
    if trigger.governed is not None:
        found.add(trigger.governed)
    if trigger.phrase is not None:
        found.add(trigger.phrase.head)
    if trigger.frame is not None:
        found.update(range(trigger.frame.group.first, trigger.frame.group.last))
    if trigger.later is not None:
        found.update(range(trigger.later.group.first, trigger.later.group.last))
    return found


def _covered(scene: Scene, trigger: Trigger) -> set[int]:
    """The tokens that tell nothing beside the trigger's event: of a noun's also what it counts, "a round of talks"."""
    found = _words(trigger)
    phrase = trigger.phrase
    if phrase is not None:
        found.update(range(phrase.first, phrase.last))
        counted = scene.phrase(phrase.last + 1) if scene.lower(phrase.last) == "of" else None
        if counted is not None:
            found.update(range(counted.first, counted.last))
    named = trigger.frame.object if trigger.frame is not None and phrase is None else None
    if named is not None and (trigger.noun in _HELD or _is_noun_of(trigger, scene.noun(named.head))):
        found.add(named.head)  # "failed to reach a deal", "dropped its demand"
    return found


def _is_noun_of(trigger: Trigger, noun: str) -> bool:
    return any(rule.type == trigger.type for rule in triggers().nouns.get(noun, ()))


def _best(events: dict[int, SeenEvent], words: Iterable[int]) -> SeenEvent | None:
    found = [events[word] for word in words if word in events]
    return max(found, key=lambda e: (e.sure, -e.word)) if found else None


def _trigger(scene: Scene, event: SeenEvent) -> Trigger | None:
    """The heads' event as a trigger of its verb, or of its noun with the verb beside it."""
    at = event.word
    group = scene.group(at)
    if group is not None:
        if in_group(_SAYING, group.lemma) and event.type is None:
            return None
        governed = at if at < group.head and group.governor is not None else None
        lemma = scene.tokens[group.head if governed is None else at].lemma
        kind = _class(scene, event, lemma)
        found = Trigger(kind, lemma, None, at, frame_of(scene, group), governed=governed, told=event)
        if governed is not None:
            return found
        off = called_off(scene, found)
        if off is not found:
            return replace(off, told=replace(event, status_sure=0.0))  # the heads see the calling off done
        return _sitting(scene, found) if kind == "CONSULT" else found
    phrase = scene.phrase(at) or NounPhrase(at, at + 1, at)
    noun = scene.noun(at)
    found = Trigger(_class(scene, event, noun), noun, None, at, None, phrase, phrase.last, told=event)
    for verb in scene.syntax.verb_groups:
        if (light := light_of(scene, verb)) is None:
            continue
        frame = frame_of(scene, verb)
        if any(one is not None and one.first == phrase.first for one in (frame.object, frame.subject)):
            return replace(found, frame=frame, light=light)
    return found


def _sitting(scene: Scene, found: Trigger) -> Trigger:
    """The sitting that the verb only holds, plans or moves, by its own noun: "its second session will be held"."""
    assert found.frame is not None
    light = light_of(scene, found.frame.group)
    for phrase in (found.frame.object, found.frame.subject) if light is not None else ():
        named = phrase is not None and scene.entity(phrase.head) is None
        if phrase is not None and named and in_group("gathering", noun := scene.noun(phrase.head)):
            return replace(found, noun=noun, head=phrase.head, phrase=phrase, last=phrase.last, light=light)
    return found


def _class(scene: Scene, event: SeenEvent, lemma: str) -> PloverType:
    if event.type is not None and event.type_sure >= CLASS:
        return event.type
    return class_of(scene, event.word, lemma)


def meant(found: Trigger, ruled: EventStatus | None, best: EventStatus, *, ahead: bool, dated: bool) -> EventStatus:
    """The status `best`, or "planned" of what the heads have held while rules know that it is only announced.

    `ahead`: its day lies ahead, so that it isn't over. Talks that are announced, with no day told, are still to come.
    """
    if best not in {"held", "under-way"} or ruled != "planned":
        return best
    planned = found.light == "plan" or (found.type not in _SPOKEN and found.noun in triggers().nouns)
    announced = (
        found.light == "plan" and not dated and any(r.type == "CONSULT" for r in triggers().nouns.get(found.noun, ()))
    )
    return "planned" if (ahead and planned) or announced else best


def time_told(scene: Scene, found: Trigger, when: EventTime | None) -> EventTime | None:
    """The event's day: the rules', or the time whose words the heads take for it where rules find none."""
    if when is not None or found.told is None or not scene.times:
        return when
    best = _likeliest(scene, found.told)
    if best is None or best not in scene.time_of:
        return as_event_time(best)
    at = scene.time_of.index(best)
    if of_other_noun(scene, found, best, at) or is_numbered_since(scene, found, at):
        return None
    told, group = as_event_time(best), found.frame.group if found.frame is not None else None
    lasts = group is not None and group.progressive and scene.lower(at - 1) == "since"
    return going_on(scene, told) if told is not None and lasts else told


def _likeliest(scene: Scene, told: SeenEvent) -> TimeExpression | None:
    sure: dict[int, float] = {}
    for word, share in told.when:
        time = scene.time(word)
        if time is not None:
            sure[time.start] = max(share, sure.get(time.start, 0.0))
    if not sure:
        return None
    start = max(sure, key=lambda at: (sure[at], -at))
    found = next(time for time in scene.times if time.start == start)
    return found if sure[start] >= PART and found.type in {"date", "time"} else None


def place_told(scene: Scene, found: Trigger, place: EventPlace | None) -> EventPlace | None:
    """The event's place: the rules', or the heads' where rules find none."""
    told = found.told
    if told is None or place is not None:
        return place
    for word, share in sorted(told.where, key=lambda part: (-part[1], part[0])):
        mark = scene.entity(word)
        told_here = mark is not None and mark.type == "place" and share >= PART and not _asks(scene, word)
        if mark is not None and told_here and not (of_next(scene, found, word) or _of_host(scene, found, word)):
            return EventPlace(start=mark.start, end=mark.end, name=mark.name, country=mark.country)
    return None


def _asks(scene: Scene, at: int) -> bool:
    """Whether the place stands for who asked for it: "at Peru's request"."""
    phrase = scene.phrase(at)
    owns = phrase is not None and any(scene.tag(i) == "POS" for i in range(at, phrase.head))
    return owns and phrase is not None and scene.noun(phrase.head) in _ASKING


def _of_host(scene: Scene, found: Trigger, at: int) -> bool:
    """Whether the place is that of the clause on which the event's hangs: "anger in Peru after the talks broke up".

    What a clause tells of the place itself happened there: "the plant in Osk that he visited". Violence is where the
    clause is that goes along with it, talks may be anywhere: "anger in Peru as the talks dragged on".
    """
    hanging = _HANGING | _ALONG if found.type == "CONSULT" else _HANGING
    words = [i for i in range(at + 1, found.head) if scene.lower(i) in hanging and scene.time(i) is None]
    words = [i for i in words if _DEGREE.isdisjoint({scene.lower(i - 1), scene.lower(i + 1)})]
    return any(scene.lower(i) not in _OF_PLACE or i > at + 2 for i in words)


def parties_told(scene: Scene, found: Trigger, ruled: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The rules' actors, and those that the heads see and the rules don't."""
    told = found.told
    if told is None:
        return ruled
    mutual = found.type in {"CONSULT", "COOPERATE"}
    source: ActorRole = "participant" if mutual else "source"
    target: ActorRole = "participant" if mutual else "target"
    more: list[Actor] = []
    for role, words in ((source, told.by), (target, told.to)):
        for word, share in words:
            if share >= PART:
                more += [
                    a
                    for a in _party(scene, word, role)
                    if not any(meet(a, b) or a.name == b.name for b in (*ruled, *more))
                ]
    return tuple(sorted([*ruled, *more], key=lambda a: (a.start, a.end))) if more else ruled


def _enumerated(scene: Scene, phrase: NounPhrase) -> int | None:
    """Where the list begins that names all who are meant: "allies, including Oman, Jordan and Egypt"."""
    begin = phrase_start(scene, phrase)
    above = scene.phrase(begin - 2) if scene.lower(begin - 1) == "of" else None  # "Secretary of State Orla Venn"
    begin = above.first if above is not None else begin
    behind = scene.group(phrase_end(scene, phrase))
    if behind is not None and behind.finite:
        return None  # "met with Lenk and Maro said"
    return begin if begin and scene.lower(begin - 1) in _NAMING else None


def _party(scene: Scene, word: int, role: ActorRole) -> Sequence[Actor]:
    phrase = scene.phrase(word)
    first, last = word, word + 1
    plain = scene.entity(word) is None and scene.tag(word).startswith("NN")
    if plain:
        # By itself "heads" means leaders, those of "departmental heads" are none; "the president" is whom he means.
        first, last = (phrase.first, phrase.last) if phrase is not None and _one_in_office(scene, phrase) else (0, 0)
    elif phrase is not None and (begin := _enumerated(scene, phrase)) is not None:
        first, last = begin, phrase_end(scene, phrase)
    known = [
        Actor(start=span.start, end=span.end, name=name, role=role, code=code)
        for span, name, code in named(scene, first, last)
        if not plain or scene.around.cast.role_of(name) is not None
    ]
    if known or phrase is None:
        return known
    return described(scene, phrase.first, phrase.last, role)[:1]


def _one_in_office(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether it is an office with its article and no more: "the president", "the crown prince"."""
    held = office(" ".join(scene.lower(i) for i in range(phrase.first + 1, phrase.head + 1)))
    return (
        held is not None
        and held.rank <= _HEADS
        and scene.lower(phrase.first) == "the"
        and scene.tag(phrase.head) != "NNS"
    )
