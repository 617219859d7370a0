"""Which reports go back to one source: copies, shared wire stories, shared releases and rewrites.

Similarity can show that reports depend on each other; it can never show that they don't.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from operator import is_

import msgspec

from sourcebook.link import alignment, ties
from sourcebook.link.bodies import Bodies, Body
from sourcebook.link.decisions import FREE, Bound, Desk, Unit
from sourcebook.link.library import gather
from sourcebook.link.ties import Evidenced, Grouped, Tie
from sourcebook.model import Evidence, Origin, Reading, Span
from sourcebook.model.record import OriginRelation

LEAST_LINKED = 0.5
"""Share of the pairs between two groups that must be tied for the groups to be one: a digest that prints two stories
doesn't make these one story."""
PASSAGES = 6
"""Pairs of passages kept as evidence for each tie."""
EVIDENCE_LIKENESS = 0.3

_LOOSEST: tuple[OriginRelation, ...] = ("same-wire", "rewrite", "same-release", "copy")


def find_origins(
    readings: Sequence[Reading],
    *,
    bodies: Bodies | None = None,
    desk: Desk | None = None,
    known: ties.Known | None = None,
) -> tuple[Origin, ...]:
    """Groups of two and more reports that go back to one source, sorted by id, with the passages that show it.

    A function of the set of readings: their order changes nothing. A report in no group has no known origin.
    `bodies`: the readings' bodies, where they have been gathered already. `desk`: what was decided by hand.
    `known`: what was found out of them before, and is added to.
    """
    given = ties.prepare(bodies or gather(readings), known)
    found = ties.text_ties(given)
    found += ties.rewrite_ties(given, {(tie.left, tie.right) for tie in found})
    items = given.bodies.items
    bound = desk.bind("origins", [(index, Unit(body.id)) for index, body in enumerate(items)]) if desk else FREE
    groups = _groups(len(items), found, bound)
    return tuple(sorted(_made(given, groups), key=lambda origin: origin.id))


def _groups(count: int, found: list[Tie], bound: Bound[int]) -> list[tuple[list[int], list[Tie]]]:
    """Members and ties of each group: strongest ties first, two groups join where enough of their pairs are tied.

    What the desk made one is so from the start, and what it keeps apart never joins.
    """
    tied = {(tie.left, tie.right) for tie in found}
    members = {index: [index] for index in range(count)}
    home = list(range(count))

    def unite(left: int, right: int) -> None:
        members[left] = sorted(members[left] + members[right])
        for index in members.pop(right):
            home[index] = left

    for first, *rest in bound.together:
        for other in rest:
            unite(first, other)
    for tie in sorted(found, key=lambda tie: (-tie.strength, tie.left, tie.right)):
        left, right = sorted((home[tie.left], home[tie.right]))
        if left == right or bound.apart(members[left], members[right]):
            continue
        pairs = [(min(a, b), max(a, b)) for a in members[left] for b in members[right]]
        if sum(pair in tied for pair in pairs) >= LEAST_LINKED * len(pairs):
            unite(left, right)
    own: dict[int, list[Tie]] = {home[first]: [] for first, *_ in bound.together}
    for tie in found:
        if home[tie.left] == home[tie.right]:
            own.setdefault(home[tie.left], []).append(tie)
    return [(members[root], own[root]) for root in sorted(own)]


def _made(given: Evidenced, groups: Sequence[tuple[list[int], list[Tie]]]) -> list[Origin]:
    """The origin of each group; the same object where the same bodies had one for the same ties and credits."""
    items, known = given.bodies.items, given.known
    found: dict[tuple[str, ...], Grouped] = {}
    for members, own in groups:
        bodies = tuple(items[index] for index in members)
        place = {index: at for at, index in enumerate(members)}
        ties = [msgspec.structs.replace(tie, left=place[tie.left], right=place[tie.right]) for tie in own]
        asked = ([given.credits[index] for index in members], ties)
        key = tuple(body.id for body in bodies)
        old = known.origins.get(key)
        if old is None or not all(map(is_, old[0], bodies)) or old[1] != asked:
            old = (bodies, asked, _origin(given, members, own))
        found[key] = old
    known.origins = found
    return [origin for _, _, origin in found.values()]


def _origin(given: Evidenced, members: list[int], own: list[Tie]) -> Origin:
    items = given.bodies.items
    ids = tuple(items[index].id for index in members)
    relations = {tie.relation for tie in own}
    spanning = _spanning(own)
    return Origin(
        id=f"o_{hashlib.sha256(ids[0].encode('utf-8', 'surrogatepass')).hexdigest()[:16]}",
        reports=ids,
        relation=next((relation for relation in _LOOSEST if relation in relations), _LOOSEST[0]),
        source=_source(given, members),
        evidence=tuple(pair for tie in spanning for pair in _passages(given, tie)),
        reasons=tuple(
            f"{items[tie.left].id} and {items[tie.right].id}: {tie.relation}: {tie.reason}" for tie in spanning
        ),
    )


def _source(given: Evidenced, members: list[int]) -> str | None:
    """The agency that most of the group credits, if one of them is not that agency itself."""
    credits = [given.credits[index] for index in members]
    outlets = [given.bodies.items[index].reading.report.outlet for index in members]
    agencies = sorted({c for c, outlet in zip(credits, outlets, strict=True) if c is not None and c != outlet})
    return max(agencies, key=lambda name: (credits.count(name), name), default=None)


def _spanning(own: list[Tie]) -> list[Tie]:
    """The strongest ties that hold the group together, one less than it has members."""
    home: dict[int, int] = {}

    def root(index: int) -> int:
        while home.setdefault(index, index) != index:
            index = home[index]
        return index

    kept: list[Tie] = []
    for tie in sorted(own, key=lambda tie: (-tie.strength, tie.left, tie.right)):
        left, right = root(tie.left), root(tie.right)
        if left != right:
            home[max(left, right)] = min(left, right)
            kept.append(tie)
    return sorted(kept, key=lambda tie: (tie.left, tie.right))


def _passages(given: Evidenced, tie: Tie) -> list[tuple[Evidence, Evidence]]:
    """The pairs of sentences that show a tie: the likest, in text order."""
    bodies: Bodies = given.bodies
    left, right = bodies.items[tie.left], bodies.items[tie.right]
    alike = alignment.likeness(bodies, left, right, given.pair_weights, quoted=tie.relation == "same-release")
    matches = alignment.in_order(alike, least=EVIDENCE_LIKENESS) or alignment.in_order(alike)
    best = sorted(matches, key=lambda match: (-round(match.likeness, 6), match.left))[:PASSAGES]
    return [
        (_evidence(left, left.sentences[match.left]), _evidence(right, right.sentences[match.right]))
        for match in sorted(best, key=lambda match: match.left)
    ]


def _evidence(body: Body, span: Span) -> Evidence:
    text = span.of(body.reading.report.text)
    start = span.start + len(text) - len(text.lstrip())
    return Evidence(report=body.id, start=start, end=start + len(text.strip()), text=text.strip())
