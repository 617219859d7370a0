"""Under which classes votes, elections and their outcome are followed."""

from __future__ import annotations

import pytest

from sourcebook.model import Config
from sourcebook.model.reading import PloverType
from sourcebook.read.ballots import AGAINST, FOR, GIVEN_UP, OPEN, PASSED
from sourcebook.read.encoder.seen import CLASSES
from sourcebook.read.reader import Reader
from tests.read.test_events import report

_READER = Reader()


def _likeliest(text: str, word: str) -> PloverType:
    found = _READER.read(report(text), Config()).events
    (one,) = [m for m in found if text[m.trigger.start : m.trigger.end] == word]
    assert one.classes is not None
    odds = one.classes
    return max(CLASSES, key=lambda kind: odds[CLASSES.index(kind)])


@pytest.mark.parametrize(
    ("text", "word", "left"),
    [
        ("Two Peruvian senators said they would vote against the nominee.", "vote", AGAINST),
        ("Cornwall voted to leave the European Union.", "voted", AGAINST),
        ("The council voted unanimously in favour of the mission on Thursday.", "voted", FOR),
        ("The House voted 88-11 to instruct negotiators on the bill.", "voted", FOR),
        ("The chamber votes on the package on Friday.", "votes", OPEN),
        ("A second referendum on independence may be held next year.", "referendum", OPEN),
        ("Lenk defeated his rival in the presidential election on Sunday.", "defeated", OPEN),
        ("Deputies defeated the amendment by 320 votes to 280 on Tuesday.", "defeated", AGAINST),
        ("The Peruvian parliament passed a restrictive abortion bill on Tuesday.", "passed", PASSED),
        ("Lenk conceded shortly before midnight.", "conceded", GIVEN_UP),
    ],
)
def test_the_words_of_a_vote_leave_some_classes(text: str, word: str, left: frozenset[PloverType]) -> None:
    assert _likeliest(text, word) in left
