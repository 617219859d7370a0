"""Who sat there and who did not, on invented reports linked by the rules."""

from __future__ import annotations

import pytest

from sourcebook.link.linker import Linker
from sourcebook.model import Config, MadeBy
from sourcebook.read.reader import Reader
from tests.link.build import report

MET = "the foreign ministers of Norway and Finland met"
THERE = (
    "The foreign ministers of Norway and Finland met in Vienna on Monday, 13 May, to talk about the herring quota. "
    "At the ministers' meeting in Vienna Sweden's ambassador, Teo Balt, took the chair at the end of the table."
)


def disputed(one: str, two: str) -> list[set[str]]:
    both = (report("a", one, day="2024-05-14"), report("b", two, day="2024-05-15"))
    readings = [Reader().read(each, Config()) for each in both]
    record = Linker().link(readings, MadeBy(version="0", model_sha256="", config_sha256=""))
    return [{side.value for side in one.sides} for one in record.conflicts if one.kind == "participant"]


@pytest.mark.parametrize(
    "absent",
    [
        "No representative of Sweden took part in it.",
        "Sweden did not attend the meeting.",
        "Sweden boycotted the meeting.",
    ],
)
def test_there_by_one_and_not_by_the_other(absent: str) -> None:
    told = f"On 13 May the foreign ministers of Norway and Finland met in Vienna on the herring quota. {absent}"
    assert disputed(THERE, told) == [{"present", "absent"}]


@pytest.mark.parametrize(
    "other",
    [
        f"On 13 May {MET} in Vienna. No representative of Denmark took part in it.",
        f"On 6 May {MET} in Oslo. No representative of Sweden took part in it.",
        f"On 13 May {MET} in Vienna. Sweden would not attend a second meeting.",
    ],
)
def test_another_meeting_or_another_side(other: str) -> None:
    assert disputed(THERE, other) == []
