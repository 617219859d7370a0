"""Lawmakers by state and party, in invented reports."""

import pytest

from sourcebook.lexicon.places import city, us_state
from sourcebook.read.seats import is_tag
from tests.read.test_cast import resolved

TWO = "House Speaker John Orr (R-Ohio) met Sen. Ada Venn, D-Calif., on Monday. Both left at noon. "


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        (f"{TWO}“It won't do,” the Ohio Republican said.", "the Ohio Republican", "John Orr"),
        (f"{TWO}“It will do,” the California Democrat said.", "the California Democrat", "Ada Venn"),
        (f"{TWO}The Ohio Republican said that he would vote no.", "he", "John Orr"),
        (f"{TWO}The veteran California Democrat said no.", "The veteran California Democrat", "Ada Venn"),
        (f"{TWO}Later the California senator said no.", "the California senator", "Ada Venn"),
        # of another state and party nobody is named
        (f"{TWO}The Texas Republican said no.", "The Texas Republican", None),
        (f"{TWO}The Ohio Democrat said no.", "The Ohio Democrat", None),
        ("Texas Rep. Ada Venn spoke. Rep. Karl Orr of Iowa left. The Texas Republican said no.",
         "The Texas Republican", "Ada Venn"),
        ("Sen. Ada Venn, South Dakota Democrat, spoke. Sen. Karl Orr left. The South Dakota Democrat said no.",
         "The South Dakota Democrat", "Ada Venn"),
        ("Rep. Ada Venn, a Republican from Utah, spoke. Rep. Karl Orr left. The Utah Republican said no.",
         "The Utah Republican", "Ada Venn"),
        ("Sen. Ada Venn (R., Maine) spoke. Sen. Karl Orr left. The Maine Republican said no.",
         "The Maine Republican", "Ada Venn"),
        # no state is told of a lawmaker, or of whom the sentence before was
        ("Rep. Ada Venn spoke on Monday. The Utah Republican said no.", "The Utah Republican", "Ada Venn"),
        ("On Monday Ada Venn spoke for hours. The Utah Republican said no.", "The Utah Republican", "Ada Venn"),
        ("President Ada Venn spoke on Monday. The Utah Republican said no.", "The Utah Republican", None),
        # who stands beside it
        (f"{TWO}Karl Lund, the Ohio Republican, said no.", "the Ohio Republican", "Karl Lund"),
        # a party's plan is nobody's
        (f"{TWO}The House Republican plan failed.", "The House Republican plan", None),
    ],
)  # fmt: skip
def test_who_is_called_by_state_and_party(text: str, phrase: str, name: str | None) -> None:
    assert resolved(text, phrase) == name


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        # who only tells of the president isn't the president
        ("President Ove Lund met John Orr. The president, Orr said, is late.", "The president", "Ove Lund"),
        ("President Ove Lund met John Orr. After talks with Orr, the president said no.", "the president", "Ove Lund"),
        ("The president, Ove Lund, said no. The president left.", "The president", "Ove Lund"),
        ("Minister Ida Orr left. Aide Ove Lund, who works for the minister, said no.", "the minister", "Ida Orr"),
    ],
)
def test_who_stands_beside_an_office_may_not_hold_it(text: str, phrase: str, name: str | None) -> None:
    assert resolved(text, phrase) == name


def test_states_are_known_by_their_abbreviations() -> None:
    written = ("Ariz.", "Calif", "Conn.", "D.C", "Fla.", "Ind.", "Mass.", "Mich.", "Miss.", "Mo.", "N.H.", "Ore.",
               "Pa.", "W.Va.", "TX", "New York", "Sask.")  # fmt: skip
    assert [us_state(one) for one in written] == [
        "Arizona", "California", "Connecticut", "District of Columbia", "Florida", "Indiana", "Massachusetts",
        "Michigan", "Mississippi", "Missouri", "New Hampshire", "Oregon", "Pennsylvania", "West Virginia", "Texas",
        "New York", None,
    ]  # fmt: skip
    assert [is_tag(one) for one in ("R-Ohio", "D-Calif", "R-South Carolina", "D-Day", "R-Type", "Ohio")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_nicknames_of_english_speaking_cities_are_not_their_names() -> None:
    assert city("Newtown") is None
    assert [found.name for one in ("Bombay", "St. Louis", "Philly") if (found := city(one))] == [
        "Mumbai", "St. Louis", "Philadelphia",
    ]  # fmt: skip
