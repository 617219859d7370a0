"""Pairs of reports of which one depends on the other, or both on a third: what shows it, and how much."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec
import numpy as np

from sourcebook.link import alignment, shingles
from sourcebook.link.bodies import Bodies, Body
from sourcebook.link.credits import credited, in_brackets
from sourcebook.link.memory import Memory
from sourcebook.link.nearby import Nearby
from sourcebook.link.shingles import Hashes
from sourcebook.link.words import Floats, Ints
from sourcebook.model import Origin, Reading, Report
from sourcebook.model.record import OriginRelation

# Chosen on 12,000 reports of many outlets (cross-outlet pairs within days, read one by one): from a fifth of the
# shorter report on, outside of quotations, all shared wire text or copied passages; below a tenth, half are chance.
COPY_SHARE = 0.2
COPY_SHINGLES = 40
WHOLE_SHARE = 0.8
WHOLE_SHINGLES = 12
SAME_OUTLET_SHARE = 0.5
"""An outlet repeats its own background paragraphs; only a new edition of the same report shares half."""
WIRE_SHARE = 0.08
WIRE_SHINGLES = 25
"""Less shared text is enough where both reports credit one agency."""
RELEASE_SHARE = 0.5
RELEASE_LARGER = 0.35
RELEASE_SHINGLES = 60
"""One official statement as the bulk of both: quotations counted, half of the shorter and a third of the longer."""
DAYS = 10
"""Reports further apart than this are taken for one text only where nearly all of it is shared."""

# Rewrites: coverage is the share of a report's words that stand in sentences matched in order, weight the same with
# each match counted by its likeness, order what keeping the order costs of the likeness. The same 12,000 reports hold
# two pairs over these lines (two versions of one release); pairs known to be rewrites reach .19 to .37 in weight.
REWRITE_NEIGHBOUR = 0.1
REWRITE_KEEP = 8
REWRITE_MATCHES = 6
REWRITE_SHINGLES = 20
FIXTURE_LIKENESS = 0.97
FIXTURE_WORDS = 12


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line that a pair must be over, in every measure, to count as a rewrite.

    `shared`: of the shorter text's own words, what stands word for word in the other.
    """

    weight: float
    larger_weight: float
    coverage: float
    larger_coverage: float
    order: float
    matches: int
    shared: float = 0.0


LINES = (
    Line(weight=0.24, larger_weight=0.0, coverage=0.5, larger_coverage=0.0, order=0.8, matches=REWRITE_MATCHES),
    Line(weight=0.16, larger_weight=0.0, coverage=0.45, larger_coverage=0.0, order=0.93, matches=8),
    Line(weight=0.08, larger_weight=0.4, coverage=0.15, larger_coverage=0.8, order=0.9, matches=REWRITE_MATCHES),
    # Less of the order where a tenth stands word for word besides: a rewrite whose paragraphs were moved, or that was
    # cut. Of 26 pairs of other reports with so much in common none has these weights (at most .03 and .33).
    Line(weight=0.16, larger_weight=0.34, coverage=0.2, larger_coverage=0.4, order=0.55, matches=5, shared=0.1),
)


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """Two bodies, by index (`left` < `right`), that go back to one source. `strength` orders ties among themselves."""

    left: int
    right: int
    relation: OriginRelation
    strength: float
    reason: str


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """How much of one body the matches cover: all of it is 1."""

    coverage: float
    weight: float


Asked = dict[tuple[str, str], tuple["Body", "Body", tuple[str | None, str | None], "Tie | None"]]
"""What was found of a pair of bodies, by their reports, with what it was asked of."""


Grouped = tuple[tuple["Body", ...], tuple[list[str | None], list["Tie"]], Origin]
"""Bodies of one origin, their credits, their ties (by their places among them), and the origin."""


class Known:
    """What was found out about bodies and pairs of them; holds for the same objects."""

    def __init__(self) -> None:
        self.runs: Memory[Body, tuple[Hashes, Hashes]] = Memory()
        self.brackets: Memory[Reading, frozenset[str]] = Memory()
        self.credits: Memory[Reading, str | None] = Memory()
        self.plain: Memory[Body, Ints] = Memory()
        self.spoken = shingles.Candidates()
        self.whole = shingles.Candidates()
        self.nearby = Nearby(least=REWRITE_NEIGHBOUR, keep=REWRITE_KEEP, fits=_may_be_rewrites)
        self.text: Asked = {}
        self.rewrites: Asked = {}
        self.origins: dict[tuple[str, ...], Grouped] = {}


class Evidenced(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The bodies of a set with what ties are drawn from."""

    bodies: Bodies
    spoken: list[Hashes]
    whole: list[Hashes]
    credits: list[str | None]
    pair_weights: Floats
    known: Known

    def one_outlet(self, left: int, right: int) -> bool:
        """Whether both bodies are known to come from one outlet."""
        outlets = [self.bodies.items[index].reading.report.outlet for index in (left, right)]
        return outlets[0] is not None and outlets[0] == outlets[1]

    def ask(
        self, pairs: Iterable[tuple[int, int]], asked: Asked, tie: Callable[[Evidenced, int, int], Tie | None]
    ) -> tuple[list[Tie], Asked]:
        """The ties of the pairs, each pair asked once as long as it is of the same bodies and credits.

        And what to remember of them.
        """
        found: list[Tie] = []
        kept: Asked = {}
        for left, right in pairs:
            one, two = self.bodies.items[left], self.bodies.items[right]
            credits = (self.credits[left], self.credits[right])
            old = asked.get((one.id, two.id))
            if old is None or old[0] is not one or old[1] is not two or old[2] != credits:
                old = (one, two, credits, tie(self, left, right))
            kept[one.id, two.id] = old
            if old[3] is not None:
                found.append(msgspec.structs.replace(old[3], left=left, right=right))
        return found, kept


def prepare(bodies: Bodies, known: Known | None = None) -> Evidenced:
    """Shingles, credits and weights of a set; `known`: what was found out before, and is added to."""
    readings = [body.reading for body in bodies.items]
    memory, hashes = known or Known(), bodies.vocabulary.hashes
    learned = frozenset().union(*memory.brackets.each(readings, in_brackets))
    runs = memory.runs.each(
        bodies.items, lambda body: (shingles.shingles(body, hashes), shingles.shingles(body, hashes, quoted=True))
    )
    return Evidenced(
        bodies=bodies,
        spoken=[spoken for spoken, _ in runs],
        whole=[whole for _, whole in runs],
        credits=memory.credits.each(readings, lambda reading: credited(reading, learned), beside=learned),
        pair_weights=bodies.usual_weights,
        known=memory,
    )


def text_ties(given: Evidenced) -> list[Tie]:
    """Copies, shared wire text and shared releases, by index."""
    pairs = sorted({*given.known.spoken.of(given.spoken), *given.known.whole.of(given.whole)})
    found, given.known.text = given.ask(pairs, given.known.text, _text_tie)
    return found


def _text_tie(given: Evidenced, left: int, right: int) -> Tie | None:
    return _copy(given, left, right) or _release(given, left, right)


def _copy(given: Evidenced, left: int, right: int) -> Tie | None:
    common, share = shingles.share(given.spoken[left], given.spoken[right])
    one_outlet = given.one_outlet(left, right)
    agency = given.credits[left] if given.credits[left] == given.credits[right] and not one_outlet else None
    near = _days_apart(_report(given, left), _report(given, right)) <= DAYS
    least = (SAME_OUTLET_SHARE if one_outlet else COPY_SHARE) if near else WHOLE_SHARE
    whole = share >= WHOLE_SHARE and (common >= WHOLE_SHINGLES or _quotes_too(given, left, right))
    same = whole or (share >= least and common >= COPY_SHINGLES)
    wire = agency is not None and (same or (near and share >= WIRE_SHARE and common >= WIRE_SHINGLES))
    if not (same or wire):
        return None
    reason = f"{share:.0%} of the shorter text stands word for word in the other, quotations aside"
    if wire:
        reason = f"both credit {agency}; {reason}"
    return Tie(
        left=left, right=right, relation="same-wire" if wire else "copy", strength=round(1 + share, 6), reason=reason
    )


def _quotes_too(given: Evidenced, left: int, right: int) -> bool:
    """Whether nearly all of the shorter text stands in the other, where most of it is quoted."""
    common, share = shingles.share(given.whole[left], given.whole[right])
    return share >= WHOLE_SHARE and common >= RELEASE_SHINGLES


def _release(given: Evidenced, left: int, right: int) -> Tie | None:
    common, share = shingles.share(given.whole[left], given.whole[right])
    larger = common / max(1, len(given.whole[left]), len(given.whole[right]))
    near = _days_apart(_report(given, left), _report(given, right)) <= DAYS
    if not near or common < RELEASE_SHINGLES or share < RELEASE_SHARE or larger < RELEASE_LARGER:
        return None
    reason = f"one statement is the bulk of both: {share:.0%} of the shorter and {larger:.0%} of the longer text"
    return Tie(left=left, right=right, relation="same-release", strength=round(0.5 + share / 2, 6), reason=reason)


def rewrite_ties(given: Evidenced, known: set[tuple[int, int]]) -> list[Tie]:
    """Reports that tell the same, passage by passage in the same order, in other words; pairs in `known` are skipped.

    An outlet doesn't rewrite itself, it repeats itself, and what it repeats is `text_ties`' to judge.
    """
    bodies, count = given.bodies, len(given.bodies.items)
    plain = given.known.plain.each(bodies.items, lambda body: _plain(bodies, body))
    near = given.known.nearby.update(bodies, plain, max(12, min(60, count // 20)))
    at = {body.id: index for index, body in enumerate(bodies.items)}
    pairs = sorted({(at[one], at[two]) for one, two in near} - known)
    found, given.known.rewrites = given.ask(pairs, given.known.rewrites, _rewrite)
    return found


def _may_be_rewrites(one: Body, other: Body) -> bool:
    """Whether the two are of two outlets, and of days that meet."""
    first, second = one.reading.report, other.reading.report
    same = first.outlet is not None and first.outlet == second.outlet
    return not same and _days_apart(first, second) <= DAYS


def _plain(bodies: Bodies, body: Body) -> Ints:
    """The keys of a body's words, quotations and furniture aside."""
    plain: Ints = np.unique(bodies.word_keys[body.words.ids[~(body.furniture | body.quoted)]])
    return plain


def _rewrite(given: Evidenced, left: int, right: int) -> Tie | None:
    bodies = given.bodies
    first, second = bodies.items[left], bodies.items[right]
    alike = alignment.likeness(bodies, first, second, given.pair_weights)
    matches = alignment.in_order(alike)
    if len(matches) < min(line.matches for line in LINES):
        return None
    common, shared = shingles.share(given.spoken[left], given.spoken[right])
    shared = shared if common >= REWRITE_SHINGLES else 0.0
    free = alignment.any_order(alike)
    order = sum(match.likeness for match in matches) / max(free, 1e-9)
    full = [match for match in alignment.filled(alike, matches) if not _is_fixture(first, match)]
    one = _side(first, {m.left: m.likeness for m in sorted(full, key=lambda m: m.likeness)}, given)
    two = _side(second, {m.right: m.likeness for m in sorted(full, key=lambda m: m.likeness)}, given)
    low, high = sorted((one, two), key=lambda side: side.weight)
    for line in LINES:
        weighty = low.weight >= line.weight and high.weight >= line.larger_weight
        covered = min(one.coverage, two.coverage) >= line.coverage and high.coverage >= line.larger_coverage
        told = order >= line.order and len(matches) >= line.matches and shared >= line.shared
        if weighty and covered and told:
            reason = (
                f"{len(matches)} passages tell the same in the same order in other words "
                f"({one.coverage:.0%} and {two.coverage:.0%} of the texts, quotations aside)"
            )
            return Tie(left=left, right=right, relation="rewrite", strength=round(low.weight, 6), reason=reason)
    return None


def _is_fixture(body: Body, match: alignment.Match) -> bool:
    """Whether a match is a short line word for word: a menu's or a heading's, no passage told anew."""
    return match.likeness > FIXTURE_LIKENESS and len(body.sentence_words(match.left)) <= FIXTURE_WORDS


def _side(body: Body, likeness_of: dict[int, float], given: Evidenced) -> Side:
    """What the matched sentences hold of the body's telling words, quotations and furniture aside."""
    bodies = given.bodies
    plain = ~(body.quoted | body.furniture)
    telling = np.where(plain, given.pair_weights[bodies.word_keys[body.words.ids]], 0.0)
    sizes = [float(telling[body.cuts[i] : body.cuts[i + 1]].sum()) for i in range(len(body.sentences))]
    total = max(sum(sizes), 1e-9)
    matched = sorted(likeness_of)
    return Side(
        coverage=sum(sizes[i] for i in matched) / total,
        weight=sum(sizes[i] * likeness_of[i] for i in matched) / total,
    )


def _report(given: Evidenced, index: int) -> Report:
    return given.bodies.items[index].reading.report


def _days_apart(left: Report, right: Report) -> int:
    """Days between two publication intervals, 0 where they meet or either is unknown."""
    if left.published is None or right.published is None:
        return 0
    gap = max(left.published.earliest - right.published.latest, right.published.earliest - left.published.latest)
    return max(0, gap.days)
