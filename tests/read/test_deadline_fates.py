"""What becomes of a deadline: missed, overrun, moved, run out, withdrawn, or still ahead."""

from __future__ import annotations

import pytest

from sourcebook.model.reading import EventStatus
from tests.read.test_events import read

# The reports are of Wednesday, 12 March 2031: status, its day, the day that it had before, the sentence.
Told = tuple[EventStatus, str | None, str | None]
SAID: list[tuple[str, Told]] = [
    # still ahead, whatever is done by it
    ("Norway and Peru worked toward a 20 March deadline in Lima.", ("planned", "2031-03-20", None)),
    ("Norway gave Peru a deadline of 20 March to reopen the port.", ("planned", "2031-03-20", None)),
    # not kept, so that it was put off
    ("Norway and Peru missed a 10 March deadline for a fishing accord.", ("postponed", None, "2031-03-10")),
    ("Norway and Peru failed to meet Monday's deadline for an accord.", ("postponed", None, "2031-03-10")),
    ("The talks between Norway and Peru ran past their 10 March deadline.", ("postponed", None, "2031-03-10")),
    ("The accord came two days after a self-imposed deadline of 10 March.", ("postponed", None, "2031-03-10")),
    ("The deadline, originally 10 March, is now 20 March.", ("postponed", "2031-03-20", "2031-03-10")),
    ("Norway extended its deadline for Peru to reopen the port to 20 March.", ("postponed", "2031-03-20", None)),
    # one side's to keep: it has run out
    ("Peru missed a 10 March deadline for reopening the port.", ("held", "2031-03-10", None)),
    ("Norway's deadline for Peru to reopen the port expired on Monday.", ("held", "2031-03-10", None)),
    # nobody moves it, or it is no more
    ("Norway refused to extend the 20 March deadline.", ("planned", "2031-03-20", None)),
    ("Norway withdrew the ultimatum of 20 March.", ("called-off", "2031-03-20", None)),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_what_became_of_a_deadline(text: str, expected: Told) -> None:
    found: list[Told] = []
    for mention in read(text):
        if mention.noun in {"deadline", "ultimatum"}:
            day, was = (
                t.latest.isoformat() if t is not None and t.latest is not None else None
                for t in (mention.time, mention.was)
            )
            found.append((mention.status, day, was))
    assert expected in found


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Peru are unlikely to miss the 20 March deadline.",
        "A week after the deadline of 10 March that Norway had set, Peru answered.",
        "The vote began before the midnight deadline of 10 March and passed the bill.",
    ],
)
def test_what_says_nothing_of_its_end(text: str) -> None:
    assert all(mention.status != "postponed" for mention in read(text))
