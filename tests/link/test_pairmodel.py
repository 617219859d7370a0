"""What is learned of pairs and what rules say of them, together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sourcebook.link.landscape import survey
from sourcebook.link.pairfeatures import Columns
from sourcebook.link.pairing import GAIN, MOST, UNSEEN, Pairs, Weighed, joints
from sourcebook.link.pairmodel import odds
from tests.link.test_pairfeatures import sightings

MEMBERS = {number: [number] for number in range(8)}


def test_that_two_reports_are_of_one_origin_does_not_outweigh_all_else() -> None:
    apart = sightings()
    one = [replace(s, origin="o") for s in apart]
    pairs = np.array([0, 1, 2, 3]), np.array([4, 5, 6, 7])
    difference = np.abs(odds(Columns(apart), *pairs) - odds(Columns(one), *pairs))
    assert float(difference.max()) < 10


def test_what_rules_find_beyond_what_they_ask_for_adds_to_the_odds() -> None:
    given = sightings()
    weighed, before = Weighed(Pairs(given, {})), Weighed(Pairs(given, {}))
    found = {(joint.one, joint.two): joint.score for joint in joints(given, survey(given), weighed)}
    assert found
    raised = {pair: score - before.between(*pair, MEMBERS) for pair, score in found.items()}
    assert all(-1e-6 <= more <= MOST + 1e-6 for more in raised.values())
    assert max(raised.values()) > GAIN / 10
    for (one, two), score in found.items():
        assert abs(weighed.between(one, two, MEMBERS) - score) < 1e-6
    assert before.between(0, 3, MEMBERS) >= UNSEEN
