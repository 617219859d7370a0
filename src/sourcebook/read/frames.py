"""What stands around a verb or an event's noun: arguments, complement, and where the words that belong to it end."""

from __future__ import annotations

import msgspec

from sourcebook.model.reading import EventStatus, PloverType
from sourcebook.read.asides import counted, subject_before, top_phrase
from sourcebook.read.couples import couple_before
from sourcebook.read.encoder.seen import SeenEvent
from sourcebook.read.eventwords import LightKind, triggers
from sourcebook.read.scene import Scene
from sourcebook.read.steps import before_name, dates, over_places, over_rough, over_time
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_PREPOSITION = frozenset({"IN", "TO"})
_RELATIVE = frozenset({"WDT", "WP", "WRB", "WP$"})
_CLAUSE_ENDS = frozenset({";", ":", "”", "“", '"', "—", "–", "("})
MEETING = frozenset({"meet", "sit", "convene", "reconvene"})
_QUOTES = frozenset({"”", "“", '"', "‘", "’"})
_OWNING = frozenset({"'s", "’s"})
_STOPS = frozenset({",", ".", "?", "!", ":", "…"})
_TRAILING = frozenset({",", "and", "but", "or", "that", "as", "while", "after", "before", "when", "because", "since",
                       "although", "though", "if", "for", "of", "in", "by", "with", "to", "so", "than", "following",
                       "until", "once", "nearly", "almost", "whether", "also", "a", "an", "the", "their",
                       "his"})  # fmt: skip
# "a package of sanctions", "a series of attacks": what counts stands after "of".
_MEASURES = frozenset({"state", "package", "series", "round", "set", "number", "wave", "batch", "hundred", "dozen",
                       "million",
                       "thousand", "group", "string", "spate", "barrage", "volley", "dollar", "euro", "billion", "kind",
                       "some", "all", "most", "form", "range", "list", "lot", "pair", "couple", "day",
                       "hour"})  # fmt: skip


class Frame(msgspec.Struct, frozen=True, gc=False):
    """A verb group with its arguments; in the passive `object` is the grammatical subject and `subject` the agent.

    `stop`: the token before which the clause ends. `comp`: the complement that follows, by its first word's kind;
    `comp_head`: the lemma of the infinitive or gerund there.
    """

    group: VerbGroup
    subject: NounPhrase | None
    object: NounPhrase | None
    preps: tuple[tuple[str, NounPhrase], ...]
    stop: int
    comp: str | None
    comp_head: str | None

    def prep(self, names: frozenset[str]) -> list[NounPhrase]:
        """The phrases behind one of these prepositions."""
        return [phrase for name, phrase in self.preps if name in names]


class Sighted(msgspec.Struct, frozen=True):
    """An event that the encoder sees: its class, the token that tells it, and those that begin its actors.

    `sure`: mean probability of the three. `alone`: no rule finds it. `odds`: the logarithm of each class' odds, before
    the rules have spoken.
    """

    type: PloverType
    word: int
    source: int | None
    target: int | None
    sure: float = 1.0
    alone: bool = False
    odds: tuple[float, ...] | None = None


class Trigger(msgspec.Struct, frozen=True):
    """Where an event is reported and as what.

    `head`: the token that names it. `frame`: the verb whose tense and modality it has, None for a noun by itself.
    `phrase`: the event's noun phrase with `last` where its modifiers end. `light`: what the verb says of the noun.
    `governed`: the token of the governor that is itself the event ("threatened" of "threatened to strike").
    `later`: the verb that says when instead, of an event that was moved ("was put off and will open on Friday").
    `seen`: the encoder's part in it. `deed`: of what no list knows, what is done and to what (deeds.py).
    `back`: a later clause takes the plan back, which the days are of. `told`: what the chronicle heads see of it.
    `faint`: they alone tell it, and only half see it.
    """

    type: PloverType
    noun: str
    mode: str | None
    head: int
    frame: Frame | None = None
    phrase: NounPhrase | None = None
    last: int = 0
    light: LightKind | None = None
    governed: int | None = None
    status: EventStatus | None = None
    later: Frame | None = None
    seen: Sighted | None = None
    deed: str | None = None
    back: bool = False
    told: SeenEvent | None = None
    faint: bool = False


def frame_of(scene: Scene, group: VerbGroup) -> Frame:
    """The verb group's frame, made once in a scene."""
    known = scene.frames.get(group.first)
    if isinstance(known, Frame) and known.group is group:
        return known
    found = scene.frames[group.first] = _frame(scene, group)
    return found


def _frame(scene: Scene, group: VerbGroup) -> Frame:
    stop = clause_stop(scene, group)
    parted = parted_modal(scene, group)
    subject = subject_before(scene, parted or group)
    if subject is not None and subject.first >= group.first:
        subject = None
    direct = _direct_object(scene, group, stop)
    preps = tuple(_prepositions(scene, group.last, stop))
    comp, head = _complement(scene, group, direct)
    if group.passive and not _goes_on_active(scene, group):
        agents = [phrase for name, phrase in preps if name == "by" and not scene.is_time(phrase)]
        return Frame(group, agents[0] if agents else None, subject, preps, stop, comp, head)
    return Frame(group, subject, direct, preps, stop, comp, head)


def parted_modal(scene: Scene, group: VerbGroup) -> VerbGroup | None:
    """The modal that a quotation or aside parts from its verb: "would “soon, I hope,” sign"."""
    if scene.tag(group.first) != "VB" or group.finite:
        return None
    before = [g for g in scene.syntax.verb_groups if g.last <= group.first]
    return before[-1] if before and scene.tag(before[-1].head) == "MD" else None


def _goes_on_active(scene: Scene, group: VerbGroup) -> bool:
    """Whether a lone participle shares the auxiliary before "and": "have rejected and condemned"."""
    if group.last - group.first > 1 or scene.lower(group.first - 1) not in {"and", "or"} or group.first < 2:
        return False
    before = scene.group(group.first - 2)
    return before is not None and before.perfect and not before.passive


def particle_of(scene: Scene, group: VerbGroup) -> str | None:
    """The particle or preposition right after the verb: "off" of "called off"."""
    if group.lemma == "take" and scene.lower(group.last) in {"place", "part", "effect"}:
        return scene.lower(group.last)
    return group.particle or (scene.lower(group.last) if scene.tag(group.last) in {"RP", "IN", "RB"} else None)


def heads(scene: Scene, phrase: NounPhrase) -> list[str]:
    """The lemmas that a phrase is about: its head, what "of" brings after a measure, what "and" adds."""
    found = [scene.noun(phrase.head)]
    if scene.tag(phrase.head) == "NNP" and (title := before_name(scene, phrase)) is not None:
        found.append(scene.noun(title))
    after = phrase.last
    for _ in range(3):
        joined = scene.lower(after) in {"and", "or", ","}
        number = scene.tag(after - 1) == "CD" or found[-1] in {"more", "rest", "other"}
        measured = scene.lower(after) == "of" and (number or found[-1] in _MEASURES)
        other = scene.phrase(after + 1) if (joined or measured) and after + 1 < len(scene.tokens) else None
        if other is None:
            break
        found.append(scene.noun(other.head))
        after = other.last
    return found


def clause_stop(scene: Scene, group: VerbGroup) -> int:
    """The token index before which the clause of `group` ends."""
    tokens = scene.tokens
    stop = len(tokens)
    groups = scene.group_of
    for j in range(group.last, len(tokens)):
        token, other = tokens[j], groups[j]
        text = token.text
        if text == "," and (_comma_ends(scene, j) or _closes_relative(scene, group, j)):
            stop = j
            break
        if text in _QUOTES and j > group.last and tokens[j - 1].text not in _STOPS:
            continue  # a word or two in quotation marks, within the clause
        if text in _CLAUSE_ENDS or (token.tag in _RELATIVE and j > group.last):
            stop = j
            break
        if other is not None and other is not group and j == other.first and not _reduced(scene, other):
            stop = _clause_start(scene, other, group.last)
            break
    while stop > group.last and (scene.lower(stop - 1) in _TRAILING or not scene.lower(stop - 1)[0].isalnum()):
        if scene.lower(stop - 1) in {"%", ")", "'s", "’s"}:
            break
        stop -= 1
    return max(stop, group.last)


def _comma_ends(scene: Scene, j: int) -> bool:
    """Whether the clause ends at the comma: what follows is no date, no place, no further actor and no short aside."""
    after = scene.phrase(j + 1)
    if after is not None and (scene.is_actor(after) or scene.is_place(after)):
        return False
    if any(scene.time(i) is not None or scene.tag(i) == "RB" for i in range(j + 1, j + 4)):
        return False
    behind = scene.phrase(j + 2) if scene.tag(j + 1) == "IN" else None
    if behind is not None and (scene.is_actor(behind) or scene.is_place(behind)):
        return False
    return scene.tag(j + 1) not in {"CC", "VBN", "VBG", "VBD", "VBZ", "MD"} or scene.group(j + 1) is None


def _closes_relative(scene: Scene, group: VerbGroup, j: int) -> bool:
    """Whether the comma closes a relative clause before the verb of the main one: "who met them on Friday, left"."""
    after = scene.group(j + 1)
    return after is not None and after.finite and scene.tag(group.first - 1) == "WP"


def _reduced(scene: Scene, group: VerbGroup) -> bool:
    """A participle that only modifies the noun before it: "officials involved in the talks"."""
    lone = group.last - group.first == 1 and scene.tag(group.head) == "VBN"
    return lone and scene.phrase(group.first - 1) is not None if group.first else False


def _clause_start(scene: Scene, group: VerbGroup, after: int) -> int:
    if not group.finite:
        return group.first
    subject = scene.syntax.subject_of(group)
    if subject is None or subject.first < after:
        return group.first
    return subject.first


def _direct_object(scene: Scene, group: VerbGroup, stop: int) -> NounPhrase | None:
    at = over_rough(scene, over_time(scene, group.last))
    if scene.lower(at) in {"down", "off", "out", "up"} and any(
        particle == scene.lower(at) for particle, _ in triggers().verbs.get(group.lemma, ())
    ):
        at += 1  # "shot down the idea", where "down" is tagged as a preposition
    while at < min(stop, group.last + 3) and (scene.tag(at) in {"RB", "RP"} or scene.lower(at) in {"“", '"', "both"}):
        if scene.phrase(at) is not None and scene.lower(at) == "both":
            break
        at += 1
    phrase = scene.phrase(at) if at < len(scene.tokens) else None
    if phrase is None or at >= stop + 1 or scene.is_time(phrase) or scene.lower(phrase.head) in {"time", "times"}:
        return _antecedent(scene, group)
    return counted(scene, phrase)


def _antecedent(scene: Scene, group: VerbGroup) -> NounPhrase | None:
    """The object that a relative clause leaves out: "the tariff that Ostrel announced"."""
    subject = scene.syntax.subject_of(group)
    if subject is None or group.passive or subject.last > group.first:
        return None
    between = [g for g in scene.syntax.verb_groups if g.finite and subject.last <= g.first < group.first]
    if between and not (
        between[-1].lemma == "be" and between[-1].last == group.first and scene.tag(group.first) == "TO"
    ):
        return None  # "that delegates are to sign" goes on, "that Ostrel said it would sign" is another's
    at = phrase_start(scene, subject) - 1
    if scene.lower(at) not in {"that", "which", "whom"} or (at + 1 < subject.first and scene.tag(at) == "IN"):
        return None
    if scene.lower(at - 1) == ",":
        return top_phrase(scene, scene.phrase(at - 2))
    before = scene.phrase(at - 1)
    if before is not None and before.first >= 2 and scene.tag(before.first - 1) == "IN":
        before = scene.phrase(before.first - 2) or before  # "the tariff on grain that": the tariff was announced
    return before


def _prepositions(scene: Scene, first: int, stop: int) -> list[tuple[str, NounPhrase]]:
    """Every (preposition, phrase) between the tokens; a phrase joined by "and" keeps the preposition."""
    found: list[tuple[str, NounPhrase]] = []
    last, phrases = "", scene.phrase_of
    for j in range(max(first, 1), stop):
        phrase = phrases[j]
        if phrase is None or phrase.first != j:
            continue
        if scene.tag(j - 1) in _PREPOSITION:
            last = scene.lower(j - 1)
            found.append((last, phrase))
        elif last and scene.lower(j - 1) in {"and", ",", "or"}:
            found.append((last, phrase))
    return found


def _complement(scene: Scene, group: VerbGroup, direct: NounPhrase | None) -> tuple[str | None, str | None]:
    at = group.last
    if direct is not None and not group.passive:
        at = phrase_end(scene, direct)
    while at < len(scene.tokens) and (scene.tag(at) == "RB" or scene.time(at) is not None or dates(scene, at)):
        at += 1
    at = over_places(scene, at)
    follower = scene.group(at) if at < len(scene.tokens) else None
    if scene.tag(at) == "TO" and follower is not None:
        return "to", follower.lemma
    if scene.lower(at) == "that":
        return "that", None
    if follower is not None and scene.tag(at) == "VBG":
        return "ing", follower.lemma
    return None, None


def phrase_end(scene: Scene, phrase: NounPhrase) -> int:
    """Where a phrase ends with what is joined to it by "and", "of" or a comma before more names."""
    at = phrase.last
    while at + 1 < len(scene.tokens) and scene.lower(at) in {"and", "or", "of", ","}:
        other = scene.phrase(at + 1)
        if other is None or scene.is_time(other):
            break
        if scene.lower(at) == "," and not _list_goes_on(scene, other):
            break
        at = other.last
    return at


def _list_goes_on(scene: Scene, phrase: NounPhrase) -> bool:
    return scene.lower(phrase.last) in {",", "and", "or"} and scene.is_actor(phrase)


def phrase_start(scene: Scene, phrase: NounPhrase) -> int:
    """Where a list begins that ends in the phrase: "Lenk" of "Lenk, Maro and Tessen"."""
    at, linked = _introduced_at(scene, phrase.first), False
    if at < phrase.first and scene.lower(at - 1) == "and" and scene.lower(at - 2) == ",":
        other = scene.phrase(at - 3)  # "the president, Lenk, and the envoy, Maro,"
        if other is not None and _introduced_at(scene, other.first) < other.first:
            return phrase_start(scene, other)
    while at >= 2 and (scene.lower(at - 1) == "and" or (linked and scene.lower(at - 1) == ",")):
        owner = scene.lower(at - 2) in _OWNING  # "Ostrel's and Maro's envoys"
        other = scene.phrase(at - 2 - owner)
        if other is None or not (scene.is_actor(other) or _unlisted(scene, other)):
            break
        at, linked = other.first, True
    above = scene.phrase(at - 2) if linked and scene.lower(at - 1) in {"of", "from"} and at >= 2 else None
    return above.first if above is not None and scene.is_actor(above) else at


def _introduced_at(scene: Scene, at: int) -> int:
    """Where the words begin that introduce the name at token `at`: "the envoy" of "the envoy, Maro,"; else `at`."""
    name, above = scene.entity(at), scene.phrase(at - 2) if at >= 2 else None
    if name is None or name.type != "person" or scene.lower(at - 1) != "," or above is None or above.last != at - 1:
        return at
    known = scene.entity(above.head)
    return above.first if known is None and scene.is_actor(above) else at


def _unlisted(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase is a place that no list has and that "of" or "from" names as a side: "envoys of Vardmark"."""
    mark = scene.entity(phrase.head)
    named = mark is not None and mark.type == "place" and mark.country is None
    return named and scene.lower(phrase.first - 1) in {"of", "from", "between"}


def clause_first(scene: Scene, frame: Frame) -> int:
    """The first token of the clause: its subject, with a time or place that stands before it."""
    known = scene.firsts.get(frame.group.first)
    if known is None or known[0] is not frame.group:
        known = scene.firsts[frame.group.first] = frame.group, _clause_first(scene, frame)
    return known[1]


def _clause_first(scene: Scene, frame: Frame) -> int:
    group = parted_modal(scene, frame.group) or frame.group
    subject = subject_before(scene, group)
    if subject is None or subject.first > group.first:
        return _fronted(scene, group)
    lone = not group.finite and group.governor is None and subject.last < group.first
    if lone or any(g.finite and subject.last <= g.first < group.first for g in scene.syntax.verb_groups):
        if lone and group.passive and subject.last == group.first:
            return phrase_start(scene, subject)
        relative = scene.tag(group.first - 1) in _RELATIVE
        return group.first - 1 if relative and not lone else group.first
    couple = couple_before(scene, group)
    start = couple[0] if couple is not None else phrase_start(scene, subject)
    if scene.tag(frame.group.first - 1) in _RELATIVE and frame.group.first - subject.last > 4:
        return frame.group.first - 1
    opening = scene.syntax.clause_of(start)[0]
    if any(scene.group(j) is not None for j in range(opening, start)):
        opening = start
    while opening < start and (scene.lower(opening) in _TRAILING - {"in", "after", "before", "following"}
                                       or not scene.lower(opening)[0].isalnum()):  # fmt: skip
        opening += 1
    leads = any(
        scene.time(j) is not None or ((mark := scene.entity(j)) is not None and mark.type == "place")
        for j in range(opening, start)
    )
    return opening if leads or start - opening <= 1 else start


def _fronted(scene: Scene, group: VerbGroup) -> int:
    """The first token of a clause without a subject before its verb: "In Geneva will start talks"."""
    opening, _ = scene.syntax.clause_of(group.first)
    lead = range(opening, group.first)
    plain = group.finite and all(scene.group(j) is None for j in lead)
    return opening if plain and scene.tag(opening) == "IN" and scene.phrase(opening + 1) is not None else group.first
