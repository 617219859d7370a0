"""Blocs: groups of states that face another side as one party, and who belongs to them.

A standing group is known by its name (lexicon/blocs.py). Reports also call a group by what it is ("six world powers");
that is the named group of the same report, else the one that the reports of its story name, where its size fits and no
other does. Otherwise it stands as its own party under the words that the reports use. Members are those of the
gazetteer, or those that a report lists right behind the group's name.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sourcebook.lexicon.blocs import bloc, bloc_names
from sourcebook.link.matching import matches, matches_from
from sourcebook.model import Reading

if TYPE_CHECKING:
    from sourcebook.link.entities import EntityIndex
    from sourcebook.link.sightings import Sighting

PARTIED = frozenset({"CONSULT", "AGREE", "COOPERATE"})  # what groups of states do as one party
APART = 14  # characters between two members of one list: ", ", " and the "
NEAR = 40  # characters between a group's name and the list of its members
FEWEST = 2  # a list of members names at least as many
CLEAR = 0.8  # a group named in this share of the fitting mentions is the one that is meant


@dataclass(slots=True, frozen=True)
class BlocName:
    """A group named or described at [start, end) of its report; `size` counts its members, 0 where nothing tells."""

    report: str
    start: int
    end: int
    text: str
    name: str
    size: int
    named: bool
    joined: bool = False  # it stands behind "and": "A and five powers" may be six
    bare: bool = False  # "the four", "the four countries": a group only where the story has one of that size


@dataclass(slots=True)
class Blocs:
    """The groups that the reports speak of: by report in page order, and their members by the group's name."""

    of_report: dict[str, list[BlocName]] = field(default_factory=dict)
    members: dict[str, frozenset[str]] = field(default_factory=dict)

    def within(self, report: str, start: int, end: int) -> Iterator[str]:
        """The names of the groups that the words of the span speak of."""
        for one in self.of_report.get(report, ()):
            if start <= one.start < end:
                yield one.name


def find_blocs(readings: Sequence[Reading], story_of: Mapping[str, str]) -> Blocs:
    """Every group of states that the reports name or describe, under one name each, and its members."""
    found = {r.report.id: sorted(_mentions(r), key=lambda one: one.start) for r in readings}
    lists = {r.report.id: _listed(r, found[r.report.id]) for r in readings}
    named: dict[str, Counter[str]] = defaultdict(Counter)
    sizes: dict[str, set[int]] = defaultdict(set)
    for report, mentions in found.items():
        for one in mentions:
            if one.named:
                named[story_of.get(report, report)][one.name] += 1
            elif one.size and not one.bare:
                sizes[story_of.get(report, report)].add(one.size)
    rows = _rows(readings, story_of)
    blocs = Blocs()
    learnt: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    for report, mentions in sorted(found.items()):
        story = story_of.get(report, report)
        own = Counter(one.name for one in mentions if one.named)
        meant = [one for one in mentions if not one.bare or one.size in sizes[story] | {*map(_size, named[story])}]
        kept = [_settled(one, own, named[story], sizes[story]) for one in meant]
        blocs.of_report[report] = kept
        for before, one in zip(meant, kept, strict=True):
            if before.start in lists[report]:
                learnt[one.name][lists[report][before.start]] += 1
    for name in sorted({one.name for kept in blocs.of_report.values() for one in kept}):
        standing = bloc(name)
        told = learnt[name] or _by_size(name, blocs, story_of, rows)
        most = min(told, key=lambda m: (-told[m], sorted(m))) if told else frozenset()
        blocs.members[name] = frozenset(standing.members) if standing else frozenset(most)
    return blocs


def _by_size(
    name: str, blocs: Blocs, story_of: Mapping[str, str], rows: Mapping[str, Counter[frozenset[str]]]
) -> Counter[frozenset[str]]:
    """The states of which the group is made where nobody lists them behind its name: the row of as many that is told.

    "The chief negotiator of Peru, Chile and Bolivia" beside "three powers". Nothing where the rows of that length in
    the stories that speak of the group differ, or one report alone has it.
    """
    of_name = [one for kept in blocs.of_report.values() for one in kept if one.name == name]
    stories = {story_of.get(one.report, one.report) for one in of_name}
    size = max((one.size for one in of_name), default=0)
    told: Counter[frozenset[str]] = Counter()
    for story in stories if size > FEWEST else ():
        told += Counter({row: count for row, count in rows.get(story, Counter()).items() if len(row) == size})
    clear = max(told.values(), default=0) >= max(FEWEST, CLEAR * told.total())
    return told if clear else Counter()


def _rows(readings: Sequence[Reading], story_of: Mapping[str, str]) -> dict[str, Counter[frozenset[str]]]:
    """Rows of three states and more ("A, B and C") by story, each with the number of reports that have it."""
    found: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    for reading in readings:
        text = reading.report.text
        own: set[frozenset[str]] = set()
        row: list[str] = []
        at = 0
        for start, end, country in _states(reading):
            if not _ROW.fullmatch(text, at, start):
                own.add(frozenset(row))
                row = []
            row.append(country)
            at = end
        own.add(frozenset(row))
        found[story_of.get(reading.report.id, reading.report.id)].update(r for r in own if len(r) > FEWEST)
    return found


_ROW = re.compile(r"(?:,? and |, )(?:the )?")


def _size(name: str) -> int:
    return len(_standing(name))


@cache
def _words() -> dict[str, list[str]]:
    data: dict[str, Any] = tomllib.loads(files("sourcebook.link").joinpath("data", "blocs.toml").read_text("utf-8"))
    return data


@cache
def _described() -> re.Pattern[str]:
    words = _words()
    number = "|".join(words["numbers"])
    quality = "|".join(words["qualities"])
    acts = "|".join(words["acts"])
    nouns = "|".join(noun for noun in words["nouns"] if noun != "powers")
    return re.compile(
        rf"\b(?:(?P<number>{number}) (?P<other>other )?(?:(?:{quality}) )*powers"
        rf"|(?P<count>{number}) (?P<more>other )?(?:{quality}) (?:{nouns})"
        rf"|(?P<five>{number}) (?P<besides>other )(?:{nouns})"
        rf"|(?:(?:{quality}) )+powers"
        rf"|(?<=\bthe )(?P<all>{number})(?= (?:{nouns}|{acts})\b| ?[–—,.;:’'])(?: (?:{nouns}))?)\b",
        re.IGNORECASE,
    )


def _mentions(reading: Reading) -> Iterator[BlocName]:
    report = reading.report
    names = [m.span() for m in matches(bloc_names(), report.text)]
    for start, end in names:
        one = bloc(report.text[start:end])
        if one is not None:
            yield BlocName(report.id, start, end, report.text[start:end], one.name, len(one.members), named=True)
    for match in matches_from(_described(), (*_words()["numbers"], *_words()["qualities"]), report.text):
        if any(start < match.end() and match.start() < end for start, end in names):
            continue
        parts = match.groupdict()
        word = parts["number"] or parts["count"] or parts["five"] or parts["all"]
        size = 3 + _words()["numbers"].index(word.lower()) if word else 0
        size += bool(
            size and (parts["other"] or parts["more"] or parts["besides"])
        )  # "A and five other powers" are six
        bare = bool(parts["all"])
        joined = report.text[max(0, match.start() - 5) : match.start()].endswith("and ")
        yield BlocName(report.id, match.start(), match.end(), match[0], "", size, named=False, joined=joined, bare=bare)


def _settled(one: BlocName, own: Counter[str], story: Counter[str], sizes: set[int]) -> BlocName:
    """The mention under its group's name: a described group is the one that its report, else its story names most."""
    if one.named:
        return one
    for pool in (own, story):
        for size in (one.size, one.size + 1) if one.size and one.joined else (one.size,):
            fitting = {name: pool[name] for name in pool if _fits(name, size)}
            most = max(sorted(fitting), key=lambda name: fitting[name], default=None)
            if most is not None and fitting[most] >= CLEAR * sum(fitting.values()):
                return replace(one, name=most, size=len(_standing(most)))
    size = one.size or (min(sizes) if len(sizes) == 1 else 0)
    return replace(one, name=f"{_words()['numbers'][size - 3]} powers" if 3 <= size <= 10 else "powers", size=size)


def _fits(name: str, size: int) -> bool:
    found = bloc(name)
    return found is not None and found.powers and size in {0, len(found.members)}


def _standing(name: str) -> tuple[str, ...]:
    found = bloc(name)
    return found.members if found is not None else ()


def _listed(reading: Reading, mentions: Sequence[BlocName]) -> dict[int, frozenset[str]]:
    """The states listed right behind a group's name, by the name's start: "(A, B and C)", "— A, B and C —"."""
    found: dict[int, frozenset[str]] = {}
    text = reading.report.text
    states = _states(reading)
    for one in mentions:
        at = one.end
        names: list[str] = []
        for start, end, country in (row for row in states if row[0] >= one.end):
            gap = text[at:start]
            if len(gap) > (APART if names else NEAR) or not (names or _opens(gap)):
                break
            names.append(country)
            at = end
        if len(set(names)) >= max(FEWEST, one.size - 1):
            found[one.start] = frozenset(names)
    return found


def _states(reading: Reading) -> list[tuple[int, int, str]]:
    return [(e.start, e.end, e.country) for e in reading.entities if e.country and e.country in {e.name, e.stands_for}]


def _opens(gap: str) -> bool:
    bare = gap.strip().lower()
    return bare[-1:] in {"(", "—", "–", ":"} or bare.endswith(("--", "– the", "— the", "-- the", "(the")) or any(
        word in bare for word in _words()["openers"]
    )  # fmt: skip


def with_blocs(sightings: list[Sighting], blocs: Blocs, index: EntityIndex) -> list[Sighting]:
    """The sightings, each consultation and agreement with the groups of states that its clause speaks of."""
    found = []
    for one in sightings:
        names = blocs.within(one.report, one.mention.start, one.mention.end) if one.mention.type in PARTIED else ()
        ids = {i: name for name in names if (i := index.find(one.report, name)) is not None}
        if not ids:
            found.append(one)
            continue
        states = {i: {index.country_id(state) for state in blocs.members.get(ids[i], ())} for i in sorted(ids)}
        groups = tuple((i, frozenset(s for s in states[i] if s is not None)) for i in sorted(ids))
        found.append(replace(one, bodies=one.bodies | set(ids), groups=groups))
    return found


def members_of_blocs(members: Sequence[Sighting]) -> frozenset[str]:
    """The states of the groups that at least a third of an event's mentions name."""
    named = Counter(group for one in members for group in one.groups)
    return frozenset(state for (_, states), count in named.items() if count * 3 >= len(members) for state in states)
