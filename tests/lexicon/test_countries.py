import pytest

from sourcebook.lexicon.countries import (
    capital,
    countries,
    country_by_code,
    country_of,
    demonym,
    derived_country,
)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Russia", "Russia"),
        ("the Russian Federation", "Russia"),
        ("US", "United States"),
        ("U.S.", "United States"),
        ("USA", "United States"),
        ("the United States of America", "United States"),
        ("America", "United States"),
        ("UK", "United Kingdom"),
        ("Britain", "United Kingdom"),
        ("DPRK", "North Korea"),
        ("Democratic People's Republic of Korea", "North Korea"),
        ("Democratic People’s Republic of Korea", "North Korea"),
        ("Türkiye", "Turkey"),
        ("Republic of Moldova", "Moldova"),
        ("Czechia", "Czech Republic"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("Burma", "Myanmar"),
        ("Kosovo", "Kosovo"),
        ("DR Congo", "Democratic Republic of the Congo"),
        ("Германия", "Germany"),
        ("中国", "China"),
        ("us", None),
        ("turkey", None),
        ("Vardania", None),
        ("", None),
    ],
)
def test_country_of(name: str, country: str | None) -> None:
    found = country_of(name)
    assert (found.name if found else None) == country


def test_other_languages_are_asked_for() -> None:
    assert country_of("Allemagne") is None
    french = country_of("Allemagne", language="fr")
    assert french is not None and french.alpha3 == "DEU"
    german = country_of("Österreich", language="*")
    assert german is not None and german.name == "Austria"


def test_every_country_finds_itself() -> None:
    assert len(countries()) > 195
    for country in countries():
        assert country_of(country.name) == country
        assert country_by_code(country.alpha3) == country


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Russian", "Russia"),
        ("Iranians", "Iran"),
        ("Swiss", "Switzerland"),
        ("South Korean", "South Korea"),
        ("Danes", "Denmark"),
        ("CHINESE", "China"),
        ("Kiwi", None),
        ("american", None),
        ("Vardanian", None),
    ],
)
def test_demonym(word: str, country: str | None) -> None:
    found = demonym(word)
    assert (found.name if found else None) == country


@pytest.mark.parametrize(
    ("adjective", "name"),
    [
        ("Vardanian", "Vardania"),
        ("Vardanians", "Vardania"),
        ("Ostrelian", "Ostrel"),
        ("Korvese", "Korva"),
        ("Belmarkish", "Belmark"),
        ("Tuvistani", "Tuvistan"),
        ("Norlandic", "Norland"),
        ("Meran", "Mera"),
        ("Italian", None),
        ("German", None),
    ],
)
def test_derived_country(adjective: str, name: str | None) -> None:
    names = frozenset({"Vardania", "Ostrel", "Korva", "Belmark", "Tuvistan", "Norland", "Mera"})
    assert derived_country(adjective, names) == name


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Moscow", "Russia"),
        ("Washington", "United States"),
        ("Kiev", "Ukraine"),
        ("Kyiv", "Ukraine"),
        ("Peking", "China"),
        ("Beijing", "China"),
        ("Tehran", "Iran"),
        ("Teheran", "Iran"),
        ("Brussels", "Belgium"),
        ("Mumbai", None),
        ("moscow", None),
    ],
)
def test_capital(name: str, country: str | None) -> None:
    found = capital(name)
    assert (found.name if found else None) == country
