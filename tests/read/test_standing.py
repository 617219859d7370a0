"""How far an event has come by more than tense: over, in its third day, asked for, late."""

from __future__ import annotations

import pytest

from sourcebook.model.reading import EventStatus
from tests.read.test_events import read

# The reports are of Wednesday, 12 March 2031: noun, status, first and last day told, the sentence.
Told = tuple[str, EventStatus, str | None, str | None]
SAID: list[tuple[str, Told]] = [
    # asked for on a day to come
    ("The king asked for elections to be held on 20 March.", ("election", "planned", "2031-03-20", "2031-03-20")),
    ("Peru called an emergency meeting of ministers for Monday.", ("meeting", "planned", "2031-03-17", "2031-03-17")),
    # a future that is told of the past
    ("A referendum on the text would be held within four months.",
     ("referendum", "planned", "2031-03-12", "2031-07-12")),
    ("A referendum on the text would be held within four months if both agree.",
     ("referendum", "possible", "2031-03-12", "2031-07-12")),
    # unlikely
    ("A meeting of Norway and Peru is unlikely to be held.", ("meeting", "possible", None, None)),
    # announced: a truce stands then, if it doesn't begin later
    ("Peru's president announced a truce with the rebels on Monday.", ("truce", "held", "2031-03-10", "2031-03-10")),
    ("Peru's president announced a truce with the rebels that will begin at noon.", ("truce", "planned", None, None)),
    # on again after it was off
    ("A summit of Norway and Peru will go ahead, a week after Lima cancelled it.", ("summit", "planned", None, None)),
    # over
    ("The talks between Norway and Peru are over.", ("talk", "held", None, None)),
    ("The third round of talks has come to an end.", ("talk", "held", None, None)),
    # in its third day
    ("Talks went into a second day on Friday.", ("talk", "under-way", "2031-03-06", "2031-03-07")),
    ("A cease-fire was holding for a third day on Friday.", ("cease-fire", "under-way", "2031-03-05", "2031-03-07")),
    ("The general strike entered its fourth week.", ("strike", "under-way", None, None)),
    # the last of its name, and in so many days
    ("The claims could undermine the truce signed by Norway and Peru in September.",
     ("signing", "held", "2030-09-01", "2030-09-30")),
    ("The duties take effect in 15 days.", ("sanction", "planned", "2031-03-27", "2031-03-27")),
    # announced is not yet imposed
    ("Norway announced tariffs on Peru on Monday.", ("tariff", "planned", None, None)),
    ("Norway announced sanctions on Peru on Monday.", ("sanction", "held", "2031-03-10", "2031-03-10")),
    # given up
    ("The ministers scrapped plans to meet next week in Oslo.", ("meeting", "called-off", "2031-03-17", "2031-03-23")),
    ("Norway and Peru have put off plans for talks next week in Oslo.",
     ("talk", "postponed", "2031-03-17", "2031-03-23")),
    # late
    ("The third round of talks did not open on Friday as scheduled.",
     ("talk", "postponed", "2031-03-07", "2031-03-07")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_how_far_an_event_has_come(text: str, expected: Told) -> None:
    found: list[Told] = []
    for mention in read(text):
        day = (mention.time or mention.was) if mention.status == "postponed" else mention.time
        first, last = (day.earliest, day.latest) if day is not None else (None, None)
        found.append(
            (mention.noun, mention.status, first.isoformat() if first else None, last.isoformat() if last else None)
        )
    assert expected in found


@pytest.mark.parametrize(
    "text",
    [
        "The talks between Norway and Peru are over water rights.",
        "The third session of the talks, held a week later than planned, brought nothing.",
        "The talks went into detail on the second day.",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert all(mention.status in {"held", "under-way"} for mention in read(text))
