"""Who led a side's delegation at one event, on invented reports linked by the rules."""

from __future__ import annotations

import pytest

from sourcebook.link.linker import Linker
from sourcebook.model import Config, MadeBy
from sourcebook.read.reader import Reader
from tests.link.build import report

MET = "Negotiators of Norway and Finland met in Bern on Tuesday, 14 May, for talks on the herring quota."
ONE = f"{MET} The delegation of Norway at the talks was led by Deputy Minister Hana Orel."


def disputed(other: str) -> list[set[str]]:
    both = (report("a", ONE, day="2024-05-15"), report("b", other, day="2024-05-15"))
    readings = [Reader().read(each, Config()) for each in both]
    record = Linker().link(readings, MadeBy(version="0", model_sha256="", config_sha256=""))
    return [{side.value for side in one.sides} for one in record.conflicts if one.kind == "participant"]


def test_one_delegation_of_two_leaders() -> None:
    other = f"{MET} Norway's delegation at the talks was headed by the minister himself, Karl Vess."
    assert disputed(other) == [{"Hana Orel", "Karl Vess"}]


@pytest.mark.parametrize(
    "led",
    [
        "Finland's delegation at the talks was headed by the minister himself, Karl Vess.",
        "Norway's delegation at the talks was led by Hana Orel, a former ambassador.",
    ],
)
def test_another_delegation_or_one_leader(led: str) -> None:
    assert disputed(f"{MET} {led}") == []
