"""Subjects that stand far from their verb: before a relative clause, behind "more than" and its like."""

from __future__ import annotations

from sourcebook.read.eventwords import in_group
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

# No relative clause between commas in 7,000 sentences of the news stream ran on for longer.
LONGEST = 45
_SAID = 14  # tokens that a clause of saying between two commas holds at most
_COMMAS = frozenset({",", "–", "—", "-", ")"})
_RELATIVE = frozenset({"WDT", "WP", "WRB", "WP$"})
_PREPOSITION = frozenset({"IN", "TO"})
_JOINS = frozenset({"of", "for", "from", "in", "at", "between", "with", "on", "against", "among", "to", "over", "about",
                    "near", "by", "into", "since"})  # fmt: skip
_EMPHATIC = frozenset({"itself", "themselves", "himself", "herself"})
_COUNTING = frozenset({"more", "fewer", "less"})
# "at least nine people", "about 4,000 people", "up to ten soldiers": the preposition counts and governs nothing.
_ROUGHLY = frozenset({"about", "around", "over", "to", "than", "as", "least", "most", "between"})


def aside_before(scene: Scene, at: int) -> tuple[int, int] | None:
    """The tokens of the relative clause or participle, commas included, that closes right before token `at`.

    "The talks [, which were to open in Geneva ,] were cancelled".
    """
    close = at - 1
    while close > 0 and (scene.tag(close) == "RB" or scene.lower(close) in {"now", "then", "again"}):
        close -= 1
    if scene.lower(close) not in _COMMAS:
        return None
    opener = "(" if scene.lower(close) == ")" else scene.lower(close)
    for first in range(close - 2, max(0, close - LONGEST), -1):
        if scene.lower(first) == opener and _opens_aside(scene, first + 1, close):
            return first, close + 1
    return None


def _opens_aside(scene: Scene, at: int, close: int) -> bool:
    tag = scene.tag(at)
    if in_group("arranged", scene.lower(at)):
        return True
    if _tells_who_said_it(scene, at, close):
        return True
    finite = sum(g.finite for g in scene.syntax.verb_groups if at <= g.first < close)
    if tag in _RELATIVE or (tag == "IN" and scene.tag(at + 1) in {"WDT", "WP"}):
        return finite > 0
    if tag == "DT" and scene.phrase(at) is not None and scene.phrase(at - 2) is not None:
        inner = any(at <= g.first < close for g in scene.syntax.verb_groups)
        return not inner and scene.tag(close + 1) != "CC"
    group = scene.group(at)
    if group is not None and group.first == at and not group.finite:
        return finite == 0 and scene.tag(group.head) in {"VBN", "VBD", "VBG", "VB"}
    return group is not None and group.first == at == group.head and scene.tag(at) == "VBD" and finite == 1


def _tells_who_said_it(scene: Scene, at: int, close: int) -> bool:
    """Whether the words between two commas only say whose words these are: ", the minister said on Monday ,"."""
    inner = [g for g in scene.syntax.verb_groups if at <= g.first < close]
    if len(inner) != 1 or not inner[0].finite or not in_group("saying", inner[0].lemma) or close - at > _SAID:
        return False
    group = inner[0]
    source = scene.phrase(at)
    if source is not None and source.last <= group.first:
        return True  # "the minister told reporters on Monday"
    source = scene.phrase(close - 1)
    return source is not None and group.first == at


def top_phrase(scene: Scene, phrase: NounPhrase | None) -> NounPhrase | None:
    """The phrase that the words before `phrase` hang from: "The round" of "The round of talks with Ostrel"."""
    while phrase is not None and phrase.first > 1:
        before = phrase.first - 1
        if scene.lower(phrase.head) in _EMPHATIC and (meant := scene.phrase(before)) is not None:
            phrase = meant  # "talks on the arrears themselves"
            continue
        if scene.lower(before) == "than" and scene.lower(before - 1) in _COUNTING:
            before -= 2  # "of more than twenty people"
        if scene.lower(before) in _JOINS and scene.lower(before - 1) == "and" and (member := scene.phrase(before - 2)):
            phrase = member  # "envoys of Ostrel and of its neighbour"
            continue
        listed = scene.lower(before) in {"and", ","} and _in_list(scene, phrase, before)
        if scene.lower(before) not in _JOINS and not listed:
            break
        above = scene.phrase(before - 1) or _over_apposition(scene, before - 1)
        if above is None:
            break
        phrase = above
    return phrase


def _over_apposition(scene: Scene, close: int) -> NounPhrase | None:
    """The phrase that a name or an age between commas stands behind: "The visit of the minister, Ada Lund, | to"."""
    at = close
    while (
        scene.lower(at) == "," and (inner := scene.phrase(at - 1)) is not None and scene.lower(inner.first - 1) == ","
    ):
        at = inner.first - 1
    return scene.phrase(at - 1) if at < close else None


def _in_list(scene: Scene, phrase: NounPhrase, before: int) -> bool:
    """Whether "and" or a comma at `before` joins a side to those that "between" or "of" opened."""
    other = scene.phrase(before - 1)
    if other is not None and scene.lower(before) == "and" and _bare(scene, phrase) and _bare(scene, other):
        return scene.tag(other.first - 1) == "IN" or scene.lower(other.first - 1) == ","  # "a ban on fish and cheese"
    return other is not None and scene.is_actor(phrase) and scene.is_actor(other) and scene.tag(other.first - 1) == "IN"


def _bare(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase is a common noun without an article, which seldom opens a clause."""
    return phrase.determiner is None and scene.tag(phrase.head) in {"NN", "NNS"} and not scene.is_actor(phrase)


def subject_before(scene: Scene, group: VerbGroup) -> NounPhrase | None:
    """The phrase that the verb group is said of; `Syntax.subject_of`, and over relative clauses and rough numbers."""
    known = scene.subjects.get(group.first)
    if known is None or known[0] is not group:
        known = scene.subjects[group.first] = group, _subject_before(scene, group)
    return known[1]


def _subject_before(scene: Scene, group: VerbGroup) -> NounPhrase | None:
    aside = aside_before(scene, group.first) if group.finite else None
    if aside is not None:
        above = top_phrase(scene, scene.phrase(aside[0] - 1))
        if above is not None:
            return counted(scene, above)
    shared = _shared(scene, group)
    if shared is not None:
        return subject_before(scene, shared)
    if group.passive and not group.finite and (due := _due(scene, group)) is not None:
        return due
    near = scene.phrase(group.first - 1)
    if near is not None and scene.tag(near.first - 1) == "IN" and is_rough(scene, near):
        return near
    if near is not None and group.finite:
        over = _over_infinitive(scene, near)
        if over is not None:
            return over
    found = scene.syntax.subject_of(group) or _repeated(scene, near)
    if found is None and group.finite:
        found = _over_restrictive(scene, group)
    if found is not None and group.finite and scene.is_time(found):
        # "all the duty paid since March will be handed back", "the first talks since March began"
        found = _over_restrictive(scene, group) or top_phrase(scene, found)
    return counted(scene, _before_between(scene, found) or found) if found is not None else None


def _repeated(scene: Scene, near: NounPhrase | None) -> NounPhrase | None:
    """ "Envoys" of "Envoys of Ostrel and of its neighbour", where `near` is the last phrase."""
    if near is None or scene.lower(near.first - 1) not in {"of", "from"} or scene.lower(near.first - 2) != "and":
        return None
    return top_phrase(scene, near)


def _due(scene: Scene, group: VerbGroup) -> NounPhrase | None:
    """What is due to be done: "the hostages due to be freed", "a pact, due to be signed on Friday"."""
    if scene.tag(group.first) != "TO" or scene.lower(group.first - 1) != "due":
        return None
    at = group.first - 2
    return top_phrase(scene, scene.phrase(at - (scene.lower(at) == ",")))


def _over_infinitive(scene: Scene, near: NounPhrase) -> NounPhrase | None:
    """ "The deadline" of "The deadline for Ostrel to withdraw its troops", where `near` is the infinitive's object."""
    inner = scene.group(near.first - 1)
    if inner is None or scene.tag(inner.first) != "TO" or inner.last != near.first:
        return None
    if any(g.finite and g.last <= inner.first for g in scene.syntax.verb_groups):
        return None
    return top_phrase(scene, scene.phrase(inner.first - 1))


def _before_between(scene: Scene, phrase: NounPhrase) -> NounPhrase | None:
    """ "The talks" of "The talks between Ostrel and Maro", where `phrase` is the last of the two."""
    at = phrase.first - 1
    other = scene.phrase(at - 1) if scene.lower(at) == "and" else None
    if other is None or scene.lower(other.first - 1) != "between":
        return None
    return top_phrase(scene, scene.phrase(other.first - 2))


def _shared(scene: Scene, group: VerbGroup) -> VerbGroup | None:
    """The finite verb group before "and", "but" or "or" whose subject this one takes over."""
    at = group.first - 1
    while at > 0 and (scene.tag(at) == "RB" or scene.time(at) is not None):
        at -= 1
    if not group.finite or scene.tag(at) != "CC":
        return None
    before = [g for g in scene.syntax.verb_groups if g.last <= at]
    return before[-1] if before and before[-1].finite else None


def _over_restrictive(scene: Scene, group: VerbGroup) -> NounPhrase | None:
    """The subject before a clause that narrows it down: "The talks that were set for May were cancelled"."""
    before = [g for g in scene.syntax.verb_groups if g.last <= group.first]
    if not before or any(scene.tokens[i].tag in {"CC", ":"} for i in range(before[-1].last, group.first)):
        return None
    inner = before[-1]
    at = inner.first - 1
    if inner.finite:
        subject = scene.phrase(at)
        at = subject.first - 1 if subject is not None else at
        if scene.tag(at) not in {"WDT", "WP"} and scene.lower(at) != "that":
            return None
        at -= 1
    elif scene.tag(inner.head) != "VBN":
        return None
    return top_phrase(scene, scene.phrase(at))


def is_rough(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase is a number of people or things that words like "about" and "at least" make rough."""
    first = phrase.first
    if scene.lower(first) in {"least", "most"}:
        return scene.lower(first - 1) == "at"
    return scene.tag(first) == "CD" and scene.lower(first - 1) in _ROUGHLY


def counted(scene: Scene, phrase: NounPhrase) -> NounPhrase:
    """ "twenty people" of "more than twenty people", which are two phrases to the chunker."""
    if scene.lower(phrase.head) not in _COUNTING or scene.lower(phrase.last) != "than":
        return phrase
    return scene.phrase(phrase.last + 1) or phrase
