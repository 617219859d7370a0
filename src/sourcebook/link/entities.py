"""Entities over reports: which names are one, by what reason, and what the reports say of each.

Countries and places are told by the gazetteer, organisations by their folded name, people by name, country and office
(people.py). A name that could be two stays on its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import msgspec

from sourcebook.lexicon.countries import country_of, demonym
from sourcebook.lexicon.institutions import institution
from sourcebook.lexicon.names import fold, name_key
from sourcebook.lexicon.places import city
from sourcebook.link.blocs import Blocs
from sourcebook.link.byhand import Named, named, regroup
from sourcebook.link.decisions import FREE, Bound, Desk, Unit
from sourcebook.link.ids import stable_id
from sourcebook.link.people import cluster_people
from sourcebook.model import Entity, Reading, Role
from sourcebook.model.reading import EntityType

Key = tuple[str, ...]

# Bodies that every country has: their name alone does not tell whose.
_EVERYBODYS = frozenset(
    [
        "ministry",
        "parliament",
        "senate",
        "congress",
        "government",
        "cabinet",
        "army",
        "police",
        "court",
        "council",
        "bank",
        "agency",
        "assembly",
        "embassy",
        "house",
        "navy",
        "guard",
        "forces",
        "service",
        "commission",
        "department",
        "treasury",
    ]
)


@dataclass(slots=True)
class Naming:
    """One name as one report uses it; `first` is the offset of its first mention, a large number for none."""

    report: str
    name: str
    type: EntityType
    country: str | None = None
    first: int = 1 << 60
    count: int = 0
    surfaces: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    earliest: date | None = None
    latest: date | None = None
    story: str | None = None


@dataclass(slots=True)
class EntityIndex:
    """The entities, and what each report's names stand for."""

    entities: tuple[Entity, ...]
    of_report: dict[str, dict[str, str]]
    by_id: dict[str, Entity]
    countries: dict[str, str]

    def find(self, report: str, name: str | None) -> str | None:
        """The id of what `name` stands for in the report; None where the report has no such name."""
        if not name:
            return None
        names = self.of_report.get(report, {})
        return names.get(name) or names.get(fold(name))

    def country_id(self, name: str | None) -> str | None:
        """The id of the country entity of that English name, None where the record has none."""
        return self.countries.get(name or "")


def find_entities(
    readings: Sequence[Reading],
    story_of: Mapping[str, str],
    blocs: Blocs | None = None,
    desk: Desk | None = None,
) -> EntityIndex:
    """Every name of every report, joined where they stand for one entity.

    `blocs` names groups of states besides; `desk`: what was decided by hand.
    """
    namings = [n for reading in readings for n in _namings(reading, story_of.get(reading.report.id))]
    namings = _settle_types(namings + _groups(blocs, story_of))
    bound: Bound[Named] = FREE
    if desk:
        bound = desk.bind("entities", ((named(n), Unit(n.report, name=n.name)) for n in namings))
        namings = [n for n in namings if named(n) not in bound.rejected]
    states = {name_key(fold(n.name)) for n in namings if n.country is not None and fold(n.country) == fold(n.name)}
    groups: dict[Key, list[Naming]] = defaultdict(list)
    people: list[Naming] = []
    for naming in namings:
        if naming.type == "person":
            people.append(naming)
        else:
            groups[_key(naming, states)].append(naming)
    built = [_entity(key, members) for key, members in sorted(groups.items())]
    built += [_person(members, reasons) for members, reasons in cluster_people(people)]
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


def _namings(reading: Reading, story: str | None) -> list[Naming]:
    found: dict[tuple[str, EntityType], Naming] = {}
    report, published = reading.report, reading.report.published

    def naming(name: str, kind: EntityType) -> Naming:
        return found.setdefault(
            (name, kind),
            Naming(
                report.id,
                name,
                kind,
                earliest=published.earliest if published else None,
                latest=published.latest if published else None,
                story=story,
            ),
        )

    for mention in reading.entities:
        surface = report.text[mention.start : mention.end]
        if mention.stands_for:
            one = naming(mention.stands_for, "place" if mention.type != "organisation" else mention.type)
            one.country = one.country or mention.country or mention.stands_for
            if demonym(surface) is not None or surface.endswith(("'s", "’s")):
                surface = mention.stands_for
        else:
            one = naming(mention.name, mention.type)
            one.country = one.country or mention.country
        one.first = min(one.first, mention.start)
        one.count += 1
        one.surfaces.add(" ".join(surface.split()))
        if mention.role:
            one.roles.add(mention.role)
    known = {name for name, _ in found}
    for name in sorted({n for n in _used(reading) if n} - known):
        country = country_of(name)
        one = naming(name, "place" if country else "other")
        one.country = country.name if country else None
    return list(found.values())


def _groups(blocs: Blocs | None, story_of: Mapping[str, str]) -> list[Naming]:
    """The groups of states that the reports name or describe."""
    found: dict[tuple[str, str], Naming] = {}
    for report, mentions in sorted(blocs.of_report.items() if blocs else ()):
        for one in mentions:
            kept = found.setdefault(
                (report, one.name), Naming(report, one.name, "organisation", story=story_of.get(report))
            )
            kept.first = min(kept.first, one.start)
            kept.count += 1
            kept.surfaces.add(one.text if one.named else one.text.lower())
    return list(found.values())


def _used(reading: Reading) -> Iterator[str | None]:
    for statement in reading.statements:
        yield statement.speaker_name
    for event in reading.events:
        yield from (actor.name for actor in event.actors if not actor.nominal)
        yield event.place.name if event.place else None
    for position in reading.positions:
        yield position.holder_name


def _settle_types(namings: list[Naming]) -> list[Naming]:
    """Give a name that reports type differently the type that most mentions have, so that it is one entity."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for naming in namings:
        if naming.type != "other":
            votes[fold(naming.name)][naming.type] += max(1, naming.count)
    for naming in namings:
        seen = votes.get(fold(naming.name))
        if seen:
            naming.type = max(sorted(seen), key=lambda kind: seen[kind])
    return namings


def _key(naming: Naming, states: set[str]) -> Key:
    """What a name is grouped by; `states` are the names that some report uses as a state's."""
    bare = fold(naming.name).removeprefix("the ")
    country = country_of(naming.name)
    if country is not None and naming.type != "person":
        return ("country", country.alpha3)
    if name_key(bare) in states:
        return ("state", name_key(bare))
    if naming.type == "place":
        known = city(naming.name)
        return ("place", known.name, known.country or "") if known else ("place", name_key(bare))
    body = institution(naming.name)
    if body is not None:
        return ("body", body.name)
    if set(bare.split()) & _EVERYBODYS:
        return ("body", bare, naming.country or "")
    return ("body", bare)


def _entity(key: Key, members: list[Naming]) -> tuple[Entity, list[Naming]]:
    names = _names(members)
    country = country_of(members[0].name) if key[0] == "country" else None
    name = country.name if country else _canonical(members)
    kinds = Counter(m.type for m in members)
    entity = Entity(
        id=stable_id("n", *key),
        type=max(sorted(kinds), key=lambda kind: kinds[kind]),
        name=name,
        names=tuple(sorted(names | {name})),
        country=country.name if country else name if key[0] == "state" else _most([m.country for m in members]),
        roles=(),
        reasons=_reasons(key, names | {name}),
    )
    return entity, members


def _reasons(key: Key, names: set[str]) -> tuple[str, ...]:
    if len(names) < 2:
        return ()
    why = {
        "country": "one country by the gazetteer: names, short forms and seat of government as the reports use them",
        "state": "one country by the reports' own words",
        "place": "spellings of one place",
        "body": "one name but for case, accents and article",
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
    for folded, holders in sorted(spans.items()):
        spelled = min(r for m in holders for r in m.roles if fold(r) == folded)
        starts = [m.earliest for m in holders if m.earliest]
        ends = [m.latest for m in holders if m.latest]
        roles.append(Role(role=spelled, earliest=min(starts, default=None), latest=max(ends, default=None)))
    return tuple(roles)


def _names(members: list[Naming]) -> set[str]:
    return {m.name for m in members} | {s for m in members for s in m.surfaces}


def _canonical(members: list[Naming]) -> str:
    """The full name that most mentions go with; the longer one, then the first in the alphabet, where they tie."""
    counts: Counter[str] = Counter()
    for member in members:
        counts[member.name] += max(1, member.count)
    full = [n for n in counts if " " in n] or list(counts)
    return min(full, key=lambda n: (-counts[n], -len(n), n))


def _most(values: list[str | None]) -> str | None:
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None
