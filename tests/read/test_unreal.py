"""What grammar tells has not happened, or not yet."""

from __future__ import annotations

import pytest

from sourcebook.model import Config, EventMention
from sourcebook.model.reading import EventStatus
from sourcebook.read.reader import Reader
from tests.read.test_events import report

_READER = Reader()

SAID: list[tuple[str, str, set[EventStatus]]] = [
    # a clause of time that lies ahead
    ("Troops will leave Lima once the treaty with Norway is ratified.", "ratified", {"planned"}),
    ("Sanctions will be lifted as soon as the treaty is signed.", "signed", {"planned", "possible"}),
    ("When the hostages are freed, Norway and Peru will resume talks.", "freed", {"planned"}),
    # in the progressive of a stretch that goes on; accepted
    ("Norway's premier is stepping down this week.", "stepping", {"planned"}),
    ("Peru's president accepted an invitation to visit Oslo in April.", "visit", {"planned"}),
    # tried, thought of, asked after
    ("Police in Lima tried to arrest the mayor on Monday.", "arrest", {"possible"}),
    ("It is not clear whether the meeting of Norway and Peru took place.", "meeting", {"possible"}),
    ("Norway is weighing sanctions against Peru.", "sanctions", {"possible"}),
    ("Norway and Peru worked through the night to sign an accord.", "sign", {"possible"}),
    ("Norway gave Peru two weeks to release the hostages.", "release", {"possible"}),
    # nothing came of it
    ("No agreement was signed by Norway and Peru on Monday.", "signed", {"denied"}),
    ("Not a single hostage was released on Monday.", "released", {"denied"}),
    ("None of the hostages was released on Monday.", "released", {"denied"}),
    ("Had Norway invaded Peru, others would have responded.", "invaded", {"denied"}),
    ("The talks between Norway and Peru failed to produce a ceasefire.", "ceasefire", {"denied"}),
    ("The talks between Norway and Peru never happened.", "talks", {"denied", "called-off"}),
    ("Peru stopped short of expelling the Norwegian ambassador.", "expelling", {"denied"}),
]


def _word(text: str, mention: EventMention) -> str:
    return text[mention.trigger.start : mention.trigger.end]


@pytest.mark.parametrize(("text", "word", "expected"), SAID)
def test_what_is_not_done(text: str, word: str, expected: set[EventStatus]) -> None:
    found = {m.status for m in _READER.read(report(text), Config()).events if _word(text, m) == word}
    assert found
    assert found <= expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("After the treaty was ratified, troops left Lima.", "ratified"),
        ("Peru's president discussed the attack of Monday with the king of Norway.", "attack"),
        ("Norway released two hostages on Monday, no more.", "released"),
    ],
)
def test_what_is_done(text: str, word: str) -> None:
    found = {m.status for m in _READER.read(report(text), Config()).events if _word(text, m) == word}
    assert found == {"held"}
