"""Which names over reports are one person's, and what he is called."""

import pytest

from sourcebook.link.entities import find_entities
from sourcebook.model import Entity
from tests.link.by_hand import Page


def _entities(*pages: Page) -> list[Entity]:
    readings = [page.reading() for page in pages]
    return list(find_entities(readings, {r.report.id: "s" for r in readings}).entities)


def _named(
    who: str, times: int, *, country: str | None = None, role: str | None = None, first: str = "p"
) -> list[Page]:
    return [
        Page(f"{first}{i:02}", f"{who} spoke.").name_(who, "person", country=country, role=role) for i in range(times)
    ]


def _with(entities: list[Entity], name: str) -> Entity:
    return next(e for e in entities if name in e.names)


def _alone(name: str, *, country: str | None = None, role: str | None = None) -> Page:
    return Page("z", f"{name} left.").name_(name, "person", country=country, role=role)


def test_a_surname_means_the_one_of_whom_nearly_all_reports_tell() -> None:
    pages = [*_named("Orla Vennik", 16), *_named("Ida Vennik", 2, first="q"), _alone("Vennik")]
    assert "Vennik" in _with(_entities(*pages), "Orla Vennik").names


def test_a_surname_that_two_bear_is_left_open() -> None:
    pages = [*_named("Orla Vennik", 6), *_named("Ida Vennik", 2, first="q"), _alone("Vennik")]
    assert _with(_entities(*pages), "Vennik").names == ("Vennik",)


def test_a_surname_spelt_so_goes_before_one_that_sounds_so() -> None:
    pages = [
        *_named("Orla Kaminov", 2, role="General"),
        *_named("Ida Kaminof", 2, role="General", first="q"),
        _alone("Kaminov", role="General"),
    ]
    assert "Kaminov" in _with(_entities(*pages), "Orla Kaminov").names


def test_a_country_that_one_report_gives_a_well_known_name_is_a_slip() -> None:
    pages = [*_named("Orla Vennik", 6, country="Peru"), _alone("Vennik", country="Chile")]
    assert "Vennik" in _with(_entities(*pages), "Orla Vennik").names


def test_another_office_in_another_country_is_somebody_else_s() -> None:
    pages = [*_named("Orla Vennik", 6, country="Peru"), _alone("Vennik", country="Chile", role="Governor")]
    assert _with(_entities(*pages), "Vennik").names == ("Vennik",)


def test_a_surname_is_no_first_name_of_two_names_run_together() -> None:
    pages = [
        *_named("Orla Vennik", 2), *_named("Ida Vennik", 2, first="q"), *_named("Vennik Karl Orr", 1, first="r"),
        _alone("Vennik"),
    ]  # fmt: skip
    assert "Vennik" not in _with(_entities(*pages), "Vennik Karl Orr").names


def test_an_office_that_only_one_of_many_reports_gives_is_a_slip() -> None:
    pages = [*_named("Orla Vennik", 6, role="President"), *_named("Orla Vennik", 1, role="foreign minister", first="q")]
    assert [role.role for role in _with(_entities(*pages), "Orla Vennik").roles] == ["President"]


def test_nobody_is_called_in_capitals_or_by_a_rank_where_a_report_does_otherwise() -> None:
    pages = [
        *_named("ORLA VENNIK", 2),
        *_named("Brig. Orla Vennik", 2, first="q"),
        *_named("Orla Vennik", 1, first="r"),
    ]
    assert {e.name for e in _entities(*pages)} == {"Orla Vennik"}


def test_an_office_that_goes_with_another_stays() -> None:
    pages = [*_named("Orla Vennik", 6, role="President"), *_named("Orla Vennik", 1, role="negotiator", first="q")]
    assert [role.role for role in _with(_entities(*pages), "Orla Vennik").roles] == ["negotiator", "President"]


def test_bodies_and_parties_that_are_only_described_have_their_type_and_their_land() -> None:
    page = Page("a", "The Danish foreign ministry and Danish rebels spoke.").event(
        "The Danish foreign ministry and Danish rebels spoke",
        "spoke",
        "held",
        ("Danish Foreign Ministry", "Danish rebels"),
    )
    found = {e.name: (e.type, e.country) for e in _entities(page)}
    assert found["Danish Foreign Ministry"] == ("organisation", "Denmark")
    assert found["Danish rebels"] == ("group", "Denmark")


def test_a_familiar_form_of_a_first_name() -> None:
    found = _entities(*_named("Douglas Vennik", 1, first="p"), *_named("Doug Vennik", 1, first="q"))
    assert [entity.names for entity in found] == [("Doug Vennik", "Douglas Vennik")]


def test_two_spellings_of_a_surname_beside_one_first_name_in_one_report() -> None:
    def told(*names: str) -> int:
        page = Page("p", " and ".join(names) + " spoke.")
        for name in names:
            page.name_(name, "person")
        return len(_entities(page))

    assert told("Esmal Ghaavi", "Esmal Qaavi") == 1
    assert told("Esmal Ghaavi", "Karem Qaavi") == 2
    assert told("Orla W. Vennik", "Orla H.W. Vennik") == 2


def test_a_slip_in_a_long_surname() -> None:
    known = _named("Orla Vennikatti", 2, first="p")
    assert len(_entities(*known, *_named("Venniketti", 1, first="q"))) == 1
    assert len(_entities(*known, *_named("Vannikatti", 1, first="q"))) == 2


@pytest.mark.parametrize(
    ("two", "role", "joined"),
    [("Tarique Sarvel", "Minister", True), ("Tarek Sarvelim", "Minister", False), ("Tobias Sarvel", "Minister", False),
     ("Tarique Sarvel", "Mayor", False), ("Tarique Lund", "Minister", False)],
)  # fmt: skip
def test_names_of_one_office_that_begin_alike_are_one(two: str, role: str, joined: bool) -> None:
    pages = [*_named("Tarek Sarvel", 3, role="Minister"), *_named(two, 1, role=role, first="q")]
    assert (two in _with(_entities(*pages), "Tarek Sarvel").names) is joined


def test_a_king_s_name_is_a_given_name() -> None:
    pages = [*_named("Tariq bin Omar", 6, role="Crown Prince"), _alone("Omar", role="King")]
    assert _with(_entities(*pages), "Omar").names == ("Omar",)
    pages += _named("Omar al-Venni", 2, first="q")
    assert "Omar" in _with(_entities(*pages), "Omar al-Venni").names
