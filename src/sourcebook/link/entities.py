"""Entities over reports: which names are one, by what reason, and what the reports say of each.

Countries and places are told by the gazetteer, organisations by their folded name, people by name, country and office
(people.py). A name that could be two stays on its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from sourcebook.lexicon.countries import country_of
from sourcebook.lexicon.names import fold, name_key
from sourcebook.lexicon.offices import office
from sourcebook.lexicon.places import city
from sourcebook.link.blocs import Blocs
from sourcebook.link.byhand import Named, named, regroup
from sourcebook.link.decisions import FREE, Bound, Desk, Unit
from sourcebook.link.holders import rules
from sourcebook.link.ids import stable_id
from sourcebook.link.namings import Naming, find_namings, settle_types
from sourcebook.link.organisations import BodyNames
from sourcebook.link.people import cluster_people
from sourcebook.link.scopes import Scopes
from sourcebook.link.variants import place_spellings
from sourcebook.model import Entity, Reading, Role

Key = tuple[str, ...]
_HEADS = 2  # ranks of offices that one person holds (lexicon/offices.py)
# What stands before a state's name where it is named in full.
_FORMAL = re.compile(r"^(?:(?:\w+ )?(?:republic|kingdom|emirate|sultanate|federation|principality)|state) of (?:the )?")
_SELDOM = 5  # times as many reports must give another office for one to be taken for a slip


@dataclass(slots=True)
class EntityIndex:
    """The entities, and what each report's names stand for."""

    entities: tuple[Entity, ...]
    of_report: dict[str, dict[str, str]]
    by_id: dict[str, Entity]
    countries: dict[str, str]
    _places: dict[str, set[str]] = field(default_factory=dict)

    def find(self, report: str, name: str | None) -> str | None:
        """The id of what `name` stands for in the report; None where the report has no such name."""
        if not name:
            return None
        names = self.of_report.get(report, {})
        return names.get(name) or names.get(fold(name))

    def place(self, name: str) -> str | None:
        """The id of the one place of that name in the record, in any spelling of case; None for none or several.

        A capital that reports also name for its government is the town.
        """
        if not self._places:
            for entity in self.entities:
                for spelling in {fold(n) for n in entity.names} if entity.type == "place" else ():
                    self._places.setdefault(spelling, set()).add(entity.id)
        found = self._places.get(fold(name), set())
        if len(found) > 1:
            found = {one for one in found if self.by_id[one].country != self.by_id[one].name}
        return min(found) if len(found) == 1 else None

    def country_id(self, name: str | None) -> str | None:
        """The id of the country entity of that English name, None where the record has none."""
        return self.countries.get(name or "")


def find_entities(
    readings: Sequence[Reading],
    story_of: Mapping[str, str],
    blocs: Blocs | None = None,
    desk: Desk | None = None,
    learned: Mapping[str, str] | None = None,
) -> EntityIndex:
    """Every name of every report, joined where they stand for one entity.

    `blocs` names groups of states besides; `desk`: what was decided by hand; `learned`: why the reports take a name
    for a state or its seat, by name.
    """
    namings = settle_types(find_namings(readings, story_of, blocs))
    bound: Bound[Named] = FREE
    if desk:
        bound = desk.bind("entities", ((named(n), Unit(n.report, name=n.name)) for n in namings))
        namings = [n for n in namings if named(n) not in bound.rejected]
    states = {name_key(fold(n.name)) for n in namings if n.country is not None and fold(n.country) == fold(n.name)}
    groups: dict[Key, list[Naming]] = defaultdict(list)
    people: list[Naming] = []
    bodies = BodyNames(readings, namings)
    respelt = place_spellings(namings)
    for naming in namings:
        if naming.type == "person" and not bodies.is_short(naming.name):
            people.append(naming)
        else:
            usual = respelt.get((naming.story or "", naming.name))
            meant = naming if usual is None else replace(naming, name=usual)
            groups[_key(meant, states, bodies)].append(naming)
    built = [_entity(key, members, learned or {}) for key, members in sorted(groups.items())]
    built += [_person(members, reasons) for members, reasons in cluster_people(people, Scopes(readings, story_of))]
    return _index(regroup(built, bound, _remade) if bound else built)


def _remade(base: Entity, members: list[Naming], name: str) -> Entity:
    """An entity of other members, as the desk has it."""
    return msgspec.structs.replace(
        base,
        id=name,
        name=base.name if base.name in _names(members) or base.country == base.name else _canonical(members),
        names=tuple(sorted(_names(members) | ({base.name} if base.country == base.name else set()))),
        country=base.country or _most([m.country for m in members]),
        roles=_roles(members) if base.type == "person" else base.roles,
    )


def _index(built: list[tuple[Entity, list[Naming]]]) -> EntityIndex:
    of_report: dict[str, dict[str, str]] = defaultdict(dict)
    for entity, members in sorted(built, key=lambda pair: pair[0].id):
        for naming in sorted(members, key=lambda n: (n.report, n.name)):
            for name in (naming.name, fold(naming.name)):
                of_report[naming.report].setdefault(name, entity.id)
    entities = tuple(sorted((e for e, _ in built), key=lambda e: e.id))
    countries = {e.name: e.id for e in entities if e.country == e.name}
    return EntityIndex(entities, dict(of_report), {e.id: e for e in entities}, countries)


def _key(naming: Naming, states: set[str], bodies: BodyNames) -> Key:
    """What a name is grouped by; `states` are the names that some report uses as a state's."""
    bare = fold(naming.name).removeprefix("the ")
    country = country_of(naming.name)
    if country is not None and naming.type != "person":
        return ("country", country.alpha3)
    for name in (bare, _FORMAL.sub("", bare)):
        if name_key(name) in states:
            return ("state", name_key(name))
    if naming.type == "place" and not bodies.is_short(naming.name):
        known = city(naming.name)
        return ("place", known.name, known.country or "") if known else ("place", name_key(bare))
    return bodies.key(naming)


def _entity(key: Key, members: list[Naming], learned: Mapping[str, str]) -> tuple[Entity, list[Naming]]:
    names = _names(members)
    country = country_of(members[0].name) if key[0] == "country" else None
    short = [m for m in members if key[0] != "state" or not _FORMAL.match(fold(m.name).removeprefix("the "))]
    name = country.name if country else _canonical(short or members)
    kinds = Counter(m.type for m in members)
    entity = Entity(
        id=stable_id("n", *key),
        type=max(sorted(kinds), key=lambda kind: kinds[kind]),
        name=name,
        names=tuple(sorted(names | {name})),
        country=country.name if country else name if key[0] == "state" else _most([m.country for m in members]),
        roles=(),
        reasons=_reasons(key, names | {name}) + tuple(learned[n] for n in sorted(names | {name}) if n in learned),
    )
    return entity, members


def _reasons(key: Key, names: set[str]) -> tuple[str, ...]:
    if len(names) < 2:
        return ()
    why = {
        "country": "one country by the gazetteer: names, short forms and seat of government as the reports use them",
        "state": "one country by the reports' own words",
        "place": "spellings of one place",
        "body": "one body: its name in full or short, as its report introduces it, but for case, accents and article",
    }
    return (f"{', '.join(sorted(names))}: {why[key[0]]}",)


def _person(members: list[Naming], reasons: tuple[str, ...]) -> tuple[Entity, list[Naming]]:
    first = min((m.report, m.first, m.name) for m in members)
    entity = Entity(
        id=stable_id("n", "person", *first),
        type="person",
        name=_canonical(members),
        names=tuple(sorted(_names(members))),
        country=_most([m.country for m in members]),
        roles=_roles(members),
        reasons=reasons,
    )
    return entity, members


def _roles(members: list[Naming]) -> tuple[Role, ...]:
    spans: dict[str, list[Naming]] = defaultdict(list)
    for member in members:
        for role in member.roles:
            spans[fold(role)].append(member)
    roles = []
    told = {folded: len({m.report for m in holders}) for folded, holders in spans.items()}
    usual = {role.rsplit(" ", 1)[-1] for role in told if told[role] * _SELDOM >= max(told.values())}
    for folded, holders in sorted(spans.items()):
        seldom = told[folded] * _SELDOM < max(told.values()) and folded.rsplit(" ", 1)[-1] not in usual
        if seldom and _is_exclusive(folded):
            continue  # an office that one report gives and ten others don't is a slip, of the report or of its reader
        spelled = min(r for m in holders for r in m.roles if fold(r) == folded)
        starts = [m.earliest for m in holders if m.earliest]
        ends = [m.latest for m in holders if m.latest]
        roles.append(Role(role=spelled, earliest=min(starts, default=None), latest=max(ends, default=None)))
    return tuple(roles)


def _is_exclusive(role: str) -> bool:
    """Whether who holds the office holds no other: a president, a minister of a department; not a negotiator."""
    held = office(role.partition(" of the ")[0]) or office(role)
    return held is not None and held.rank <= _HEADS and held.name not in rules()["holders"]["several"]


def _names(members: list[Naming]) -> set[str]:
    return {m.name for m in members} | {s for m in members for s in m.surfaces}


def _canonical(members: list[Naming]) -> str:
    """The full name that most reports give, then those that give it with an office, then the most mentions.

    Where they tie, the longer one, then the first in the alphabet. A translation's spelling is taken where no other
    report has the name.
    """
    votes: dict[str, tuple[int, int, int]] = {}
    for member in [m for m in members if not m.translated] or members:
        reports, offices, count = votes.get(member.name, (0, 0, 0))
        votes[member.name] = (reports + 1, offices + bool(member.roles), count + max(1, member.count))
    full = [n for n in votes if " " in n] or list(votes)
    if members[0].type == "person":  # not "ORLA VENN", "Brig. Orla Venn"
        full = [n for n in full if not n.isupper() and "." not in n.split()[0][2:]] or full
    return min(full, key=lambda n: ([-vote for vote in votes[n]], -len(n), n))


def _most(values: list[str | None]) -> str | None:
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None
