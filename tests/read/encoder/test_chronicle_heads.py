"""Which words tell an event, as the chronicle heads' scores are read."""

import numpy as np

from sourcebook.read.encoder.decoding import Decoder, Output
from sourcebook.read.encoder.layout import Head, Layout
from sourcebook.read.encoder.passages import Passage
from sourcebook.read.encoder.seen import CLASSES, EVENT_ROLES, LINK_ROLES, STATES
from sourcebook.read.encoder.sight import Sight

EVENT = ("none", *CLASSES, "OTHER")
LAYOUT = Layout(
    (Head("event", 0, len(EVENT), EVENT), Head("state", len(EVENT), len(EVENT) + len(STATES), STATES)), LINK_ROLES
)
# Two sentences of three words each in one passage.
PASSAGE = Passage(
    sentences=((0, 0, 3), (1, 0, 3)),
    ids=(0,) * 8,
    shape=(0,) * 8,
    first=(1, 2, 3, 4, 5, 6),
    bounds=((1, 4), (4, 7)),
)
OFFSETS = [[(0, 2), (3, 5), (6, 8)], [(9, 11), (12, 14), (15, 17)]]


def told(scores: np.ndarray, links: np.ndarray, layout: Layout = LAYOUT) -> Sight:
    output = Output((3, 3), scores, links, np.zeros((0, 4), np.float32))
    return Sight(OFFSETS, [PASSAGE], Decoder(layout).decode([output]))


def nothing() -> tuple[np.ndarray, np.ndarray]:
    scores = np.zeros((6, len(EVENT) + len(STATES)), np.float32)
    scores[:, 0] = 9
    return scores, np.full((len(LINK_ROLES), 6, 6), -9, np.float32)


def test_an_event_has_its_class_status_and_parts_by_the_sentences_tokens() -> None:
    scores, links = nothing()
    scores[4, EVENT.index("CONSULT")] = 15
    scores[4, len(EVENT) + STATES.index("planned")] = 8
    links[LINK_ROLES.index("by"), 3, 4] = 5
    links[LINK_ROLES.index("when"), 5, 4] = 5
    links[LINK_ROLES.index("by"), 0, 4] = 5  # of another sentence: no part in it
    sight = told(scores, links)
    assert sight.events_of(0) == ()
    found = sight.events_of(1)
    assert found is not None
    (event,) = found
    assert (event.word, event.type, event.status) == (1, "CONSULT", "planned")
    assert event.sure > 0.99
    assert [word for word, _ in event.by] == [0]
    assert [word for word, _ in event.when] == [2]
    assert event.to == event.where == ()


def test_an_event_of_no_class_is_seen_too() -> None:
    scores, links = nothing()
    scores[0, EVENT.index("OTHER")] = 12
    found = told(scores, links).events_of(0)
    assert found is not None
    assert [(event.word, event.type) for event in found] == [(0, None)]


def test_what_hardly_tells_an_event_is_left_out() -> None:
    scores, links = nothing()
    scores[0, EVENT.index("AID")] = 6
    assert told(scores, links).events_of(0) == ()


def test_a_model_without_the_heads_says_nothing_at_all() -> None:
    tags = ("NN", "VB")
    bare = Layout((Head("tag", 0, 2, tags),), LINK_ROLES)
    assert told(np.zeros((6, 2), np.float32), nothing()[1], bare).events_of(0) is None


def test_the_roles_of_events_are_roles_of_the_network() -> None:
    assert set(EVENT_ROLES) < set(LINK_ROLES)
