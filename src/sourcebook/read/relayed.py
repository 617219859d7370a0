"""Words that one passes on as another's: "the agency quoted her as saying that S", "she was quoted by it as saying S".

Who is quoted speaks; who quotes carried it.
"""

from __future__ import annotations

from sourcebook.model import Span
from sourcebook.read.attribution import Attribution
from sourcebook.read.clausewalk import SentenceView
from sourcebook.read.cues import word_set
from sourcebook.read.subjects import antecedent
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_REACH = 14  # words between the verb and its "as saying"


def find_relayed(view: SentenceView) -> list[Attribution]:
    """The attributions of a sentence whose cue says that somebody passes another's words on, left to right."""
    found = []
    for at in range(1, len(view.tokens) - 1):
        if view.tokens[at].lower != "as" or view.quoted[at]:
            continue
        if view.tokens[at + 1].lower not in word_set("relayed", "saying"):
            continue
        verb = _verb(view, at)
        group = view.group_of[verb] if verb is not None else None
        one = _relayed(view, verb, at, group) if verb is not None and group is not None else None
        if one is not None:
            found.append(one)
    return found


def _verb(view: SentenceView, at: int) -> int | None:
    """The verb of quoting that "as saying" at `at` belongs to."""
    for i in range(at - 1, max(-1, at - _REACH), -1):
        token = view.tokens[i]
        if token.lemma in word_set("relayed", "verbs") and token.tag.startswith("VB") and not view.quoted[i]:
            return i
    return None


def _relayed(view: SentenceView, verb: int, at: int, group: VerbGroup) -> Attribution | None:
    relative = view.relative_before(group.first)
    subject = antecedent(view, relative) if relative is not None else view.syntax.subject_of(group)
    subject = subject or view.noun_phrase_ends(group.first)
    if view.tokens[verb].tag == "VBG" and not group.passive and not group.finite:
        subject = _main_subject(view, group) or subject
    doer = view.phrase_span(subject, group.first) if subject is not None else None
    after = at + 2
    if group.passive or (view.tokens[verb].tag == "VBN" and at == verb + 1):
        source = doer
        carrier = _by(view, verb + 1, at) or _by(view, after, min(after + _REACH, view.stop))
    else:
        source, carrier = view.span(verb + 1, at), doer
    if source is None:
        return None
    cue = Span(start=view.tokens[verb].start, end=view.tokens[at + 1].end)
    begin = relative if relative is not None else subject.first if subject is not None else group.first
    content, follows = _content(view, begin, after)
    clause = view.span(begin, after)
    return Attribution(
        sentence=view.sentence.index,
        cue=cue,
        clause=clause if clause is not None else cue,
        lemma=view.tokens[verb].lemma,
        source=source,
        content=content,
        follows=follows,
        carrier=carrier,
    )


def _main_subject(view: SentenceView, group: VerbGroup) -> NounPhrase | None:
    """Who does what a participle goes on from: "the Post ran a story on Monday quoting her as saying"."""
    main = [g for g in view.syntax.verb_groups if g.last <= group.first and g.finite]
    return view.syntax.subject_of(main[-1]) if main else None


def _by(view: SentenceView, first: int, last: int) -> Span | None:
    """Who stands behind a "by" right at `first`."""
    if first >= last or view.tokens[first].lower != "by":
        return None
    phrase = view.phrase_from(first + 1)
    return view.phrase_span(phrase, last) if phrase is not None else None


def _content(view: SentenceView, begin: int, after: int) -> tuple[tuple[Span, ...], bool]:
    """What is passed on, and whether it stands before: ("...", the agency quoted her as saying)."""
    start = view.content_start(after)
    before = view.quoted_before(begin) or view.clause_before(begin)
    opens = view.quote_from(start) if start < view.stop else None
    if opens is not None and not view.quoted_before(begin):
        pieces = [(opens, view.quotation_end(opens))]
    elif not before and start < view.stop:
        pieces = [(start, view.stop)]
    elif before:
        spans = [view.span(*view.before(begin))]
        if opens is not None:
            spans.append(view.span(opens, view.quotation_end(opens)))
        return tuple(s for s in spans if s is not None), True
    else:
        return (), True
    return tuple(s for a, b in pieces if (s := view.span(a, b)) is not None), False
