"""Towns that speak and decide, and offices that a report calls somebody's."""

import pytest

from sourcebook.link.acting import governs
from sourcebook.link.governing import residences
from sourcebook.link.settle import settle_names
from tests.link.by_hand import Page

_STATES = "The prime minister of Velmark met Ostrel's foreign minister. Both Velmark's parliament and Ostrel's sat."


def _stands_for(name: str, *sentences: str, dateline: str = "") -> set[str | None]:
    """What the mentions of a name stand for, beside two reports that tell of two states."""
    pages = [Page(n, _STATES).state("Velmark", "Ostrel") for n in ("a", "b")]
    for at, text in enumerate(sentences):
        page = Page(f"z{at}", text)
        for state in ("Velmark", "Ostrel"):
            if state in text:
                page.state(state)
        if name != "Tesk" and "Tesk" in text:
            page.name_("Tesk", "place")
        pages.append(page.name_(name, "place"))
    found = settle_names([page.reading() for page in pages]).readings[2:]
    return {m.stands_for for reading in found for m in reading.entities if reading.report.text[m.start : m.end] == name}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tesk has postponed its duty.", True),
        ("Tesk would not have it.", True),
        ("Tesk on Monday denied it.", True),
        ("Tesk has waited for rain.", False),
        ("Tesk is shut.", False),
        ("A man in Tesk said so.", False),
    ],
)
def test_what_towns_never_do(text: str, told: bool) -> None:
    at = text.index("Tesk")
    assert governs(text, at, at + 4) is told


def test_a_town_that_speaks_is_the_seat_of_the_state_that_it_lies_in() -> None:
    told = ("Rain fell on Tesk, Velmark, all day.", "Tesk has postponed its duty.")
    assert "Velmark" in _stands_for("Tesk", *told)


def test_a_town_that_only_lies_there_is_none() -> None:
    told = ("Rain fell on Tesk, Velmark, all day.", "Tesk has waited for rain.")
    assert _stands_for("Tesk", *told) == {None}


def test_a_town_called_after_by_a_paper_is_not_the_state_s_that_it_deals_with() -> None:
    told = (
        "The Tesk Tidings\nVelmark waits. Tesk has postponed its duty on barley from Ostrel.",
        "Tesk denied a report of Velmark.",
    )
    assert _stands_for("Tesk", *told) <= {None, "Velmark"}


def test_what_has_a_minister_of_its_own_is_no_town() -> None:
    told = ("Rain fell on Tesk, Velmark, all day.", "Tesk opposes the list, its economy minister said.")
    assert _stands_for("Tesk", *told) == {None}


def test_an_office_is_that_of_the_official_named_before_it() -> None:
    page = Page("a", "Ida Lund, the premier, spoke outside her office, known as the Tannery.").name_(
        "Ida Lund", "person"
    )
    assert list(residences(page.reading(), lambda _, person: {"Ida Lund": "Velmark"}.get(person))) == [
        ("Tannery", "Velmark")
    ]
    page = Page("a", "Ida Lund spoke on the steps of the Arcade, her official residence.").name_("Ida Lund", "person")
    assert [name for name, _ in residences(page.reading(), lambda *_: "Velmark")] == ["Arcade"]
    assert not list(residences(page.reading(), lambda *_: None))


def test_an_office_that_is_called_somebody_s() -> None:
    page = Page("a", "Ida Lund left. Tanners’ Row, Ms Lund’s office, called it long.").name_("Ida Lund", "person")
    assert list(residences(page.reading(), lambda _, person: {"Lund": "Velmark"}.get(person))) == [
        ("Tanners’ Row", "Velmark")
    ]


def test_whose_statements_they_are() -> None:
    text = "Statements by Tesk that the road was open are wrong."
    assert governs(text, 14, 18)
    assert not governs("A road by Tesk is open.", 10, 14)


def _building(name: str, *sentences: str) -> set[str | None]:
    """What a building that decides stands for, where a town is the capital of Velmark."""
    capital = "In Tesk, the capital of Velmark, it rained. "
    return _stands_for(name, *(capital + sentence for sentence in sentences))


@pytest.mark.parametrize(
    ("name", "stands"), [("Tannery", "Velmark"), ("Almond House", "Velmark"), ("Upper House", None), ("League", None)]
)
def test_a_building_that_decides_is_the_state_s_in_whose_town_it_stands(name: str, stands: str | None) -> None:
    told = (f"Many came to the {name}.", f"The {name} has refused the list.")
    assert ("Velmark" in _building(name, *told)) is (stands is not None)
    assert _building(name, f"Many came to the {name}.") <= {None}
