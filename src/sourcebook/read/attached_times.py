"""Times that are not the event's own day: those of another noun, and those since which something is counted.

"The withdrawal from the 2015 deal", "condemned the June proposal": the year is the deal's. "Five attacks since March"
come on days between then and the report's. Words: `data/attached.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from importlib.resources import files

from sourcebook.lexicon.people import is_person_noun
from sourcebook.model import EventTime, TimeExpression
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase

_WIDE = timedelta(days=27)  # a month or more: what is dealt with is that old, however fresh the dealing
_FROM_IT = frozenset({"after", "before", "following", "preceding"})
_OPENING = frozenset({"when", "before", "after", "as", "while", "because", "until"})
_SAID = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT"})  # "had wanted 420 since March"


@cache
def _words() -> Mapping[str, frozenset[str]]:
    text = files("sourcebook.read").joinpath("data", "attached.toml").read_text("utf-8")
    return {name: frozenset(row.split()) for name, row in tomllib.loads(text).items()}


def of_other_noun(scene: Scene, found: Trigger, time: TimeExpression, at: int) -> bool:
    """Whether the time at the token tells only which thing is meant that the event is done to or is about."""
    if _tells_how_far(scene, found, at) or (found.type == "ASSAULT" and _of_a_clause_behind(scene, found, at)):
        return True
    phrase = scene.phrase(at)
    acted_on = _is_done_to(found, phrase) if phrase is not None else False
    if phrase is None or not _describes(scene, phrase, at) or _is_own(found, phrase):
        return False
    noun = scene.noun(phrase.head)
    if (noun in _words()["people"] or is_person_noun(noun)) and _is_wide(time):
        return True  # "Orr, the 2016 candidate, blasted him"
    if phrase.first < found.head and not acted_on:
        return _by_a_law(scene, found, phrase) and _is_wide(time)
    first = phrase.first
    while scene.phrase(first - 1) is None and scene.lower(first - 1) in _words()["loose"]:
        first -= 1
    before, wide = scene.lower(first - 1), _is_wide(time)
    if before in _words()["of_things"]:
        return True
    if before in _words()["of_things_long_ago"]:
        return wide
    return acted_on and (wide or not _is_past(found))


def _tells_how_far(scene: Scene, found: Trigger, at: int) -> bool:
    """Whether the time is told from the event that is named behind it: "the weekend after the attacks"."""
    phrase = found.phrase
    if phrase is None or scene.lower(phrase.first - 1) not in _FROM_IT:
        return False
    time = scene.time(at)
    if time is None or scene.time(phrase.first - 2) is not time:
        return False
    return time.type == "duration" or scene.tag(scene.time_of.index(time)) == "DT"


def _of_a_clause_behind(scene: Scene, found: Trigger, at: int) -> bool:
    """Whether a clause behind the event's noun has the time: "spoke of the attack when she came on Sunday"."""
    phrase = found.phrase
    return found.frame is None and phrase is not None and opens_clause(scene, phrase.last, at)


def opens_clause(scene: Scene, first: int, at: int) -> bool:
    """Whether a clause that "when" or its like opens, with a verb, stands between the two tokens."""
    begun = next((i for i in range(first, at) if scene.lower(i) in _OPENING), at)
    return any(g.finite and begun < g.first < at for g in scene.syntax.verb_groups)


def _by_a_law(scene: Scene, found: Trigger, phrase: NounPhrase) -> bool:
    """Whether the phrase is a law or treaty by which the event is done: "used a 1962 law to impose duties".

    Not "the 2011 revolt that toppled him", "Friday's move to remove him", "the 2015 deal lifted the sanctions".
    """
    behind = phrase.last + (scene.lower(phrase.last) == ",")
    if scene.noun(phrase.head) not in _words()["laws"] or scene.tag(behind) in {"WDT", "WP"}:
        return False
    frame = found.frame
    return frame is None or frame.subject is None or frame.subject.first != phrase.first


def is_numbered_since(scene: Scene, found: Trigger, at: int) -> bool:
    """Whether the time at the token is that since which a gathering is the first or third: "the third since May"."""
    phrase = found.phrase
    if phrase is None or scene.lower(at - 1) != "since":
        return False
    if any(scene.group(i) is not None for i in range(phrase.last, at)):
        return False  # "the second round, which has gone on since Tuesday"
    return any(scene.lower(i) in _words()["numbers"] for i in range(phrase.first, phrase.head))


def _describes(scene: Scene, phrase: NounPhrase, at: int) -> bool:
    """Whether the time stands before the noun of its phrase, which is no time itself."""
    return phrase.first <= at < phrase.head and scene.time(phrase.head) is None


def _is_own(found: Trigger, phrase: NounPhrase) -> bool:
    own = found.phrase is not None and found.phrase.first == phrase.first
    return own or phrase.first <= found.head < phrase.last


def _is_wide(time: TimeExpression) -> bool:
    return time.earliest is None or time.latest is None or time.latest - time.earliest >= _WIDE


def _is_past(found: Trigger) -> bool:
    group = found.frame.group if found.frame is not None else None
    return group is None or (group.tense == "past" and group.modality is None)


def _is_done_to(found: Trigger, phrase: NounPhrase) -> bool:
    """Whether the phrase is what the event's verb acts on, and doesn't bring about: "signed the 2015 accord"."""
    frame = found.frame
    if frame is None or frame.object is None or frame.object.first != phrase.first or found.light is not None:
        return False
    return frame.group.lemma not in _words()["makes"]


def counted_since(scene: Scene, found: Trigger, span: tuple[int, int]) -> EventTime | None:
    """From the day since which they are counted to the report's: "has fired four rockets since March"."""
    published, group = scene.around.published, found.frame.group if found.frame is not None else None
    if published is None or published.latest is None or (group is not None and group.progressive):
        return None
    at = next((i for i in range(*_reach(scene, span)) if scene.lower(i - 1) == "since" and scene.time(i)), None)
    time = scene.time(at) if at is not None else None
    if at is None or time is None or time.earliest is None or time.earliest > published.latest:
        return None
    counted = any(_counts(scene, i) for i in range(*span) if scene.time(i) is None)
    if not counted or found.type in _SAID or is_numbered_since(scene, found, at):
        return None
    return EventTime(start=time.start, end=time.end, earliest=time.earliest, latest=published.latest)


def _reach(scene: Scene, span: tuple[int, int]) -> tuple[int, int]:
    """The tokens of the clause, with a "since" that opens the sentence or stands right behind."""
    opens = scene.lower(0) == "since" and not any(g.finite and g.last <= span[0] for g in scene.syntax.verb_groups)
    behind = 3 if scene.lower(span[1]) == "since" else 0
    return (0 if opens else span[0]), min(span[1] + behind, len(scene.tokens))


def _counts(scene: Scene, at: int) -> bool:
    """Whether the token is a number of things, no sum and no share, or says how often."""
    if scene.lower(at) in _words()["counts"]:
        return True
    phrase = scene.phrase(at)
    several = phrase is not None and scene.tag(phrase.head) in {"NNS", "NNPS"}
    return (
        scene.tag(at) == "CD" and several and scene.tag(at - 1) != "$" and scene.lower(at + 1) not in _words()["sums"]
    )
