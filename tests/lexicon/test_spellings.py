"""Spellings of one name, and names that only look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.lexicon.spellings import skeleton, spelt_abroad, spelt_alike

LETTERS = st.text("abcdefghijklmnopqrstuvwxyzáéößø'-", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yarovets", "Jarovets"),
        ("Dzhemal", "Jemal"),
        ("Kasimov", "Qasimov"),
        ("Ostrovane", "Ostrowan"),
        ("Rhoda", "Roda"),
        ("Belgrade", "Belgradze"),
        ("Selima", "Sélima"),
        ("Torressi", "Toresi"),
        ("Ntalvek", "Dalvek"),
        ("Tamperlin", "Tamberlin"),
        ("Velsora", "Belsora"),
        ("Ferstow", "Ferstou"),
        ("Josterin", "Zosterin"),
        ("Quastern", "Kvastern"),
        ("Quastern", "Kuastern"),
        ("Whorlen", "Uorlen"),
        ("Sternole", "Sternol"),
        ("Tole", "Tol"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert spelt_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Orlin", "Orlina"), ("Martin", "Marvin"), ("Hasan", "Hosein"), ("Sherin", "Kerin"), ("Lo", "La"), ("Rik", "Rak")],
)
def test_names_that_only_look_alike(one: str, other: str) -> None:
    assert not spelt_alike(one, other)


@given(LETTERS, LETTERS)
def test_likeness_is_symmetric_and_holds_of_a_name_itself(one: str, other: str) -> None:
    assert spelt_alike(one, other) == spelt_alike(other, one)
    assert spelt_alike(one, one)
    if spelt_alike(one, other) and len(one) > 3 and len(other) > 3:
        assert skeleton(one) == skeleton(other) or one.casefold() != other.casefold()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marken", "Markenos"),
        ("Pelder", "Felder"),
        ("Odrelia", "Ontrelia"),
        ("Damyan", "Damião"),
        ("Orskany", "Orskania"),
    ],
)
def test_what_other_alphabets_make_of_a_name(one: str, other: str) -> None:
    assert spelt_abroad(one, other)
    assert not spelt_alike(one, other)
