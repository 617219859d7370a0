"""Mentions of one utterance joined: by the same words, by the same meaning, or by their place in a rewrite.

Two sentences of one speech are two statements; within two reports each mention finds one partner at most.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from sourcebook.link.changes import changes
from sourcebook.link.counts import Standing, count_standings, standings
from sourcebook.link.decisions import FREE, Bound, Desk, Unit
from sourcebook.link.rewordings import Rewordings, reworded_pairs
from sourcebook.link.utterance_pairs import (
    Pair,
    aligned_pairs,
    candidate_pairs,
    nested,
    same_words,
    text_pair,
)
from sourcebook.link.utterances import Utterance, Utterances, gather_utterances, sentences_of, utterance, weigh
from sourcebook.link.words import Vocabulary
from sourcebook.model import Evidence, Interval, Origin, Reading, Span, Statement
from sourcebook.model.reading import StatementKind

_KINDS: tuple[StatementKind, ...] = ("direct", "mixed", "indirect")
MOST_REASONS = 4


def link_statements(
    readings: Sequence[Reading],
    entity_of: Mapping[str, Mapping[str, str]],
    origins: Sequence[Origin],
    desk: Desk | None = None,
    *,
    sides: Mapping[str, str] | None = None,
    known: Mapping[str, Standing] | None = None,
) -> tuple[Statement, ...]:
    """Every statement mention of the readings in exactly one Statement, but for one that several sentences of another
    report tear apart; sorted by id.

    `entity_of[report id][name]` is the entity that a speaker's name stands for in that report. A function of the
    sets: the order of readings and origins changes nothing. `desk`: what was decided by hand. `sides[entity]`: the
    state that an entity speaks for; what a report gives as the state's may be another's as its official's.
    `known`: where the reports stand, where that was worked out already.
    """
    whole, vocabulary = gather_utterances(readings, entity_of, sides)
    given = in_sentences(whole, vocabulary)
    bound: Bound[Utterance] = FREE
    if desk:
        pieces = [(item, Unit(item.report, span.start, span.end)) for item in given.items for span in item.spans]
        bound = desk.bind("statements", pieces)
        given = weigh(tuple(item for item in given.items if item not in bound.rejected), vocabulary)
    ordered = sorted(origins, key=lambda origin: origin.id)
    pairs = aligned_pairs(given, ordered)
    asked = candidate_pairs(given)
    pairs += [pair for pair in (text_pair(given, a, b) for a, b in asked) if pair is not None]
    reworded = reworded_pairs(given, asked)
    pairs += reworded.pairs
    clusters = _Clusters(given, bound, reworded)
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.left, pair.right, pair.reason)):
        clusters.join(pair)
    clusters.mend_mentions()
    known = standings(origins, readings) if known is None else known
    made = [_statement(given, indices, reasons, known) for indices, reasons in clusters.groups()]
    return tuple(sorted(made, key=lambda statement: statement.id))


def in_sentences(whole: Utterances, vocabulary: Vocabulary) -> Utterances:
    """The utterances with quotations of several sentences cut into these, for another report may give them apart."""
    items: list[Utterance] = []
    for item in whole.items:
        spans = sentences_of(item) if item.mention.kind == "direct" else []
        cut = [utterance(item.reading, item.mention, (span,), item.speaker, vocabulary) for span in spans]
        parts = [replace(part, side=item.side) for part in cut]
        items.extend(parts if len(parts) > 1 and all(part.order for part in parts) else [item])
    return weigh(tuple(sorted(items, key=lambda item: item.place)), vocabulary)


class _Clusters:
    """Utterances joined so far: who stands with whom, and why."""

    def __init__(self, given: Utterances, bound: Bound[Utterance], reworded: Rewordings) -> None:
        self._given = given
        self._bound = bound
        self._reworded = reworded
        self._home = list(range(len(given.items)))
        self._members = {index: [index] for index in self._home}
        self._reasons: dict[int, list[str]] = {index: [] for index in self._home}
        number = {item: index for index, item in enumerate(given.items)} if bound.together else {}
        for items in bound.together:
            first, *rest = sorted(number[item] for item in items)
            for other in rest:
                self._merge(first, other, None)

    def join(self, pair: Pair) -> None:
        """Joins two clusters, unless that would make one of what a report gives as two, or of two speakers."""
        left, right = sorted((self._home[pair.left], self._home[pair.right]))
        if left == right or not self._may_meet(left, right) or not self._one_to_one(left, right):
            return
        if pair.loose and not self._reworded.holds(self._given, self._members[left], self._members[right]):
            return
        one, two = self._given.items[pair.left].report, self._given.items[pair.right].report
        self._merge(left, right, f"{one} and {two}: {pair.reason}" if one != two else f"{one}: {pair.reason}")

    def mend_mentions(self) -> None:
        """Puts the sentences of one quotation together again where no other report gives them apart."""
        by_mention: dict[tuple[str, int, int], list[int]] = {}
        for index, item in enumerate(self._given.items):
            content = item.mention.content
            by_mention.setdefault((item.report, content[0].start, content[-1].end), []).append(index)
        for indices in by_mention.values():
            for before, after in pairwise(indices):
                left, right = sorted((self._home[before], self._home[after]))
                if left != right and self._may_meet(left, right) and not self._torn(left, right):
                    self._merge(left, right, None)

    def groups(self) -> list[tuple[list[int], list[str]]]:
        """The clusters: members in order, and the reasons for which they were joined."""
        return [(self._members[root], self._reasons[root]) for root in sorted(self._members)]

    def _merge(self, left: int, right: int, reason: str | None) -> None:
        self._members[left] = sorted(self._members[left] + self._members[right])
        self._reasons[left] += self._reasons.pop(right) + ([reason] if reason else [])
        for index in self._members.pop(right):
            self._home[index] = left

    def _may_meet(self, left: int, right: int) -> bool:
        """Whether no speaker stands against another, and the desk doesn't keep the two clusters apart.

        Only the desk joins what two speakers are said to have said.
        """
        mine, its = ([self._given.items[index] for index in self._members[root]] for root in (left, right))
        if self._bound.apart(mine, its):
            return False
        one, two = ({item.speaker for item in items if item.firm} - {None} for items in (mine, its))
        return one <= two or two <= one or _one_voice([item for item in (*mine, *its) if item.firm and item.speaker])

    def _one_to_one(self, left: int, right: int) -> bool:
        """Whether no report has an utterance on either side, but for those that are the same words."""
        items = self._given.items
        there: dict[str, list[int]] = {}
        for index in self._members[right]:
            there.setdefault(items[index].report, []).append(index)
        return all(
            same_words(items[index], items[other]) and not nested(items[index], items[other])
            for index in self._members[left]
            for other in there.get(items[index].report, [])
        )

    def _torn(self, left: int, right: int) -> bool:
        """Whether a report gives one side in one mention and the other in another."""
        mentions = [self._mentions(root) for root in (left, right)]
        return any(mentions[0][report].isdisjoint(mentions[1][report]) for report in mentions[0].keys() & mentions[1])

    def _mentions(self, root: int) -> dict[str, set[tuple[int, int]]]:
        found: dict[str, set[tuple[int, int]]] = {}
        for index in self._members[root]:
            item = self._given.items[index]
            content = item.mention.content
            found.setdefault(item.report, set()).add((content[0].start, content[-1].end))
        return found


def _one_voice(items: Sequence[Utterance]) -> bool:
    """Whether the speakers are a state and at most one who speaks for it."""
    sides = {item.side for item in items}
    return len(sides) == 1 and None not in sides and len({item.speaker for item in items} - sides) <= 1


def _statement(given: Utterances, indices: list[int], reasons: list[str], known: Mapping[str, Standing]) -> Statement:
    members = [given.items[index] for index in indices]
    kinds = {item.mention.kind for item in members}
    first = members[0]
    spans = [edge for span in first.mention.content for edge in (span.start, span.end)]
    # One stretch of a page may be two statements: of two speakers, or one of them with more of the sentence.
    identity = (*first.place, *spans, first.speaker, first.mention.kind)
    digest = hashlib.sha256("\0".join(map(str, identity)).encode("utf-8", "surrogatepass")).hexdigest()
    longest = max(members, key=lambda item: (len(item.order), item.place))
    reports = {item.report for item in members}
    same = len(reports) == 1 or all(same_words(item, longest) or item.report == longest.report for item in members)
    return Statement(
        id=f"s_{digest[:16]}",
        speaker=_speaker(members),
        kind=next(kind for kind in _KINDS if kind in kinds),
        date=_date(members),
        via=_via(members),
        mentions=_mentions(members),
        wording="same" if same else "reworded",
        origins=count_standings(reports, known),
        reasons=tuple(sorted(set(reasons))[:MOST_REASONS]),
        changes=changes(members),
    )


def _speaker(members: list[Utterance]) -> str | None:
    """The speaker whom most mentions give; one named beside the words outweighs one pronoun, not two."""
    votes: dict[str, float] = {}
    for item in members:
        if item.speaker is not None:
            votes[item.speaker] = votes.get(item.speaker, 0.0) + (1.5 if item.firm else 1.0)
    states = {item.side for item in members if item.side is not None and item.speaker not in {None, item.side}}
    votes = {name: vote for name, vote in votes.items() if name not in states}  # its official is named: he spoke
    return min(votes, key=lambda name: (-votes[name], name), default=None)


def _mentions(members: list[Utterance]) -> tuple[Evidence, ...]:
    """Evidence for each content span; neighbouring sentences of one quotation are one span again."""
    evidence: list[Evidence] = []
    by_span: dict[tuple[str, int, int], list[Span]] = {}
    for item in members:
        for span in item.spans:
            outer = next(s for s in item.mention.content if s.contains(span))
            by_span.setdefault((item.report, outer.start, outer.end), []).append(span)
    texts = {item.report: item.reading.report.text for item in members}
    for (report, _, _), spans in by_span.items():
        for span in _joined(sorted(spans), texts[report]):
            evidence.append(Evidence(report=report, start=span.start, end=span.end, text=span.of(texts[report])))
    return tuple(sorted(set(evidence)))


def _joined(spans: list[Span], text: str) -> list[Span]:
    joined = [spans[0]]
    for span in spans[1:]:
        between = text[joined[-1].end : span.start]
        if any(char.isalnum() for char in between):
            joined.append(span)
        else:
            joined[-1] = Span(start=joined[-1].start, end=max(span.end, joined[-1].end))
    return joined


def _date(members: list[Utterance]) -> Interval | None:
    """The days that all mentions allow, the narrowest first; where they don't meet, the narrowest stands."""
    dated = [
        (item.latest - item.earliest, item.earliest, item.latest) for item in members if item.earliest and item.latest
    ]
    if not dated:
        return None
    _, earliest, latest = min(dated)
    for _, low, high in sorted(dated):
        if max(earliest, low) <= min(latest, high):
            earliest, latest = max(earliest, low), min(latest, high)
    return Interval(earliest=earliest, latest=latest)


def _via(members: list[Utterance]) -> tuple[str, ...]:
    counts = Counter(name for item in members for name in dict.fromkeys(item.mention.via))
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))
