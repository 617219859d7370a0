"""Words of different sides for one thing, on invented reports read by the rules."""

from __future__ import annotations

import random

import pytest

from sourcebook.link.linker import Linker
from sourcebook.model import Config, Conflict, MadeBy, Reading
from sourcebook.read.reader import Reader
from tests.link.build import report

MADE_BY = MadeBy(version="0", model_sha256="", config_sha256="")
# Real states stand in where the gazetteer must know the country; the events are invented.
OPENING = "Norway and Chile have quarrelled over Punta Azul for years. "


def readings(*texts: str) -> list[Reading]:
    days = ("2024-05-12", "2024-05-14", "2024-05-16")
    pairs = zip("abc", texts, days, strict=False)
    return [Reader().read(report(name, OPENING + text, day=day), Config()) for name, text, day in pairs]


def framings(*texts: str) -> list[Conflict]:
    record = Linker().link(readings(*texts), MADE_BY)
    return [c for c in record.conflicts if c.kind == "framing"]


@pytest.mark.parametrize(
    ("one", "two", "values"),
    [
        (
            "On 3 May, Norwegian patrols staged an armed provocation in the strait.",
            "Nobody has been freed since the Norwegian incursion of 3 May.",
            {"armed provocation", "incursion"},
        ),
        (
            "The islands were annexed by Norway in 2019, after which Chile closed its ports.",
            "Chile must leave the islands, which voted to join Norway in 2019, the paper said.",
            {"annexed", "voted to join"},
        ),
        (
            "The Norwegian regime closed the port.",
            "The Norwegian government closed the port.",
            {"regime", "government"},
        ),
    ],
)
def test_two_framings_of_one_thing(one: str, two: str, values: set[str]) -> None:
    (found,) = framings(one, two)
    assert {side.value for side in found.sides} == values
    assert found.state == "disputed"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # a ruler of long ago, of whom the other report says nothing; a person who came back; another's weekday
        ("Few in Oslo mourn Edda Torvik's Norwegian regime of long ago.", "The Norwegian government closed the port."),
        (
            "The islands were annexed by Norway in 2019, after which Chile closed its ports.",
            "Ambassador Ivo Brandal, who has just returned to Norway from Chile, spoke of the islands.",
        ),
        (
            "On Sunday the minister spoke of a provocation by Norwegian fishermen.",
            "A Norwegian incursion was feared on Sunday, the paper said.",
        ),
        # two days, two things
        (
            "On 3 May, Norway spoke of a provocation in the strait.",
            "Since the Norwegian incursion of 9 May, all is calm.",
        ),
        # another state's government
        ("The Norwegian regime closed the port.", "The Chilean government closed the port."),
        # two words that take no side
        ("The Norwegian authorities closed the port.", "The Norwegian government closed the port."),
        # one side's words, in a quotation
        ("“The Norwegian regime lies,” Rosa Pinto said.", "The Norwegian government closed the port."),
        # a name that holds such a word
        ("The Resistance Front of Chile met.", "The terrorists met in Chile."),
    ],
)
def test_words_for_other_things(one: str, two: str) -> None:
    assert framings(one, two) == []


def test_order_of_arrival_changes_nothing() -> None:
    given = readings(
        "On 3 May, Norwegian patrols staged an armed provocation in the strait.",
        "Nobody has been freed since the Norwegian incursion of 3 May.",
        "On 3 May, two Norwegian boats were hit in a firefight in the strait.",
    )
    want = Linker().link(given, MADE_BY).conflicts
    assert [len(c.sides) for c in want if c.kind == "framing"] == [3]
    for seed in range(4):
        random.Random(seed).shuffle(given)
        assert Linker().link(given, MADE_BY).conflicts == want
