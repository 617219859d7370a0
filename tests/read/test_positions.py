"""Positions: holder, stance, words and day, on sentences of invented states."""

from __future__ import annotations

from datetime import date

import pytest

from sourcebook.model import PositionMention, Published, Report, Zone
from sourcebook.read.document import parse
from sourcebook.read.entities import find_entities
from sourcebook.read.positions import find_positions
from sourcebook.read.statements import find_statements
from sourcebook.read.times import find_times

# Real states stand in where the gazetteer must know the country; the events are invented.
OPENING = "Norway's prime minister Arne Solberg and Chile's president Rosa Pinto met in Oslo. "


def read(text: str) -> tuple[PositionMention, ...]:
    day = date(2025, 2, 22)
    report = Report(
        id="r", input="r", url=None, outlet=None, title=None, byline=None, dateline=None, language="en",
        translated=False, published=Published(earliest=day, latest=day, basis="given"), sha256="", text=text,
        zones=(Zone(start=0, end=len(text), kind="body"),),
    )  # fmt: skip
    document = parse(report)
    cast, times = find_entities(document), find_times(document)
    return find_positions(document, cast, times, find_statements(document, cast, times))


def held(text: str) -> list[tuple[str, str | None, str]]:
    whole = OPENING + text
    return [(p.stance, p.holder_name, whole[p.start : p.end]) for p in read(whole)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway has ruled out fishing concessions.", ("rejects", "Norway", "has ruled out fishing concessions")),
        ("Chile demanded the return of its fleet.", ("demands", "Chile", "demanded the return of its fleet")),
        ("Solberg refused to recognise the vote.", ("rejects", "Arne Solberg", "refused to recognise the vote")),
        ("Chile offered a ten-year lease.", ("offers", "Chile", "offered a ten-year lease")),
        ("Norway is ready to reopen the strait.", ("offers", "Norway", "is ready to reopen the strait")),
        ("Chile agreed to a joint patrol.", ("accepts", "Chile", "agreed to a joint patrol")),
        ("Norway backed the truce plan.", ("supports", "Norway", "backed the truce plan")),
        ("Chile opposes new tariffs.", ("opposes", "Chile", "opposes new tariffs")),
        ("Norway does not accept the new line.", ("rejects", "Norway", "does not accept the new line")),
        ("Norway wants Chile to leave the bay.", ("demands", "Norway", "wants Chile to leave the bay")),
        ("Pinto called on Norway to pay the debt.", ("demands", "Rosa Pinto", "called on Norway to pay the debt")),
        (
            "Pinto said that membership of the pact is not acceptable.",
            ("rejects", "Rosa Pinto", "membership of the pact is not acceptable"),
        ),
        (
            "Solberg said the harbour must stay open to all.",
            ("demands", "Arne Solberg", "the harbour must stay open to all"),
        ),
    ],
)
def test_stances(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in held(text)


def test_a_list_of_conditions_gives_a_position_each() -> None:
    text = "In June 2024, Pinto outlined her conditions: Norway must leave the bay and withdraw its fleet from Punta."
    found = held(text)
    assert ("demands", "Rosa Pinto", "Norway must leave the bay") in found
    assert ("demands", "Rosa Pinto", "withdraw its fleet from Punta") in found
    assert all(p.earliest == date(2024, 6, 1) and p.latest == date(2024, 6, 30) for p in read(OPENING + text))


@pytest.mark.parametrize(
    "text",
    [
        "Pinto wants to see her children.",
        "Norway was forced to accept the line.",
        "If Chile accepts the plan, the strait may open.",
        "Norway could accept a lease.",
        "Pinto insisted that nobody had been asked.",
        "Solberg arrived in good condition.",
        "They met by rejecting habit.",
    ],
)
def test_what_is_no_position(text: str) -> None:
    assert held(text) == []


def test_issue_and_order() -> None:
    found = read(OPENING + "Chile opposes new tariffs. Norway has ruled out fishing concessions.")
    assert [p.issue for p in found] == ["tariffs", "fishing concessions"]
    assert [p.start for p in found] == sorted(p.start for p in found)
