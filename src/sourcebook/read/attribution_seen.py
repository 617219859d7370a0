"""Attributions that the encoder saw: contents grouped by the cue that they belong to, each group with its source.

The encoder says which words are content, cue and source, and to which source and cue a content belongs. A content whose
link leads nowhere takes the nearest cue of its sentence that no other content has.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sourcebook.model import Span
from sourcebook.read.attribution import Attribution
from sourcebook.read.document import Document, Sentence
from sourcebook.read.encoder.seen import SeenLink
from sourcebook.read.encoder.sight import Placed, Sight
from sourcebook.read.syntax import analyse

_SURE = 0.9  # of a content, and of its link to a word that wasn't seen as a cue
_NEAR = 3  # words between a link's end and the span that is meant by it
_SOURCE_ENDS = frozenset({",", "(", ";", ":", "–", "—", "--", "who", "which", "whose"})
_CLAUSE_ENDS = frozenset({";", ":", "–", "—", "--"})


@dataclass(slots=True)
class _Group:
    """Contents of one cue, in passage words; `source` may be unknown."""

    cue: Placed
    source: Placed | None = None
    source_score: float = 0.0
    content: list[Placed] = field(default_factory=list)
    level: int = 1


def seen_attributions(document: Document, sight: Sight) -> list[Attribution]:
    """The attributions that the encoder saw, in the order of their cues; level 2 lies within another's content."""
    spans = {head: _by_passage(sight.spans(head), len(sight.seen)) for head in ("content", "inner", "cue", "source")}
    found: list[Attribution] = []
    starts = [s.start for s in document.sentences]
    for passage in range(len(sight.seen)):
        if not (spans["content"][passage] or spans["inner"][passage]):
            continue
        reader = _Passage(sight, passage, spans["cue"][passage], spans["source"][passage])
        groups = reader.groups(spans["content"][passage], 1)
        inner = reader.groups(spans["inner"][passage], 2)
        groups += [group for group in inner if _is_inside(group, spans["content"][passage])]
        all_content = [*spans["content"][passage], *spans["inner"][passage]]
        for group in groups:
            sentence = document.sentences[max(0, bisect_right(starts, group.cue.start) - 1)]
            found.append(_attribution(sentence, group, all_content))
    return sorted(found, key=lambda a: (a.cue.start, a.cue.end, a.level))


def _by_passage(spans: Iterable[Placed], count: int) -> list[list[Placed]]:
    found: list[list[Placed]] = [[] for _ in range(count)]
    for span in spans:
        found[span.passage].append(span)
    return found


class _Passage:
    """One passage's cues and sources, and the links that lead to them."""

    def __init__(self, sight: Sight, passage: int, cues: Sequence[Placed], sources: Sequence[Placed]) -> None:
        self.cues, self.sources = cues, sources
        self.how = {link.word: link for link in sight.links(passage, "said_how")}
        self.by = {link.word: link for link in sight.links(passage, "said_by")}
        self.sight, self.passage = sight, passage
        self.sentence = [i for i, size in enumerate(sight.seen[passage].sentences) for _ in range(size)]

    def groups(self, contents: Sequence[Placed], level: int) -> list[_Group]:
        """The contents by their cues; one that has none is left out."""
        cues = {content.first: self._meant(self.cues, self.how.get(content.first), content) for content in contents}
        taken = {cue.first for cue in cues.values() if cue is not None}
        found: dict[int, _Group] = {}
        for content in contents:
            cue = cues[content.first] or self._free(content, taken) or self._word(content)
            if cue is None:
                continue
            taken.add(cue.first)
            group = found.setdefault(cue.first, _Group(cue, level=level))
            group.content.append(content)
            link = self.by.get(content.first)
            source = self._meant(self.sources, link, content)
            if source is not None and link is not None and source.score * link.score > group.source_score:
                group.source, group.source_score = source, source.score * link.score
        return list(found.values())

    def _meant(self, spans: Sequence[Placed], link: SeenLink | None, content: Placed) -> Placed | None:
        """The span that a link leads to: the one that holds the word, else one right beside it."""
        if link is None:
            return None
        near = [(max(s.first - link.to, link.to - s.last + 1, 0), s) for s in spans if not _within(s, content)]
        distance, span = min(near, key=lambda pair: (pair[0], pair[1].first), default=(_NEAR + 1, None))
        return span if distance <= _NEAR else None

    def _free(self, content: Placed, taken: set[int]) -> Placed | None:
        """The nearest cue in a sentence of the content that has no content of its own."""
        own = {self.sentence[content.first], self.sentence[content.last - 1]}
        free = [
            c for c in self.cues if c.first not in taken and self.sentence[c.first] in own and not _within(c, content)
        ]
        return min(free, key=lambda c: max(c.first - content.last, content.first - c.last), default=None)

    def _word(self, content: Placed) -> Placed | None:
        """The one word that a content's link leads to where no cue was seen."""
        link = self.how.get(content.first)
        if link is None or content.first <= link.to < content.last or min(link.score, content.score) < _SURE:
            return None
        start, end = self.sight.offsets(self.passage, link.to, link.to + 1)
        return Placed(start, end, "", link.score, self.passage, link.to, link.to + 1)


def _is_inside(group: _Group, outer: Sequence[Placed]) -> bool:
    """Whether cue and content lie within one and the same content: somebody says that it was said."""
    return any(all(_within(span, whole) for span in (group.cue, *group.content)) for whole in outer)


def _within(span: Placed, content: Placed) -> bool:
    return content.first <= span.first < content.last


def _attribution(sentence: Sentence, group: _Group, contents: Sequence[Placed]) -> Attribution:
    cue = Span(start=group.cue.start, end=group.cue.end)
    content = tuple(Span(start=c.start, end=c.end) for c in group.content)
    source = _source(sentence, group.source) if group.source is not None else _subject(sentence, cue, content)
    first = min(content)
    at = next((i for i, t in enumerate(sentence.tokens) if t.end > cue.start), 0)
    return Attribution(
        sentence=sentence.index,
        cue=cue,
        clause=_clause(sentence, cue, source, contents),
        lemma=sentence.tokens[at].lemma if sentence.tokens else "",
        source=source,
        content=content,
        follows=first.start < cue.start,
        level=group.level,
        score=sum(c.score for c in group.content) / len(group.content),
        source_score=group.source_score,
    )


def _source(sentence: Sentence, placed: Placed) -> Span:
    """The source without what a comma, a bracket or a relative clause adds to it."""
    inside = [t for t in sentence.tokens if t.start >= placed.start and t.end <= placed.end]
    for i, token in enumerate(inside):
        if i and token.lower in _SOURCE_ENDS:
            return Span(start=placed.start, end=inside[i - 1].end)
    return Span(start=placed.start, end=placed.end)


def _subject(sentence: Sentence, cue: Span, content: Sequence[Span]) -> Span | None:
    """Whose the cue is by syntax: a verb's subject, a noun's owner ("her claim"); None where that is content."""
    first, last = sentence.tokens_in(cue.start, cue.end)
    syntax = analyse(sentence)
    group = next((g for g in syntax.verb_groups if g.first < last and first < g.last), None)
    owner = sentence.tokens[first - 1] if first else None
    if group is not None and not group.passive:
        phrase = syntax.subject_of(group)
        words = (phrase.first, phrase.last) if phrase is not None else None
    elif owner is not None and owner.tag == "PRP$":
        words = (first - 1, first)
    else:
        words = None
    if words is None:
        return None
    found = Span(start=sentence.tokens[words[0]].start, end=sentence.tokens[words[1] - 1].end)
    return None if any(s.start < found.end and found.start < s.end for s in content) else found


def _clause(sentence: Sentence, cue: Span, source: Span | None, contents: Sequence[Placed]) -> Span:
    """Cue and source with what stands around them in the sentence up to any content: hearer, occasion and time."""
    start, end = cue.start, cue.end
    if source is not None and sentence.start <= source.start and source.end <= sentence.end:
        start, end = min(start, source.start), max(end, source.end)
    holding = [c for c in contents if c.start <= cue.start < c.end]
    low = max([sentence.start, *(c.end for c in contents if c.end <= start), *(c.start for c in holding)])
    high = min([sentence.end, *(c.start for c in contents if c.start >= end), *(c.end for c in holding)])
    for token in sentence.tokens:
        if token.text in _CLAUSE_ENDS:
            if low < token.end <= start:
                low = token.end
            elif end <= token.start < high:
                high = token.start
    words = [t for t in sentence.tokens if low <= t.start and t.end <= high and t.text[0].isalnum()]
    return Span(start=min(start, words[0].start), end=max(end, words[-1].end)) if words else Span(start=start, end=end)
