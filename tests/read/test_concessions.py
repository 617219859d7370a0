"""Who gives up a demand or an objection concedes; what is decided to be off is off; markets do nothing."""

import pytest

from sourcebook.read.positions import find_positions
from sourcebook.read.statements import find_statements
from sourcebook.read.times import find_times
from tests.read.test_entities import cast
from tests.read.test_events import read


@pytest.mark.parametrize(
    "text",
    [
        "Norway reduced its demand for herring to two tons on Monday.",
        "Norway dropped its opposition to the pact on Monday.",
        "Norway backed off its demand that the ships leave.",
        "Norway backed away from its threat on Monday.",
        "Norway softened its stance on herring.",
        "Norway gave ground on herring on Monday.",
        "Norway backed down on Monday.",
        "Norway lifted its veto of the pact.",
    ],
)
def test_giving_up_a_position_is_a_concession(text: str) -> None:
    kinds = [(m.filed or m.type, m.noun) for m in read(text)]
    assert ("CONCEDE", "concession") in kinds
    assert not {"REJECT", "REQUEST"} & {kind for kind, _ in kinds}


@pytest.mark.parametrize(
    "text",
    ["The tariff reduced demand for herring.", "Norway stands by its demand.", "Norway raised its demand on Monday."],
)
def test_other_demands_are_none(text: str) -> None:
    assert not any(m.noun == "concession" for m in read(text))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru was angry over Norway's decision to cancel the talks.", "called-off"),
        ("Peru was angry over a move late on Monday to postpone the talks.", "postponed"),
        ("Norway was forced to cancel the talks.", "called-off"),
        ("Norway's wish to cancel the talks is known.", None),
    ],
)
def test_what_is_decided_to_be_off_is_off(text: str, status: str | None) -> None:
    found = [m.status for m in read(text) if (m.filed or m.type) == "CONSULT"]
    assert found == [status] if status else "called-off" not in found


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("Norway dropped its opposition to the pact on Monday.", ["accepts"]),
        ("Norway backed away from its opposition to the pact.", ["accepts"]),
        ("Norway has not dropped its opposition to the pact.", None),
    ],
)
def test_who_drops_an_objection_accepts(text: str, stances: list[str] | None) -> None:
    who = cast(text)
    times = find_times(who.document)
    found = find_positions(who.document, who, times, find_statements(who.document, who, times))
    assert [one.stance for one in found] == stances if stances else "accepts" not in [one.stance for one in found]


def test_markets_do_nothing() -> None:
    assert read("Stocks fell on Wednesday.") == ()
