"""Attributions by cue verbs: who says what in a sentence, by rules over tags and chunks.

One `Attribution` a cue: its source, its content, and the clause that holds source and cue. An encoder that finds these
spans replaces `find_attributions`; quotations, speakers and carriers are joined to whatever it gives (see speech.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sourcebook.model import Span
from sourcebook.read.clausewalk import SentenceView
from sourcebook.read.cues import VerbCue, verb_cue
from sourcebook.read.subjects import antecedent, follows_conjunction, main_subject, over_aside, over_bracket
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_QUESTION = frozenset({"whether", "if", "what", "why", "how", "when", "where", "who", "which"})
_NEGATED_CONTENT = frozenset({"believe", "think", "expect", "want", "support", "recognize", "recognise", "agree",
                              "see", "know", "feel", "favor", "favour", "doubt", "consider", "regard", "plan",
                              "intend", "seek"})  # fmt: skip
_REPORTERS = frozenset({"I", "we", "i", "We"})
_BOUNDARY = frozenset({",", ";", "–", "—", "-", "--"})
_JOINERS = frozenset({"and", "but", "while", "though", "although", "as", "whereas", "or", "yet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A cue with its source and content, all in page offsets.

    `source` is the words that name the source here, `antecedent` what they stand for if they are a relative pronoun.
    `clause` is where hearer, occasion and time of the utterance stand. `quotes`: the cue can bring in a quotation;
    `follows`: its content stands before it. `content` is empty where the sentence has none: a quotation beside it may
    be it. `level` 2: it lies within another's content. `speech`: the content is the speaker's own words though no
    marks stand there.
    """

    sentence: int
    cue: Span
    clause: Span
    lemma: str
    source: Span | None = None
    antecedent: Span | None = None
    content: tuple[Span, ...] = ()
    quotes: bool = True
    follows: bool = False
    level: int = 1
    strong: bool = True
    speech: bool = False


@dataclass(slots=True)
class _Draft:
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


def find_attributions(view: SentenceView) -> list[Attribution]:
    """The attributions of a sentence by its verbs, left to right; cues within quotation marks are the speaker's own."""
    drafts: list[_Draft] = []
    for at, token in enumerate(view.tokens):
        if view.quoted[at] or not token.tag.startswith("VB"):
            continue
        cue = verb_cue(view.tokens, at)
        group = view.group_of[at]
        if cue is None or group is None or (drafts and at < drafts[-1].cue.end):
            continue
        draft = _draft(view, cue, group)
        if draft is not None:
            drafts.append(draft)
    for draft in drafts:
        _end_before_main_clause(view, draft)
    return [a for d in _settle(view, drafts) if (a := _attribution(view, d)) is not None]


def _draft(view: SentenceView, cue: VerbCue, group: VerbGroup) -> _Draft | None:
    if not _speaks(view, cue, group):
        return None
    if cue.at == group.head and (group.passive or view.tokens[cue.at].tag == "VBN"):
        passive = _passive(view, cue, group)
        if passive is not None or not _misread_past(view, cue, group):
            return passive
    participle = not group.finite
    if participle and not _adds(view, cue, group):
        return None
    source, relative, inverted = _source(view, cue, group)
    if source is None and not participle and not inverted and not view.quote_beside(group.first, cue.end):
        return None
    if source is not None and view.tokens[source.first].text in _REPORTERS:
        return None
    begin = group.first if inverted or source is None or source.last > group.first else source.first
    if participle or _shared(view, source, group):
        begin = group.first
    if relative is not None:
        begin = relative
    start = source.last if inverted and source is not None else cue.end
    return _frame(view, cue, _Draft(cue, group, begin, start, source, relative, [], False, participle))


def _speaks(view: SentenceView, cue: VerbCue, group: VerbGroup) -> bool:
    """Whether the verb reports something said: no plan to say it, no saying that didn't happen."""
    if group.negated and cue.lemma not in _NEGATED_CONTENT:
        return False
    if cue.at != group.head:  # it governs an infinitive: "vowed to stay"
        return cue.takes("to")
    if view.tokens[group.first].tag == "TO":
        return cue.says and view.went_on(group.first)
    return group.tense != "future" and group.modality not in {"planned", "hypothetical"}


def _adds(view: SentenceView, cue: VerbCue, group: VerbGroup) -> bool:
    """A participle is a cue after a comma or a preposition: ", adding that ..."."""
    if view.tokens[group.first].tag != "VBG" or not cue.takes("text", "see", "that") or cue.takes("go"):
        return view.tokens[group.first].lower == "adding"
    if cue.lemma in {"cite", "quote"}:  # that is who is cited, not what is said
        return False
    before = view.tokens[group.first - 1].text if group.first else ""
    return before in {",", "–", "—", "by", "as"} or bool(group.first and view.tokens[group.first - 1].tag == "RB")


def _source(view: SentenceView, cue: VerbCue, group: VerbGroup) -> tuple[NounPhrase | None, int | None, bool]:
    """The source, the index of the relative pronoun that stands for it if one does, and whether it follows the cue."""
    relative = view.relative_before(group.first)
    joined = not group.finite or follows_conjunction(view, group.first)
    bracketed = over_bracket(view, group.first)
    if bracketed is not None and not joined:
        return bracketed, None, False
    subject = main_subject(view, group.first) if joined else None
    subject = subject or view.syntax.subject_of(group) or (view.noun_phrase_ends(group.first) if cue.says else None)
    if subject is not None and view.quoted[subject.head]:
        subject = None
    if relative is not None:
        return antecedent(view, relative) or subject, relative, False
    own = view.noun_phrase_ends(group.first)
    aside = over_aside(view, group.first) if own is None and group.finite else None
    if aside is not None and not (joined or view.quoted_before(group.first)):
        return aside, None, False
    if cue.takes("text") and group.finite and own is None and view.sets_off(group.first):
        inverted = view.phrase_from(cue.end)
        if inverted is not None and _can_be_source(view, inverted):
            return inverted, None, True
    return subject, None, False


def _can_be_source(view: SentenceView, phrase: NounPhrase) -> bool:
    first = view.tokens[phrase.first]
    return not view.is_time(phrase.first) and not view.quoted[phrase.first] and first.lower not in {"that", "there"}


def _shared(view: SentenceView, source: NounPhrase | None, group: VerbGroup) -> bool:
    """Whether the source is the subject of an earlier verb too: "met them and said that ..."."""
    if source is None:
        return False
    return any(g is not None and g.finite for g in view.group_of[source.last : group.first])


def _passive(view: SentenceView, cue: VerbCue, group: VerbGroup) -> _Draft | None:
    """ "a step described by the ministry as ..." and "was quoted as saying ..."."""
    tokens = view.tokens
    if cue.end < len(tokens) and tokens[cue.end].lower == "by":
        source = view.phrase_from(cue.end + 1)
        if source is None or not cue.takes("see", "np", "text") or cue.takes("go"):
            return None
        end = view.chain_end(source.last)
        content = [(end, view.stop)] if end < view.stop and tokens[end].lower in {"as", "for", "to"} else []
        subject = view.syntax.subject_of(group)
        if subject is not None and not view.quoted[subject.first] and subject.last <= group.first and group.finite:
            content.insert(0, (subject.first, subject.last))
        return _Draft(cue, group, group.first, end, source, None, content, False, False) if content else None
    if cue.lemma in {"quote", "cite"} and [t.lower for t in tokens[cue.end : cue.end + 2]] == ["as", "saying"]:
        subject = view.syntax.subject_of(group)
        start = view.content_start(cue.end + 2)
        begin = subject.first if subject else group.first
        return _Draft(cue, group, begin, start, subject, None, [(start, view.stop)], False, False)
    return None


def _misread_past(view: SentenceView, cue: VerbCue, group: VerbGroup) -> bool:
    """Whether a bare participle is a past tense after all: "... and accused them", "the ministry announced plans"."""
    if group.last - group.first > 1 or cue.at == 0:
        return group.perfect and not group.passive
    before = view.tokens[cue.at - 1]
    return before.tag in {"CC", "PRP", "RB", "WP", "WDT"} or view.noun_phrase_ends(cue.at) is not None


def _frame(view: SentenceView, cue: VerbCue, draft: _Draft) -> _Draft | None:
    """Find the content by the cue's frames; None where the verb isn't used to report."""
    tokens = view.tokens
    draft.end = at = view.after_adjuncts(draft.end, cue)
    nothing_after = at >= view.stop or tokens[at].text in _BOUNDARY or tokens[at].text in {")", "]"}
    opens = view.quote_from(at)
    clause_before = cue.takes("text") and not draft.participle and view.clause_before(draft.begin)
    if at < view.stop and tokens[at].text == ":":
        draft.content = [(at + 1, view.stop)] if at + 1 < view.stop else []
    elif opens is not None and (cue.takes("text", "np", "see") or cue.takes("go")):
        draft.content = [(opens, view.quotation_end(opens))]
        if clause_before and view.quoted_before(draft.begin):
            draft.content.insert(0, view.before(draft.begin))
            draft.follows = True
    elif clause_before and nothing_after:
        draft.content = [view.before(draft.begin), *view.goes_on(at, draft.begin)]
        draft.follows = True
    else:
        start = _complement(view, cue, draft)
        if start is None:
            return draft if cue.takes("text") and nothing_after and _bare(view, draft) else None
        draft.content = [(start, view.stop)]
    return draft


def _bare(view: SentenceView, draft: _Draft) -> bool:
    """Whether nothing but source, cue and adjuncts stand in the sentence, so that the words stand beside it."""
    return not draft.participle and (draft.begin <= view.start + 4 or view.quoted_before(draft.begin))


def _complement(view: SentenceView, cue: VerbCue, draft: _Draft) -> int | None:
    """Where the words start that follow the cue: a that-clause, a bare clause, an infinitive, a phrase."""
    tokens, at = view.tokens, draft.end
    if cue.at != draft.group.head:  # "vowed to stay": the group goes on
        return next((i for i in range(cue.end, draft.group.last) if tokens[i].tag == "TO"), None)
    that = view.that_after(at)
    if that is not None and cue.takes("that", "bare", "np", "hear"):
        return that + 1
    if cue.takes("go") or at >= view.stop:
        return None
    token = tokens[at]
    if token.tag == "TO" and cue.takes("hear", "to"):
        return view.skip_adverbs(cue.end) if cue.takes("hear") else at
    if token.tag in {"IN", "TO", "RP"} and cue.takes(f"p:{token.lower}"):
        return at + 1
    asks = cue.takes("wh") and token.lower in _QUESTION
    return at if asks or _bare_clause(view, cue, draft) else _object(view, cue, draft)


def _bare_clause(view: SentenceView, cue: VerbCue, draft: _Draft) -> bool:
    """Whether a clause without "that" follows; after "say" even one whose verb the tagger missed."""
    at = draft.end
    if cue.takes("bare") and view.clause_ahead(at):
        return True
    return cue.lemma == "say" and view.stop - at > 3 and bool(view.phrase_from(at)) and draft.source is not None


def _object(view: SentenceView, cue: VerbCue, draft: _Draft) -> int | None:
    at = view.skip_adverbs(draft.cue.end) if cue.takes("hear", "see") else draft.end
    if at >= view.stop or not (cue.takes("np", "see") or (cue.takes("hear") and view.has_infinitive(at))):
        return None
    opens = view.phrase_from(at) is not None or view.tokens[at].tag in {"VBG", "DT", "PRP", "WP", "WRB", "IN"}
    return at if opens and view.tokens[at].text not in _BOUNDARY else None


def _end_before_main_clause(view: SentenceView, draft: _Draft) -> None:
    """ "While X called for A, Y ..." and "X said A - prompting B": the content ends where the report speaks on."""
    if draft.follows or not draft.content:
        return
    start, stop = draft.content[-1]
    aside = view.closing_aside(start, stop)
    if aside is not None:
        draft.content[-1] = (start, aside)
    if not view.subordinate(draft.begin):
        return
    for at in range(start + 1, stop - 1):
        if view.tokens[at].text == "," and not view.quoted[at] and view.main_clause_at(at + 1):
            draft.content[-1] = (start, at)
            return


def _settle(view: SentenceView, drafts: list[_Draft]) -> list[_Draft]:
    """Cut contents where the next attribution begins, and mark or drop what lies within another's content."""
    kept: list[_Draft] = []
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


def _yields(draft: _Draft, earlier: _Draft) -> bool:
    """Whether `earlier` stays where it lies in the content of a later "..., X said": cut there, and one level down."""
    if not any(a <= earlier.cue.at < b for a, b in draft.content):
        return True
    earlier.content = [(a, min(b, draft.begin)) for a, b in earlier.content if a < draft.begin]
    earlier.level = draft.level + 1
    return earlier.cue.says and bool(earlier.content) and not earlier.participle


def _sibling(view: SentenceView, outer: _Draft, draft: _Draft) -> int | None:
    """Where the outer content ends if `draft` stands beside it rather than within it; None if it is within."""
    tokens = view.tokens
    at = draft.begin
    while at > outer.end and (tokens[at - 1].tag == "RB" or view.is_time(at - 1)):
        at -= 1
    joined = False
    while at > outer.end and tokens[at - 1].lower in _JOINERS:
        at, joined = at - 1, True
    comma = at > outer.end and tokens[at - 1].text in _BOUNDARY
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


def _nested(view: SentenceView, draft: _Draft) -> bool:
    """Whether a speaker is said to have said it: a finite verb of saying with its own source and a clause."""
    said = draft.cue.says and draft.source is not None and not draft.participle
    if not said or not draft.content:
        return False
    first, last = draft.content[0]
    return view.has_finite(first, last) or (draft.relative is not None and any(view.quoted[first:last]))


def _attribution(view: SentenceView, draft: _Draft) -> Attribution | None:
    content = tuple(s for a, b in draft.content if (s := view.span(a, b)) is not None)
    relative = draft.relative
    source = stands_for = None
    if relative is not None and draft.source is not None:
        source, stands_for = view.word(relative), view.phrase_span(draft.source, relative)
    elif draft.source is not None:
        source = view.phrase_span(draft.source, len(view.tokens))
    if not content and not draft.cue.takes("text"):
        return None
    cue = view.span(draft.group.first if draft.cue.at == draft.group.head else draft.cue.at, draft.cue.end)
    clause = view.span(draft.begin if draft.follows else view.lead(draft.begin), max(draft.end, draft.cue.end))
    if cue is None or clause is None:
        return None
    return Attribution(
        sentence=view.sentence.index,
        cue=cue,
        clause=clause,
        lemma=draft.cue.lemma,
        source=source,
        antecedent=stands_for,
        content=content,
        quotes=draft.cue.takes("text"),
        follows=draft.follows,
        level=draft.level,
        strong=draft.cue.says,
    )


def cut_at(found: Attribution, offset: int) -> Attribution:
    """`found` with its content ended at a page offset; punctuation that is left there is for the caller to trim."""
    content = tuple(Span(start=s.start, end=min(s.end, offset)) for s in found.content if s.start < offset)
    return replace(found, content=content)
