"""Claims that are denied, and what is refused but was said."""

from __future__ import annotations

import pytest

from sourcebook.model import Config, EventMention
from sourcebook.model.reading import EventStatus
from sourcebook.read.reader import Reader
from tests.read.test_events import report

_READER = Reader()


def _statuses(text: str, word: str) -> set[EventStatus]:
    def told(mention: EventMention) -> str:
        return text[mention.trigger.start : mention.trigger.end]

    return {m.status for m in _READER.read(report(text), Config()).events if told(m) == word}


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Peru dismissed as a fabrication a report that its troops had taken the village of Osk.", "taken", "denied"),
        ("Norway denied reports that it had opened the border.", "opened", "denied"),
        ("Norway confirmed reports that it had opened the border.", "opened", "held"),
        ("A Peruvian aide described the assertion that two ministers resigned as false.", "resigned", "denied"),
        ("Peru rejected a last-minute appeal by Norway to spare the two men.", "appeal", "held"),
        ("The four judges opposed the ruling.", "ruling", "held"),
        ("Talks on the gas price are under way in Lima.", "Talks", "under-way"),
        ("No date has been set for the vote.", "vote", "planned"),
        ("Calls grew for the resignation of the finance minister.", "resignation", "possible"),
    ],
)
def test_what_is_said_of_it_elsewhere_in_the_sentence(text: str, word: str, status: EventStatus) -> None:
    assert _statuses(text, word) == {status}
