"""Events that have another day than they were to have, told by two days, or by how late they came.

"The talks, which were to open on Monday, will now do so on Friday", "due today, has been shunted to the 21st": a day
for which an event was planned and a later one beside "to", "until", "now", "instead" or a verb of the future are the
old day and the new one, whatever verb moves it. "On Friday, and not on Thursday", "rather than Monday" give both as
well; "a day late", "two days behind schedule" count the old day from the new one. Words: `data/moves.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as replace_day
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from msgspec.structs import replace

from sourcebook.model import EventMention
from sourcebook.read.deadline_fates import ENDS, fate
from sourcebook.read.delays import late
from sourcebook.read.move_days import MOST, Day, days_of, head_of, is_weekday, phrases, words
from sourcebook.read.moved_now import now_on, with_now
from sourcebook.read.moved_to import is_off, moved_to, of_the_act
from sourcebook.read.scene import Scene
from sourcebook.read.verbgroups import VerbGroup

_REACH = 9  # tokens between the words for a plan and its day
_STOPS = frozenset({",", ";", ":", "(", ")", "–", "—", "and", "but"})
_WEEK = timedelta(days=7)
_SOON = 3  # days ahead within which a weekday is nearer than the one before
_ALREADY = frozenset({"called-off", "denied"})


@cache
def _cues() -> frozenset[str]:
    """One of these stands in every sentence that moves something."""
    plans = words("plans", "words") | words("plans", "for") | {"to", "should", "would"}
    delays = {phrase[0] for phrase in phrases("late", "after")} | words("late", "nouns") | {"delayed", "held"}
    return frozenset(plans | delays | {"not", "rather", "instead", "now", "from", "deadline", "ultimatum"})


def with_moves(scene: Scene, found: Sequence[EventMention], before: EventMention | None) -> list[EventMention]:
    """The mentions of a sentence, those that were moved with both their days.

    `before`: the last mention of the sentence before, of which this one may say when instead; it is given back first
    where it was changed.
    """
    told = list(found)
    said = {token.lower for token in scene.tokens}
    if not scene.times or not (told or before) or (said.isdisjoint(_cues()) and not any(map(is_off, told))):
        return told
    days = days_of(scene)
    if days:
        told = moved_to(scene, [of_the_act(scene, mention, days) for mention in told], days)
        told = [late(scene, _nearest(scene, _put_or_moved(scene, mention, days), days), days) for mention in told]
    if days and "now" in said:
        told = with_now(scene, [now_on(scene, mention, days) for mention in told], before, days)
    return told


def _put_or_moved(scene: Scene, mention: EventMention, days: Sequence[Day]) -> EventMention:
    instead = _but_then(scene, mention, days) or _not_the(scene, mention, days)
    return _put_off(mention, *instead) if instead is not None else _moved(scene, mention, days)


def _moved(scene: Scene, mention: EventMention, days: Sequence[Day]) -> EventMention:
    """The mention with its old day and its new one, where the sentence gives both, or gives it up on its day."""
    if mention.status == "denied" and (missed := _never_held(scene, mention, days)) is not None:
        return replace(mention, status="called-off", time=missed.when(), was=None, flags=("negated",), told=True)
    if mention.status in _ALREADY or (mention.was is not None and mention.time is not None):
        return mention
    if mention.noun in ENDS:
        return fate(scene, mention, days)
    across = _across(scene, mention, days)
    if across is not None:
        return across
    own = _own(scene, mention, days)
    if own is None:
        return mention
    either = _either(scene, own, days)
    if either is not None:
        if mention.status in {"planned", "postponed"} or not mention.told:
            return _put_off(mention, *either)
        return replace(mention, was=either[0].when()) if _rather(scene, either[0]) else mention
    old = own if _was_planned(scene, own) else _old_beside(scene, own, days)
    return mention if old is None else _from(scene, mention, (old, own), days)


def _but_then(scene: Scene, mention: EventMention, days: Sequence[Day]) -> tuple[Day, Day] | None:
    """The old and the new day of "will not be held on Friday, as announced, but on Monday"."""
    head = head_of(scene, mention)
    at = next((i for i in range(max(head, 0), len(scene.tokens)) if scene.lower(i) == "but"), None)
    if at is None or head < 0:
        return None
    new = next((day for day in days if at < day.first <= at + 3), None)
    old = next((day for day in reversed(days) if head < day.first < at), None)
    groups = [g for g in scene.syntax.verb_groups if g.finite and g.first < at]
    if new is not None and old is not None and is_weekday(scene, new) and new.earliest <= old.latest:
        new = replace_day(new, earliest=new.earliest + _WEEK, latest=new.latest + _WEEK)
    if new is None or old is None or not old.latest < new.earliest <= old.latest + MOST:
        return None
    off = [g for g in groups if g.negated and g.first < old.first and (g.first <= head < g.last or head < g.first)]
    if not off or off[-1].modality not in {None, "planned", "hypothetical"} or _is_past(off[-1]):
        return None
    own = scene.group(at - 1) is None and scene.group(new.last) is None
    return (old, new) if own and not any(g.first > off[-1].first and g.last <= old.first for g in groups) else None


def _not_the(scene: Scene, mention: EventMention, days: Sequence[Day]) -> tuple[Day, Day] | None:
    """The old and the new day of "will be signed not on 18 but on 23 March"."""
    new = next((day for day in days if mention.time is not None and day.time.start == mention.time.start), None)
    but = new.first - 1 if new is not None else 0
    while but > 2 and scene.lower(but) in {"on", "the", "in"}:
        but -= 1
    number = scene.lower(but - 1).rstrip("stndrh")
    if new is None or mention.status != "planned" or scene.lower(but) != "but" or not number.isdecimal():
        return None
    lead = {scene.lower(i) for i in range(but - 4, but - 1)}
    if "not" not in lead or not 0 < int(number) < 32 or int(number) == new.earliest.day:
        return None
    before = new.earliest.replace(day=1)
    old = before + timedelta(days=int(number) - 1)
    return (replace_day(new, earliest=old, latest=old), new) if old.month == new.earliest.month else None


def _is_past(group: VerbGroup) -> bool:
    return group.tense == "past" and group.modality is None


def _never_held(scene: Scene, mention: EventMention, days: Sequence[Day]) -> Day | None:
    """The day for which was planned what "has not taken place"; None where a plan isn't told."""
    head = head_of(scene, mention)
    planned = [day for day in days if day.first > head >= 0 and _was_planned(scene, day)]
    return planned[-1] if planned and _is_off(scene, planned[-1].last) else None


def _from(scene: Scene, mention: EventMention, known: tuple[Day, Day], days: Sequence[Day]) -> EventMention:
    """The mention of what was planned for a day; `known`: that day, and the one that the mention has."""
    old, own = _gone_by(scene, known[0], days), known[1]
    new = own if own is not known[0] else _new(scene, old, days)
    if new is None or not old.latest < new.earliest <= old.latest + MOST:
        if new is None and _is_off(scene, old.last):
            return replace(mention, status="called-off", time=old.when(), was=None, flags=("negated",), told=True)
        return mention
    if _will(scene, old, new):
        return _put_off(mention, old, new)
    came = mention.status == "held" and mention.told and (new is own or _occurs(scene, old, new) == "past")
    return replace(mention, time=new.when(), was=old.when()) if came else mention


def _gone_by(scene: Scene, old: Day, days: Sequence[Day]) -> Day:
    """A weekday for which something was due, as the one before the day on which it was done."""
    last = replace_day(old, earliest=old.earliest - _WEEK, latest=old.latest - _WEEK)
    published = scene.around.published
    if not is_weekday(scene, old) or published is None or published.latest is None or old.earliest <= published.latest:
        return old
    new = _new(scene, last, days)
    came = new is not None and new.latest <= published.latest and _occurs(scene, old, new) == "past"
    return last if came else old


def _across(scene: Scene, mention: EventMention, days: Sequence[Day]) -> EventMention | None:
    """The mention of what "moves from Thursday to Friday" or "has slipped to Friday"; None where nothing moves so."""
    head = head_of(scene, mention)
    if mention.status in {"held", "postponed"} and mention.type != "CONSULT" and mention.told and mention.was:
        return None
    for old, other in pairwise(days):
        if scene.lower(old.first - 1) != "from" or scene.lower(other.first - 1) not in words("now", "into"):
            continue
        first, last = _ends(scene, old, other)
        if first < last and _moving(scene, head, old.first - 1):
            return _put_off(
                mention,
                replace_day(old, earliest=first, latest=first),
                replace_day(other, earliest=last, latest=last),
            )
    for new in days:
        if scene.lower(new.first - 1) in words("now", "into") and _moving(scene, head, new.first - 1):
            known = mention.was or next(
                (d.when() for d in days if d.first < new.first and _was_planned(scene, d)), None
            )
            return replace(mention, status="postponed", time=new.when(), was=known, flags=("future",), told=True)
    return None


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _nearest(scene: Scene, mention: EventMention, days: Sequence[Day]) -> EventMention:
    """What is off with its day as it was planned: of "planned for Friday, has been called off" the Friday next to it.

    What will not be is ahead; what was put off or called off may have been to be a day or two before.
    """
    published = scene.around.published
    off, given = mention.status == "called-off", mention.time if mention.status == "called-off" else mention.was
    if mention.status not in {"called-off", "postponed"} or given is None or published is None:
        return mention
    day = next((one for one in days if one.time.start == given.start and is_weekday(scene, one)), None)
    today = published.latest
    if day is None or today is None or published.earliest != today or given.earliest != given.latest:
        return mention
    if given.earliest is None or not _was_planned(scene, day):
        return mention
    gap = (given.earliest - today).days % 7
    ahead = any(g.modality == "planned" or g.tense == "future" for g in scene.syntax.verb_groups if g.first > day.last)
    then = today + timedelta(days=gap if ahead or gap <= _SOON else gap - 7)
    if not off and mention.time is not None and (mention.time.earliest is None or then >= mention.time.earliest):
        return mention
    own = replace(given, earliest=then, latest=then)
    return replace(mention, time=own) if off else replace(mention, was=own)


def _ends(scene: Scene, old: Day, new: Day) -> tuple[date, date]:
    """Both days of "from X to Y", each of which may carry the whole range; a weekday is the next one after X."""
    first = old.earliest
    if scene.lower(new.first) in _WEEKDAYS and new.last - new.first == 1:
        ahead = (_WEEKDAYS.index(scene.lower(new.first)) - first.weekday()) % 7
        return first, first + timedelta(days=ahead)
    return first, new.latest


def _moving(scene: Scene, head: int, at: int) -> bool:
    """Whether the verb right before the token is one of moving, and goes with the word at `head`."""
    group = scene.group(at - 1)
    if group is None or group.negated or group.passive or group.lemma not in words("now", "moving"):
        return False
    between = [g for g in scene.syntax.verb_groups if head < g.first < group.first and g.finite]
    joined = {scene.lower(group.first - 1), scene.lower(group.first - 2)} & {"and", "then"}  # "was set and then moved"
    return 0 <= head < group.first and (bool(joined) or all(_is_aside(scene, g.first) for g in between))


def _is_aside(scene: Scene, first: int) -> bool:
    """Whether the verb is of a relative clause: "the meeting that the envoy leads moves to Friday"."""
    return any(scene.lower(i) in {"that", "which", "who", "whom"} for i in range(first - 4, first))


def _put_off(mention: EventMention, old: Day, new: Day) -> EventMention:
    return replace(mention, status="postponed", time=new.when(), was=old.when(), flags=("future",), told=True)


def _own(scene: Scene, mention: EventMention, days: Sequence[Day]) -> Day | None:
    """The day that the mention has so far; of one without, the first behind its word that was to be its day."""
    given = mention.time or mention.was
    if given is not None:
        return next((day for day in days if day.time.start == given.start), None)
    head = head_of(scene, mention)
    behind = [day for day in days if day.first > head >= 0]
    return behind[0] if behind and _was_planned(scene, behind[0]) else None


def _was_planned(scene: Scene, day: Day) -> bool:
    """Whether the words before the day say that it was the day of a plan, which another may have followed."""
    for at in range(day.first - 1, max(-1, day.first - _REACH), -1):
        word = scene.lower(at)
        if word in _STOPS and not (word == "," and at == day.first - 1):
            return False
        if word in words("plans", "end"):
            return False  # "due to end on Sunday"
        if word == "due" and scene.lower(at + 1) == "to" and scene.tag(at + 2)[:2] != "VB":
            return False
        if word in words("plans", "for") and scene.lower(at + 1) != "for":
            continue
        if word in words("plans", "words") | words("plans", "for"):
            lead = at - 1
            while scene.lower(lead) in words("plans", "before"):
                lead -= 1
            return scene.lower(lead) not in words("plans", "standing") and scene.lower(lead) != "now"
        if _was_to(scene, word, at) or (word == "from" and at == day.first - 1 and _moved_from(scene, at)):
            return True
    return False


def _was_to(scene: Scene, word: str, at: int) -> bool:
    """Whether the token is of "was to", "was going to" or "should have"."""
    if word in {"should", "would"}:
        return scene.lower(at + 1) == "have"
    lead = at - 2 if scene.lower(at - 1) == "going" else at - 1
    return word == "to" and scene.lower(lead) in words("plans", "past")


def _moved_from(scene: Scene, at: int) -> bool:
    return scene.lower(at - 1) in words("plans", "from")


def _old_beside(scene: Scene, own: Day, days: Sequence[Day]) -> Day | None:
    """The day for which the event was planned before, if its mention has the later one already."""
    planned = (_gone_by(scene, day, days) for day in days if day.first < own.first and _was_planned(scene, day))
    before = [day for day in planned if day.latest < own.earliest]
    return before[-1] if before and not _was_planned(scene, own) else None


def _new(scene: Scene, old: Day, days: Sequence[Day]) -> Day | None:
    later = [
        day for day in days if day.earliest > old.latest and day.first >= old.last and not _was_planned(scene, day)
    ]
    return later[0] if later else None


def _will(scene: Scene, old: Day, new: Day) -> bool:
    """Whether the words between the two days, or those behind the new one, make it the day instead of the old."""
    before = {scene.lower(new.first - 1), scene.lower(new.first - 2) if scene.lower(new.first - 1) == "the" else ""}
    if before & words("now", "into"):
        return True
    between = {scene.lower(i) for i in range(old.last, new.first)}
    if between & words("now", "words") or any(scene.lower(i) == "instead" for i in range(new.last, new.last + 3)):
        return True
    return _occurs(scene, old, new) == "future"


def _occurs(scene: Scene, old: Day, new: Day) -> str | None:
    """The tense of the one verb between the two days, where it says that the event takes place."""
    groups = [g for g in scene.syntax.verb_groups if old.last <= g.first and g.last <= new.first]
    plain = len(groups) == 1 and groups[0].lemma in words("now", "verbs") and not groups[0].negated
    return groups[0].tense if plain else None


def _either(scene: Scene, own: Day, days: Sequence[Day]) -> tuple[Day, Day] | None:
    """The old and the new day of "on Friday, and not on Thursday", "on Friday rather than Thursday"."""
    for old in days:
        lead = [scene.lower(i) for i in range(max(0, old.first - 4), old.first)]
        while lead and lead[-1] in {"on", "in", "at", "this", "for", "the", "from"}:
            lead.pop()
        not_then = lead[-1:] == ["not"] or lead[-2:] in (["rather", "than"], ["instead", "of"])
        if not not_then:
            continue
        new = [day for day in days if day is not old and day.earliest != old.earliest]
        near = min(new, key=lambda day: abs(day.first - old.first), default=None)
        if near is not None and (own is near or own is old):
            return _beside(scene, old, near), near
    return None


def _rather(scene: Scene, old: Day) -> bool:
    """Whether the other day is told as the one of a plan: "on Tuesday rather than on Monday", not "not on Monday"."""
    return scene.lower(old.first - 1) in {"than", "of"} or scene.lower(old.first - 2) in {"than", "of"}


def _beside(scene: Scene, old: Day, new: Day) -> Day:
    """The old day; if only a weekday tells it ("and not on Saturday"), the one that lies nearest to the new day."""
    if not is_weekday(scene, old):
        return old
    shift = timedelta(days=7 * round((new.earliest - old.earliest).days / 7))
    return replace_day(old, earliest=old.earliest + shift, latest=old.latest + shift)


def _is_off(scene: Scene, since: int) -> bool:
    words = [scene.lower(i) for i in range(since, len(scene.tokens))]
    return any(
        tuple(words[at : at + len(phrase)]) == phrase
        for phrase in phrases("off", "phrases")
        for at in range(len(words))
    )
