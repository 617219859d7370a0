"""What the desk decided, laid on the readings: what must be one, what must not, what is none.

Every stage of linking asks for its own part (`Desk.bind`), says what its smallest pieces are (event mentions,
utterances, names in a report, reports), and gets them back as constraints. Decisions are weighed from the latest to the
earliest: one that contradicts a later one gives way, so that the later holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from sourcebook.lexicon.names import fold
from sourcebook.model import Anchor, Decision, DecisionState, Reading, Report
from sourcebook.model.decision import DecidedNoun, in_order, standing

K = TypeVar("K", bound=Hashable)

LEAST_SHARED = 0.5  # of the union of two spans: a later release of the reader may cut a clause a little otherwise
COPY_CHARS = 40  # a rejected sentence is rejected in copies too; shorter ones may be said of different things
_SUREST: tuple[DecisionState, ...] = ("holds", "overruled", "lapsed", "undone")
_TELLS_APART = re.compile(r"~[0-9a-f]{6,}$")  # what the store puts behind an id that several pages bring


class Unit(NamedTuple):
    """The smallest piece that a stage joins: where it stands, and what it is called there.

    `kind`: an event's class, else empty. `name`: an entity's name in the report, else empty.
    """

    report: str
    start: int = 0
    end: int = 0
    kind: str = ""
    name: str = ""


@dataclass(frozen=True)
class Bound(Generic[K]):
    """Constraints on the pieces of one stage, by the stage's own keys.

    `together`: classes of two and more that must be one. `leaving`: classes that were split off, each with what it
    was split from. `rejected`: what must not be there.
    """

    together: tuple[tuple[K, ...], ...] = ()
    leaving: tuple[tuple[frozenset[K], frozenset[K]], ...] = ()
    rejected: frozenset[K] = frozenset()
    _apart: frozenset[tuple[K, K]] = frozenset()

    def apart(self, one: Iterable[K], two: Iterable[K]) -> bool:
        """Whether some piece of `one` must not stand with some piece of `two`."""
        if not self._apart:
            return False
        others = list(two)
        return any((a, b) in self._apart for a in one for b in others)

    def decided(self) -> frozenset[K]:
        """The pieces that a decision joins or keeps apart: nothing else may move them."""
        return frozenset(k for keys in self.together for k in keys) | {k for pair in self._apart for k in pair}

    def __bool__(self) -> bool:
        return bool(self.together or self._apart or self.rejected)


FREE: Bound[Any] = Bound()
"""No constraints."""


class Desk:
    """The desk's decisions on a set of readings. What it was asked for, it remembers, to tell what became of it.

    `log`: all decisions in the order of time; `states` and `touched`: what became of those that were bound, and the
    pieces that they are about, by the decision's id.
    """

    def __init__(self, decisions: Sequence[Decision], readings: Sequence[Reading]) -> None:
        self.log = in_order(decisions)
        self.states: dict[str, DecisionState] = {}
        self.touched: dict[str, list[Unit]] = {}
        self._standing = [one for one in standing(self.log) if one.action != "undo"]
        self._reports = {r.report.id: r.report for r in readings} if self.log else {}

    def __bool__(self) -> bool:
        return bool(self.log)

    def take(self, others: Iterable[Desk]) -> None:
        """Note what became of the decisions in the parts of a record: what holds in one of them, holds."""
        for other in others:
            for name, state in other.states.items():
                self.states[name] = min(self.states.get(name, state), state, key=_SUREST.index)
            for name, units in other.touched.items():
                self.touched[name] = [*self.touched.get(name, ()), *units]

    def bind(self, noun: DecidedNoun, pieces: Iterable[tuple[K, Unit]]) -> Bound[K]:
        """The constraints on the pieces of one stage; a piece that stands in several places comes once for each.

        A function of the set of pieces.
        """
        wanted = [one for one in self._standing if one.noun == noun]
        if not wanted:
            return Bound()
        given = sorted(pieces, key=lambda piece: piece[1])
        first = {key: i for i, (key, _) in reversed(list(enumerate(given)))}
        found = _Finder([unit for _, unit in given], self._reports)
        weighed = _Weighed()
        for one in reversed(wanted):
            groups = [sorted({first[given[i][0]] for i in found.units(anchors, one)}) for anchors in one.groups]
            self.states[one.id] = weighed.take(one, groups)
            self.touched[one.id] = [given[i][1] for group in groups for i in group]
        keys = [key for key, _ in given]
        return weighed.bound(keys)


class _Finder:
    """Which pieces a decision is about."""

    def __init__(self, units: Sequence[Unit], reports: Mapping[str, Report]) -> None:
        self._units = units
        self._reports = reports
        self._by_report: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for i, unit in enumerate(units):
            self._by_report[bare(unit.report)][unit.report].append(i)
            if unit.name:
                self._by_name[fold(unit.name)].append(i)

    def units(self, anchors: Sequence[Anchor], decision: Decision) -> list[int]:
        """The pieces that the anchors stand for, in order; none where their reports are gone."""
        found = {i for anchor in anchors for i in self._of(anchor)}
        if not found and decision.noun == "entities":
            found = {i for anchor in anchors for i in self._by_name[fold(anchor.text)]}
        if decision.action == "reject" and decision.noun in {"events", "statements"}:
            found |= {i for anchor in anchors for i in self._copies(anchor)}
        return sorted(found)

    def _of(self, anchor: Anchor) -> list[int]:
        if not anchor.report:
            return self._by_name[fold(anchor.text)]
        there = self._by_report.get(bare(anchor.report), {})
        same = [name for name in there if self._reports[name].sha256 == anchor.sha256]
        found: list[int] = []
        for report in sorted(same or there):
            found += self._within(there[report], anchor, same_text=bool(same))
        return found

    def _within(self, members: list[int], anchor: Anchor, *, same_text: bool) -> list[int]:
        """Of the pieces of one report; of a page that was corrected, those whose words are the same."""
        if anchor.start is None or anchor.end is None:
            return [i for i in members if not anchor.text or fold(self._units[i].name) == fold(anchor.text)]
        alike = [i for i in members if anchor.kind in ("", self._units[i].kind)]
        if not same_text:
            return [i for i in alike if self._text(i) == anchor.text]
        start, end = anchor.start, anchor.end
        exact = [i for i in alike if (self._units[i].start, self._units[i].end) == (start, end)]
        if exact or not alike:
            return exact
        within = [i for i in alike if start <= self._units[i].start and self._units[i].end <= end]
        if within and not anchor.kind:
            return within  # sentences of one quotation
        best = max(alike, key=lambda i: (_shared(self._units[i], start, end), -i))
        return [best] if _shared(self._units[best], start, end) >= LEAST_SHARED else []

    def _copies(self, anchor: Anchor) -> list[int]:
        if len(anchor.text) < COPY_CHARS:
            return []
        same = [i for i, unit in enumerate(self._units) if anchor.kind in ("", unit.kind)]
        size = len(anchor.text)
        return [i for i in same if self._units[i].end - self._units[i].start == size and self._text(i) == anchor.text]

    def _text(self, i: int) -> str:
        unit = self._units[i]
        return self._reports[unit.report].text[unit.start : unit.end]


@dataclass
class _Weighed:
    """Decisions taken one by one, the latest first; each as far as those before it leave room."""

    home: dict[int, int] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)
    apart: set[tuple[int, int]] = field(default_factory=set)
    rejected: set[int] = field(default_factory=set)
    leaving: list[tuple[list[int], list[int]]] = field(default_factory=list)

    def take(self, decision: Decision, groups: list[list[int]]) -> DecisionState:
        """Lay one more decision under those that were taken; what became of it."""
        if not any(groups):
            return "lapsed"
        if decision.action == "reject":
            return self._reject(decision, groups[0])
        left = [[i for i in group if i not in self.rejected] for group in groups]
        if sum(map(bool, groups)) < 2:
            return "lapsed"
        if sum(map(bool, left)) < 2:
            return "overruled"
        return self._merge(left) if decision.action == "merge" else self._split(*left)

    def _reject(self, decision: Decision, group: list[int]) -> DecisionState:
        if decision.noun != "origins":
            self.rejected.update(group)
            return "holds"
        if len(group) < 2:
            return "lapsed"
        return "holds" if self._part([(a, b) for a in group for b in group if a < b]) else "overruled"

    def _merge(self, groups: list[list[int]]) -> DecisionState:
        """One class where nothing later forbids it; else each piece goes to the first class that it may."""
        classes: list[int] = []
        joined = False
        of_group = {i: number for number, group in enumerate(groups) for i in group}
        for i in sorted(of_group):
            into = next((root for root in classes if self._may_meet(root, i)), None)
            if into is None:
                classes.append(self._root(i))
            else:
                joined |= any(of_group.get(j) != of_group[i] for j in self.members[self._root(into)] if j in of_group)
                self._unite(into, i)
        return "holds" if joined else "overruled"

    def _split(self, part: list[int], rest: list[int]) -> DecisionState:
        if not self._part([(a, b) for a in part for b in rest]):
            return "overruled"
        self.leaving.append((part, rest))
        for i in part[1:]:
            if self._may_meet(part[0], i):
                self._unite(part[0], i)
        return "holds"

    def _part(self, pairs: list[tuple[int, int]]) -> bool:
        """Keep the pairs apart, but those that a later decision made one; whether any was left."""
        new = [(a, b) for a, b in pairs if self._root(a) != self._root(b)]
        self.apart.update(pair for a, b in new for pair in ((a, b), (b, a)))
        return bool(new)

    def _root(self, i: int) -> int:
        self.members.setdefault(self.home.setdefault(i, i), [i])
        return self.home[i]

    def _may_meet(self, one: int, two: int) -> bool:
        left, right = self.members[self._root(one)], self.members[self._root(two)]
        return not any((a, b) in self.apart for a in left for b in right)

    def _unite(self, one: int, two: int) -> None:
        left, right = sorted((self._root(one), self._root(two)))
        if left != right:
            self.members[left] = sorted(self.members[left] + self.members[right])
            for i in self.members.pop(right):
                self.home[i] = left

    def bound(self, keys: Sequence[K]) -> Bound[K]:
        """What was weighed, in the stage's own keys."""
        classes = [members for members in self.members.values() if len(members) > 1]
        return Bound(
            together=tuple(tuple(keys[i] for i in members) for members in sorted(classes)),
            leaving=tuple(
                (frozenset(keys[i] for i in part), frozenset(keys[i] for i in rest))
                for part, rest in self.leaving[::-1]
            ),
            rejected=frozenset(keys[i] for i in self.rejected),
            _apart=frozenset((keys[a], keys[b]) for a, b in self.apart),
        )


def bare(report: str) -> str:
    """The report's id without what tells apart those that several pages bring."""
    return _TELLS_APART.sub("", report)


def _shared(unit: Unit, start: int, end: int) -> float:
    """Intersection over union of the piece's span and another."""
    both = min(unit.end, end) - max(unit.start, start)
    return both / max(1, max(unit.end, end) - min(unit.start, start))
