import pytest

from sourcebook.lexicon.institutions import institution, outlet, outlet_spellings, outlets
from sourcebook.lexicon.offices import office, office_heads, office_modifiers
from sourcebook.lexicon.places import city, region, region_adjective, subdivision


@pytest.mark.parametrize(
    ("name", "canonical", "country"),
    [
        ("Bombay", "Mumbai", "India"),
        ("Kiev", "Kyiv", "Ukraine"),
        ("Saint Petersburg", "Saint Petersburg", "Russia"),
        ("St. Petersburg", "Saint Petersburg", "Russia"),
        ("Istanbul", "Istanbul", "Turkey"),
    ],
)
def test_city_folds_spellings(name: str, canonical: str, country: str) -> None:
    found = city(name)
    assert found is not None and (found.name, found.country) == (canonical, country)


def test_city_wants_a_capital() -> None:
    assert city("reading") is None and city("of") is None and city("") is None


def test_regions() -> None:
    siberia, ohio = region("Siberia"), region("Ohio")
    assert siberia is not None and siberia.country == "Russia"
    assert ohio is not None and ohio.country == "United States"
    assert region("siberia") is None
    kurds = region_adjective("Kurds")
    assert kurds is not None and kurds.name == "Kurdistan"
    assert region_adjective("Russian") is None
    found = subdivision("Lombardia")
    assert found is not None and found.country == "Italy"


def test_institutions() -> None:
    council, seat = institution("the UN Security Council"), institution("Kremlin")
    assert council is not None and council.name == "United Nations Security Council"
    assert seat is not None and seat.seat and seat.country == "Russia"
    assert institution("who") is None and institution("is") is None
    assert institution("Ministry") is None


def test_outlets() -> None:
    agency = outlet("The Associated Press")
    assert agency is not None and (agency.name, agency.kind) == ("Associated Press", "agency")
    assert outlet("time") is None
    assert len(outlets()) > 150
    assert all(outlet(spelling) for spelling in outlet_spellings())


@pytest.mark.parametrize(
    ("phrase", "name", "sector"),
    [
        ("Deputy Foreign Minister", "foreign minister", "GOV"),
        ("former Secretary of State", "secretary of state", "GOV"),
        ("secretaries of state", "secretary of state", "GOV"),
        ("foreign ministers", "foreign minister", "GOV"),
        ("spokeswomen", "spokeswoman", "GOV"),
        ("Lt. Gen.", "lt. gen.", "MIL"),
        ("Senators", "senator", "LEG"),
        ("opposition leader", "opposition leader", "OPP"),
    ],
)
def test_office(phrase: str, name: str, sector: str) -> None:
    found = office(phrase)
    assert found is not None and (found.name, found.sector) == (name, sector)


def test_office_of_nothing() -> None:
    assert office("table") is None and office("") is None
    assert "minister" in office_heads() and "deputy" in office_modifiers()
