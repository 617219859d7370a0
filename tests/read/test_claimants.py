"""Who claims a violent deed did it, and the claim itself is no event."""

from __future__ import annotations

import pytest

from tests.read.test_events import read


@pytest.mark.parametrize(
    "text",
    [
        "Hezbollah claimed responsibility for Friday's attack in Lima.",
        "Hezbollah took credit for Friday's attack in Lima.",
        "Hezbollah claimed Friday's attack in Lima.",
        "Ten soldiers died on Friday in an attack claimed by Hezbollah.",
    ],
)
def test_who_claims_a_deed_did_it(text: str) -> None:
    told = read(text)
    assert {m.type for m in told} == {"ASSAULT"}
    assert any(a.name == "Hezbollah" and a.role == "source" for m in told for a in m.actors)


@pytest.mark.parametrize(
    "text",
    [
        "No group claimed responsibility for Friday's attack in Lima.",
        "Hezbollah has not claimed responsibility for Friday's attack in Lima.",
        "Hezbollah could claim responsibility for Friday's attack in Lima.",
    ],
)
def test_what_nobody_claims_has_no_doer(text: str) -> None:
    assert not any(a.role == "source" and a.name == "Hezbollah" for m in read(text) for a in m.actors)


def test_pleas() -> None:
    told = read("Norway's envoy Ada Lund pleaded guilty on Monday in Oslo.")
    assert [(m.type, m.noun) for m in told] == [("CONCEDE", "guilty plea")]
    told = read("Norway's envoy Ada Lund pleaded not guilty on Monday in Oslo.")
    assert [(m.type, m.noun) for m in told] == [("REJECT", "plea of not guilty")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Norway and Peru held a White House meeting on Monday.", "White House"),
        ("Norway and Peru held talks on the White House's budget meeting on Monday.", None),
    ],
)
def test_a_gathering_goes_by_its_house(text: str, place: str | None) -> None:
    assert {m.place.name if m.place else None for m in read(text) if m.noun == "meeting"} <= {place}
