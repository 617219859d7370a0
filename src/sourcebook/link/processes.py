"""Processes: who negotiates with whom in a story, whatever words a report has for them.

A process is known by its parties: the sets of states, groups of states and bodies that reports name together as
holding talks. A member of a group that is itself a party stands for the group ("talks between Iran and France" among
"talks between Iran and the P5+1"). A mention that names one party, or none, belongs to the process that the party,
the place or its report leaves no doubt about; else to none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sourcebook.link.sightings import BEHIND, GATHERINGS, NEGOTIATIONS, Sighting

Parties = frozenset[str]
CLEAR = 0.7  # the process of this share of the mentions with a party, in a place or in a report is the one meant
ATTESTED = 5  # and told less often than this, it is too little known for that,
FEW = 10  # save in a story that tells of talks this seldom: once is as much as it has
MINOR = 4  # told this many times less often than another, a process is not the one that words without sides mean
COUNTED = 2  # the weight of a number that a report gives, against one that is inferred of a round that comes next
OF_FIRST = 0.75  # of that weight has a first round: the first that a report saw, it may be, or the first of a year
MANY = 4  # of so many mentions of a round one alone that has a number may be a slip
OFTEN = 2  # a fuller set of parties told this often is a process's own
SITTING = frozenset({"commission", "committee", "subcommittee", "panel"})  # bodies that sit by themselves
NUMBERED = NEGOTIATIONS | {"session", "sitting", "meeting", "summit", "consultation", "conference", "dialogue"}


@dataclass(slots=True)
class Processes:
    """The processes that the reports tell of; a process is known by its parties.

    `cores`: how many mentions name two of its parties; `levels`: at which levels it is told to sit; `near`: by place in
    a story, by story and by report, the processes that mentions with sides belong to; `meant`: by a name of a group of
    states the one that reports mostly have for it.
    """

    cores: dict[Parties, int] = field(default_factory=dict)
    by_pair: dict[Parties, set[Parties]] = field(default_factory=lambda: defaultdict(set))
    by_party: dict[str, set[Parties]] = field(default_factory=lambda: defaultdict(set))
    groups: dict[str, frozenset[str]] = field(default_factory=dict)
    meant: dict[str, str] = field(default_factory=dict)
    pairs: Counter[Parties] = field(default_factory=Counter)
    levels: dict[Parties, set[str]] = field(default_factory=lambda: defaultdict(set))
    near: dict[tuple[str | None, str | None], Counter[Parties]] = field(default_factory=lambda: defaultdict(Counter))
    _parties: dict[Parties, Parties] = field(default_factory=dict)  # by the sides that a mention names

    def parties(self, one: Sighting) -> Parties:
        """Who faces whom in the mention, members of a group that takes part under the group's name."""
        sides = sides_of(one)
        known = self._parties.get(sides)
        if known is None:
            named = frozenset(self.meant.get(side, side) for side in sides)
            known = self._parties[sides] = frozenset(self._under(side, named) for side in self._facing(named))
        return known

    def _facing(self, sides: Parties) -> Parties:
        """The sides without groups that face nobody but members of their own: "the United States at the G7"."""
        return frozenset(
            side for side in sides if side not in self.groups or sides - self.groups[side] - {side} or len(sides) == 1
        )

    def under(self, side: str, parties: Parties) -> str:
        """The one of the parties that the side is, or the group among them that it belongs to; else itself."""
        if side in parties:
            return side
        return next((g for g in sorted(parties) if side in self.groups.get(g, frozenset())), side)

    def _under(self, side: str, sides: Parties) -> str:
        for group, members in sorted(self.groups.items()):
            if side not in members:
                continue
            across = {other for other in sides if other not in members and other != group}
            if any(self.pairs[frozenset({group, other})] for other in across):
                return group
        return side

    def of(self, members: Iterable[Sighting]) -> Parties | None:
        """The parties of the process that these mentions of one event belong to; None where that is open."""
        members = [m for m in members if is_talk(m)]
        for way in (self._by_sides, self._by_level, self._by_place, self._by_sentence, self._by_report, self._by_story):
            votes: Counter[Parties] = Counter()
            for one in members:
                core = way(one)
                votes.update([core] if core is not None else [])
            if votes:
                return min(votes, key=lambda core: (-votes[core], sorted(core)))
        return None

    def _by_sides(self, one: Sighting) -> Parties | None:
        core = self.core(self.parties(one), one.story) if not one.inherited else None
        if core is None or one.place is None or self._is_main(core, one):
            return core
        there = self._often((one.story, one.place), one)  # a slip in the sides, where the place tells better
        return there if there is not None and there & core else core

    def _by_level(self, one: Sighting) -> Parties | None:
        """The one process of the story that is told to sit at the level that the mention tells."""
        if one.tier is None or one.story is None or (sides_of(one) and not one.inherited):
            return None
        known = {core for core in self.near[one.story, ""] if one.tier in self.levels[core]}
        core = known.pop() if len(known) == 1 else None
        return core if core is not None and (not sides_of(one) or self.parties(one) & core) else None

    def _by_place(self, one: Sighting) -> Parties | None:
        return self._lent((one.story, one.place), one) if one.place is not None else None

    def _by_sentence(self, one: Sighting) -> Parties | None:
        core = self.core(self.parties(one), one.story) if one.inherited and one.mention.noun in NEGOTIATIONS else None
        return core if core is not None and self._is_main(core, one) else None

    def _by_report(self, one: Sighting) -> Parties | None:
        return self._lent((None, one.report), one) if one.mention.noun in NEGOTIATIONS else None

    def _by_story(self, one: Sighting) -> Parties | None:
        return self._lent((one.story, ""), one) if one.mention.noun in NEGOTIATIONS and one.story else None

    def around(self, one: Sighting) -> Parties | None:
        """The process that the mention's report speaks of, else its story: for what isn't talks but belongs to them."""
        here = self._often((None, one.report), one)
        return here if here is not None else self._often((one.story, ""), one) if one.story else None

    def _is_main(self, core: Parties, one: Sighting) -> bool:
        """Whether the story speaks of the process about as often as of its others; a slip of reading is told rarely."""
        told = self.near[(one.story, "")]
        attested = min(ATTESTED, 1 + told.total() // FEW)
        return told[core] >= attested and MINOR * told[core] >= max(told.values(), default=0)

    def _lent(self, where: tuple[str | None, str | None], one: Sighting) -> Parties | None:
        """The process of the others there, for a mention that names no sides; sides that it inherits must agree."""
        core = self._often(where, one) if one.inherited or not sides_of(one) else None
        if core is not None and one.tier is not None and self.levels[core] and one.tier not in self.levels[core]:
            return None  # the ministers' round is none of the experts' talks
        return core if core is not None and (not sides_of(one) or self.parties(one) & core) else None

    def _often(self, where: tuple[str | None, str | None], one: Sighting) -> Parties | None:
        return _clear({core: n for core, n in self.near[where].items() if self._is_main(core, one)})

    def core(self, sides: Parties, story: str | None) -> Parties | None:
        """The process that shares two parties with the sides; for a lone party the one that its story leaves clear."""
        if len(sides) >= 2:
            fitting = {c for a in sides for b in sides if a < b for c in self.by_pair.get(frozenset({a, b}), ())}
            return min(fitting, key=lambda c: (-len(c & sides), -self.cores[c], sorted(c)), default=None)
        told = self.near[(story, "")]
        return _clear({c: told[c] for side in sides for c in self.by_party.get(side, ()) if told[c]})


def _clear(counts: Mapping[Parties, int]) -> Parties | None:
    total = sum(counts.values())
    return next((core for core, n in sorted(counts.items(), key=lambda p: -p[1]) if n >= CLEAR * total), None)


def sides_of(one: Sighting) -> Parties:
    """Who takes part as a side: states, groups of states, bodies that act for themselves."""
    return one.sides | {group for group, _ in one.groups}


def is_talk(one: Sighting) -> bool:
    """Whether the mention is of talks that sides hold; a body's summit is none, nor are two people who meet.

    Those who negotiate in a town speak for them.
    """
    gathers = one.mention.type == "CONSULT" and one.mention.mode in {None, "online"} and one.mention.noun in GATHERINGS
    return gathers and one.assembly is None and not (of_people(one) and not one.states and not one.groups)


def of_people(one: Sighting) -> bool:
    """Whether the mention is of two people and more who meet, not of what they negotiate in some town."""
    return len(one.people) >= 2 and not (one.mention.noun in NEGOTIATIONS and one.place not in {None, one.area})


def number_of(members: Iterable[Sighting]) -> int | None:
    """The number that most reports give a round of talks; a "first contact" or a first meeting to come is none."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for m in _numbered(members):
        told, weight = found[m.mention.ordinal or 0], 1 if m.again else COUNTED
        told[m.report] = max(weight, told.get(m.report, 0))
    return min(found, key=lambda n: (-sum(found[n].values()), min(found[n]), n)) if found else None


def told_numbers(members: Sequence[Sighting]) -> dict[int, float]:
    """The numbers that reports give a round of talks, each with its weight: twice the reports that tell it.

    One that is inferred weighs half, and so does one that may be a slip; a first round may be the first that a report
    saw.
    """
    found: dict[int, dict[str, float]] = defaultdict(dict)
    for m in _numbered(members):
        told, weight = found[m.mention.ordinal or 0], float(1 if m.again else COUNTED)
        told[m.report] = max(weight, told.get(m.report, 0.0))
    share = 0.5 if may_slip(members) else 1.0
    return {n: share * sum(told.values()) * (OF_FIRST if n == 1 else 1) for n, told in sorted(found.items())}


def may_slip(members: Sequence[Sighting]) -> bool:
    """Whether the number may be a slip: one of many mentions has it, or none does and it is inferred of a follow-up.

    Reports count more than the rounds ("their first session this morning", "the first talks that Oslo held").
    """
    told = _numbered(members)
    alone = len(told) == 1 and sum(map(is_talk, members)) >= MANY
    return alone or (bool(told) and all(m.again for m in told))


def _numbered(members: Iterable[Sighting]) -> list[Sighting]:
    return [m for m in members if m.mention.ordinal is not None and is_talk(m) and _counts(m)]


def _counts(one: Sighting) -> bool:
    if one.mention.noun in NEGOTIATIONS:
        return True
    return one.mention.noun in NUMBERED and (one.mention.ordinal != 1 or one.mention.status in BEHIND)


def find_processes(sightings: Sequence[Sighting]) -> Processes:
    """The processes of all mentions of talks."""
    found = Processes()
    talks = [one for one in sightings if is_talk(one)]
    told = [one for one in talks if not one.inherited]
    found.groups = {group: states for one in told for group, states in one.groups}
    found.meant = _meant(found.groups, Counter(group for one in told for group, _ in one.groups))
    for one in told:
        sides = sorted({found.meant.get(side, side) for side in sides_of(one)})
        found.pairs.update(frozenset({a, b}) for a in sides for b in sides if a < b)
    found.cores = _cores(Counter(p for one in told if len(p := found.parties(one)) >= 2))
    found.cores |= _of_bodies(told, found)
    for core in sorted(found.cores, key=sorted):
        for a in core:
            found.by_party[a].add(core)
            for b in core:
                found.by_pair[frozenset({a, b})] |= {core} if a < b else set()
    for one in talks:
        named = found.parties(one)
        core_of = found.core(named, one.story) if len(named) >= 2 else named if named in found.cores else None
        if core_of is not None:
            found.levels[core_of] |= {one.tier} if one.tier is not None and not one.inherited else set()
            found.near[(one.story, one.place)][core_of] += 1
            for where in ((one.story, ""), (None, one.report)) if not one.inherited else ():
                found.near[where][core_of] += 1
    return found


def _meant(groups: Mapping[str, frozenset[str]], told: Mapping[str, int]) -> dict[str, str]:
    """The groups of nearly the same states, each by the one of them that is told most: "five powers" of the six."""
    ranked = sorted(groups, key=lambda g: (-told[g], g))
    found: dict[str, str] = {}
    for at, group in enumerate(ranked):
        for other in ranked[:at]:
            fewer, more = sorted((groups[group], groups[other]), key=len)
            if other not in found and len(fewer) > 2 and fewer <= more and len(more) <= len(fewer) + 1:
                found.setdefault(group, other)
    return found


def _of_bodies(told: Iterable[Sighting], found: Processes) -> dict[Parties, int]:
    """Commissions and the like that sit by themselves, each a process of one party; of a core's party none is made."""
    taken = frozenset(side for core in found.cores for side in core)
    alone: Counter[Parties] = Counter()
    for one in told:
        sides = found.parties(one)
        if len(sides) == 1 and sides <= one.free - taken and one.tables & SITTING:
            alone[sides] += 1
    return {sides: n for sides, n in sorted(alone.items(), key=lambda pair: sorted(pair[0])) if n > 1}


def _cores(sets: Counter[Parties]) -> dict[Parties, int]:
    """Sets of parties that share two are one process; its parties are those of its fullest set told more than once."""
    groups: list[tuple[Parties, Counter[Parties]]] = []
    home: dict[Parties, int] = {}
    for sides in sorted(sets, key=lambda s: (-sets[s], -len(s), sorted(s))):
        pairs = [frozenset({a, b}) for a in sorted(sides) for b in sorted(sides) if a < b]
        at = min((home[pair] for pair in pairs if pair in home), default=len(groups))
        if at == len(groups):
            groups.append((sides, Counter()))
            home.update(dict.fromkeys(pairs, at))
        groups[at][1][sides] = sets[sides]
    cores: dict[Parties, int] = {}
    for first, members in groups:
        fuller = [s for s, n in members.items() if s > first and n >= OFTEN and 3 * n >= members[first]]
        core = min(fuller, key=lambda s: (-members[s], -len(s), sorted(s)), default=first)
        cores[core] = cores.get(core, 0) + sum(members.values())
    return cores
