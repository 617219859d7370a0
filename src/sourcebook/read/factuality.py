"""How real an event is: the status that its verb, its modifiers and what it hangs from give it, and its flags.

The words stand in `data/factuality.toml`; the order of judgement is ours: a verb that plans, shifts or cancels speaks
before tense, polarity before both. No status is guessed from a date alone, but a present tense with a date ahead is
the future of timetables ("arrives on Monday").
"""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from sourcebook.model import Interval
from sourcebook.model.reading import EventFlag, EventStatus
from sourcebook.read.eventwords import LightKind, factuality, in_group
from sourcebook.read.factuality_nouns import (
    adjective_of,
    announced_that,
    awaited,
    from_now_on,
    is_over,
    lies_ahead,
    noun_status,
    stands_until,
    was_to_be,
)
from sourcebook.read.frames import Trigger, parted_modal
from sourcebook.read.measures import announced_now
from sourcebook.read.scene import Scene
from sourcebook.read.verbgroups import VerbGroup

# Older than this, an event is background: one news cycle more than the weekly round-ups that PLOVER's coders count.
BACKGROUND = timedelta(days=31)
_LIGHT_STATUS: dict[LightKind, EventStatus] = {
    "plan": "planned",
    "postpone": "postponed",
    "cancel": "called-off",
    "deny": "denied",
    "possible": "possible",
    "refuse": "denied",
}
_BACK: frozenset[LightKind] = frozenset({"cancel", "postpone"})
_DAYTIME = frozenset({"on", "late", "early"})
_DATED_ENDS = frozenset({"deadline", "ultimatum"})  # to prolong these is to put them off
_TRAVEL = frozenset({"travel", "fly", "arrive", "head", "come", "go", "gather", "return"})
_DONE = frozenset({"agreement", "accord", "deal", "pact", "resignation", "dismissal", "ouster", "expulsion"})
_NEGATED_LIGHT: dict[EventStatus, EventStatus] = {"called-off": "planned", "postponed": "planned", "denied": "held"}
_SINGLED = frozenset({"first", "second", "third", "last", "only"})
_SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT", "THREATEN", "AGREE"})  # whose present is no habit


def status_of(scene: Scene, found: Trigger, when: Interval | None) -> EventStatus | None:
    """The event's status; None where the words only name it as a purpose or a thought, so that it is no event."""
    if found.frame is None:
        return noun_status(scene, found, when)
    group = found.frame.group
    status = _governed_status(scene, found) if found.governed is not None else _verb_status(scene, found, when)
    if status is None or (found.light == "plan" and _negative_subject(scene, found) and not _before_then(scene, group)):
        return None if status is None else "denied"  # "no talks are planned"
    if found.status in {"postponed", "planned"} and status != "denied":
        status = found.status
    if found.status is not None and status == "held":
        status = found.status
    if found.light in _LIGHT_STATUS and not _announced_deal(found) and not announced_now(scene, found, when):
        status = _lit(_LIGHT_STATUS[found.light], status, group)
    elif found.light == "continue" and found.noun in _DATED_ENDS and group.lemma != "continue":
        status = _lit("postponed", status, group)
    elif found.light == "continue" and status == "held" and group.tense == "present":
        status = "under-way"
    adjective = adjective_of(scene, found.phrase) if status in {"held", "under-way"} else None
    if adjective in {"planned", "possible"} and group.tense == "present":
        status = adjective
    return status


def _announced_deal(found: Trigger) -> bool:
    """Whether what was announced is done by that: an agreement stands, who announces his resignation resigns."""
    assert found.frame is not None
    return found.noun in _DONE and found.frame.group.lemma == "announce"


def _lit(light: EventStatus, status: EventStatus, group: VerbGroup) -> EventStatus | None:
    """What a verb that plans or cancels makes of the event, given how real the planning or cancelling is."""
    if group.negated:
        return _NEGATED_LIGHT.get(light, "denied")
    if light in {"postponed", "called-off"} and status in {"planned", "possible"}:
        return "planned" if status == "possible" or group.modality == "possible" else light
    return light


def flags_of(scene: Scene, found: Trigger, status: EventStatus, when: Interval | None) -> tuple[EventFlag, ...]:
    """PLOVER's auxiliary modes that apply, in the model's order."""
    flags: list[EventFlag] = []
    published = scene.around.published
    told = when.latest if when and status == "held" else None
    if told and published and published.earliest and told < published.earliest - BACKGROUND:
        flags.append("historical")
    if status in {"planned", "postponed"}:
        flags.append("future")
    group = found.frame.group if found.frame else None
    if status == "denied" and group is not None and group.tense == "future":
        flags.append("future")
    if status == "possible" and (group is None or group.modality == "hypothetical" or _conditional(scene, group)):
        flags.append("hypothetical")
    if status in {"denied", "called-off"} or (group is not None and group.negated and status != "held"):
        flags.append("negated")
    return tuple(flags)


def _verb_status(scene: Scene, found: Trigger, when: Interval | None) -> EventStatus | None:
    assert found.frame is not None
    group = found.frame.group
    auxiliary = parted_modal(scene, group)
    if auxiliary is not None:
        status = (
            "possible" if _hedged_between(scene, auxiliary, group) else _finite(scene, _under(found, auxiliary), when)
        )
    elif group.governor is None and not group.finite and not _finite_by_ellipsis(scene, group):
        status = _non_finite(scene, found)
    else:
        status = _finite(scene, found, when)
    if status is None:
        return None
    unlikely = group.governor == "unlikely" and status in {"planned", "possible"}
    return "possible" if unlikely else _polarity(scene, found, status)


def _under(found: Trigger, group: VerbGroup) -> Trigger:
    assert found.frame is not None
    return replace(found, frame=replace(found.frame, group=group))


def _hedged_between(scene: Scene, auxiliary: VerbGroup, group: VerbGroup) -> bool:
    return any(scene.lower(i) in factuality().markers["hedge"] for i in range(auxiliary.last, group.first))


def _polarity(scene: Scene, found: Trigger, status: EventStatus) -> EventStatus:
    assert found.frame is not None
    group = found.frame.group
    if found.type == "REJECT" and found.noun == "refusal" and group.negated:
        hypothetical = group.modality == "hypothetical" and status == "possible"
        return status if hypothetical else "held"  # "will not accept" is the refusal itself
    if group.negated or _no_longer(scene, group) or _negative_subject(scene, found):
        subject = found.phrase is not None and found.phrase.first < group.first
        if status == "planned" and _before_then(scene, group):
            return "postponed"
        occurs = found.type == "CONSULT" or found.light in {"occurs", "begin"}
        if occurs and status == "planned" and (subject or _no_longer(scene, group)):
            return "called-off"
        return "called-off" if subject and status == "held" and was_to_be(scene, found) else "denied"
    if status in {"held", "planned", "under-way"} and _conditional(scene, group):
        return "possible"
    if status in {"held", "planned"} and _hedged(scene, group):
        return "possible"
    if status == "held" and _denied(scene, group):
        return "denied"
    return status


def _finite(scene: Scene, found: Trigger, when: Interval | None) -> EventStatus | None:
    assert found.frame is not None
    group = found.frame.group
    if group.modality == "possible":
        return "possible"
    if group.modality == "planned":
        return "planned"
    if group.modality == "hypothetical" and _must(scene, group):
        # "must report by Friday", "should have begun on Monday"
        due = found.status == "planned" or group.perfect or awaited(scene, group, when)
        return "planned" if due else None
    if group.perfect and scene.lower(group.first - 1) == "to" and scene.lower(group.first - 2) in {"was", "were"}:
        return "planned"  # "were to have met"
    if group.modality == "hypothetical":
        return "planned" if _reported_past(scene, group) else "possible"
    if group.tense == "future":
        return "planned"
    if group.tense == "past" or group.perfect:
        return "held"
    return _present(scene, found, when)


def _present(scene: Scene, found: Trigger, when: Interval | None) -> EventStatus:
    assert found.frame is not None
    group = found.frame.group
    if lies_ahead(scene, when) or (not group.progressive and from_now_on(scene, when)):
        return "under-way" if stands_until(scene, group) else "planned"
    if group.progressive:
        return "under-way"
    if found.type in _SPOKEN or scene.sentence.zone in {"title", "subhead"} or is_over(scene, when):
        return "held"
    if group.lemma == "be":
        return "planned" if found.phrase is not None and _scheduled(scene, group) else "under-way"
    return "under-way" if found.type == "CONSULT" else "held"


def _before_then(scene: Scene, group: VerbGroup) -> bool:
    """Whether it is only later than planned: "will not open before Friday"."""
    near = range(group.last, min(len(scene.tokens), group.last + 6))
    return any(scene.lower(i) in {"before", "until"} and scene.time(i + 1) is not None for i in near)


def unmet(scene: Scene, found: Trigger) -> bool:
    """Whether the plan was one and is none any more: "were to have met", "should have begun"."""
    group = found.frame.group if found.frame is not None else None
    if group is None or not group.perfect:
        return False
    lead = {scene.lower(i) for i in range(max(0, group.first - 2), group.head)}
    return "should" in lead or ("to" in lead and bool(lead & {"was", "were"}))


def dropped(scene: Scene, found: Trigger) -> bool:
    """Whether the sentence goes on to say that it won't be: "who was to have gone on Friday, will not"."""
    words = [token.lower for token in scene.tokens]
    rest = range(found.head + 1, len(words) - 2)
    return any(words[i : i + 2] == ["will", "not"] and words[i + 2] in {".", ",", ";", "now"} for i in rest)


def _scheduled(scene: Scene, group: VerbGroup) -> bool:
    return any(in_group("arranged", scene.lower(i)) for i in range(group.last, group.last + 3))


def _governed_status(scene: Scene, found: Trigger) -> EventStatus:
    """The status of the governor itself: "agreed to" is done, "will agree to" and "may agree to" are not."""
    assert found.frame is not None and found.governed is not None
    group, tokens = found.frame.group, scene.tokens
    lead = {t.lower for t in tokens[group.first : found.governed]}
    if lead & {"not", "n't", "n’t", "never"}:
        return "denied"
    if lead & {"may", "might", "could", "would"}:
        return "possible"
    return "planned" if lead & {"will", "shall", "to"} else "held"


def _non_finite(scene: Scene, found: Trigger) -> EventStatus | None:
    assert found.frame is not None
    group = found.frame.group
    if scene.tag(group.first) == "TO":
        return _infinitive(scene, found)
    if scene.tag(group.head) == "VBN":
        return _participle(scene, group) if scene.lower(group.first) != "be" else None  # "demands that they be freed"
    return _gerund(scene, found)


def _infinitive(scene: Scene, found: Trigger) -> EventStatus | None:
    """ "X to meet Y" in a headline, "plans to meet", "failed to meet"; a bare purpose is no event."""
    assert found.frame is not None
    group, tables = found.frame.group, factuality()
    before = group.first - 1
    while found.light in _BACK and before > 0 and (scene.time(before) or scene.lower(before) in _DAYTIME):
        before -= 1  # "a decision late on Tuesday to postpone the vote"
    if before < 0:
        return None
    prior = _group_before(scene, group)
    host = scene.noun(before) if scene.phrase(before) is not None else scene.lower(before)
    if (scene.sentence.zone in {"title", "subhead"} and prior is None) or scene.lower(before) == "due":
        return "planned"  # "the hostages due to be freed"
    known = group.perfect and prior is not None and prior.lemma in tables.markers["known"]
    if known or _one_to(scene, group):
        return "held"  # "is known to have died", "the first to arrive was"
    if prior is not None and (prior.last == group.first or _only_time(scene, prior.last, group.first)):
        status = tables.control.get(prior.lemma)
        return _shift(status, prior) if status is not None else None
    off = found.light in _BACK and host in tables.markers["decided"]  # what is decided to be off is off
    if off or host in tables.hosts:
        accepted = host == "invitation" and prior is not None and prior.lemma == "accept" and not prior.negated
        return "planned" if off or accepted else tables.hosts[host] if found.type == "CONSULT" else None
    if prior is not None and prior.lemma in _TRAVEL and found.type == "CONSULT":
        return "planned" if prior.tense != "past" else "held"
    if prior is not None and prior.lemma in tables.control and found.type == "CONSULT":
        subject = scene.phrase(before)
        controlled = subject is not None and scene.is_actor(subject) and prior.last >= subject.first - 3
        return _shift(tables.control[prior.lemma], prior) if controlled else None
    return None


def _one_to(scene: Scene, group: VerbGroup) -> bool:
    """Whether the infinitive tells what the first, the last or the only one did: "the first convoy to arrive was …"."""
    phrase = scene.phrase(group.first - 1)
    if not any(g.tense == "past" for g in scene.syntax.verb_groups if g.first >= group.last):
        return False
    return phrase is not None and any(scene.lower(i) in _SINGLED for i in range(phrase.first, phrase.last))


def _only_time(scene: Scene, first: int, last: int) -> bool:
    """Whether no more than a day or an adverb parts a verb from its infinitive: "agreed on Monday to", "is also to"."""
    near = {"on", "in", "at", "also", "now", "then", "still", "soon"}
    return all(scene.time(i) is not None or scene.lower(i) in near for i in range(first, last))


def _shift(status: EventStatus, prior: VerbGroup) -> EventStatus:
    """What a governing verb's own polarity and tense do to the status that it gives."""
    if prior.negated:
        return "denied" if status in {"planned", "possible", "held"} else status
    if status in {"held", "under-way"} and prior.tense == "future":
        return "planned"
    if status == "denied" and prior.tense == "future":
        return "possible"
    return status


def _participle(scene: Scene, group: VerbGroup) -> EventStatus | None:
    """A participle behind its noun: "Crimson Bay, annexed by Ostrel in 1911"."""
    if group.passive:
        return "held"
    return "held" if scene.lower(group.first) == "having" else None


def _gerund(scene: Scene, found: Trigger) -> EventStatus | None:
    assert found.frame is not None
    group, tables = found.frame.group, factuality()
    before = scene.lower(group.first - 1)
    prior = _group_before(scene, group)
    if before in {"by", "for", "of", "with", "about", "against", "to", "on", "from"}:
        return None
    if before in tables.before:
        status = tables.before[before]
        return "planned" if status == "held" and prior is not None and prior.tense == "future" else status
    if prior is not None and prior.last == group.first:
        controlled = tables.control.get(prior.lemma)
        return _shift(controlled, prior) if controlled is not None else None
    if before == "," or group.first == 0:
        if before == "," and prior is not None and prior.lemma == "be" and prior.tense == "present":
            return "under-way"  # "is in Lima, meeting with the president"
        return "held" if prior is None or prior.tense == "past" else None
    return None


def _group_before(scene: Scene, group: VerbGroup) -> VerbGroup | None:
    before = [g for g in scene.syntax.verb_groups if g.last <= group.first]
    return before[-1] if before else None


def _finite_by_ellipsis(scene: Scene, group: VerbGroup) -> bool:
    """A headline leaves "is" out: "Talks postponed", "Envoy expelled"; a lone past form may be tagged participle."""
    titled = scene.sentence.zone in {"title", "subhead"} and scene.tag(group.head) == "VBN"
    return titled and not any(g.finite for g in scene.syntax.verb_groups)


def _negative_subject(scene: Scene, found: Trigger) -> bool:
    phrases = [found.phrase, found.frame.subject if found.frame else None]
    return any(p is not None and scene.lower(p.first) in {"no", "neither", "nobody", "none"} for p in phrases)


def _no_longer(scene: Scene, group: VerbGroup) -> bool:
    return any(scene.lower(i) == "longer" and scene.lower(i - 1) == "no" for i in range(group.first - 1, group.head))


def _conditional(scene: Scene, group: VerbGroup) -> bool:
    """Whether the clause opens with "if" or its like."""
    opening, _ = scene.syntax.clause_of(group.first)
    subject = scene.syntax.subject_of(group)
    first = min(opening, subject.first) if subject is not None else opening
    words = factuality().markers["conditional"]
    near = range(max(0, first - 1), group.first)
    return any(scene.lower(i) in words and scene.tag(i) != "MD" for i in near)


def _hedged(scene: Scene, group: VerbGroup) -> bool:
    """Whether "perhaps", "it is possible that" or their like stands over the clause."""
    markers = factuality().markers
    opening, stop = scene.syntax.clause_of(group.head)
    if any(
        scene.lower(i) in markers["hedge"] and scene.tag(i) != "MD" for i in range(opening, min(stop, group.last + 2))
    ):
        return True
    before = range(max(0, opening - 4), opening + 1)
    return any(scene.lower(i) in markers["it_is"] and scene.lower(i + 1) == "that" for i in before)


def _denied(scene: Scene, group: VerbGroup) -> bool:
    prior = _group_before(scene, group)
    if prior is None or prior.negated or prior.lemma not in factuality().markers["denying"]:
        return False
    return any(scene.lower(i) == "that" for i in range(prior.last, group.first)) or not group.finite


def _must(scene: Scene, group: VerbGroup) -> bool:
    """Whether the verb says what ought to be, which reports nothing."""
    return any(scene.lower(i) in {"must", "should", "ought"} for i in range(group.first, group.last))


def _reported_past(scene: Scene, group: VerbGroup) -> bool:
    """Whether "would" is the future as somebody told it: "said that they would meet"."""
    words = factuality().markers["reporting"]
    would = any(scene.lower(i) in {"would", "'d", "’d"} for i in range(group.first, group.last))
    if not would or any(scene.lower(i) == "if" for i in range(len(scene.tokens))):
        return False
    said = any(g.lemma in words and g.tense == "past" and g is not group for g in scene.syntax.verb_groups)
    return said or announced_that(scene, group)
