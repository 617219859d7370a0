"""Plans and threats that are given up, and what is averted: called off."""

from __future__ import annotations

import pytest

from sourcebook.model.reading import EventStatus
from tests.read.test_chronicled import read as read_seen
from tests.read.test_chronicled import told
from tests.read.test_events import read


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norway backed down from its threat to expel ten envoys of Peru.", "expel"),
        ("Norway has backed away from plans to impose sanctions on Peru.", "impose"),
        ("Peru stepped back from its decision to recall its ambassador to Chile.", "recall"),
        ("The minister walked back his threat to impose a ban on Peru.", "impose"),
    ],
)
def test_what_was_planned_is_called_off(text: str, word: str) -> None:
    assert (word, "called-off") in [(m.trigger.of(text), m.status) for m in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway may back down from its threat to expel ten envoys of Peru.",
        "Norway did not back down from its threat to expel ten envoys of Peru.",
        "Norway will drop its plan to impose sanctions on Peru.",
        "Norway will hold talks and back down from its threat to expel ten envoys of Peru.",
        "Norway made good its threat to expel ten envoys of Peru.",
    ],
)
def test_what_may_come_yet_is_not(text: str) -> None:
    assert all(m.status != "called-off" for m in read(text))


SEEN: list[tuple[str, str, list[tuple[str, EventStatus]]]] = [
    ("Norway scrapped plans to reroute the Sarn on Monday.", "scrapped", [("reroute", "called-off")]),
    ("Norway shelved a plan for a dyke on Monday.", "shelved", [("dyke", "called-off")]),
    ("Norway scrapped the old ferry on Monday.", "scrapped", [("scrapped", "held")]),
    ("The envoys averted a walkout on Monday.", "walkout", [("walkout", "called-off")]),
    ("The envoys caused a walkout on Monday.", "walkout", [("walkout", "held")]),
]


@pytest.mark.parametrize(("text", "word", "expected"), SEEN)
def test_what_the_heads_see_at_the_verb_is_the_plan(
    text: str, word: str, expected: list[tuple[str, EventStatus]]
) -> None:
    assert [(m.trigger.of(text), m.status) for m in read_seen(text, told(word))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Norway suspended plans to impose sanctions on Peru.",
        "Norway has frozen its plan to impose sanctions on Peru.",
    ],
)
def test_plans_that_are_suspended_are_put_off(text: str) -> None:
    found = read_seen(text, told("impose", "SANCTION", "planned"))
    assert ("impose", "postponed") in [(m.trigger.of(text), m.status) for m in found]
