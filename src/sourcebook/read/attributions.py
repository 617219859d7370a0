"""All attributions of a document: what the encoder saw and what rules find, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sourcebook.model import Span, TimeExpression
from sourcebook.read.attribution import Attribution, cut_at
from sourcebook.read.attribution_joined import joined
from sourcebook.read.attribution_phrases import find_phrase_attributions, title_attribution
from sourcebook.read.attribution_seen import seen_attributions
from sourcebook.read.clausewalk import SentenceView
from sourcebook.read.cues import may_attribute, reckons, views, word_set
from sourcebook.read.document import Document, Sentence
from sourcebook.read.encoder.sight import Sight
from sourcebook.read.labels import dashed, labelled
from sourcebook.read.quotes import Paragraph, Quote
from sourcebook.read.relayed import find_relayed
from sourcebook.read.speakers import Names
from sourcebook.read.verb_attribution import find_attributions as verb_attributions

_NOUN_REACH = 2  # characters before the noun's own phrase


def find_attributions(
    document: Document,
    lines: Sequence[Paragraph],
    quotes: Sequence[Quote],
    times: Sequence[TimeExpression],
    cast: Names,
) -> list[list[Attribution]]:
    """Attributions by paragraph, in text order."""
    marked = quoted_spans(len(lines), quotes)
    if document.sight is None:
        found = _by_rules(document.sentences, marked, times, cast)
    else:
        both = found_by_both(document, document.sight, marked, times, cast)
        found = [
            [_outside(document.text, one, quoted) for one in joined(*paragraph)]
            for paragraph, quoted in zip(both, marked, strict=True)
        ]
    for number, label in labelled(document.text, lines, document.sentences, cast.mentions).items():
        found[number] = [label] if label.speech else [*found[number], label]
    for number, one in dashed(document.text, lines, document.sentences, cast.mentions).items():
        words = one.content[0]
        if any(_covers(span, words) for other in found[number] for span in other.content):
            continue
        found[number] = [other for other in found[number] if not words.start <= other.cue.start < one.clause.end]
        found[number].append(one)
    return found


def _covers(span: Span, words: Span) -> bool:
    """Whether the span has half of the words."""
    return 2 * (min(span.end, words.end) - max(span.start, words.start)) >= words.end - words.start


def _outside(text: str, one: Attribution, quoted: Sequence[Span]) -> Attribution:
    """The attribution, its source without the end of a quotation that was taken in: “... twice,” Mr Venn said."""
    source = one.source
    if source is not None and source.start < one.cue.start and one.cue.end < source.end:
        # "an aide previously told Reuters that"
        source = Span(start=source.start, end=len(text[: one.cue.start].rstrip()))
        one = replace(one, source=source)
    over = [q for q in quoted if source is not None and q.start < source.start < q.end < source.end]
    if source is None or not over:
        return one
    start = next((i for i in range(over[-1].end, source.end) if text[i].isalnum()), source.start)
    return replace(one, source=Span(start=start, end=source.end))


def quoted_spans(paragraphs: int, quotes: Sequence[Quote]) -> list[list[Span]]:
    """The outermost quotations with their marks, by paragraph; speech that only a dash opens is none yet."""
    marked: list[list[Span]] = [[] for _ in range(paragraphs)]
    for quote in quotes:
        if quote.depth == 0 and not (quote.opened == "dash" and quote.closed != "mark"):
            marked[quote.paragraph].append(Span(start=quote.outer_start, end=quote.outer_end))
    return marked


def found_by_both(
    document: Document, sight: Sight, marked: Sequence[Sequence[Span]], times: Sequence[TimeExpression], cast: Names
) -> list[tuple[list[Attribution], list[Attribution]]]:
    """What the encoder saw and what rules find beside it, by paragraph; `marked`: each paragraph's quotations."""
    seen: list[list[Attribution]] = [[] for _ in marked]
    for one in seen_attributions(document, sight):
        seen[document.sentences[one.sentence].paragraph].append(one)
    ruled = _by_rules(_worth(document, seen, marked), marked, times, cast)
    return list(zip(seen, ruled, strict=True))


def _worth(
    document: Document, seen: Sequence[Sequence[Attribution]], marked: Sequence[Sequence[Span]]
) -> list[Sentence]:
    """The sentences that rules look at beside the encoder: where it saw a cue, and in and before quotations."""
    cues = document.sight.spans("cue") if document.sight is not None else ()
    hold = [document.sentence_at(cue.start) for cue in cues]
    told = {one.sentence for paragraph in seen for one in paragraph} | {s.index for s in hold if s is not None}
    verbs = word_set("reckoning", "verbs")
    reckoned = ((s, at) for s in document.sentences for at, t in enumerate(s.tokens) if t.lemma in verbs)
    told |= {s.index for s, at in reckoned if reckons(s.tokens, at)}
    told |= {s.index for s in document.sentences if views(s.tokens)}
    near = {n - before for n, quotes in enumerate(marked) if quotes for before in (0, 1)}
    return [s for s in document.sentences if s.index in told or s.paragraph in near or s.zone == "title"]


def _by_rules(
    sentences: Sequence[Sentence],
    marked: Sequence[Sequence[Span]],
    times: Sequence[TimeExpression],
    cast: Names,
) -> list[list[Attribution]]:
    """What rules find in the sentences, by paragraph."""
    found: list[list[Attribution]] = [[] for _ in marked]
    first = 0
    for sentence in sentences:
        while first < len(times) and times[first].end <= sentence.start:
            first += 1
        if not (may_attribute(sentence.tokens) or sentence.zone == "title"):
            continue
        near = [t for t in times[first : first + 40] if t.start < sentence.end]
        view = SentenceView(sentence, marked[sentence.paragraph], near)
        found[sentence.paragraph] += _in_sentence(view, cast)
    return found


def _in_sentence(view: SentenceView, cast: Names) -> list[Attribution]:
    relayed = find_relayed(view)
    verbs = [v for v in verb_attributions(view) if not any(_overlap(v, r) for r in relayed)]
    verbs = sorted([*relayed, *verbs], key=lambda a: (a.cue.start, a.cue.end))
    phrases = [p for p in find_phrase_attributions(view) if not any(v.cue.contains(p.cue) for v in verbs)]
    both = sorted(_apart(verbs, phrases), key=lambda a: (a.cue.start, a.cue.end))
    if not both and (view.sentence.zone == "title" or view.sentence.index == 0):
        titled = title_attribution(view)
        if titled is not None and titled.source is not None and _is_somebody(titled.source, cast):
            return [titled]
    return both


def _apart(verbs: Sequence[Attribution], phrases: Sequence[Attribution]) -> list[Attribution]:
    """Verbs' and phrases' attributions of a sentence, each content ended where another's clause begins.

    "X said S, according to Y" is X's statement, Y carried it; "X wants S, according to Y" is Y's.
    """
    kept = []
    nouns = [p for p in phrases if not p.quotes]
    verbs = [_through_noun(v, nouns) for v in verbs]
    for verb in verbs:
        prefix = next((p for p in phrases if p.follows and any(s.contains(verb.cue) for s in p.content)), None)
        if prefix is None:
            kept.append(verb)
        elif verb.strong:
            carrier = None if verb.lemma in word_set("adjuncts", "requesting") else prefix.source
            kept.append(replace(cut_at(verb, prefix.cue.start), carrier=verb.carrier or carrier))
    for phrase in phrases:
        if any(phrase.content == v.content for v in verbs):
            continue
        words = phrase.follows and phrase.lemma in word_set("prefix_cues", "views")
        if words and any(not v.follows and s.contains(phrase.clause) for v in verbs for s in v.content):
            kept.append(replace(phrase, level=2))
            continue
        inner = [v for v in verbs if v.strong and v.level == 1 and any(s.contains(v.cue) for s in phrase.content)]
        if phrase.follows:
            if not inner or all(v.cue.start > phrase.cue.start for v in inner):
                kept.append(replace(phrase, content=phrase.content[:1]) if inner else phrase)
            continue
        starts = [v.source.start if v.source and not v.follows else v.cue.start for v in inner]
        noun = phrase.cue.start > phrase.content[0].start if phrase.content else False
        kept.append(cut_at(phrase, min(starts)) if starts and (noun or not phrase.quotes) else phrase)
    return [k for k in kept if k.content or k.quotes]


def _through_noun(verb: Attribution, nouns: Sequence[Attribution]) -> Attribution:
    """ "expressed his belief that S": S is what is said, the noun belongs to the cue."""
    if verb.lemma not in word_set("adjuncts", "expressing"):
        return verb
    for noun in nouns:
        for span in verb.content[:1]:
            if span.contains(noun.cue) and noun.clause.start - span.start <= _NOUN_REACH and noun.content:
                return replace(verb, content=noun.content)
    return verb


def _overlap(verb: Attribution, relayed: Attribution) -> bool:
    return verb.cue.start < relayed.cue.end and relayed.cue.start < verb.cue.end


def _is_somebody(span: Span, cast: Names) -> bool:
    return any(m.type == "person" and span.start <= m.start and m.end <= span.end for m in cast.mentions)
