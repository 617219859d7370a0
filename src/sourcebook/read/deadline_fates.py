"""What became of a deadline: overrun, missed, moved, given up, or still ahead.

A deadline for an accord that is missed, or that talks go past, was put off, to a day that nobody tells; one by which a
side had to do something, and that it let pass, has run out. Words: `[deadlines]` of `data/moves.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as replace_day
from datetime import timedelta

from msgspec.structs import replace

from sourcebook.model import EventMention, EventTime
from sourcebook.read.move_days import Day, head_of, is_weekday, words
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

ENDS = frozenset({"deadline", "ultimatum"})
_WIDE = 9  # tokens of a noun phrase with all its modifiers
_WITHIN = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "POS", "PRP$", "CD", "VBN", "RB", "TO", "HYPH", ":"})
_NEAR = 3
_WEEK, _A_DAY = timedelta(days=7), timedelta(days=1)


def fate(scene: Scene, mention: EventMention, days: Sequence[Day]) -> EventMention:
    """The mention of a deadline with what the sentence tells of its end."""
    phrase = scene.phrase(head_of(scene, mention))
    if phrase is None:
        return _ahead(scene, _given(scene, mention))
    if mention.status in {"postponed", "called-off"}:
        return _left_alone(scene, mention, phrase) or _moved_to(scene, mention, phrase, days)
    day = _day_of(mention, phrase, days)
    overrun = _overrun(scene, phrase)
    if overrun is not None:
        day = _gone_by(scene, day, overrun)
        if not _is_owed(scene, phrase):
            return _missed(scene, mention, day, days)
        return replace(mention, status="held", time=day.when() if day is not None else mention.time, told=True)
    if _is_withdrawn(scene, phrase):
        return replace(mention, status="called-off", flags=("negated",), told=True)
    known = _former(scene, mention, phrase, day, days) or _run_out(scene, mention, phrase, day)
    return known or _ahead(scene, mention)


def _day_of(mention: EventMention, phrase: NounPhrase, days: Sequence[Day]) -> Day | None:
    """The deadline's own day: within its words, else the mention's."""
    own = [day for day in days if phrase.first <= day.first <= phrase.head]
    given = mention.time or mention.was
    return next((d for d in own or days if given is not None and d.time.start == given.start), None) or (
        own[0] if own else None
    )


def _missed(scene: Scene, mention: EventMention, day: Day | None, days: Sequence[Day]) -> EventMention:
    """The mention as put off from its day, to another one that is told behind "until" or "into"."""
    missed = day.when() if day is not None else _at_midnight(scene, mention)
    if missed is None:
        return replace(mention, status="postponed", time=None, flags=("future",), told=True)
    into = [
        one
        for one in days
        if scene.lower(one.first - 1) in words("deadlines", "into")
        and missed.latest is not None
        and one.earliest > missed.latest
    ]
    new = into[0].when() if into else None
    return replace(mention, status="postponed", time=new, was=missed, flags=("future",), told=True)


def _at_midnight(scene: Scene, mention: EventMention) -> EventTime | None:
    """The night before the report for "a midnight deadline" that is over."""
    at, published = head_of(scene, mention), scene.around.published
    if published is None or published.latest is None or "midnight" not in {scene.lower(at - 1), scene.lower(at - 2)}:
        return None
    token = scene.tokens[at]
    return EventTime(start=token.start, end=token.end, earliest=published.latest - _A_DAY, latest=published.latest)


def _overrun(scene: Scene, phrase: NounPhrase) -> str | None:
    """Whether what was to be done by the deadline was not, and goes on: "past" where it is over, "ahead" else."""
    group, of = _verb_over(scene, phrase)
    if of in words("deadlines", "past") and group is not None and _was_done(group):
        return "past"
    if of in words("deadlines", "past") and _some_time(scene, phrase) and not _in_plan(scene, phrase):
        return "past"
    if of == "after" and _some_time(scene, phrase) and _came_late(scene, phrase):
        return "past"
    if group is None or of:
        return None
    if _is_missed(scene, group) and not (group.modality in {"possible", "hypothetical"} or _is_doubted(scene, group)):
        failed = scene.lower(group.first - 1) in words("deadlines", "fail")
        return "ahead" if scene.lower(group.first) in words("deadlines", "will") and not failed else "past"
    return None


def _came_late(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether it is an accord that came so long "after the deadline", which no clause goes on to tell more of."""
    if any(scene.group(i) is not None for i in range(phrase.head + 1, phrase.head + 1 + _NEAR)):
        return False
    before = range(phrase.first)
    return any(scene.noun(i) in words("deadlines", "accords") for i in before) or any(
        g.lemma in words("deadlines", "agree") for i in before if (g := scene.group(i)) is not None
    )


def _verb_over(scene: Scene, phrase: NounPhrase) -> tuple[VerbGroup | None, str]:
    """The verb before the deadline's words, and the preposition between them: "past", "after" or none."""
    at = phrase.first - 1
    at = _before(scene, phrase.head) if scene.group(at) is None else at
    of = scene.lower(at) if scene.lower(at) in words("deadlines", "past") | {"after"} else ""
    at = at - 1 if of else at
    group = next((g for i in range(at, max(-1, at - _NEAR), -1) if (g := scene.group(i)) is not None), None)
    return group, of


def _before(scene: Scene, head: int) -> int:
    """The token before the words that belong to the noun: "past" of "past the envoys' self-imposed deadline"."""
    stops = words("deadlines", "past") | {"after"}
    at = head - 1
    while at > 0 and scene.lower(at) not in stops and head - at < _WIDE:
        if scene.tag(at) not in _WITHIN and scene.time(at) is None:
            break
        at -= 1
    return at


def _was_done(group: VerbGroup) -> bool:
    done = group.finite and group.modality is None and not group.negated
    return done and group.tense != "future"


def _some_time(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether so much time stands before "past the deadline": "two days after a self-imposed deadline"."""
    at = _before(scene, phrase.head)
    time = scene.time(at - 1)
    return time is not None and (time.type == "duration" or scene.lower(at - 1).rstrip("s") in {"day", "week", "hour"})


def _in_plan(scene: Scene, phrase: NounPhrase) -> bool:
    groups = [g for g in scene.syntax.verb_groups if g.finite and g.last <= phrase.first]
    return bool(groups) and (groups[-1].negated or groups[-1].tense == "future" or groups[-1].modality is not None)


def _is_missed(scene: Scene, group: VerbGroup) -> bool:
    """Whether the verb says that the deadline was not kept: "missed", "failed to meet", "did not meet"."""
    if group.lemma in words("deadlines", "miss"):
        return not group.negated
    if group.lemma not in words("deadlines", "keep"):
        return False
    before = {scene.lower(i) for i in range(max(0, group.first - 2), group.head)}
    failed = group.governor == "fail" or not before.isdisjoint(words("deadlines", "fail"))
    return failed != (group.negated and group.governor != "fail")


def _is_doubted(scene: Scene, group: VerbGroup) -> bool:
    """Whether it is only feared or wished: "unlikely to meet", "risk missing", "without missing"."""
    lead = {scene.lower(i) for i in range(max(0, group.first - 3), group.first)}
    return not lead.isdisjoint(words("deadlines", "doubt"))


def _is_owed(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether one side had to do something by it, other than agree: "a deadline for Ostrel to open its port"."""
    at = phrase.head + 1
    while scene.time(at) is not None or scene.lower(at) in {"of", "on", "at"}:
        at += 1
    if scene.lower(at) == "for":
        named, doing = scene.phrase(at + 1), scene.group(at + 1)
        if doing is not None:
            return doing.lemma not in words("deadlines", "agree")
        if named is None:
            return False
        if scene.lower(named.last) == "to":
            return True
        return scene.noun(named.head) not in words("deadlines", "accords")
    group = scene.group(at)
    return group is not None and scene.tag(group.first) == "TO" and group.lemma not in words("deadlines", "agree")


def _gone_by(scene: Scene, day: Day | None, when: str) -> Day | None:
    """The day as one that has passed: "talks went past their Tuesday deadline" is of last Tuesday."""
    published = scene.around.published
    if day is None or when != "past" or published is None or published.latest is None:
        return day
    if day.earliest <= published.latest or not is_weekday(scene, day):
        return day
    return replace_day(day, earliest=day.earliest - _WEEK, latest=day.latest - _WEEK)


def _run_out(scene: Scene, mention: EventMention, phrase: NounPhrase, day: Day | None) -> EventMention | None:
    """The mention as over where the deadline "passed" or "expired", with the weekday that has gone by."""
    group = next(
        (g for i in range(phrase.head + 1, phrase.head + 1 + _NEAR) if (g := scene.group(i)) is not None), None
    )
    joined = scene.lower(phrase.head + 1) in {"and", ",", "but", "or"}
    over = group is not None and group.lemma in words("deadlines", "passes") and not (group.negated or joined)
    over = over and group is not None and group.tense == "past" and group.modality is None
    if not (over or scene.lower(phrase.head + 1) in words("deadlines", "over")):
        return None
    gone = _gone_by(scene, day, "past")
    return replace(mention, status="held", time=gone.when() if gone is not None else mention.time, told=True)


def _is_withdrawn(scene: Scene, phrase: NounPhrase) -> bool:
    group, of = _verb_over(scene, phrase)
    if group is None or of or not _was_done(group) or group.passive:
        return False
    return group.lemma in words("deadlines", "drop")


def _left_alone(scene: Scene, mention: EventMention, phrase: NounPhrase) -> EventMention | None:
    """What nobody will move is still ahead: "refused to extend the deadline"; None where it was moved."""
    group, _ = _verb_over(scene, phrase)
    if group is None or mention.status != "postponed" or mention.time is not None:
        return None
    lead = {scene.lower(i) for i in range(max(0, group.first - 2), group.head)}
    if group.governor in words("deadlines", "refuse") or not lead.isdisjoint(words("deadlines", "refuses")):
        return replace(mention, status="planned", time=mention.was, was=None, flags=("future",))
    return None


def _moved_to(scene: Scene, mention: EventMention, phrase: NounPhrase, days: Sequence[Day]) -> EventMention:
    """The mention with the days that its clause tells: "extended the deadline for Ostrel to answer to 14 April"."""
    if mention.status != "postponed":
        return mention
    if mention.time is None:
        behind = (d for d in days if d.first > phrase.last and scene.lower(d.first - 1) in words("deadlines", "into"))
        new = next((d.when() for d in behind if mention.was is None or d.time.start != mention.was.start), None)
        mention = replace(mention, time=new)
    if mention.was is None:
        had = (d for d in days if d.first > phrase.last and _had_been(scene, d.first))
        mention = replace(mention, was=next((d.when() for d in had), None))
    return mention


def _had_been(scene: Scene, at: int) -> bool:
    """Whether "had been", "was" or "originally" stands right before the token."""
    lead = at - 1 if scene.lower(at - 1) not in {"for", "on"} else at - 2
    if scene.lower(lead) in words("plans", "before"):
        return True
    group = scene.group(lead)
    return group is not None and group.lemma == "be" and (group.perfect or group.tense == "past")


def _former(
    scene: Scene, mention: EventMention, phrase: NounPhrase, day: Day | None, days: Sequence[Day]
) -> EventMention | None:
    """The mention as put off where the deadline is called the original one, or has another day "now"."""
    if day is None:
        return None
    former = any(scene.lower(i) in words("deadlines", "former") for i in range(phrase.first, phrase.head))
    if former:
        return _missed(scene, mention, day, days)
    now = [one for one in days if one.earliest > day.latest and scene.lower(one.first - 1) == "now"]
    if now and _had_been(scene, day.first):
        return replace(mention, status="postponed", time=now[0].when(), was=day.when(), flags=("future",), told=True)
    return None


def _given(scene: Scene, mention: EventMention) -> EventMention:
    """The mention as put off where "another week" or "more time" is given."""
    at = head_of(scene, mention)
    behind = [scene.lower(i) for i in range(at + 1, min(len(scene.tokens), at + 8))]
    more = not words("deadlines", "more").isdisjoint(behind)
    return replace(mention, status="postponed", flags=("future",)) if more and mention.time is not None else mention


def _ahead(scene: Scene, mention: EventMention) -> EventMention:
    """The mention as planned where its day is not over: what is "held" then is that it was set."""
    published, when = scene.around.published, mention.time
    if mention.status not in {"held", "under-way"} or published is None or published.latest is None:
        return mention
    if mention.noun != "deadline":
        return mention  # "his ultimatum on Monday"
    if when is None or when.earliest is None or when.earliest < published.latest:
        return mention
    return replace(mention, status="planned", flags=("future",))
