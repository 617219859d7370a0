"""What a speaker says must be, or can't be: "the border must reopen", "there can be no amnesty".

Of what is said, not of the report's own words: there a "must" is as often a wish, or what somebody expects.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.model import StatementMention
from sourcebook.read.position_musts import condition_at, must_group, ruled_out, there_is_no
from sourcebook.read.position_sentence import Found, PositionSentence
from sourcebook.read.position_spans import issue_of
from sourcebook.read.position_words import listed
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_WILLED = frozenset({"will", "would", "shall", "'ll", "’ll", "can", "could", "may"})
_NOBODY = frozenset({"no", "nobody", "none", "nothing"})


def find_said(scene: PositionSentence, group: VerbGroup, said: StatementMention) -> Iterator[Found]:
    """The positions that a verb of what is said tells, by what must or can't be."""
    end, refused = ruled_out(scene.tokens, group), there_is_no(scene.tokens, group)
    subject = scene.syntax.subject_of(group)
    if subject is None and end is not None:
        yield from _headless(scene, group, said, end)
    if subject is None and refused is not None and _there(scene, group) and scene.inside(said, group.head):
        last = scene.end(refused, said)
        yield Found(group.first - 1, last, refused, "rejects", said.speaker, said.speaker_name, said)
    if subject is None or not scene.inside(said, subject.head):
        return
    speaker = (said.speaker, said.speaker_name, said)
    if refused is not None:
        about = _about_first(scene, said) if refused == group.last else None
        first = group.first - 1 if about is None else about
        yield Found(first, scene.end(refused, said), refused if about is None else about, "rejects", *speaker)
    elif end is not None and (not subject.pronoun or scene.tokens[subject.head].tag == "EX"):
        first = subject.first if scene.tokens[subject.head].tag != "EX" else group.first
        last = max(end, scene.end(group.last, said)) if first == group.first else end
        yield Found(first, last, first, "rejects", *speaker)
    elif _unwanted(scene, group):
        yield Found(subject.first, scene.end(group.last, said), subject.first, "rejects", *speaker)
    elif _of_nobody(scene, group, opening := _opening(scene, group, said)):
        yield Found(opening, scene.end(group.last, said), opening, "rejects", *speaker)
    elif _let_in(scene, group):
        yield Found(subject.first, scene.end(group.last, said), subject.first, "accepts", *speaker)
    elif must_group(scene.tokens, group, subject) or condition_at(scene.tokens, group):
        yield from _demanded(scene, group, subject, said)


def _there(scene: PositionSentence, group: VerbGroup) -> bool:
    """Whether "there" stands before the verb, which was taken for an adverb."""
    return group.first > 0 and scene.tokens[group.first - 1].lower == "there"


def _headless(scene: PositionSentence, group: VerbGroup, said: StatementMention, end: int) -> Iterator[Found]:
    """ "Dismantling any of it is out of the question": from where what is said begins, if no noun is the subject."""
    first = _opening(scene, group, said)
    plain = not any(first <= g.first < group.first and g.finite for g in scene.syntax.verb_groups)
    if plain and first < group.first and scene.inside(said, group.head):
        yield Found(first, end, first, "rejects", said.speaker, said.speaker_name, said)


def _opening(scene: PositionSentence, group: VerbGroup, said: StatementMention) -> int:
    """Where what is said begins, behind "that"."""
    first = next((i for i, t in enumerate(scene.tokens) if t.start >= said.content[0].start), group.first)
    return first + (scene.tokens[first].lower == "that")


def _about_first(scene: PositionSentence, said: StatementMention) -> int | None:
    """Where "About the levy there can be no talk" begins, its topic first."""
    at = next((i for i, t in enumerate(scene.tokens) if t.start >= said.content[0].start), None)
    return at if at is not None and scene.tokens[at].lower in {"about", "of", "on"} else None


def _unwanted(scene: PositionSentence, group: VerbGroup) -> bool:
    """ "Observers are not needed by us"."""
    after = [t.lower for t in scene.tokens[group.last : group.last + 2]]
    return group.passive and group.negated and group.lemma in {"need", "want", "accept"} and after == ["by", "us"]


def _willed(scene: PositionSentence, group: VerbGroup) -> bool:
    lead = {t.lower for t in scene.tokens[group.first : group.head]}
    return not group.perfect and group.governor is None and not lead.isdisjoint(_WILLED)


def _of_nobody(scene: PositionSentence, group: VerbGroup, first: int) -> bool:
    """ "Nobody who shot will be pardoned", "no inspector would enter the hall": what is done to none, or by none."""
    tokens = scene.tokens
    if tokens[first].lower not in _NOBODY or not _willed(scene, group):
        return False
    relatives = {"WP", "WDT"}
    before = [g for g in scene.syntax.verb_groups if first <= g.first < group.first and g.finite]
    main = all(tokens[g.first - 1].tag in relatives for g in before) and tokens[group.first - 1].tag not in relatives
    return main and group.lemma in listed("nobody", "done" if group.passive else "does")


def _let_in(scene: PositionSentence, group: VerbGroup) -> bool:
    """ "Observers will be let in"."""
    will = {t.lower for t in scene.tokens[group.first : group.head]}
    willed = _willed(scene, group) and not will.isdisjoint({"will", "shall", "'ll", "’ll"})
    return willed and group.passive and not group.negated and group.lemma in {"let", "admit"}


def _demanded(
    scene: PositionSentence, group: VerbGroup, subject: NounPhrase, said: StatementMention
) -> Iterator[Found]:
    """What must be; "must leave the bloc and withdraw its troops" are two demands."""
    tokens = scene.tokens
    last = scene.end(group.last, said)
    parts = [
        other
        for other in scene.syntax.verb_groups
        if group.last <= other.first < last and tokens[other.first].tag in {"VB", "VBP"}
        and tokens[other.first - 1].lower in {"and", "or", ","}
    ]  # fmt: skip
    begins = subject.first + (not scene.inside(said, subject.first))
    starts = [begins, *(part.first for part in parts)]
    objects = [group.last, *(part.last for part in parts)]
    ends = [*(part.first for part in parts), last]
    for start, about, end in zip(starts, objects, ends, strict=True):
        while end > start and tokens[end - 1].lower in {"and", "or", ","}:
            end -= 1  # noqa: PLW2901 - the conjunction belongs to neither part
        about = about if issue_of(tokens, about, end) else start  # noqa: PLW2901 - "the border must reopen"
        yield Found(start, end, about, "demands", said.speaker, said.speaker_name, said)


def find_ordered(scene: PositionSentence) -> Iterator[Found]:
    """ "Open the gates", "no concessions" at the start of what somebody says."""
    for said in scene.statements:
        if said.kind == "indirect" or said.speaker_name is None:
            continue
        at = next((i for i, t in enumerate(scene.tokens) if t.start >= said.content[0].start), None)
        if at is None or at + 1 >= len(scene.tokens) or scene.tokens[at].start != said.content[0].start:
            continue
        if scene.tokens[at].lower == "no" and (last := _bare_no(scene, at)) is not None:
            yield Found(at, last, at + 1, "rejects", said.speaker, said.speaker_name, said)
        orders = scene.tokens[at].lower in listed("imperatives", "verbs")
        if orders and scene.tokens[at + 1].lower in listed("imperatives", "after"):
            yield Found(at, scene.end(at + 1, said), at + 1, "demands", said.speaker, said.speaker_name, said)


def _bare_no(scene: PositionSentence, at: int) -> int | None:
    """Where "no observers at the border" ends, which stands without a verb and refuses: before a mark or "while"."""
    phrase = scene.syntax.phrase_at(at)
    if phrase is None or not any(
        t.lower in listed("ruled-out", "will_be_no") for t in scene.tokens[phrase.first : phrase.last]
    ):
        return None
    last = scene.end(at + 1, scene.spoken(scene.tokens[at]))
    verb = next((g.first for g in scene.syntax.verb_groups if g.finite and g.first >= at), len(scene.tokens))
    between = {t.text for t in scene.tokens[last:verb]}
    alone = verb >= len(scene.tokens) or bool(between & {",", ".", ";", "while", "until", "as"})
    until = last < len(scene.tokens) and scene.tokens[last].lower in {"without", "until", "unless", "before"}
    return last if alone and not until else None
