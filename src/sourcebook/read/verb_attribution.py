"""Attributions by cue verbs: who says what in a sentence, by rules over tags and chunks.

One `Attribution` a cue: its source, its content, and the clause that holds source and cue.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sourcebook.model import Span
from sourcebook.read.attribution import Attribution
from sourcebook.read.clausewalk import SentenceView
from sourcebook.read.cues import VerbCue, verb_cue
from sourcebook.read.drafts import BOUNDARY, Draft, end_before_main_clause, settle
from sourcebook.read.subjects import antecedent, follows_conjunction, main_subject, modified, over_aside, over_bracket
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

_QUESTION = frozenset({"whether", "if", "what", "why", "how", "when", "where", "who", "which"})
_NEGATED_CONTENT = frozenset({"believe", "think", "expect", "want", "support", "recognize", "recognise", "agree",
                              "see", "know", "feel", "favor", "favour", "doubt", "consider", "regard", "plan",
                              "intend", "seek"})  # fmt: skip
_PLACED = frozenset({",", "in", "at", "from"})
_ASIDE = 10  # words that may stand between a name and a colon: "Venn, tie in pocket: “We wait.”"
_NAME = 4  # words of a name with its title
_SENTENCE = 8  # tokens that a quotation behind a comma has if it is a sentence, marks counted
_WITHHELD = frozenset({"named", "identified", "anonymity", "anonymous", "withheld", "quoted"})
_HEARD = frozenset({"tell", "inform", "urge", "assure", "remind"})  # behind these comes who listens
_OCCASIONS = frozenset({"when", "as", "after", "before", "while"})  # "S, Venn said when the round closed"
_MARKS = frozenset({"“", '"', "‘"})
_REPORTERS = frozenset({"I", "we", "i", "We"})


def find_attributions(view: SentenceView) -> list[Attribution]:
    """The attributions of a sentence by its verbs, left to right; cues within quotation marks are the speaker's own."""
    drafts: list[Draft] = []
    for at, token in enumerate(view.tokens):
        if token.tag[:2] != "VB" or view.quoted[at]:
            continue
        cue = verb_cue(view.tokens, at)
        group = view.group_of[at]
        if cue is None or group is None or (drafts and at < drafts[-1].cue.end):
            continue
        draft = _draft(view, cue, group, drafts)
        if draft is not None:
            drafts.append(draft)
    for draft in drafts:
        end_before_main_clause(view, draft)
    return [a for d in settle(view, drafts) if (a := _attribution(view, d)) is not None] or _by_colon(view)


def _by_colon(view: SentenceView) -> list[Attribution]:
    """A quotation that a colon or comma brings in without a cue is the subject's: "She had one wish: “...”"."""
    lead = next((i for i, t in enumerate(view.tokens) if not view.quoted[i] and _leads_in(view, i, t.text)), None)
    if lead is None:
        return []
    source = main_subject(view, lead) or _name_before(view, lead)
    if source is None or view.tokens[source.first].text in _REPORTERS:
        return []
    content = view.span(lead + 1, view.quotation_end(lead + 1)) if lead + 1 < len(view.tokens) else None
    return [
        Attribution(
            sentence=view.sentence.index,
            cue=view.word(lead),
            clause=Span(start=view.tokens[source.first].start, end=view.tokens[lead].end),
            lemma=":",
            source=view.phrase_span(source, lead),
            content=(content,) if content is not None else (),
        )
    ]


def _name_before(view: SentenceView, lead: int) -> NounPhrase | None:
    """The name before a colon and a quotation, alone or with an aside: "Venn: “We wait.”", "Venn, on the steps: “...”".

    A live blog has the hour before it.
    """
    start = view.start
    while start < lead and (view.is_time(start) or not view.tokens[start].text[0].isalpha()):
        start += 1
    phrase = view.phrase_of[start] if start < lead and view.tokens[lead].text == ":" else None
    if phrase is not None and phrase.first < start:
        phrase = replace(phrase, first=start)  # the hour is no part of the name
    if phrase is None or not all(t.tag in {"NNP", "NNPS"} for t in view.tokens[phrase.first : phrase.last]):
        return None
    alone = phrase.last == lead <= start + _NAME
    placed = view.tokens[phrase.last].lower in _PLACED  # "Venn in Tesk: “...”"
    aside = lead - phrase.last <= _ASIDE and placed and lead + 1 < len(view.tokens)
    return phrase if alone or (aside and not view.has_finite(phrase.last, lead)) else None


def _leads_in(view: SentenceView, at: int, text: str) -> bool:
    """Whether a colon, or a comma before a quoted sentence, brings in a quotation at the next token."""
    last = at + 1 >= len(view.tokens)
    if text == ":":
        return last or view.quote_from(at + 1) is not None
    if text != "," or last or view.quote_from(at + 1) != at + 1:
        return False
    end = view.quotation_end(at + 1)
    return end - at > _SENTENCE and end >= view.stop and view.tokens[at + 2].text[:1].isupper()


def _draft(view: SentenceView, cue: VerbCue, group: VerbGroup, before: Sequence[Draft]) -> Draft | None:
    if not _speaks(view, cue, group):
        return None
    if cue.at == group.head and (group.passive or view.tokens[cue.at].tag == "VBN"):
        passive = _passive(view, cue, group)
        if passive is not None or not _misread_past(view, cue, group):
            return passive
    infinitive = view.tokens[group.first].tag == "TO"
    participle = not (group.finite or infinitive)
    if participle and not _adds(view, cue, group):
        return None
    source, relative, inverted = _source(view, cue, group, before)
    if source is None and not participle and not inverted and not view.quote_beside(group.first, cue.end):
        return None
    if source is not None and view.tokens[source.first].text in _REPORTERS:
        return None
    begin = group.first if inverted or source is None or source.last > group.first else source.first
    if not group.finite or _shared(view, source, group):
        begin = group.first
    if relative is not None:
        begin = relative
    start = view.source_end(source, view.stop) if inverted and source is not None else cue.end
    return _frame(view, cue, Draft(cue, group, begin, start, source, relative, [], inverted, participle))


def _speaks(view: SentenceView, cue: VerbCue, group: VerbGroup) -> bool:
    """Whether the verb reports something said: no plan to say it, no saying that didn't happen."""
    if group.negated and cue.lemma not in _NEGATED_CONTENT:
        return False
    if cue.at != group.head:  # it governs an infinitive: "vowed to stay"
        return cue.takes("to")
    if view.tokens[group.first].tag == "TO":
        return cue.says and view.went_on(group.first)
    return group.tense != "future" and group.modality is None


def _adds(view: SentenceView, cue: VerbCue, group: VerbGroup) -> bool:
    """A participle is a cue after a comma or a preposition: ", adding that ..."."""
    if view.tokens[group.first].tag != "VBG" or not cue.takes("text", "see", "that") or cue.takes("go"):
        return view.tokens[group.first].lower == "adding"
    if cue.lemma in {"cite", "quote"}:  # that is who is cited, not what is said
        return False
    before = view.tokens[group.first - 1].text if group.first else ""
    if view.tokens[group.first - 1].tag == "RB" and group.first > 1:
        before = view.tokens[group.first - 2].text
    return group.first == view.start or before in {",", "–", "—", "by", "as"}


def _source(
    view: SentenceView, cue: VerbCue, group: VerbGroup, before: Sequence[Draft]
) -> tuple[NounPhrase | None, int | None, bool]:
    """The source, the index of the relative pronoun that stands for it if one does, and whether it follows the cue."""
    group = view.heard(group.first) or group
    relative = view.relative_before(group.first)
    joined = not group.finite or follows_conjunction(view, group.first)
    bracketed = over_bracket(view, group.first)
    if bracketed is not None and not joined:
        return bracketed, None, False
    subject = main_subject(view, group.first) if joined else None
    subject = subject or view.syntax.subject_of(group) or (view.noun_phrase_ends(group.first) if cue.says else None)
    if subject is not None and (view.quoted[subject.head] or _mere_object(view, subject, group)):
        subject = None
    if relative is not None:
        return _stands_for(view, relative, before) or subject, relative, False
    more = modified(view, group) if group.finite and not joined else None
    if more is not None:
        return more, None, False
    own = view.noun_phrase_ends(group.first)
    aside = over_aside(view, group.first) if own is None and group.finite and not _names_after(view, cue) else None
    if aside is not None and not (joined or view.quoted_before(group.first)):
        return aside, None, False
    if cue.lemma in _HEARD and own is None and view.sets_off(group.first) and cue.takes("text"):
        behind = _behind_hearer(view, cue.end)
        if behind is not None:
            return behind, None, True
    may_follow = (group.first == view.start or view.clause_before(group.first)) and cue.lemma not in _HEARD
    if cue.takes("text") and group.finite and own is None and may_follow and view.sets_off(group.first):
        inverted = view.phrase_from(cue.end) or _behind_time(view, cue.end)
        if inverted is not None and _can_be_source(view, inverted):
            return inverted, None, True
    return subject, None, False


def _mere_object(view: SentenceView, phrase: NounPhrase, group: VerbGroup) -> bool:
    """Whether a participle behind a comma has no more before it than what another verb acts on: "lauded it, saying".

    A mark before the phrase makes it a title's first word: "appearing on “This Week,” called".
    """
    mark = view.tokens[phrase.first - 1] if phrase.first > view.start else None
    if mark is not None and mark.text in _MARKS and mark.end == view.tokens[phrase.first].start:
        return True
    apart = not group.finite and view.sets_off(group.first) and phrase.last == group.first - 1
    first = view.phrase_of[view.start] if apart else None
    return first is not None and first != phrase and view.tokens[first.head].tag.startswith("NN")


def _stands_for(view: SentenceView, relative: int, before: Sequence[Draft]) -> NounPhrase | None:
    """What a relative pronoun stands for; behind an inverted source, that: "said Venn of Lund, who"."""
    inverted = next((d.source for d in reversed(before) if d.follows and d.source is not None), None)
    if inverted is not None and inverted.first > before[-1].cue.at and view.tokens[relative - 1].text == ",":
        return inverted
    if view.tokens[relative - 1].tag == "CC" and before and before[-1].relative is not None:
        return before[-1].source  # "lawmakers, who said ... and who feared": both stand for one
    return antecedent(view, relative)


def _names_after(view: SentenceView, cue: VerbCue) -> bool:
    """Whether nothing but somebody's name follows the cue up to a comma or the end: "..., explained Venn."."""
    phrase = view.phrase_from(cue.end)
    if phrase is None or not cue.says or cue.takes("hear", "np", "see") or view.is_time(phrase.head):
        return False  # after "told" a name is the hearer's
    end = view.source_end(phrase, view.stop)
    return view.tokens[phrase.head].tag == "NNP" and (end >= view.stop or view.tokens[end].text == ",")


def _behind_time(view: SentenceView, at: int) -> NounPhrase | None:
    """The noun phrase behind a time: "..., reported on Friday the minister"."""
    if at + 1 < view.stop and view.tokens[at].lower == "on" and view.is_time(at + 1):
        at += 1
    after = at
    while after < view.stop and view.is_time(after):
        after += 1
    return view.phrase_from(after) if after > at else None


def _behind_hearer(view: SentenceView, at: int) -> NounPhrase | None:
    """The noun phrase behind a hearer that "to" brings in: "..., - told to the Herald the commander Orla Venn"."""
    hearer = view.phrase_from(at + 1) if at < view.stop and view.tokens[at].lower == "to" else None
    if hearer is None:
        return None
    behind = view.phrase_from(hearer.last)
    return behind if behind is not None and _can_be_source(view, behind) else None


def _can_be_source(view: SentenceView, phrase: NounPhrase) -> bool:
    first = view.tokens[phrase.first]
    return not view.is_time(phrase.first) and not view.quoted[phrase.first] and first.lower not in {"that", "there"}


def _shared(view: SentenceView, source: NounPhrase | None, group: VerbGroup) -> bool:
    """Whether the source is the subject of an earlier verb too: "met them and said that ..."."""
    if source is None or source == modified(view, group):
        return False
    return any(g is not None and g.finite for g in view.group_of[source.last : group.first])


def _passive(view: SentenceView, cue: VerbCue, group: VerbGroup) -> Draft | None:
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
        return Draft(cue, group, group.first, end, source, None, content, False, False) if content else None
    if cue.lemma in {"quote", "cite"} and [t.lower for t in tokens[cue.end : cue.end + 2]] == ["as", "saying"]:
        subject = view.syntax.subject_of(group)
        start = view.content_start(cue.end + 2)
        begin = subject.first if subject else group.first
        if view.quoted_before(begin) and start < view.stop and tokens[start].lower in {"by", "in", "on"}:
            return Draft(cue, group, begin, view.stop, subject, None, [view.before(begin)], True, False)
        return Draft(cue, group, begin, start, subject, None, [(start, view.stop)], False, False)
    return None


def _misread_past(view: SentenceView, cue: VerbCue, group: VerbGroup) -> bool:
    """Whether a bare participle is a past tense after all: "... and accused them", "the ministry announced plans"."""
    if group.last - group.first > 1 or cue.at == 0:
        return group.perfect and not group.passive
    before = view.tokens[cue.at - 1]
    return before.tag in {"CC", "PRP", "RB", "WP", "WDT"} or view.noun_phrase_ends(cue.at) is not None


def _frame(view: SentenceView, cue: VerbCue, draft: Draft) -> Draft | None:
    """Find the content by the cue's frames; None where the verb isn't used to report."""
    tokens = view.tokens
    draft.end = at = view.after_adjuncts(draft.end, cue)
    nothing_after = at >= view.stop or tokens[at].text in BOUNDARY or tokens[at].text in {")", "]"}
    opens = view.quote_from(at)
    clause_before = cue.takes("text") and not draft.participle and view.clause_before(draft.begin)
    nothing_after = nothing_after or (clause_before and tokens[at].lower in _OCCASIONS)
    if at < view.stop and tokens[at].text == ":":
        draft.follows = False
        draft.content = [(at + 1, view.stop)] if at + 1 < view.stop else []
    elif opens is not None and (cue.takes("text", "np", "see") or cue.takes("go")):
        if tokens[opens - 1].lower == "as" and not cue.takes("see"):
            return None  # "the tax that they announced as “fair”": whoever tells of it chose the words
        draft.content = [(opens, view.quotation_end(opens))]
        if clause_before and view.quoted_before(draft.begin):
            draft.content.insert(0, view.before(draft.begin))
            draft.follows = True
        else:
            draft.follows = False
    elif clause_before and (nothing_after or (view.quoted_before(draft.begin) and view.that_after(at) is None)):
        draft.content = [view.before(draft.begin), *view.goes_on(at, draft.begin)]
        draft.follows = True
    else:
        start = _complement(view, cue, draft)
        if start is None:
            return draft if cue.takes("text") and nothing_after and _bare(view, draft) else None
        draft.content, draft.follows = [(start, view.stop)], False
    return draft


def _bare(view: SentenceView, draft: Draft) -> bool:
    """Whether nothing but source, cue and adjuncts stand in the sentence, so that the words stand beside it."""
    return not draft.participle and (draft.begin <= view.start + 4 or view.quoted_before(draft.begin))


def _complement(view: SentenceView, cue: VerbCue, draft: Draft) -> int | None:
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
    number = cue.lemma == "say" and token.tag == "CD" and token.text[0].isdigit()  # "Police said 4,000"
    return at if asks or number or _bare_clause(view, cue, draft) else _object(view, cue, draft)


def _bare_clause(view: SentenceView, cue: VerbCue, draft: Draft) -> bool:
    """Whether a clause without "that" follows; after "say" even one whose verb the tagger missed."""
    at = draft.end
    if cue.takes("bare") and view.clause_ahead(at):
        return True
    return cue.lemma == "say" and view.stop - at > 3 and bool(view.phrase_from(at)) and draft.source is not None


def _object(view: SentenceView, cue: VerbCue, draft: Draft) -> int | None:
    at = view.skip_adverbs(draft.cue.end) if cue.takes("hear", "see") else draft.end
    if at >= view.stop or not (cue.takes("np", "see") or (cue.takes("hear") and view.has_infinitive(at))):
        return None
    opens = view.phrase_from(at) is not None or view.tokens[at].tag in {"VBG", "DT", "PRP", "WP", "WRB", "IN"}
    return at if opens and view.tokens[at].text not in BOUNDARY else None


def _says_that(view: SentenceView, draft: Draft) -> bool:
    """Whether a weak verb of saying takes a clause with "that": "repeated that it would stay"."""
    first = draft.content[0][0] if draft.content and not draft.follows else 0
    return draft.cue.takes("text") and draft.cue.takes("go") and first > 0 and view.tokens[first - 1].lower == "that"


def _nameless(view: SentenceView, at: int) -> bool:
    """Whether somebody only asks to stay unnamed there: "not to be named", "that her name be withheld"."""
    return any(t.lower in _WITHHELD for t in view.tokens[at : at + 6])


def _attribution(view: SentenceView, draft: Draft) -> Attribution | None:
    content = tuple(s for a, b in draft.content if (s := view.span(a, b)) is not None)
    relative = draft.relative
    source = stands_for = None
    if relative is not None and draft.source is not None:
        source, stands_for = view.word(relative), view.phrase_span(draft.source, relative)
    elif draft.source is not None:
        source = view.phrase_span(draft.source, len(view.tokens))
    if not content and not draft.cue.takes("text"):
        return None
    if draft.cue.lemma == "ask" and draft.content and _nameless(view, draft.content[0][0]):
        return None  # "who asked not to be named" tells nothing of what was said
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
        strong=draft.cue.says or _says_that(view, draft),
    )
