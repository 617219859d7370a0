"""Which words carry a stance, what it is over and who holds it, as the heads' scores are read; and senses."""

import numpy as np

from sourcebook.read.encoder.decoding import Decoder, Output
from sourcebook.read.encoder.layout import Head, Layout
from sourcebook.read.encoder.passages import Passage
from sourcebook.read.encoder.seen import LINK_ROLES, STANCE_ROLES, STANCES
from sourcebook.read.encoder.sight import Sight

STANCE = ("none", *STANCES)
OBJECT = ("O", "B", "I")
SENSE = 4
LAYOUT = Layout(
    (
        Head("stance", 0, 7, STANCE),
        Head("object", 7, 10, OBJECT),
        Head("sense", 10, 10 + SENSE),
    ),
    LINK_ROLES,
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


def nothing() -> tuple[np.ndarray, np.ndarray]:
    scores = np.zeros((6, 10 + SENSE), np.float32)
    scores[:, 0] = scores[:, 7] = 9
    return scores, np.full((len(LINK_ROLES), 6, 6), -9, np.float32)


def told(scores: np.ndarray, links: np.ndarray, layout: Layout = LAYOUT) -> Sight:
    output = Output((3, 3), scores, links, np.zeros((0, 4), np.float32))
    return Sight(OFFSETS, [PASSAGE], Decoder(layout).decode([output]))


def test_a_stance_has_its_object_and_holder_by_the_sentences_tokens() -> None:
    scores, links = nothing()
    scores[4, STANCE.index("rejects")] = 15
    scores[5, 7 + OBJECT.index("B")] = 15
    links[LINK_ROLES.index("holder"), 3, 4] = 5
    links[LINK_ROLES.index("over"), 5, 4] = 5
    links[LINK_ROLES.index("holder"), 0, 4] = 5  # of another sentence: it has no part here
    sight = told(scores, links)
    assert sight.stances_of(0) == ()
    (stance,) = sight.stances_of(1)
    assert (stance.word, stance.stance) == (1, "rejects")
    assert stance.sure > 0.99
    assert [word for word, _ in stance.holder] == [0]
    assert [word for word, _ in stance.over] == [2]
    assert sight.objects_of(1) == ((2, 3),)
    assert sight.objects_of(0) == ()


def test_an_object_ends_with_its_sentence() -> None:
    scores, links = nothing()
    scores[2, 7 + OBJECT.index("B")] = 15
    scores[3, 7 + OBJECT.index("I")] = 15
    assert told(scores, links).objects_of(0) == ((2, 3),)


def test_a_sense_is_a_direction_in_bytes() -> None:
    scores, links = nothing()
    scores[4, 10:] = [3, 0, -4, 0]
    sight = told(scores, links)
    assert np.frombuffer(sight.sense(1, 1) or b"", np.int8).tolist() == [76, 0, -102, 0]
    scores[4, 10:] = [30, 0, -40, 0]
    assert told(scores, links).sense(1, 1) == sight.sense(1, 1)


def test_a_model_without_the_heads_says_nothing_at_all() -> None:
    bare = told(np.zeros((6, 2), np.float32), nothing()[1], Layout((Head("tag", 0, 2, ("NN", "VB")),), LINK_ROLES))
    assert bare.stances_of(0) == ()
    assert bare.objects_of(0) == ()
    assert bare.sense(0, 0) is None


def test_the_roles_of_stances_are_roles_of_the_network() -> None:
    assert set(STANCE_ROLES) < set(LINK_ROLES)
