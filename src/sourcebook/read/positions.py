"""Positions: who demands, offers, accepts, rejects, supports or opposes what, as one report gives it.

A verb that takes a stance, with its subject or the speaker as holder ("Ostrel has ruled out concessions"); what a
speaker says must be, or can't be ("the border must reopen", "there can be no amnesty"); the predicates of a list of
conditions, one position each; what is withheld until a condition is met; an order at the start of a quotation; and
nouns ("Ostrel's demand that"). The words stand in data/positions.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from sourcebook.lexicon.offices import office
from sourcebook.model import PositionMention, StatementMention, TimeExpression
from sourcebook.model.reading import Stance
from sourcebook.read.cast import Cast
from sourcebook.read.document import Document, Sentence
from sourcebook.read.position_antecedents import held_by
from sourcebook.read.position_cues import (
    is_negated,
    of_official,
    stance_of,
)
from sourcebook.read.position_fronted import find_fronted
from sourcebook.read.position_holders import subject_of, takers, told_by_body
from sourcebook.read.position_lists import Heading, find_listed, find_ultimatums, heading_of, item_of
from sourcebook.read.position_meant import Meant
from sourcebook.read.position_nouns import find_noun_positions
from sourcebook.read.position_offers import find_offers, may_take, needed, of_own_side, would_grant
from sourcebook.read.position_ratings import find_ratings
from sourcebook.read.position_said import find_ordered, find_said
from sourcebook.read.position_seen import ADD, find_seen, weighed
from sourcebook.read.position_sentence import Found, PositionSentence
from sourcebook.read.position_spans import issue_of, over_asides
from sourcebook.read.position_terms import find_terms
from sourcebook.read.position_turns import as_told, find_turns, given_up_by, instead, restated
from sourcebook.read.position_verdicts import find_verdicts
from sourcebook.read.position_voices import with_sides
from sourcebook.read.position_words import given_up, listed, may_hold, table
from sourcebook.read.syntax import NounPhrase
from sourcebook.read.verbgroups import VerbGroup

OPENING = 12  # code points before a time that opens its sentence ("In June 2024, ...")
_JUST_BEFORE = 400  # code points back to the position whose noun a bare number may share
_TERMS = frozenset({"offers", "accepts"})


def find_positions(
    document: Document, cast: Cast, times: Sequence[TimeExpression], statements: Sequence[StatementMention]
) -> tuple[PositionMention, ...]:
    """The positions of a report, sorted by their first offset; each has a holder's name, or at least its words."""
    statements = with_sides(document.text, cast.mentions, statements)
    made: list[PositionMention] = []
    heading: Heading | None = None
    for sentence in document.sentences:
        if not (heading or may_hold(sentence.tokens) or _sees(document, sentence)):
            continue
        scene = PositionSentence(document, cast, sentence, statements)
        before = [p for p in made if p.start >= sentence.start - _JUST_BEFORE]
        finder = _Finder(scene, _latest(before))
        item = item_of(scene, heading) if heading is not None else None
        told = [item] if item is not None and finder.issue(item) else finder.positions()
        heading = heading if item is not None else heading_of(scene)
        made += [_mention(document, sentence, found, times, finder.issue(found)) for found in told]
    return tuple(sorted(set(made), key=lambda p: (p.start, p.end, p.stance, p.holder_name or "")))


def _sees(document: Document, sentence: Sentence) -> bool:
    """Whether the encoder takes a word of the sentence for one that carries a stance."""
    sight = document.sight
    return sight is not None and any(stance.sure >= ADD for stance in sight.stances_of(sentence.index))


def _latest(positions: Sequence[PositionMention]) -> str:
    """The issue of the position that is told last."""
    return max(positions, key=lambda p: (p.start, p.end)).issue if positions else ""


class _Finder:
    """The positions of one sentence."""

    def __init__(self, scene: PositionSentence, before: str = "") -> None:
        """`before`: the issue of the position told last, for numbers that go without their noun."""
        self.scene = scene
        self.issue = Meant(scene, before).issue
        self.tokens = scene.tokens
        self.syntax = scene.syntax

    def positions(self) -> list[Found]:
        """Each position once: one that lies within another of the same holder and stance is part of it."""
        found = [one for group in self.syntax.verb_groups for one in self._of(as_told(self.scene, group))]
        found += [
            *(replace(one, terms=True) for one in find_terms(self.scene)),
            *find_noun_positions(self.scene),
            *find_offers(self.scene),
            *find_verdicts(self.scene),
            *find_turns(self.scene),
            *find_listed(self.scene),
            *find_ultimatums(self.scene),
            *find_ordered(self.scene),
            *find_fronted(self.scene),
            *find_ratings(self.scene),
        ]
        found = weighed(self.scene, [one for one in found if one.name])
        found += find_seen(self.scene, found)
        found = [one for one in found if one.last > one.first and self.issue(one)]
        return [
            one
            for i, one in enumerate(found)
            if not any(
                other.first <= one.first
                and one.last <= other.last
                and (other.name, other.name or other.holder) == (one.name, one.name or one.holder)
                and (other.stance == one.stance or (other.terms and one.stance == "rejects"))
                for j, other in enumerate(found)
                if j != i and (other.last - other.first, -j) > (one.last - one.first, -i)
            )
        ]

    def _of(self, group: VerbGroup) -> Iterator[Found]:
        said = self.scene.spoken(self.tokens[group.head]) or told_by_body(self.scene, self.tokens[group.head])
        if (said is None and not may_take(self.tokens, group)) or self.scene.conditional(group):
            return
        spoken = list(find_said(self.scene, group, said)) if said is not None else []
        yield from spoken
        stance = None if spoken else self._stance(group)
        if stance is not None:
            yield from self._taken(group, stance, said)
        elif not spoken and self._needed(group, said):
            yield from self._taken(group, "demands", said)
        elif not spoken and said is not None and would_grant(self.tokens, group) and said.kind == "indirect":
            yield from self._taken(group, "accepts", said)
        elif not spoken and (own := of_own_side(self.tokens, group)) is not None and self._of_itself(group, said):
            yield from self._taken(group, own, said)
        elif not spoken and (asked := of_official(self.tokens, group)) is not None:
            taken = self._taken(group, asked, said)
            in_office = self._in_office(group)
            yield from (one for one in taken if one.name and (in_office or self.scene.official(one.name)))

    def _stance(self, group: VerbGroup) -> Stance | None:
        """The stance of a verb; of what somebody stopped doing, what is left of it."""
        before = self.scene.before(group)
        if given_up_by(before, group):
            return given_up(stance_of(self.tokens, replace(group, finite=True), None))
        stance = stance_of(self.tokens, group, before)
        return None if stance is None else restated(stance, self.tokens, group)

    def _of_itself(self, group: VerbGroup, said: StatementMention | None) -> bool:
        """Whether a verb is said of the speaker's own side, or, in the report's own words, of a state or a body."""
        subject = self.syntax.subject_of(group)
        if subject is None:
            return False
        names = takers(self.scene, subject, said)[1]
        if said is not None:
            return said.kind != "direct" and not self.scene.of_self(subject) and names == (said.speaker_name,)
        if not is_negated(self.tokens, group):
            return False  # what a report says that a state "could accept" nobody has said
        bodies = [e for name in names if (e := self.scene.cast.entity(name)) is not None and e.type != "person"]
        return len(names) == len(bodies) == 1

    def _needed(self, group: VerbGroup, said: StatementMention | None) -> bool:
        """ "Her side would need a law": what the speaker's own side is said to need."""
        subject = self.syntax.subject_of(group) if said is not None else None
        if said is None or subject is None or subject.pronoun or not needed(self.scene, group):
            return False
        return takers(self.scene, subject, said) == (said.speaker, (said.speaker_name,))

    def _taken(self, group: VerbGroup, stance: Stance, said: StatementMention | None) -> Iterator[Found]:
        """By a verb of stance: its subject takes the position, of a passive whoever stands after "by"."""
        scene = self.scene
        if group.passive:
            yield from self._taken_by(group, stance, said)
            return
        subject = self._subject(group)
        said = said or scene.cued(group)
        span, names = held_by(scene, group, subject, said)
        alone = subject is None and group.finite
        if said is not None and said.speaker_name and (alone or scene.of_self(subject)) and not names:
            span, names = said.speaker, (said.speaker_name,)
        last = scene.end(group.last, said, terms=stance in _TERMS)
        first, about = self._words(group, last)
        stance, last = self._instead(group, stance, last)
        for name in names:
            if not self._of_person(group, last, stance):
                yield Found(first, max(last, group.last), about, stance, span, name, said)

    def _instead(self, group: VerbGroup, stance: Stance, last: int) -> tuple[Stance, int]:
        """ "No longer asks for twelve but for seven" asks, for seven."""
        denied = group.negated or "longer" in {t.lower for t in self.tokens[max(0, group.first - 2) : group.head]}
        but = instead(self.tokens, group.last) if denied and stance == "accepts" else None
        return (stance, last) if but is None else ("demands", self.scene.end(but + 1, None))

    def _words(self, group: VerbGroup, last: int) -> tuple[int, int]:
        """Where a position begins, and its object; "a text that Ostrel rejects" has the object before the verb."""
        first = group.first - 2 * (group.first > 1 and self.tokens[group.first - 1].lower == "longer")
        subject = self.syntax.subject_of(group)
        at = -1 if subject is None else subject.first - 1
        relative = at > 0 and self.tokens[at].lower in {"that", "which"} and self.tokens[at].tag in {"WDT", "WP", "IN"}
        if relative and group.governor is None and not group.negated and not issue_of(self.tokens, group.last, last):
            before = self.syntax.phrase_at(at - 1 - (self.tokens[at - 1].text == ","))
            aside = self.tokens[at - 1].text == "," and before is not None and before.first > 0
            if before is not None and not (aside and self.tokens[before.first - 1].tag == "IN"):
                return before.first, before.first  # not "during the war, which": it may be of what stands before
        return first, self._object(group)

    def _in_office(self, group: VerbGroup) -> bool:
        """Whether the subject is an office, the name beside it or not: "its customs chief, Ada Lenk, wants"."""
        subject = self.syntax.subject_of(group)
        return subject is not None and not subject.pronoun and office(self.tokens[subject.head].lower) is not None

    def _object(self, group: VerbGroup) -> int:
        """Where the object begins: behind "agreed in principle to"."""
        parted = group.lemma in table("parted-particles")
        to = over_asides(self.tokens, group.last) if parted else None
        return group.last if to is None else to + 1

    def _subject(self, group: VerbGroup) -> NounPhrase | None:
        """The verb's subject; of a participle after a comma, that of the sentence's first verb."""
        ahead = self.tokens[group.first - 1].text if group.first else ""
        if not group.finite and self.tokens[group.head].tag == "VBG" and ahead == ",":
            main = next((g for g in self.syntax.verb_groups if g.finite), None)
            return None if main is None or main.first > group.first else subject_of(self.scene, main)
        found = subject_of(self.scene, group)
        by = found is not None and found.first > 0 and self.tokens[found.first - 1].lower == "by"
        return None if by else found  # "the wife of a man held by the League pleaded"

    def _of_person(self, group: VerbGroup, last: int, stance: Stance) -> bool:
        """Whether what is supported or opposed is a person, which tells of no issue."""
        if stance not in {"supports", "opposes"} or group.last >= last or group.lemma in listed("clause", "endorses"):
            return False
        phrase = self.syntax.phrase_at(group.last)
        span = None if phrase is None else self.scene.span(phrase.first, phrase.last)
        named = () if span is None else self.scene.cast.mentions_in(span.start, span.end)
        return any(m.type == "person" and span is not None and m.end == span.end for m in named)

    def _taken_by(self, group: VerbGroup, stance: Stance, said: StatementMention | None) -> Iterator[Found]:
        tokens = self.tokens
        if group.last >= len(tokens) or tokens[group.last].lower != "by":
            return
        holder = self.syntax.phrase_at(group.last + 1)
        about = self.syntax.subject_of(group)
        if holder is None or about is None or not group.finite:
            return
        span, names = self.scene.holders(holder)
        for name in names:
            yield Found(about.first, holder.last, about.first, stance, span, name, said)


def _mention(
    document: Document, sentence: Sentence, found: Found, times: Sequence[TimeExpression], issue: list[str]
) -> PositionMention:
    tokens = sentence.tokens
    start, end = tokens[found.first].start, tokens[found.last - 1].end
    earliest, latest = _days(document, sentence, (start, end), found.said, times)
    return PositionMention(
        start=start,
        end=end,
        holder=found.holder,
        holder_name=found.name,
        stance=found.stance,
        issue=" ".join(issue),
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
