"""Events told by what becomes of them: put off, called off, held; what the heads see at the verb is given."""

from __future__ import annotations

import pytest

from sourcebook.model import EventMention
from sourcebook.model.reading import EventStatus
from tests.read.test_chronicled import read, told

Told = tuple[str | None, EventStatus, str | None, str | None]  # noun, status, day, the day before

# The report is of Wednesday, 12 March 2031. The word at which the heads see the event, the sentence, what is read.
SAID: list[tuple[str, str, Told]] = [
    ("postponed", "The unveiling of the bridge has been postponed to 20 March.",
     ("unveiling", "postponed", "2031-03-20", None)),
    ("shoved", "The unveiling was shoved from 14 March to 20 March.",
     ("unveiling", "postponed", "2031-03-20", "2031-03-14")),
    ("moved", "The date of the unveiling has been moved to 20 March.", ("unveiling", "postponed", "2031-03-20", None)),
    ("slipped", "The start of the unveiling slipped from 14 March to 20 March.",
     ("unveiling", "postponed", "2031-03-20", "2031-03-14")),
    ("unveiling", "The judges put the unveiling off until 20 March.", ("unveiling", "postponed", "2031-03-20", None)),
    ("unveiling", "The unveiling is off until further notice.", ("unveiling", "postponed", None, None)),
    ("unveiling", "Friday's unveiling is off.", ("unveiling", "called-off", "2031-03-14", None)),
    ("unveiling", "The planned unveiling did not take place.", ("unveiling", "called-off", None, None)),
    ("take", "The unveiling will not take place on Friday.", ("unveiling", "called-off", "2031-03-14", None)),
    ("summit", "The summit fell through.", ("summit", "called-off", None, None)),
    ("unveiling", "The unveiling was convened for 20 March.", ("unveiling", "planned", "2031-03-20", None)),
    ("scrapped", "The mayor scrapped a planned tax on fish.", ("tax", "called-off", None, None)),
    # it came all the same, or it was to
    ("postponed", "The vote, which had been postponed, will be held on 20 March.",
     ("vote", "postponed", "2031-03-20", None)),
    # what is done on its day, and nothing put off or called off
    ("suspended", "On Monday the committee suspended the inspections.", ("suspend", "held", "2031-03-10", None)),
    ("scrapped", "The mayor scrapped the tax on Monday.", ("scrap", "held", "2031-03-10", None)),
    ("moved", "The army moved two batteries on Monday.", ("move", "held", "2031-03-10", None)),
    ("dropped", "Air pollution has dropped since Monday.", ("drop", "held", None, None)),
]  # fmt: skip


def _told(mention: EventMention) -> Told:
    day, before = mention.time, mention.was
    return (
        mention.noun,
        mention.status,
        day.earliest.isoformat() if day and day.earliest else None,
        before.earliest.isoformat() if before and before.earliest else None,
    )


@pytest.mark.parametrize(("word", "text", "expected"), SAID)
def test_the_event_is_the_one_that_the_verb_tells_of(word: str, text: str, expected: Told) -> None:
    found = [_told(mention) for mention in read(text, told(word))]
    assert expected in found
    assert len(found) == len({noun for noun, *_ in found})


def test_a_named_event_goes_before_what_stands_nearer() -> None:
    text = "The unveiling of the bridge between Norway and Peru, due on Friday, has been put back to 20 March."
    found = read(text, told("unveiling", status="planned"), told("put"))
    assert [mention.noun for mention in found if mention.status == "postponed"] == ["unveiling"]


@pytest.mark.parametrize(
    ("word", "text", "status"),
    [
        ("vote", "The vote has been moved again.", "postponed"),
        ("vote", "The vote has been moved.", "postponed"),
        ("moved", "The vote has been moved to Oslo.", "held"),
        ("slipped", "The signing has slipped again.", "postponed"),
        ("strike", "The union called a strike over pay.", "planned"),
        ("strike", "The minister called the strike illegal.", "held"),
        ("tariffs", "Norway said that it would raise tariffs on fish on 1 April.", "planned"),
    ],
)
def test_what_is_moved_once_more_called_or_raised(word: str, text: str, status: EventStatus) -> None:
    assert [m.status for m in read(text, told(word, status="planned" if word == "tariffs" else "held"))] == [status]


def test_the_day_on_which_it_was_called_off_is_none_of_its_own() -> None:
    (trip,) = read("On Monday the king cancelled a trip.", told("trip", "CONSULT", "called-off"))
    assert trip.status == "called-off"
    assert trip.time is None or trip.time.latest is None  # it was to be later, on a day that nobody tells
