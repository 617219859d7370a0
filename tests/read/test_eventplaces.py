import pytest

from tests.read.test_events import only, read


@pytest.mark.parametrize(("text", "place"), [
    ("The second round of the Geneva talks ended on Tuesday.", "Geneva"),
    ("The first round of Lisbon talks last month was short.", "Lisbon"),
    ("Bern's second round of negotiations closed on Tuesday.", "Bern"),
    ("The Norwegian talks failed on Monday.", None),
    ("Norway and Peru held border talks on Monday.", None),
])  # fmt: skip
def test_talks_go_by_their_town(text: str, place: str | None) -> None:
    event = only(text)
    assert (event.place.name if event.place else None) == place


@pytest.mark.parametrize(("text", "place"), [
    ("In Lima, Norway rejected the plan on Tuesday.", "Lima"),
    ("Norway rejected the plan in Lima on Tuesday.", None),
    ("Norway warned officials in Lima on Tuesday.", None),
    ("Norway threatened to strike the rebels in Peru.", None),
])  # fmt: skip
def test_words_are_spoken_in_a_town_that_no_noun_has_taken(text: str, place: str | None) -> None:
    found = [e for e in read(text) if e.kind in {"REJECT", "THREATEN"}]
    assert found
    assert {e.place.name if e.place else None for e in found} == {place}


@pytest.mark.parametrize(("text", "place"), [
    ("Geneva will host a round of talks between Norway and Peru on 14 June.", "Geneva"),
    ("Lima will host the Norwegian envoys for talks on 14 June.", None),
    ("Envoys from Lima and Oslo sat down for a third round on Monday.", None),
    ("Norway was represented at a meeting in Geneva on Monday by Ola Brekke.", "Geneva"),
])  # fmt: skip
def test_a_town_that_hosts_or_holds_the_table_is_the_place(text: str, place: str | None) -> None:
    found = [e for e in read(text) if e.kind == "CONSULT"]
    assert found
    assert {e.place.name for e in found if e.place} == ({place} if place else set())


@pytest.mark.parametrize(("text", "place"), [
    ("Norway blamed Peru for the Lima attack on Tuesday.", "Lima"),
    ("The Lima protests were held on Tuesday.", "Lima"),
    ("The Peru protests were held on Tuesday.", "Peru"),
    ("The Peru attack took place on Tuesday.", None),
    ("The Lima attack on Norwegian troops took place on Tuesday.", None),
    ("Lima's attack took place on Tuesday.", None),
])  # fmt: skip
def test_attacks_and_protests_go_by_their_place(text: str, place: str | None) -> None:
    found = [e for e in read(text) if e.kind in {"ASSAULT", "PROTEST"}]
    assert found
    assert {e.place.name if e.place else None for e in found} == {place}


def test_a_place_behind_what_stands_beside_the_event_is_not_the_events() -> None:
    found = read("Norway and Peru held a first round of talks in March and two days of consultations in Lima in May.")
    assert next((e.ordinal, e.place) for e in found if e.kind == "CONSULT") == (1, None)


@pytest.mark.parametrize(("text", "place"), [
    ("After the talks in Lima, Norway imposed sanctions on Tuesday.", None),
    ("In Lima, after the talks, Norway imposed sanctions on Tuesday.", "Lima"),
])  # fmt: skip
def test_a_place_of_what_was_before_is_not_that_of_what_followed(text: str, place: str | None) -> None:
    found = [e for e in read(text) if e.kind in {"SANCTION", "COERCE"}]
    assert found
    assert {e.place.name if e.place else None for e in found} == {place}
