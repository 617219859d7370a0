"""What grammar itself tells has not happened, or not yet, whatever the event's own word looks like.

"Once the treaty is ratified", "tried to free the hostages", "had the vote taken place, he would have lost", "stopped
short of expelling", "an effort to seal a deal fizzled", "a strike was averted". Words: `[unreal]` of
`data/factuality.toml`.
"""

from __future__ import annotations

from sourcebook.model.reading import EventStatus
from sourcebook.read.eventwords import factuality
from sourcebook.read.frames import Trigger, frame_of
from sourcebook.read.refuted import refuted
from sourcebook.read.scene import Scene
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_DONE: frozenset[EventStatus] = frozenset({"held", "under-way"})
_NEAR = 3
_FAR = 8  # tokens between a verb of toiling and what it is for


def unreal(scene: Scene, found: Trigger, status: EventStatus) -> EventStatus:
    """The status, of what is told as done, that the sentence's own grammar leaves it."""
    if status not in _DONE:
        return status
    group = found.frame.group if found.frame is not None else None
    own = group if group is not None and found.governed is None and group.first <= found.head < group.last else None
    if own is not None:
        return _of_verb(scene, own) or status
    return _of_noun(scene, found, group) or status


def _of_verb(scene: Scene, group: VerbGroup) -> EventStatus | None:
    if _awaited(scene, group):
        return "planned"
    if _asked(scene, group):
        return "possible"
    if _inverted(scene, group.first) or _none_did(scene, group) or _would_have(scene, group) or refuted(scene, group):
        return "denied"
    if _tried(scene, group) or _were_to(scene, group):
        return "possible"
    host = _effort(scene, group)
    if host is not None:
        return host
    return "denied" if _short_of(scene, group.first) else None


def _of_noun(scene: Scene, found: Trigger, group: VerbGroup | None) -> EventStatus | None:
    if found.phrase is None:
        return None
    first = found.phrase.first
    if group is not None and (_inverted(scene, group.first) or _never_came(found, group)):
        return "denied"
    if _short_of(scene, first) or _short_of_doing(scene, first) or _supposed_noun(scene, found):
        return "denied"
    if _near_only(scene, found) or _threatened(scene, found.phrase):
        return "possible"
    if scene.lower(first - 1) == "whether" and group is not None and group.tense == "past":
        return "possible"
    if group is not None and (_asked(scene, group) or (found.light is not None and _tried(scene, group))):
        return "possible"
    return "denied" if _failed_at(scene, found) else _of_its_verb(scene, found.phrase)


def _of_its_verb(scene: Scene, phrase: NounPhrase) -> EventStatus | None:
    for verb in scene.syntax.verb_groups:
        if verb.lemma not in _words("weighing") | _words("averting") or verb.negated:
            continue
        acted = scene.syntax.subject_of(verb) if verb.passive else frame_of(scene, verb).object
        if acted is not None and acted.head == phrase.head:
            return "possible" if verb.lemma in _words("weighing") else "denied"
    return None


def _failed_at(scene: Scene, found: Trigger) -> bool:
    """Whether somebody failed to bring it about: "the talks failed to produce a deal"."""
    assert found.phrase is not None
    for verb in scene.syntax.verb_groups:
        failed = verb.governor == "fail" or scene.tokens[verb.first - 1].lemma == "fail"
        acted = frame_of(scene, verb).object if failed and verb.first > 0 and not verb.negated else None
        if acted is not None and acted.head == found.phrase.head:
            return True
    return False


def _words(key: str) -> frozenset[str]:
    return factuality().unreal[key]


def _awaited(scene: Scene, group: VerbGroup) -> bool:
    """Whether the clause is one of time whose present tense tells what is to come: "after a deal is signed"."""
    if group.tense != "present" or not group.finite or group.progressive or group.perfect or group.modality:
        return False
    if scene.sentence.zone in {"title", "subhead"}:
        return False
    subject = scene.syntax.subject_of(group)
    first = subject.first if subject is not None else group.first
    word = scene.lower(first - 1)
    if word == "as":
        return {scene.lower(first - 2), scene.lower(first - 3)} >= {"soon", "as"}
    if word not in _words("until") or scene.tag(first - 1) == "WRB":
        return word == "when" and _will(scene, group)
    return True


def _asked(scene: Scene, group: VerbGroup) -> bool:
    """Whether it is asked whether it happened: "it is not clear whether the meeting took place"."""
    subject = scene.syntax.subject_of(group)
    first = subject.first if subject is not None else group.first
    return group.tense == "past" and group.finite and scene.lower(first - 1) == "whether"


def _will(scene: Scene, group: VerbGroup) -> bool:
    """Whether the sentence's other verb tells of the future: "when the prisoners are freed, talks will resume"."""
    return any(g.tense == "future" and g.finite for g in scene.syntax.verb_groups if g is not group)


def _none_did(scene: Scene, group: VerbGroup) -> bool:
    """Whether nobody did it, or to nobody: "not a single hostage was released", "none of them has been freed"."""
    subject = scene.syntax.subject_of(group)
    if subject is None or group.negated or not group.finite:
        return False
    first, before = scene.lower(subject.first), scene.lower(subject.first - 1)
    if first in _words("none") or (before == "not" and first in {"a", "one", "any"}):
        return True
    return (before == "of" and scene.lower(subject.first - 2) in _words("none")) or (
        before in {"one", "single"} and scene.lower(subject.first - 2) == "not"
    )


def _would_have(scene: Scene, group: VerbGroup) -> bool:
    """Whether it would have been done but was not: "would have signed the bill but for the tax"."""
    return group.perfect and scene.lower(group.first) in {"would", "could", "might"} and group.finite


def _were_to(scene: Scene, group: VerbGroup) -> bool:
    """Whether "were" opens the clause before its subject: "were Ostrel to leave, tariffs would return"."""
    subject = scene.phrase(group.first - 1)
    opens = subject is not None and scene.lower(subject.first - 1) == "were" and scene.tag(group.first) == "TO"
    return (
        opens and subject is not None and (subject.first == 1 or scene.lower(subject.first - 2) in {",", "that", "and"})
    )


def _never_came(found: Trigger, group: VerbGroup) -> bool:
    """Whether a verb of taking place denies it: "the talks never happened"."""
    return group.negated and found.light == "occurs" and found.phrase is not None and found.phrase.last <= group.first


def _near_only(scene: Scene, found: Trigger) -> bool:
    """Whether it is no more than near: "a deal is within reach", "came within hours of a truce"."""
    assert found.phrase is not None
    before = [scene.lower(i) for i in range(found.phrase.first - 3, found.phrase.first)]
    if before[0] == "within" and before[2] == "of":
        return True
    verb = next((g for g in scene.syntax.verb_groups if g.first >= found.head and g.finite), None)
    if verb is None or verb.lemma not in {"be", "seem", "remain", "appear", "look"} or _broken(scene, found, verb):
        return False
    behind = [scene.lower(i) for i in range(verb.last, verb.last + 3)]
    return "reach" in behind or ("sight" in behind and behind[0] in {"in", "within", "not"})


def _broken(scene: Scene, found: Trigger, verb: VerbGroup) -> bool:
    """Whether more than a short phrase stands between the noun and the verb."""
    between = range(found.head + 1, verb.first)
    return len(between) > _FAR or any(scene.lower(i) in {",", "that", "which", "who"} for i in between)


def _inverted(scene: Scene, at: int) -> bool:
    """Whether "had" stands before its subject and "would have" behind: "had Ostrel signed, it would have"."""
    had = next((i for i in range(at, -1, -1) if scene.lower(i) == "had"), -1)
    opens = had == 0 or scene.lower(had - 1) in {",", "that", "“", '"'} if had >= 0 else False
    between = any(g.finite for g in scene.syntax.verb_groups if had < g.first < at)
    words = [token.lower for token in scene.tokens]
    would = any(words[i] in {"would", "could", "might"} and "have" in words[i + 1 : i + 4] for i in range(len(words)))
    return opens and scene.group(had + 1) is None and at - had < 8 and would and not between


def _supposed_noun(scene: Scene, found: Trigger) -> bool:
    """Whether the noun is the subject of such a clause: "had the vote taken place"."""
    assert found.phrase is not None
    return scene.lower(found.phrase.first - 1) == "had" and _inverted(scene, found.phrase.first)


def _tried(scene: Scene, group: VerbGroup) -> bool:
    """Whether somebody only tried to, or thinks of doing it."""
    if group.governor is not None:
        return group.governor in _words("trying") and scene.tag(group.head) == "VB"
    if scene.tag(group.first) != "TO" and scene.tag(group.head) != "VBG":
        return False
    prior = scene.group(group.first - 1)
    if prior is None or prior.last != group.first:
        return scene.tag(group.first) == "TO" and (_toiled(scene, group) or _given_time(scene, group))
    tried = _words("trying") if scene.tag(group.first) == "TO" else _words("considering")
    return prior.lemma in tried and not prior.negated


def _toiled(scene: Scene, group: VerbGroup) -> bool:
    """Whether somebody toiled for it, told with other words between: "worked through the night to clinch a deal"."""
    between = next((i for i in range(group.first - 1, group.first - _FAR, -1) if scene.group(i) is not None), 0)
    prior = scene.group(between)
    toiled = prior is not None and prior.lemma in _words("toiling") and prior.governor is None and not prior.passive
    return toiled and all(scene.lower(i) not in {",", ";", "and"} for i in range(between, group.first))


def _given_time(scene: Scene, group: VerbGroup) -> bool:
    """Whether somebody is given so long to do it: "gave them two weeks to comply"."""
    phrase = scene.phrase(group.first - 1)
    prior = next((i for i in range(group.first - 1, group.first - _FAR, -1) if scene.group(i) is not None), 0)
    giver = scene.group(prior)
    return phrase is not None and scene.is_time(phrase) and giver is not None and giver.lemma in {"give", "have", "get"}


def _threatened(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether it is what those must expect who don't comply: "or face sanctions"."""
    verb = scene.group(phrase.first - 1)
    return verb is not None and verb.lemma in _words("facing") and scene.lower(verb.first - 1) == "or"


def _effort(scene: Scene, group: VerbGroup) -> EventStatus | None:
    """What became of an effort: "efforts to seal a deal" are no deal, and none came of those that "failed"."""
    if scene.tag(group.first) != "TO":
        return None
    phrase = scene.phrase(group.first - 1)
    if phrase is None or scene.noun(phrase.head) not in _words("efforts"):
        return None
    after = next((g for g in scene.syntax.verb_groups if g.first >= group.last and g.finite), None)
    return "denied" if after is not None and after.lemma in _words("failing") and not after.negated else "possible"


def _short_of(scene: Scene, at: int) -> bool:
    """Whether "short of" stands before it: "stopped short of expelling", "fell short of a deal"."""
    return scene.lower(at - 1) == "of" and scene.lower(at - 2) == "short" and scene.group(at - _NEAR) is not None


def _short_of_doing(scene: Scene, at: int) -> bool:
    """Whether it is what somebody stopped short of doing: "short of ordering his release"."""
    group = scene.group(at - 1)
    return group is not None and not group.finite and _short_of(scene, group.first)
