"""News and its denial in one report, on invented reports read by the rules."""

from __future__ import annotations

import pytest

from sourcebook.link.disavowals import disavowal_conflicts
from sourcebook.model import Config
from sourcebook.read.reader import Reader
from tests.link.build import report


def sides(text: str) -> list[dict[str | None, str]]:
    reading = Reader().read(report("a", text, day="2024-05-12"), Config())
    return [{side.value: side.text for side in one.sides} for one in disavowal_conflicts([reading], {"a": "s"})]


@pytest.mark.parametrize(
    ("text", "told", "denied"),
    [
        (
            "A spokesman denied media reports that the mayor of Ostra had met the rebels.",
            "media reports that the mayor of Ostra had met the rebels",
            "A spokesman denied",
        ),
        (
            "The mayor of Ostra has not stepped down, his office said, denying a report in the Lantern.",
            "a report in the Lantern",
            "The mayor of Ostra has not stepped down, his office said",
        ),
        (
            "Army radio reported a coup by the captain, which he denies.",
            "Army radio reported a coup by the captain",
            "which he denies",
        ),
    ],
)
def test_news_and_its_denial(text: str, told: str, denied: str) -> None:
    (found,) = sides(text)
    assert found == {"told": told.removesuffix("."), "denied": denied}


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Ostra denied the charges that were brought against him.",
        "The court denied a claim of the village that it owned the ford.",
        "He accused the mayor of theft, which she denies.",
        "The mayor did not deny reports that he had met the rebels.",
        "The office rejected the report of the auditors.",
        "Army radio reported that entry to Ostra, which was denied on Monday, was open.",
    ],
)
def test_what_denies_no_news(text: str) -> None:
    assert sides(text) == []
