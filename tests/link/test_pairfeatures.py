"""What two mentions have in common, in numbers: the same from either side, and what it says it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from sourcebook.link.entities import find_entities
from sourcebook.link.pairfeatures import NAMES, Columns, features
from sourcebook.link.pairmodel import inputs, odds
from sourcebook.link.sightings import Sighting, find_sightings
from sourcebook.model import EventMention
from tests.link.by_hand import Page

TEXT = (
    "Vardania and Orland met in Tarn on 8 May. Envoys of Vardania and Orland held talks on 8 May. "
    "Orland voted on 12 May. Vardania shelled Tarn."
)


def sightings() -> list[Sighting]:
    pages = []
    for name in ("a", "b"):
        page = Page(name, TEXT, "2031-05-14").state("Vardania", "Orland")
        page.event("Vardania and Orland met in Tarn on 8 May", "met", "held", ("Vardania", "Orland"),
                   days=("2031-05-08", "2031-05-08"), sure=0.9)  # fmt: skip
        page.event("Envoys of Vardania and Orland held talks on 8 May", "talks", "held", ("Vardania", "Orland"),
                   days=("2031-05-08", "2031-05-08"))  # fmt: skip
        page.event("Orland voted on 12 May", "voted", "planned", ("Orland",), kind="AGREE", mode="vote",
                   days=("2031-05-12", "2031-05-12"))  # fmt: skip
        page.event("Vardania shelled Tarn", "shelled", "held", ("Vardania",), kind="ASSAULT", role="source")
        pages.append(page.reading())
    found = find_sightings(pages, find_entities(pages, {}), {"a": "s", "b": "s"}, {})
    sense = np.random.default_rng(0)
    return [replace(s, mention=_sensed(s, sense.integers(-127, 127, 64, dtype=np.int8).tobytes())) for s in found]


def _sensed(one: Sighting, sense: bytes) -> EventMention:
    return changed(one.mention, sense=sense)


def row(one: int, two: int, of: list[Sighting] | None = None) -> dict[str, float]:
    found = features(Columns(of or sightings()), np.array([one]), np.array([two]))[0]
    return dict(zip(NAMES, found.tolist(), strict=True))


@given(st.integers(0, 7), st.integers(0, 7))
def test_either_may_come_first(one: int, two: int) -> None:
    columns = Columns(sightings())
    there = inputs(columns, np.array([one]), np.array([two]))
    back = inputs(columns, np.array([two]), np.array([one]))
    assert np.array_equal(there, back)


@given(st.permutations(range(8)))
def test_a_pair_is_the_same_among_any_others(order: list[int]) -> None:
    given_here = sightings()
    mixed = [given_here[at] for at in order]
    one, two = order.index(0), order.index(5)
    alone = odds(Columns([given_here[0], given_here[5]]), np.array([0]), np.array([1]))
    among = odds(Columns(mixed), np.array([one]), np.array([two]))
    assert np.allclose(alone, among, atol=1e-5)


def test_one_meeting_told_by_two_reports() -> None:
    found = row(0, 4)
    assert found["type"] == found["noun"] == found["one day"] == found["published together"] == 1
    assert (found["sides"], found["who of all"], found["report"]) == (2, 1, 0)
    assert found["gap"] == found["other sides"] == found["one ahead"] == 0


def test_a_vote_ahead_and_a_shelling() -> None:
    found = row(2, 3)
    assert found["other sides"] == found["one ahead"] == found["assault"] == found["report"] == 1
    assert (found["dated"], found["sides"], found["type"]) == (1, 0, 0)


def test_who_does_it_to_the_other() -> None:
    given_here = sightings()
    struck = given_here[3]
    (actor,) = struck.mention.actors
    suffers = replace(struck, mention=changed(struck.mention, actors=(changed(actor, role="target"),)))
    found = row(0, 1, [struck, suffers])
    assert (found["by the other's to"], found["by"], found["other by"]) == (1, 0, 0)


def test_a_mention_that_refers_back() -> None:
    given_here = sightings()
    columns = Columns(given_here, [(given_here[1].key, given_here[0].key)])
    found = features(columns, np.array([0, 1]), np.array([1, 2]))[:, NAMES.index("refers")]
    assert found.tolist() == [1, 0]
