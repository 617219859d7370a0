"""How real an event is that a noun only names: by its modifiers, by what it hangs from, by the verb beside it."""

from __future__ import annotations

from datetime import timedelta

from sourcebook.model import Interval
from sourcebook.model.reading import EventStatus
from sourcebook.read.eventwords import factuality
from sourcebook.read.frames import Trigger
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup


def lies_ahead(scene: Scene, when: Interval | None) -> bool:
    """Whether the time lies after every day that the report may be of."""
    published = scene.around.published
    return bool(when and when.earliest and published and published.latest and when.earliest > published.latest)


def is_over(scene: Scene, when: Interval | None) -> bool:
    """Whether the time lies before every day that the report may be of."""
    published = scene.around.published
    return bool(when and when.latest and published and published.earliest and when.latest < published.earliest)


def awaited(scene: Scene, group: VerbGroup, when: Interval | None) -> bool:
    """Whether "should" tells what is expected, on a day to come, and not what ought to be: "should sail on Friday"."""
    hoped = scene.lower(group.first) == "should" and not group.negated and lies_ahead(scene, when)
    day = next((i for i in range(group.last, len(scene.tokens)) if scene.time(i) is not None), 0)
    return hoped and scene.lower(day - 1) in {"on", "at"}


def from_now_on(scene: Scene, when: Interval | None) -> bool:
    """Whether the time begins with the day of the report and goes on: "talks in the next few weeks"."""
    published = scene.around.published
    if not (when and when.earliest and when.latest and published and published.latest):
        return False
    return when.earliest == published.latest < when.latest - timedelta(days=1)


def _up_to_now(scene: Scene, when: Interval | None) -> bool:
    """Whether the time ends with the day of the report: "hearings earlier this year"."""
    published = scene.around.published
    if not (when and when.earliest and when.latest and published and published.latest):
        return False
    return when.earliest + timedelta(days=1) < published.latest == when.latest


def noun_status(scene: Scene, found: Trigger, when: Interval | None) -> EventStatus | None:
    """The status of an event that is only named; None where nothing tells."""
    told = told_status(scene, found, when)
    if told is None and found.noun == "killing" and _presupposed(scene, found):
        return "held"  # "may seek an inquiry into Orr's murder"
    return told or _by_governor(scene, found)


def _presupposed(scene: Scene, found: Trigger) -> bool:
    """Whether the noun takes for granted that it was done: "the killing of Orr", "Orr's killing"."""
    phrase = found.phrase
    assert phrase is not None
    owned = any(scene.tag(i) == "POS" for i in range(phrase.first, phrase.head))
    return phrase.determiner in _KNOWN or owned


def told_status(scene: Scene, found: Trigger, when: Interval | None) -> EventStatus | None:
    """What the noun's own words and its time say; None where only the verb beside it is left to guess from."""
    phrase = found.phrase
    assert phrase is not None
    if found.noun == "deadline":
        return "held" if is_over(scene, when) else "planned"
    adjective = adjective_of(scene, phrase) or _scheduled_for(scene, found)
    if adjective is not None:
        return adjective
    if scene.lower(phrase.first) == "no":
        existential = scene.group(phrase.first - 1)
        return "called-off" if existential is not None and existential.tense == "future" and when else "denied"
    hanging = _hanging(scene, phrase)
    if hanging is not None:
        return hanging
    if _led(scene, phrase) and not lies_ahead(scene, when):
        return "held"
    if lies_ahead(scene, when) or from_now_on(scene, when):
        return "planned"
    published = scene.around.published
    if when and when.latest and published and published.latest and when.latest < published.latest:
        return "held"
    return "held" if _up_to_now(scene, when) else None


def _led(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether it is told who led or backed it, as of a thing that is known: "the Norwegian-led blockade"."""
    known = phrase.determiner not in {"a", "an", "no", "any", "another"}
    return known and any(scene.lower(i).endswith(_DOER) for i in range(phrase.first, phrase.head))


_DATES = frozenset({"date", "timetable", "timeframe", "time-frame", "venue"})
_RISING = frozenset({"grow", "mount", "rise", "build", "increase", "intensify", "come", "multiply", "spread"})
_DOER = ("-led", "-backed", "-imposed", "-sponsored", "-ordered", "-run")


def adjective_of(scene: Scene, phrase: NounPhrase | None) -> EventStatus | None:
    """What a modifier of the noun says: "upcoming talks" are planned."""
    if phrase is None:
        return None
    table = factuality().adjectives
    return next((table[w] for i in range(phrase.first, phrase.head) if (w := scene.lower(i)) in table), None)


def _scheduled_for(scene: Scene, found: Trigger) -> EventStatus | None:
    """ "the talks scheduled for Friday", "a meeting held in May"."""
    assert found.phrase is not None
    group = next((g for i in range(found.phrase.last, found.last) if (g := scene.group(i)) is not None), None)
    if group is None:
        return None
    ahead = group.tense == "future" or scene.tag(group.first) == "TO"
    return "held" if group.lemma in {"hold", "convene", "host"} and not ahead else "planned"


def _hanging(scene: Scene, phrase: NounPhrase) -> EventStatus | None:
    """What the noun or preposition says that the phrase hangs from: "the possibility of a meeting"."""
    tables, before = factuality(), phrase.first - 1
    word = scene.lower(before)
    if word == "of" and scene.lower(before - 1) in {"ahead", "advance"}:
        return "planned"
    if word in {"of", "for", "on", "to", "about", "in"} and before > 0 and scene.phrase(before - 1) is not None:
        host = scene.noun(before - 1)
        if host in tables.hosts:
            return tables.hosts[host]
    if word in {"for", "of"} and (parted := _parted_host(scene, before)) is not None:
        return parted
    if word in {"for", "to"} and scene.lower(before - 1) in {
        "ready",
        "open",
        "willing",
        "prepared",
        "calls",
        "calling",
    }:
        return "possible"
    return tables.before.get(word)


def _parted_host(scene: Scene, at: int) -> EventStatus | None:
    """What the subject says of what stands behind its verb: "calls grew for a vote", "no date was set for it"."""
    last = at
    while last > 0 and (scene.time(last - 1) or scene.tag(last - 1) == "RB" or scene.lower(last - 1) == "on"):
        last -= 1
    group = scene.group(last - 1)
    subject = scene.syntax.subject_of(group) if group is not None and group.last == last else None
    if subject is None or group is None:
        return None
    noun = scene.noun(subject.head)
    if noun in _DATES:
        return "planned"
    return factuality().hosts.get(noun) if group.lemma in _RISING and not group.passive else None


def is_undated(scene: Scene, found: Trigger) -> bool:
    """Whether it is told of an event that its day is not: "no date has been set for the vote"."""
    phrase = found.phrase
    if phrase is None or found.frame is not None or scene.lower(phrase.first - 1) not in {"for", "of"}:
        return False
    return scene.noun(phrase.first - 2) in _DATES or _parted_host(scene, phrase.first - 1) == "planned"


def host_first(scene: Scene, phrase: NounPhrase) -> int:
    """Where the words begin that give a named event its status: "there is a possibility of" a meeting."""
    before = phrase.first - 1
    if scene.lower(before) not in {"of", "for"} or before < 1:
        return phrase.first
    host = scene.phrase(before - 1)
    if host is None or factuality().hosts.get(scene.noun(host.head)) not in {"possible", "called-off", "postponed"}:
        return phrase.first
    existential = scene.group(host.first - 1) if host.first else None
    if existential is not None and existential.lemma == "be" and scene.lower(existential.first - 1) == "there":
        return existential.first - 1
    return host.first


def _by_governor(scene: Scene, found: Trigger) -> EventStatus | None:
    """The tense of the verb that the phrase goes with."""
    groups = scene.syntax.verb_groups
    before = [g for g in groups if g.last <= found.head]
    after = [g for g in groups if g.first >= found.last and g.finite]
    group = before[-1] if before and before[-1].first >= 0 else after[0] if after else None
    if group is None:
        return "planned" if scene.sentence.zone == "title" else None
    control = factuality().control.get(group.lemma)
    if control in {"possible", "denied"} and before:
        return "possible"
    if group.modality in {"possible", "hypothetical"}:
        return "possible"
    if group.tense == "future":
        return "planned"
    if group.negated:
        return None
    return "held" if group.tense == "past" else "under-way"


_GOING_ON = frozenset({"fail", "collapse", "hold", "end", "expire", "last", "lapse", "break"})
_KNOWN = frozenset({"the", "this", "that", "its", "their", "these", "those"})


def supposed(found: Trigger, scene: Scene, status: EventStatus) -> bool:
    """Whether it is only supposed how a known event goes on, or told what came before one: no word of its status.

    "If the truce fails", "before a truce could be reached".
    """
    if found.frame is None or found.phrase is None or status != "possible":
        return False
    goes_on = found.phrase.determiner in _KNOWN and found.frame.group.lemma in _GOING_ON
    return goes_on or scene.lower(found.phrase.first - 1) in {"before", "until"}


def was_to_be(scene: Scene, found: Trigger) -> bool:
    """Whether what did not take place had been planned, or was forbidden: "the planned march did not take place"."""
    if found.light != "occurs" or found.phrase is None:
        return False
    planned = adjective_of(scene, found.phrase) == "planned"
    return planned or any(g.lemma in factuality().markers["forbidding"] for g in scene.syntax.verb_groups)


def announced_that(scene: Scene, group: VerbGroup) -> bool:
    """Whether the clause is what a noun announces: "the announcement on Thursday that he would impose tariffs"."""
    that = next((i for i in range(group.first - 1, 0, -1) if scene.lower(i) == "that"), 0)
    named = factuality().markers["announcements"]
    return any(scene.noun(i) in named for i in range(max(0, that - 3), that))


def stands_until(scene: Scene, group: VerbGroup) -> bool:
    """Whether it stands and is only to end on its day: "is in force until Friday"."""
    behind = [scene.lower(i) for i in range(group.last, len(scene.tokens))]
    ends = next((i for i, word in enumerate(behind) if word in {"until", "till"}), None)
    return ends is not None and group.lemma == "be" and not {"force", "effect", "place"}.isdisjoint(behind[:ends])
