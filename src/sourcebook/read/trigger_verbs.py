"""Verbs that report an event, by the rules of `data/triggers.toml` and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from sourcebook.read.anaphora import POINTING, spoken_of
from sourcebook.read.asides import top_phrase
from sourcebook.read.couples import couple_before
from sourcebook.read.eventwords import VerbRule, in_group, triggers
from sourcebook.read.frames import Frame, Trigger, clause_first, clause_stop, heads, particle_of, phrase_end
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

# Governors whose complement is the smaller news: "threatened to strike" is a threat. Talks that are agreed on are not
# among them: they are planned talks.
PROMISES = frozenset({"agree", "pledge", "promise"})
_TALK = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN"})
_UNTIL = frozenset({"until", "till"})
_BY = frozenset({"by", "until", "till", "before"})
_SOON = re.compile(r"P(?:T?\d{1,2}[DWH]|[1-6]M)")
# Past tenses that are no participles: "the strikes began" leaves out no "were".
_NO_PARTICIPLE = frozenset({
    "began", "took", "gave", "broke", "drove", "fell", "flew", "froze", "rose", "saw", "shook", "spoke", "threw",
    "wrote", "went", "came", "ran", "sank", "sprang", "swore",
})  # fmt: skip
_LIVES = frozenset({"@pact", "@statute"})  # instalments.py knows what "it" is that enters into force
_LISTED = 4  # tokens behind a colon in which a list of days begins
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_OUTER = frozenset({"agree", "pledge", "promise", "threaten", "vow", "urge", "ask", "demand", "refuse", "decline"})


def may_tell(scene: Scene, group: VerbGroup) -> bool:
    """Whether `verb_triggers` may find anything in the verb group's frame, which costs more than to ask."""
    if group.governor in _OUTER or scene.lower(group.first) == "must":
        return True
    rules = _asking(group.lemma)
    particle = particle_of(scene, group) if rules else None
    return any([name in {None, particle} and _may_fit(scene, group, rule, asked) for name, rule, asked in rules])


def _may_fit(scene: Scene, group: VerbGroup, rule: VerbRule, asked: _Asked) -> bool:
    """Whether the verb's form and the sentence's words leave a chance to a rule, wherever in it they stand."""
    if (rule.active if group.passive else rule.passive) or (rule.timed and not scene.times):
        return False
    if (rule.adj and scene.lower(group.last) not in rule.adj) or (rule.topic and rule.topic not in scene.around.topics):
        return False
    if any([words.isdisjoint(scene.lowers) for words in asked.words]):
        return False
    pointed = not POINTING.isdisjoint(scene.lowers)  # "it" may stand for a word of another sentence
    return pointed or not any([nouns.isdisjoint(scene.nouns) for nouns in asked.nouns])


class _Asked(NamedTuple):
    """Words of each of which a rule asks for one somewhere in the sentence: as written, and lemmas of nouns."""

    words: tuple[frozenset[str], ...]
    nouns: tuple[frozenset[str], ...]


@cache
def _asking(lemma: str) -> tuple[tuple[str | None, VerbRule, _Asked], ...]:
    """The rules of a verb with their particles, and what each asks for."""
    return tuple([(particle, rule, _asked(rule)) for particle, rule in triggers().verbs.get(lemma, ())])


def _asked(rule: VerbRule) -> _Asked:
    words = [rule.prep, _UNTIL if rule.until else frozenset(), _BY if rule.by else frozenset()]
    groups = [name[1:] for name in (rule.obj, rule.subj, rule.pobj) if name is not None and name.startswith("@")]
    return _Asked(tuple(filter(None, words)), tuple([triggers().groups[name] for name in groups]))


def verb_triggers(scene: Scene, frame: Frame) -> Iterator[Trigger]:
    """The event that the verb or its governor reports, by the first rule that fits."""
    group = frame.group
    if group.governor in _OUTER:
        outer = _governor_trigger(scene, frame)
        if outer is not None:
            yield outer
            return
    for particle, rule in triggers().verbs.get(group.lemma, ()):
        if particle in {None, particle_of(scene, group)} and _fits(scene, frame, rule):
            if rule.status is None and _must(scene, frame):
                break
            yield Trigger(rule.type, _noun(scene, frame, rule), rule.mode, group.head, frame, status=rule.status)
            return
    if _must(scene, frame):
        yield Trigger("REQUEST", "deadline", None, group.head, frame, status="planned")


def _must(scene: Scene, frame: Frame) -> bool:
    """Whether somebody has to do it by a day: "must free the crew by Friday"."""
    group = frame.group
    bound = scene.lower(group.first) == "must" and not group.negated and group.tense != "past"
    who = frame.object if group.passive else frame.subject
    return bound and who is not None and not scene.is_time(who) and _until(scene, frame, _BY)


def _noun(scene: Scene, frame: Frame, rule: VerbRule) -> str:
    """The word for the event: of "the second table met" that of the rule, of "the conference met" its own."""
    named = scene.noun(frame.subject.head) if frame.subject is not None and rule.subj == "@forum" else ""
    return named if any(noun.type == rule.type for noun in triggers().nouns.get(named, ())) else rule.noun


def _governor_trigger(scene: Scene, frame: Frame) -> Trigger | None:
    """The event that the governor is: "agreed to lift", "threatened to strike"."""
    group = frame.group
    at = next((i for i in range(group.head, group.first, -1) if scene.tag(i) == "TO"), None)
    if at is None or group.governor is None:
        return None
    inner = triggers().verbs.get(group.lemma, ())
    if group.governor in {"agree", "ask"} and any(rule.type == "CONSULT" for _, rule in inner):
        return None
    if group.governor in PROMISES and _inner_fits(scene, frame):
        return None
    if group.governor in PROMISES and frame.object is not None and _is_carried(scene, frame):
        return None
    lead = replace(frame, comp="to", comp_head=group.lemma, object=None)
    for particle, rule in triggers().verbs.get(group.governor, ()):
        if particle is None and rule.comp == "to" and rule.obj is None and _fits(scene, lead, rule):
            return Trigger(rule.type, rule.noun, rule.mode, at - 1, frame, governed=at - 1)
    return None


def _fits(scene: Scene, frame: Frame, rule: VerbRule) -> bool:
    if not _fits_form(scene, frame, rule) or not _fits_numbers(scene, frame, rule):
        return False
    if rule.of and frame.comp_head not in rule.of and frame.group.lemma not in rule.of:
        return False
    if rule.never and (frame.comp_head in rule.never or _object_in(scene, frame, rule.never)):
        return False
    if not _fits_report(scene, frame, rule):
        return False
    if not _fits_object(scene, frame, rule.obj) or not _fits_subject(scene, frame, rule.subj):
        return False
    if not rule.prep:
        return True
    return any(_phrase_is(scene, phrase, rule.pobj or "any") for phrase in frame.prep(rule.prep))


def _fits_report(scene: Scene, frame: Frame, rule: VerbRule) -> bool:
    """Whether the report's topic, and what the subject brings, are as the rule asks."""
    if rule.noun == "killing" and _by_accident(scene, frame):
        return False
    if rule.topic and not _on_topic(scene, rule.topic):
        return False
    return rule.with_ is None or _carries(scene, frame, rule.with_)


def _fits_form(scene: Scene, frame: Frame, rule: VerbRule) -> bool:
    """Whether voice, complement and what follows are as the rule asks."""
    passive = frame.group.passive
    if (rule.passive and not passive) or (rule.active and passive):
        return False
    if rule.timed and not _timed(scene, frame):
        return False
    if (rule.plain and not _plain_object(scene, frame)) or (rule.own and not _own_object(scene, frame)):
        return False
    if rule.adj and scene.lower(frame.group.last) not in rule.adj:
        return False
    if (rule.until and not _until(scene, frame)) or (rule.negated and not frame.group.negated):
        return False
    if rule.by and not _until(scene, frame, _BY):
        return False
    if rule.then and not _says_then(scene, frame, rule.then):
        return False
    return rule.comp is None or frame.comp == rule.comp


def _fits_numbers(scene: Scene, frame: Frame, rule: VerbRule) -> bool:
    """Whether votes are counted, or a time is given, where the rule asks for it."""
    return not (rule.tally and not _tally(scene, frame)) and not (rule.granted and not _granted(scene, frame))


def _tally(scene: Scene, frame: Frame) -> bool:
    """Whether the clause counts votes: "voted 9-2 to", "by 71 votes to 49", "by 71 to 49"."""
    counts = [i for i in range(frame.group.last, frame.stop) if _is_count(scene, i)]
    score = any(scene.lower(i + 1) in {"-", "–"} and _is_count(scene, i + 2) for i in counts)
    many = [i for i in counts if len(scene.lower(i)) > 1]  # "by 2 to 1" is a proportion
    behind = [j for i in many for j in (i + 1, i + 2) if scene.lower(j) == "to"]
    return (
        score or any(_SCORE.fullmatch(scene.lower(i)) for i in counts) or any(_is_count(scene, j + 1) for j in behind)
    )


def _is_count(scene: Scene, at: int) -> bool:
    return scene.lower(at)[:1].isdigit()


def _granted(scene: Scene, frame: Frame) -> bool:
    """Whether somebody is given a time: "gave the rebels ten days"."""
    at = phrase_end(scene, frame.object) if frame.object is not None else len(scene.tokens)
    time = scene.time(at) or (scene.time(at + 1) if scene.tag(at) == "DT" else None)
    return time is not None and time.type == "duration" and _SOON.fullmatch(time.value) is not None


def _timed(scene: Scene, frame: Frame) -> bool:
    """Whether a time stands behind the verb, or opens its clause: "On Monday, the council met", "met twice: in May"."""
    stop = frame.stop + _LISTED if scene.lower(frame.stop) == ":" else frame.stop
    return any(scene.time_of[clause_first(scene, frame) : stop])


def _says_then(scene: Scene, frame: Frame, words: frozenset[str]) -> bool:
    first = frame.group.last
    if frame.object is not None:
        end = phrase_end(scene, frame.object)
        beside = scene.phrase(end)  # "declared the front a terrorist group"
        stop = beside.last if beside is not None and beside.first == end else end + 1
        return any(scene.lower(i) in words for i in range(frame.object.first, stop))
    inner = next((g.last for g in scene.syntax.verb_groups if g.first >= first), frame.stop)
    return any(scene.lower(i) in words for i in range(first, inner))


def _until(scene: Scene, frame: Frame, names: frozenset[str] = _UNTIL) -> bool:
    """Whether the clause says until when, or by when."""
    inner = next((g for g in scene.syntax.verb_groups if g.first >= frame.group.last and not g.finite), None)
    over = frame.comp == "to" and inner is not None and names is _BY  # "told it to leave by Friday"
    span = range(frame.group.last, clause_stop(scene, inner) if over and inner is not None else frame.stop)
    return any(scene.lower(i) in names and scene.time(i + 1) is not None for i in span)


def _on_topic(scene: Scene, topic: str) -> bool:
    """Whether the report speaks of the topic, and the sentence of no accident."""
    return topic in scene.around.topics and not any(in_group("accident", t.lemma) for t in scene.tokens)


def _by_accident(scene: Scene, frame: Frame) -> bool:
    return any(in_group("accident", scene.noun(i)) for i in range(frame.group.last, frame.stop))


def _carries(scene: Scene, frame: Frame, group: str) -> bool:
    """Whether a word of the group belongs to the subject: "a ship with flour", "the aid convoy"."""
    if frame.subject is None:
        return False
    return any(in_group(group, scene.noun(i)) for i in range(frame.subject.first, frame.group.first))


def _is_carried(scene: Scene, frame: Frame) -> bool:
    """Whether the verb's object is an event that the verb holds, moves or extends: "agreed to extend the truce"."""
    assert frame.object is not None
    rules = [rule for head in heads(scene, frame.object) for rule in triggers().nouns.get(head, ())]
    if frame.group.governor == "agree" and any(rule.type == "CONSULT" for rule in rules):
        return True
    light = (frame.group.lemma, particle_of(scene, frame.group)) in triggers().light
    return (light or (frame.group.lemma, None) in triggers().light) and any(rule.type not in _TALK for rule in rules)


def _inner_fits(scene: Scene, frame: Frame) -> bool:
    """Whether what is promised is an event of its own, which is then planned: "promised to release the hostages"."""
    return any(
        rule.type not in _TALK and particle in {None, particle_of(scene, frame.group)} and _fits(scene, frame, rule)
        for particle, rule in triggers().verbs.get(frame.group.lemma, ())
    )


def _plain_object(scene: Scene, frame: Frame) -> bool:
    """Whether nothing is said of the object: "called the minister", not "called the minister a liar"."""
    if frame.object is None or frame.group.passive:
        return False
    at = phrase_end(scene, frame.object)
    return scene.tag(at) in {"TO", "IN", ".", ",", "CC", "RB", ""} or scene.time(at) is not None


def _own_object(scene: Scene, frame: Frame) -> bool:
    """Whether the object is the subject's own: "his demand"."""
    named = frame.object
    return named is not None and "PRP$" in map(scene.tag, range(named.first, named.head))


def _object_in(scene: Scene, frame: Frame, lemmas: frozenset[str]) -> bool:
    return frame.object is not None and not lemmas.isdisjoint(heads(scene, frame.object))


def _fits_object(scene: Scene, frame: Frame, wanted: str | None) -> bool:
    if wanted is None:
        return True
    if wanted == "none":
        return frame.object is None
    if frame.object is None and wanted.startswith("@") and frame.subject is not None and not frame.group.passive:
        left = scene.tag(frame.group.head) in {"VBD", "VBN"} and frame.group.last - frame.group.first == 1
        left = left and scene.lower(frame.group.head) not in _NO_PARTICIPLE
        return left and _phrase_is(scene, frame.subject, wanted)  # "Deal reached in Geneva": "was" is left out
    return frame.object is not None and _phrase_is(scene, frame.object, wanted)


def _fits_subject(scene: Scene, frame: Frame, wanted: str | None) -> bool:
    """Whether the subject is of the wanted kind; an unnamed subject (passive, infinitive) fits where any actor does."""
    phrase = frame.subject
    if wanted is None or wanted == "any":
        return True
    if phrase is None and wanted == "plural":
        return not frame.group.finite and any(scene.lower(i) == "again" for i in range(frame.group.last, frame.stop))
    if phrase is None:
        return wanted in {"actor", "official", "assembly", "force"} and not (
            frame.group.finite and not frame.group.passive
        )
    if wanted == "plural":
        several = scene.is_plural(phrase) or _are(scene, frame) or couple_before(scene, frame.group) is not None
        return scene.is_actor(phrase) and several
    if wanted == "table":
        return not scene.is_time(phrase) and not (scene.named is not None and scene.lower(phrase.head) == "one")
    if wanted == "plural-official":
        return scene.is_plural(phrase) and scene.is_official(phrase)
    if wanted.startswith("@") and (above := top_phrase(scene, phrase)) is not phrase and above is not None:
        return _phrase_is(scene, phrase, wanted) or _phrase_is(scene, above, wanted)
    return _phrase_is(scene, phrase, wanted)


def _are(scene: Scene, frame: Frame) -> bool:
    """Whether the verb's form tells of several: "A, for the bank, and B, for the firm, are to meet"."""
    first = frame.group.first
    at = first - 1 if scene.tag(first) == "TO" else first
    return scene.lower(at) in {"are", "were", "have"}


_KINDS: dict[str, Callable[[Scene, NounPhrase], bool]] = {
    "any": lambda scene, phrase: not scene.is_time(phrase),
    "actor": Scene.is_actor,
    "country": Scene.is_country,
    "force": Scene.is_force,
    "official": Scene.is_official,
    "person": Scene.is_person,
    "place": Scene.names_place,
    "site": lambda scene, phrase: scene.names_place(phrase) or _unknown_name(scene, phrase),
}


def _unknown_name(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase's head is a name that nobody has told what it names."""
    return scene.entity(phrase.head) is None and scene.tag(phrase.head) in {"NNP", "NNPS"} and not scene.is_time(phrase)


def _phrase_is(scene: Scene, phrase: NounPhrase, wanted: str) -> bool:
    """Whether the phrase is of the kind, or its head in the group, that a rule names."""
    if wanted in _KINDS:
        return _KINDS[wanted](scene, phrase)
    if phrase.pronoun and wanted.startswith("@") and wanted not in _LIVES and (noun := spoken_of(scene, phrase)):
        return in_group(wanted[1:], noun)
    words = {scene.noun(i) for i in range(phrase.first, phrase.last)}
    if wanted.startswith("~"):
        return any(in_group(wanted[1:], w) for w in words | {scene.lower(i) for i in range(phrase.first, phrase.last)})
    if wanted in {"crowd", "assembly"}:
        return any(in_group(wanted, w) for w in words)
    if wanted == "@gathering" and words & {"news", "press"}:
        return False
    if wanted == "policy" and scene.is_official(phrase):
        return True
    return any(in_group(wanted.removeprefix("@"), h) for h in heads(scene, phrase))
