"""What a report tells of long ago, or of more than once, is no news of its days."""

from __future__ import annotations

import pytest

from sourcebook.link.stale import lies_back, said_before, tells_back
from sourcebook.model import Config, EventMention, Reading
from sourcebook.read.reader import Reader
from tests.read.test_events import report

READER = Reader()


def told(text: str, trigger: str) -> tuple[Reading, EventMention]:
    reading = READER.read(report(text), Config())
    return reading, next(m for m in reading.events if m.trigger.of(text) == trigger)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Peru joined in 2001, when Chile attacked Lima.", "attacked"),
        ("Peru has changed since Chile attacked Lima.", "attacked"),
        ("Chile has repeatedly attacked Lima.", "attacked"),
    ],
)
def test_what_lies_back(text: str, trigger: str) -> None:
    assert tells_back(*told(text, trigger))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Chile attacked Lima despite the 2015 accord.", "attacked"),
        ("Chile attacked Lima, the first attack since Peru voted in 2015.", "attacked"),
        ("Chile attacked Lima.", "attacked"),
    ],
)
def test_what_is_news(text: str, trigger: str) -> None:
    assert not tells_back(*told(text, trigger))


def test_what_has_been_said_again_and_again_is_of_no_day() -> None:
    assert said_before(*told("Chile has consistently accused Peru of lying.", "accused"))
    assert not said_before(*told("Chile accused Peru of lying.", "accused"))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Chile has attacked Lima.", "attacked"),
        ("Peru voted after Chile attacked Lima.", "attacked"),
        ("Chile had attacked Lima.", "attacked"),
        ("Peru left months after Chile attacked Lima.", "attacked"),
        ('"Chile attacked Lima," she said.', "attacked"),
        ("On 3 February Peru voted. Chile attacked Lima.", "attacked"),
    ],
)
def test_what_may_be_older_than_the_news_where_it_stands_further_down(text: str, trigger: str) -> None:
    assert lies_back(*told(text, trigger))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Chile attacked Lima.", "attacked"),
        ("The ministry said that Chile had attacked Lima.", "attacked"),
        ("Peru voted hours after Chile attacked Lima.", "attacked"),
    ],
)
def test_what_is_news_wherever_it_stands(text: str, trigger: str) -> None:
    assert not lies_back(*told(text, trigger))
