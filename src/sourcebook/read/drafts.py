"""Attributions of one sentence while their contents are cut against each other, in token indices."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.read.clausewalk import SentenceView
from sourcebook.read.cues import VerbCue
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

BOUNDARY = frozenset({",", ";", "–", "—", "-", "--"})
_JOINERS = frozenset({"and", "but", "while", "though", "although", "as", "whereas", "or", "yet"})


@dataclass(slots=True)
class Draft:
    """An attribution in token indices, before its neighbours cut it."""

    cue: VerbCue
    group: VerbGroup
    begin: int  # first token of source and cue
    end: int  # first token after cue, hearer and adjuncts
    source: NounPhrase | None
    relative: int | None
    content: list[tuple[int, int]]
    follows: bool
    participle: bool
    level: int = 1


def end_before_main_clause(view: SentenceView, draft: Draft) -> None:
    """ "While X called for A, Y ..." and "X said A - prompting B": the content ends where the report speaks on."""
    if draft.follows or not draft.content:
        return
    start, stop = draft.content[-1]
    aside = view.closing_aside(start, stop)
    if aside is not None:
        draft.content[-1] = (start, aside)
    opens = draft.participle and draft.begin == view.start
    if not (opens or view.subordinate(draft.begin)):
        return
    for at in range(start + 1, stop - 1):
        if view.tokens[at].text == "," and not view.quoted[at] and view.main_clause_at(at + 1):
            draft.content[-1] = (start, at)
            if opens:
                draft.source = view.phrase_from(at + 1)
            return


def settle(view: SentenceView, drafts: list[Draft]) -> list[Draft]:
    """Cut contents where the next attribution begins, and mark or drop what lies within another's content."""
    kept: list[Draft] = []
    for draft in drafts:
        outer = next((k for k in reversed(kept) if any(a <= draft.cue.at < b for a, b in k.content)), None)
        if draft.follows:
            kept = [k for k in kept if _yields(draft, k)]
        if outer is None or draft.follows:
            kept.append(draft)
            continue
        cut = _sibling(view, outer, draft)
        if cut is not None:
            outer.content = [(a, min(b, cut)) for a, b in outer.content if a < cut]
            kept.append(draft)
        elif _nested(view, draft):
            draft.level = outer.level + 1
            kept.append(draft)
    return kept


def _yields(draft: Draft, earlier: Draft) -> bool:
    """Whether `earlier` stays where it lies in the content of a later "..., X said": cut there, and one level down."""
    if not any(a <= earlier.cue.at < b for a, b in draft.content):
        return True
    earlier.content = [(a, min(b, draft.begin)) for a, b in earlier.content if a < draft.begin]
    earlier.level = draft.level + 1
    return earlier.cue.says and bool(earlier.content) and not earlier.participle


def _sibling(view: SentenceView, outer: Draft, draft: Draft) -> int | None:
    """Where the outer content ends if `draft` stands beside it rather than within it; None if it is within."""
    tokens = view.tokens
    at = draft.begin
    while at > outer.end and (tokens[at - 1].tag == "RB" or view.is_time(at - 1)):
        at -= 1
    joined = False
    while at > outer.end and tokens[at - 1].lower in _JOINERS:
        at, joined = at - 1, True
    comma = at > outer.end and tokens[at - 1].text in BOUNDARY
    strong = draft.cue.takes("text", "see") and not draft.cue.takes("go")
    if draft.relative is not None:
        return at - 1 if comma and tokens[at - 1].text != "," else None
    if draft.participle:
        return at - 1 if comma and strong else None
    if not strong or not (comma or joined):
        return None
    if draft.begin == draft.group.first and not joined:  # no subject of its own
        return None
    return at - 1 if comma else at


def _nested(view: SentenceView, draft: Draft) -> bool:
    """Whether a speaker is said to have said it: a finite verb of saying with its own source and a clause."""
    said = draft.cue.says and draft.source is not None and not draft.participle
    if not said or not draft.content:
        return False
    first, last = draft.content[0]
    return view.has_finite(first, last) or (draft.relative is not None and any(view.quoted[first:last]))
