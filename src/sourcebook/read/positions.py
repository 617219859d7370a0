"""Positions: who demands, offers, accepts, rejects, supports or opposes what, as one report gives it.

Three ways: a verb that takes a stance, with its subject or the speaker as holder ("Ostrel has ruled out concessions");
what a speaker says must be, or can't be ("the border must reopen", "membership is out of the question"); and the
predicates of a list of conditions, one position each. Cues stand in data/positions.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sourcebook.model import PositionMention, Span, StatementMention, TimeExpression
from sourcebook.model.reading import Stance
from sourcebook.read.cast import Cast
from sourcebook.read.document import Document, Sentence, Token
from sourcebook.read.position_cues import (
    condition_at,
    conditional,
    issue_of,
    may_hold,
    must_group,
    ruled_out,
    span_end,
    stance_of,
)
from sourcebook.read.syntax import NounPhrase, Syntax, analyse
from sourcebook.read.verbgroups import VerbGroup

MANY = 4  # holders of one position, at most
OPENING = 12  # code points before a time that opens its sentence ("In June 2024, ...")


@dataclass(frozen=True, slots=True)
class _Found:
    """A position in token indices of its sentence: its words, where its object begins, and who takes it."""

    first: int
    last: int
    object: int
    stance: Stance
    holder: Span | None
    name: str | None
    said: StatementMention | None


def find_positions(
    document: Document, cast: Cast, times: Sequence[TimeExpression], statements: Sequence[StatementMention]
) -> tuple[PositionMention, ...]:
    """The positions of a report, sorted by their first offset; none without a holder that the report names."""
    made: list[PositionMention] = []
    for sentence in document.sentences:
        if may_hold(sentence.tokens):
            finder = _Finder(document, cast, sentence, statements)
            made += [_mention(document, sentence, found, times) for found in finder.positions()]
    return tuple(sorted(set(made), key=lambda p: (p.start, p.end, p.stance, p.holder_name or "")))


class _Finder:
    """The positions of one sentence."""

    def __init__(
        self, document: Document, cast: Cast, sentence: Sentence, statements: Sequence[StatementMention]
    ) -> None:
        self.document = document
        self.cast = cast
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.syntax: Syntax = analyse(sentence)
        self.statements = [
            s for s in statements if any(c.start < sentence.end and c.end > sentence.start for c in s.content)
        ]

    def positions(self) -> list[_Found]:
        """Each position once: one that lies within another of the same holder and stance is part of it."""
        found = [one for group in self.syntax.verb_groups for one in self._of(group)]
        return [
            one
            for i, one in enumerate(found)
            if not any(
                other.first <= one.first
                and one.last <= other.last
                and (other.name, other.stance) == (one.name, one.stance)
                for j, other in enumerate(found)
                if j != i and (other.last - other.first, -j) > (one.last - one.first, -i)
            )
        ]

    def _of(self, group: VerbGroup) -> Iterator[_Found]:
        if conditional(self.tokens, group):
            return
        said = self._statement(self.tokens[group.head])
        spoken = list(self._of_what_is_said(group, said)) if said is not None and said.speaker_name else []
        stance = None if spoken else stance_of(self.tokens, group)
        yield from spoken
        if stance is not None:
            yield from self._taken(group, stance, said)

    def _taken(self, group: VerbGroup, stance: Stance, said: StatementMention | None) -> Iterator[_Found]:
        """By a verb of stance: its subject takes the position, of a passive whoever stands after "by"."""
        if group.passive:
            yield from self._taken_by(group, stance, said)
            return
        subject = self.syntax.subject_of(group)
        said = said or self._cued(group)
        span, names = self._holders(subject)
        if not names and said is not None and (subject is None or self._speaks_of_self(subject)):
            span, names = said.speaker, (said.speaker_name,) if said.speaker_name else ()
        last = self._end(group, said)
        if last <= group.last or not issue_of(self.tokens, group.last, last):
            return
        for name in names:
            yield _Found(group.first, last, group.last, stance, span, name, said)

    def _taken_by(self, group: VerbGroup, stance: Stance, said: StatementMention | None) -> Iterator[_Found]:
        if group.last >= len(self.tokens) or self.tokens[group.last].lower != "by":
            return
        holder = self.syntax.phrase_at(group.last + 1)
        about = self.syntax.subject_of(group)
        if holder is None or about is None:
            return
        span, names = self._holders(holder)
        for name in names:
            yield _Found(about.first, holder.last, about.first, stance, span, name, said)

    def _of_what_is_said(self, group: VerbGroup, said: StatementMention) -> Iterator[_Found]:
        subject = self.syntax.subject_of(group)
        if subject is None or not self._inside(said, subject.first):
            return
        name = said.speaker_name
        end = ruled_out(self.tokens, group)
        if end is not None:
            first = subject.first if self.tokens[subject.head].tag != "EX" else group.first
            last = max(end, self._end(group, said)) if first == group.first else end
            yield _Found(first, last, first, "rejects", said.speaker, name, said)
        elif must_group(self.tokens, group, subject) or condition_at(self.tokens, group):
            yield from self._demanded(group, subject, said)

    def _demanded(self, group: VerbGroup, subject: NounPhrase, said: StatementMention) -> Iterator[_Found]:
        """What must be; "must leave the bloc and withdraw its troops" are two demands."""
        last = self._end(group, said)
        parts = [
            other
            for other in self.syntax.verb_groups
            if group.last <= other.first < last and self.tokens[other.first].tag in {"VB", "VBP"}
            and self.tokens[other.first - 1].lower in {"and", "or", ","}
        ]  # fmt: skip
        starts = [subject.first, *(part.first for part in parts)]
        ends = [*(part.first for part in parts), last]
        for start, end in zip(starts, ends, strict=True):
            while end > start and self.tokens[end - 1].lower in {"and", "or", ","}:
                end -= 1  # noqa: PLW2901 - the conjunction belongs to neither part
            yield _Found(start, end, start, "demands", said.speaker, said.speaker_name, said)

    def _holders(self, phrase: NounPhrase | None) -> tuple[Span | None, tuple[str, ...]]:
        """Who a subject names: one, or each of "both A and B"."""
        phrases = [] if phrase is None else [phrase]
        while phrases and phrases[0].first > 1 and self.tokens[phrases[0].first - 1].lower in {"and", ","}:
            before = self.syntax.phrase_at(phrases[0].first - 2)
            if before is None or before.last != phrases[0].first - 1 or len(phrases) > MANY:
                break
            phrases.insert(0, before)
        if not phrases:
            return None, ()
        tokens = self.tokens
        span = Span(start=tokens[phrases[0].first].start, end=tokens[phrases[-1].last - 1].end)
        names = [name for one in phrases if (name := self._holder(one)) is not None]
        return span, tuple(dict.fromkeys(names))

    def _holder(self, phrase: NounPhrase) -> str | None:
        span = Span(start=self.tokens[phrase.first].start, end=self.tokens[phrase.last - 1].end)
        name = self.cast.resolve(span, self.sentence)
        entity = None if name is None else self.cast.entity(name)
        if entity is None:
            return name
        town = entity.type == "place" and entity.country != name and entity.stands_for is None
        return None if town or entity.type == "other" else name

    def _speaks_of_self(self, subject: NounPhrase) -> bool:
        return self.tokens[subject.head].lower in {"we", "i"}

    def _statement(self, token: Token) -> StatementMention | None:
        """The innermost statement whose content holds the token."""
        holding = [s for s in self.statements if any(c.start <= token.start < c.end for c in s.content)]
        return min(holding, key=lambda s: sum(c.end - c.start for c in s.content), default=None)

    def _cued(self, group: VerbGroup) -> StatementMention | None:
        """The statement that the verb itself introduces: "demanded that"."""
        start, end = self.tokens[group.first].start, self.tokens[group.last - 1].end
        return next((s for s in self.statements if s.cue is not None and s.cue.start < end and s.cue.end > start), None)

    def _inside(self, said: StatementMention, index: int) -> bool:
        return any(c.start <= self.tokens[index].start < c.end for c in said.content)

    def _end(self, group: VerbGroup, said: StatementMention | None) -> int:
        last = span_end(self.tokens, group.last, self.syntax.verb_groups)
        if said is not None:
            stop = max((c.end for c in said.content if c.start <= self.tokens[group.head].start < c.end), default=None)
            while stop is not None and last > group.last and self.tokens[last - 1].end > stop:
                last -= 1
        return last


def _mention(document: Document, sentence: Sentence, found: _Found, times: Sequence[TimeExpression]) -> PositionMention:
    tokens = sentence.tokens
    start, end = tokens[found.first].start, tokens[found.last - 1].end
    earliest, latest = _days(document, sentence, (start, end), found.said, times)
    return PositionMention(
        start=start,
        end=end,
        holder=found.holder,
        holder_name=found.name,
        stance=found.stance,
        issue=" ".join(issue_of(tokens, found.object, found.last)),
        earliest=earliest,
        latest=latest,
    )


def _days(
    document: Document,
    sentence: Sentence,
    span: tuple[int, int],
    said: StatementMention | None,
    times: Sequence[TimeExpression],
) -> tuple[date | None, date | None]:
    """When the position was taken: when it was said, else at a past time that opens its sentence, else lately."""
    published = document.report.published
    if said is not None:
        return said.earliest, said.latest
    latest = None if published is None else published.latest
    for time in times:
        opens = 0 <= time.start - sentence.start <= OPENING and time.end <= span[0]
        dated = time.type in {"date", "time"} and time.earliest is not None and time.latest is not None
        if opens and dated and (latest is None or (time.earliest or latest) <= latest):
            return time.earliest, time.latest
    return (None, None) if published is None else (published.earliest, published.latest)
