"""International bodies, organs of state, seats of government, news agencies and outlets by name."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from sourcebook.lexicon.blocs import blocs
from sourcebook.lexicon.countries import country_by_code
from sourcebook.lexicon.names import fold
from sourcebook.lexicon.tables import listed, rows

OutletKind = Literal["agency", "paper", "broadcaster", "site"]


class Institution(msgspec.Struct, frozen=True, kw_only=True):
    """A body that needs no introduction.

    `sector` is PLOVER's (GOV, MIL, LEG, IGO, REB, ...); `seat`: its name can stand for its state's government.
    """

    name: str
    type: Literal["organisation", "place", "group"]
    country: str | None
    sector: str
    seat: bool


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """A news agency, paper, broadcaster or site that others quote."""

    name: str
    kind: OutletKind
    country: str | None


@cache
def _institutions() -> dict[str, Institution]:
    table: dict[str, Institution] = {}
    for name, kind, alpha3, sector, seat, others in (*rows("institutions.tsv", 6), *rows("organisations.tsv", 6)):
        country = country_by_code(alpha3)
        found = Institution(
            name=name,
            type=msgspec.convert(kind, Literal["organisation", "place", "group"]),
            country=country.name if country else None,
            sector=sector,
            seat=seat == "seat",
        )
        for spelling in (name, *listed(others, "|")):
            table.setdefault(spelling, found)
    for spelling, group in blocs().items():
        body = Institution(name=group.name, type="organisation", country=None, sector="IGO", seat=False)
        table.setdefault(spelling, table.get(group.name, body))
    return table


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for spelling, found in _institutions().items():
        table.setdefault(found.name, []).append(spelling)
    return {name: tuple(sorted({name, *known})) for name, known in table.items()}


def spellings(found: Institution) -> tuple[str, ...]:
    """Every name and abbreviation by which the institution is listed."""
    return _spellings()[found.name]


@cache
def _institution_words() -> dict[str, Institution]:
    return {fold(name): found for name, found in reversed(_institutions().items())}


def institution(name: str) -> Institution | None:
    """The institution of that name or abbreviation, with or without article. Short abbreviations need their case.

    >>> institution("the Security Council").name, institution("EU").sector, institution("who")
    ('United Nations Security Council', 'IGO', None)
    """
    bare = name[4:] if name[:4] in ("the ", "The ") else name
    found = _institutions().get(bare)
    if found is None and len(bare) > 5 and any(c.isupper() for c in bare):
        found = _institution_words().get(fold(bare))
    return found


@cache
def _outlets() -> dict[str, Outlet]:
    table: dict[str, Outlet] = {}
    for name, kind, alpha3, others in rows("outlets.tsv", 4):
        country = country_by_code(alpha3)
        found = Outlet(name=name, kind=msgspec.convert(kind, OutletKind), country=country.name if country else None)
        for spelling in (name, *listed(others, "|")):
            table.setdefault(spelling, found)
    return table


@cache
def _outlet_words() -> dict[str, Outlet]:
    return {fold(name): found for name, found in reversed(_outlets().items())}


def outlet(name: str) -> Outlet | None:
    """The news agency or outlet of that name, as it is written or in capitals.

    >>> outlet("AFP").name, outlet("RIA Novosti").kind, outlet("bild")
    ('Agence France-Presse', 'agency', None)
    """
    found = _outlets().get(name)
    if found is None and name.isupper() and len(name) > 4:
        found = _outlet_words().get(fold(name))
    return found


def outlets() -> tuple[Outlet, ...]:
    """Every outlet of the list, once, by name."""
    return tuple(sorted(set(_outlets().values()), key=lambda found: found.name))


def outlet_spellings() -> tuple[str, ...]:
    """Every spelling under which `outlet` finds one, longest first."""
    return tuple(sorted(_outlets(), key=lambda spelling: (-len(spelling), spelling)))
