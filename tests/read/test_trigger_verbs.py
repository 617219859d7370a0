"""Which verbs are worth a frame: every one whose rules find an event."""

from __future__ import annotations

import pytest

from sourcebook.model import TimeExpression
from sourcebook.read.cast import Cast
from sourcebook.read.document import Document, parse
from sourcebook.read.entities import find_entities
from sourcebook.read.frames import frame_of
from sourcebook.read.scene import Scene, Surroundings
from sourcebook.read.times import find_times
from sourcebook.read.trigger_verbs import may_tell, verb_triggers
from tests.read.test_events import read, report
from tests.read.test_passing import NOTHING, TOLD

TEXTS = [
    *NOTHING,
    *(text for text, _ in TOLD),
    "Norway and Peru are back at the table in Lima.",
    "The trawlers must leave Peruvian waters by Friday.",
    "Peru agreed to free the captains. They were let out on Monday.",
    "Norway signed a treaty with Peru. It took effect on Friday.",
    "Crowds took to the streets of Lima, and troops were sent in.",
]


def parsed(text: str) -> tuple[Document, Cast, tuple[TimeExpression, ...]]:
    document = parse(report(text))
    return document, find_entities(document), find_times(document)


@pytest.mark.parametrize("text", TEXTS)
def test_what_a_rule_finds_was_worth_looking_at(text: str) -> None:
    document, cast, times = parsed(text)
    around, before = Surroundings.of(document, cast, times), None
    for sentence in document.sentences:
        scene = Scene(sentence, around)
        scene.before = before
        for group in scene.syntax.verb_groups:
            assert may_tell(scene, group) or not list(verb_triggers(scene, frame_of(scene, group)))
        before = scene


def test_a_verb_whose_rules_ask_for_other_words_is_not() -> None:
    document, cast, times = parsed("The soup was cold on Monday.")
    scene = Scene(document.sentences[0], Surroundings.of(document, cast, times))
    assert [may_tell(scene, group) for group in scene.syntax.verb_groups] == [False]


@pytest.mark.parametrize(("text", "kind"), [
    ("The army ousted President Orla Venn on Monday.", "COERCE"),
    ("Norway returned the bodies of nine soldiers to Peru on Monday.", "RETREAT"),
    ("Norway turned back nine Peruvian boats on Monday.", "COERCE"),
    ("Norwegian troops regained control of Lima on Monday.", "ASSAULT"),
    ("Norwegian troops entered Lima on Monday.", "ASSAULT"),
    ("The army retreated. Lima fell to the rebels on Monday.", "ASSAULT"),
])  # fmt: skip
def test_what_forces_do(text: str, kind: str) -> None:
    assert kind in {event.kind for event in read(text)}
