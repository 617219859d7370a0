"""Events with another day than they were to have: both days, or by how much they came late."""

from __future__ import annotations

import pytest

from sourcebook.model import EventMention
from sourcebook.model.reading import EventStatus
from tests.read.test_events import read

Told = tuple[EventStatus, str | None, str | None]  # status, day, the day before

# The report is of Wednesday, 12 March 2031.
SAID: list[tuple[str, Told]] = [
    ("The second meeting in Oslo, fixed for yesterday, will now be held on Thursday.",
     ("postponed", "2031-03-13", "2031-03-11")),
    ("Both sides hold talks. The third round, due today, has been shunted to the 26th.",
     ("postponed", "2031-03-26", "2031-03-12")),
    ("Envoys of Norway and Peru, who were to hold a second round of talks on 19 March, will meet on 25 March instead.",
     ("postponed", "2031-03-25", "2031-03-19")),
    ("The truce will begin on Friday, 21 March, and not on Thursday.", ("postponed", "2031-03-21", "2031-03-20")),
    ("The hearing shifted from Monday to Thursday.", ("postponed", "2031-03-13", "2031-03-10")),
    ("The second meeting in Oslo has slipped from tomorrow to Friday.",
     ("postponed", "2031-03-14", "2031-03-13")),
    ("The third meeting in Oslo should have been held yesterday. It is now due tomorrow.",
     ("postponed", "2031-03-13", "2031-03-11")),
    # behind other nouns, or in a clause behind
    ("The court put off its hearing in the case of the two officers to 3 April.", ("postponed", "2031-04-03", None)),
    ("The hearing was put off on Monday. It is now expected on 20 March.", ("postponed", "2031-03-20", None)),
    ("The hearing of Jan Oke was adjourned on Monday until 8 April.", ("postponed", "2031-04-08", None)),
    # how late
    ("The truce began on 9 March, a day late.", ("held", "2031-03-09", "2031-03-08")),
    ("Norway and Peru met on Monday, two days later than arranged because of fog.",
     ("held", "2031-03-10", "2031-03-08")),
    ("Monday's summit in Oslo, held one week behind schedule, ran to five hours.",
     ("held", "2031-03-10", "2031-03-03")),
    ("The ban on fish, announced for 1 March, began on 9 March.", ("held", "2031-03-09", "2031-03-01")),
    # deadlines
    ("Talks on the truce stretched past their Monday deadline.", ("postponed", None, "2031-03-10")),
    ("The six envoys agreed to extend the talks until 27 March, a week past the original 20 March deadline.",
     ("postponed", "2031-03-27", "2031-03-20")),
    # off
    ("The talks in Oslo that had been set for Friday were cancelled.", ("called-off", "2031-03-14", None)),
    ("A meeting in Oslo, planned for Friday, has been called off.", ("called-off", "2031-03-14", None)),
    ("A meeting in Oslo, planned for Thursday, will not take place.", ("called-off", "2031-03-13", None)),
    ("A meeting in Oslo, planned for Tuesday, will not take place.", ("called-off", "2031-03-18", None)),
    ("A second round of talks in Oslo, planned for Friday, was put off until 26 March.",
     ("postponed", "2031-03-26", "2031-03-14")),
    ("A second round of talks in Oslo, which had been planned for Monday, is now due on 26 March.",
     ("postponed", "2031-03-26", "2031-03-10")),
    ("The visit of the Norwegian president to Oslo, scheduled for today, has not taken place.",
     ("called-off", "2031-03-12", None)),
    ("The summit of Norway and Peru planned for Monday never took place.", ("called-off", "2031-03-10", None)),
    ("The talks of Norway and Peru will not be held on Friday but on Monday.",
     ("postponed", "2031-03-17", "2031-03-14")),
    ("The summit of Norway and Peru will not open on Friday, as announced, but on 20 March.",
     ("postponed", "2031-03-20", "2031-03-14")),
    ("Norway moved the deadline for Peru to register once more, from 15 March to the 30th.",
     ("postponed", "2031-03-30", "2031-03-15")),
    ("The treaty will be signed in Oslo not on 14 but on 19 March.", ("postponed", "2031-03-19", "2031-03-14")),
    ("The third round of talks in Oslo will now be on 19 March.", ("postponed", "2031-03-19", None)),
    ("The third round of talks, set for Thursday, will now begin a week later, on 20 March.",
     ("postponed", "2031-03-20", "2031-03-13")),
    ("The summit in Oslo, which was going to be on Friday, is now due on 19 March.",
     ("postponed", "2031-03-19", "2031-03-14")),
    ("The vote in Oslo was brought forward from 20 March to 14 March.", ("postponed", "2031-03-14", "2031-03-20")),
    ("The second round of talks in Oslo, due on 10 March, was put off by eight days.",
     ("postponed", "2031-03-18", "2031-03-10")),
    ("A third round of talks in Oslo that should have been held on Monday was delayed by two days of snow.",
     ("postponed", "2031-03-12", "2031-03-10")),
    ("The talks in Oslo, which had been moved from Monday, were held on Tuesday.",
     ("held", "2031-03-11", "2031-03-10")),
    ("The summit in Oslo, which had been due on Monday, took place on Tuesday.",
     ("held", "2031-03-11", "2031-03-10")),
    ("The talks of Norway and Peru began on Tuesday rather than on Monday.", ("held", "2031-03-11", "2031-03-10")),
    # one day only
    ("The talks, scheduled for Friday, will be followed by a dinner on Saturday.", ("planned", "2031-03-14", None)),
    ("The summit, planned for Monday, will be about grain until Friday.", ("planned", "2031-03-17", None)),
    ("The truce, due to end on Sunday, was prolonged until 27 March.", ("held", "2031-03-16", None)),
    ("The envoys will blow past a Monday deadline.", ("planned", "2031-03-17", None)),
    ("Norway and Peru met on Monday, two days after they were due to report.", ("held", "2031-03-10", None)),
]  # fmt: skip


def told(mention: EventMention) -> Told:
    day, before = mention.time, mention.was
    return (
        mention.status,
        day.earliest.isoformat() if day and day.earliest else None,
        before.earliest.isoformat() if before and before.earliest else None,
    )


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_the_days_of_an_event_that_was_moved(text: str, expected: Told) -> None:
    assert expected in [told(mention) for mention in read(text)]


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("They met before a midnight deadline on Wednesday.", "deadline", ("planned", "2031-03-12", None)),
        ("Norway and Peru held talks in Oslo ahead of a 31 March deadline.", "talk", ("held", None, None)),
        ("The envoy spoke hours before the deadline on Thursday night.", "deadline", ("held", "2031-03-06", None)),
        ("The summit that Norway will hold on Friday is to reassure Peru that nobody is abandoning them.", "summit",
         ("planned", "2031-03-14", None)),
        ("Norway and Peru are now negotiating in Oslo.", "negotiation", ("under-way", None, None)),
    ],
)  # fmt: skip
def test_the_day_of_a_deadline_is_its_own(text: str, noun: str, expected: Told) -> None:
    assert expected in [told(mention) for mention in read(text) if mention.noun == noun]
