"""For whom somebody takes a position: an official in office for the state, everybody else for themselves."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sourcebook.lexicon.countries import country_of, demonym
from sourcebook.lexicon.institutions import institution
from sourcebook.lexicon.names import fold
from sourcebook.lexicon.offices import office
from sourcebook.model import Entity

if TYPE_CHECKING:
    from sourcebook.link.entities import EntityIndex


@cache
def rules() -> dict[str, dict[str, list[str]]]:
    """The tables of data/positions.toml."""
    data: dict[str, Any] = tomllib.loads(files("sourcebook.link").joinpath("data", "positions.toml").read_text("utf-8"))
    return data


def side_of(entity_id: str, index: EntityIndex, serves: Mapping[str, str] | None = None) -> str:
    """The country that a person in office or a body of state speaks for; else the entity itself.

    `serves`: by the ids of people, the bodies that reports say they serve (affiliations.py); it speaks where no country
    is known.
    """
    entity = index.by_id[entity_id]
    country = index.country_id(entity.country or _told_by_name(entity.name))
    if country is None:
        if entity.type == "person" and _speaks_for_self(entity):
            return _of_body(entity, index, serves or {})
        body = (serves or {}).get(entity_id) if entity.type == "person" else None
        return entity_id if body is None else side_of(body, index)
    if entity.type == "person":
        return country if _speaks_for_state(entity) else _of_body(entity, index, serves or {})
    return country if _is_organ(entity) else entity_id


def _of_body(entity: Entity, index: EntityIndex, serves: Mapping[str, str]) -> str:
    """The movement or party that somebody speaks for who has a country, but no office of state."""
    body = serves.get(entity.id)
    words = {word for role in entity.roles for word in fold(role.role).replace("-", " ").split()}
    sits = any(_sits(entity, role.role) for role in entity.roles)
    gone = sits or bool(words & set(rules()["holders"]["gone"]))
    known = None if body is None or gone else index.by_id[body]
    return known.id if known is not None and known.type in {"organisation", "group"} else entity.id


def sides_of(index: EntityIndex) -> dict[str, str]:
    """The state that an entity speaks for: officials and organs for theirs, a state for itself; others are left out."""
    found: dict[str, str] = {}
    for entity in index.entities:
        side = side_of(entity.id, index)
        if side != entity.id or (entity.type == "place" and entity.name == entity.country):
            found[entity.id] = side
    return found


def _speaks_for_self(entity: Entity) -> bool:
    """Whether one of a person's offices is a legislator's, or lies in the past."""
    words = {word for role in entity.roles for word in fold(role.role).replace("-", " ").split()}
    return bool(words & set(rules()["holders"]["past"])) or any(_sits(entity, role.role) for role in entity.roles)


def _sits(entity: Entity, role: str) -> bool:
    """Whether an office is a legislator's; a Representative without more to it is an American one."""
    held = office(role)
    if held is None or held.sector == "LEG":
        return held is not None
    house = held.name == "representative" and role.rpartition(" ")[0] in {"", "U.S.", "US", "State"}
    return house and role.endswith("Representative") and entity.country in {None, "United States"}


def _told_by_name(name: str) -> str | None:
    """The country whose name or nationality word opens a name: "Norwegian Foreign Ministry"."""
    words = name.split()
    found = (demonym(" ".join(words[:n])) or country_of(" ".join(words[:n])) for n in (2, 1) if len(words) > n)
    country = next((one for one in found if one is not None), None)
    return country.name if country is not None else None


def _is_organ(entity: Entity) -> bool:
    if entity.type == "group" or entity.name == entity.country:
        return False
    known = institution(entity.name)
    if known is not None:
        return known.sector in rules()["holders"]["sectors"]
    return entity.type != "place" and bool(set(fold(entity.name).split()) & set(rules()["holders"]["organs"]))


def _speaks_for_state(entity: Entity) -> bool:
    """Whether an office speaks for the state, and none of the person's others speaks against it."""
    holders = rules()["holders"]
    found = False
    for role in entity.roles:
        held = office(role.role)
        if held is None:
            continue
        if held.sector in holders["own"] or _sits(entity, role.role):
            return False
        words = set(fold(role.role).replace("-", " ").split())
        general = held.name in holders["general"] and role.role.islower()
        fits = held.sector in holders["sectors"] and (held.rank <= 2 or held.name in holders["voices"])
        found = found or (fits and not general and not words & set(holders["past"]))
    return found
