"""Entities over the parts of a large record: what bears one name in several parts, as far as nothing speaks against it.

Countries, places and bodies go by what they are keyed by in every part (entities.py). A person of a full name is the
person of that name in another part, unless a part knows two of that name, or the parts give them different countries;
who goes by one word is known in their part alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from sourcebook.lexicon.names import fold
from sourcebook.link.entities import EntityIndex
from sourcebook.link.ids import stable_id
from sourcebook.model import Entity, Role

MOST_REASONS = 8
LEAST = 2  # countries that are given of namesakes
FEW = 0.2  # of the parts that give the usual country, or none

Names = Mapping[str, tuple[str, str | None]]
"""Of a part's persons whom a full name tells: name, folded, and country by the entity's id."""


def full_names(index: EntityIndex) -> dict[str, tuple[str, str | None]]:
    """The part's persons of a full name that no other one in it bears."""
    told: dict[str, list[Entity]] = defaultdict(list)
    for entity in index.entities:
        if entity.type == "person" and " " in entity.name.strip():
            told[fold(entity.name)].append(entity)
    return {one.id: (name, one.country) for name, (one, *others) in told.items() if not others}


def namesakes(parts: Iterable[Names]) -> dict[str, frozenset[str]]:
    """Names, folded, that are borne by persons of several countries, each with the countries of the less usual ones.

    A country that few parts give is no other person's: readers mistake the neighbour's (as in people.py).
    """
    counts: dict[str, Counter[str | None]] = defaultdict(Counter)
    for names in parts:
        for name, country in names.values():
            counts[name][country] += 1
    found = {name: less_usual(given) for name, given in counts.items()}
    return {name: countries for name, countries in found.items() if countries}


def less_usual(given: Counter[str | None]) -> frozenset[str]:
    """The countries of a name that are another person's: not the usual one, and not given by few parts alone.

    `given`: how many parts give each; those that give none speak of whom the usual one is given of.
    """
    told = {country: count for country, count in given.items() if country is not None}
    if len(told) < LEAST:
        return frozenset()
    usual = min(told, key=lambda country: (-told[country], country))
    least = FEW * (told[usual] + given[None])
    return frozenset(one for one, count in told.items() if one != usual and count >= least)


def new_ids(names: Names, others: Mapping[str, Collection[str]]) -> dict[str, str]:
    """The id over all parts of each person that has one, by the id in the part; `others`: see `namesakes`.

    Of a name that several persons bear, who has no country stays on their own.
    """
    found: dict[str, str] = {}
    for own, (name, country) in names.items():
        if name not in others:
            found[own] = stable_id("n", "person", name)
        elif country is not None:
            found[own] = stable_id("n", "person", name, *([country] if country in others[name] else []))
    return found


def renamed(index: EntityIndex, ids: Mapping[str, str]) -> EntityIndex:
    """The index with other ids for some entities."""
    if not ids:
        return index
    entities = tuple(
        sorted(
            (msgspec.structs.replace(e, id=ids[e.id]) if e.id in ids else e for e in index.entities),
            key=lambda entity: entity.id,
        )
    )
    of_report = {
        report: {name: ids.get(entity, entity) for name, entity in names.items()}
        for report, names in index.of_report.items()
    }
    return EntityIndex(entities, of_report, {e.id: e for e in entities}, index.countries)


def united(same: Sequence[Entity]) -> Entity:
    """One entity of what the parts know of it."""
    first = same[0]
    if len(same) == 1:
        return first
    kinds, names = Counter(one.type for one in same), Counter(one.name for one in same)
    spelled = tuple(sorted({name for one in same for name in one.names}))
    return Entity(
        id=first.id,
        type=max(sorted(kinds), key=lambda kind: kinds[kind]),
        name=min(names, key=lambda name: (-names[name], -len(name), name)),
        names=spelled,
        country=_most(one.country for one in same),
        roles=_roles(role for one in same for role in one.roles),
        reasons=_reasons(same, spelled),
    )


def _most(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _roles(roles: Iterable[Role]) -> tuple[Role, ...]:
    spans: dict[str, list[Role]] = defaultdict(list)
    for role in roles:
        spans[fold(role.role)].append(role)
    return tuple(
        Role(
            role=min(one.role for one in held),
            earliest=min((one.earliest for one in held if one.earliest), default=None),
            latest=max((one.latest for one in held if one.latest), default=None),
        )
        for _, held in sorted(spans.items())
    )


def _reasons(same: Sequence[Entity], spelled: tuple[str, ...]) -> tuple[str, ...]:
    """Why the names are one: those of the parts, in a few words where many have one reason for ever other names."""
    by_why: dict[str, set[str]] = defaultdict(set)
    for one in same:
        for reason in one.reasons:
            names, _, why = reason.rpartition(": ")
            by_why[why].add(names)
    whole = ", ".join(spelled)
    told = [f"{whole if len(names) > 1 else min(names)}: {why}" for why, names in by_why.items()]
    if same[0].type == "person":
        told.append(f"{same[0].name}: one full name in {len(same)} stories")
    return tuple(sorted(told)[:MOST_REASONS])
